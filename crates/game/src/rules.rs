//! Who wins: pure functions of the counts, so that every browser computes the same winner.
//!
//! ```
//! use game::rules::{self, Tally};
//! use protocol::id::PlayerId;
//!
//! let (a, b) = (PlayerId::from_random(1), PlayerId::from_random(2));
//! let tallies = [(a, Tally { positive: 2, negative: 4 }), (b, Tally { positive: 5, negative: 4 })];
//! let outcome = rules::round(tallies);
//! assert_eq!((outcome.winners, outcome.pot), (vec![b], 7));
//! ```

use alloc::collections::BTreeMap;
use alloc::vec::Vec;
use core::cmp::Reverse;

use protocol::id::PlayerId;

/// A player's presses of a round, over all its incarnations.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// → presses, P.
    pub positive: u64,
    /// ← presses, N.
    pub negative: u64,
}

impl Tally {
    /// The score, `min(P, N)`.
    #[must_use]
    pub fn balanced(self) -> u64 {
        self.positive.min(self.negative)
    }

    /// Orders tallies from the best: the greater balanced count, then the smaller `|P − N|`. Equal
    /// keys are ties.
    fn standing(self) -> (Reverse<u64>, u64) {
        (Reverse(self.balanced()), self.positive.abs_diff(self.negative))
    }
}

/// What a round came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// The winner; several if tied, none if nobody scored.
    pub winners: Vec<PlayerId>,
    /// What each of the winners takes, `min(ΣP, ΣN)`.
    pub pot: u64,
}

/// The outcome of a round with these tallies.
#[must_use]
pub fn round(tallies: impl IntoIterator<Item = (PlayerId, Tally)>) -> Outcome {
    let mut total = Tally::default();
    let mut best = Tally::default();
    let mut winners = Vec::new();
    for (player, tally) in tallies {
        total.positive = total.positive.saturating_add(tally.positive);
        total.negative = total.negative.saturating_add(tally.negative);
        if tally.balanced() == 0 {
            continue;
        }
        if winners.is_empty() || tally.standing() < best.standing() {
            best = tally;
            winners.clear();
        }
        if tally.standing() == best.standing() {
            winners.push(player);
        }
    }
    winners.sort_unstable();
    Outcome { winners, pot: total.balanced() }
}

/// The points of a match with these rounds, of everybody who has any.
#[must_use]
pub fn points<'a>(rounds: impl IntoIterator<Item = &'a Outcome>) -> BTreeMap<PlayerId, u64> {
    let mut points = BTreeMap::<PlayerId, u64>::new();
    for outcome in rounds {
        for &winner in &outcome.winners {
            let total = points.entry(winner).or_default();
            *total = total.saturating_add(outcome.pot);
        }
    }
    points
}

/// Who has the most points: several share the win, and nobody wins without points.
#[must_use]
pub fn leaders(points: &BTreeMap<PlayerId, u64>) -> Vec<PlayerId> {
    let most = points.values().copied().max().unwrap_or(0);
    points.iter().filter(|&(_, &p)| p == most && p > 0).map(|(&player, _)| player).collect()
}

/// The places, from 1, of tallies in a round; equals share a place and leave the next ones free.
#[must_use]
pub fn ranks(tallies: &BTreeMap<PlayerId, Tally>) -> BTreeMap<PlayerId, u32> {
    places(tallies.iter().map(|(&player, tally)| (player, tally.standing())))
}

/// The places, from 1, by points.
#[must_use]
pub fn ranks_by_points(points: &BTreeMap<PlayerId, u64>) -> BTreeMap<PlayerId, u32> {
    places(points.iter().map(|(&player, &points)| (player, Reverse(points))))
}

fn places<K: Ord>(standings: impl Iterator<Item = (PlayerId, K)>) -> BTreeMap<PlayerId, u32> {
    let mut standings: Vec<(PlayerId, K)> = standings.collect();
    standings.sort_by(|(_, a), (_, b)| a.cmp(b));
    let mut ranks = BTreeMap::new();
    let mut place = 1;
    for (index, (player, standing)) in (1_u32..).zip(&standings) {
        let before = usize::try_from(index).ok().and_then(|i| standings.get(i.wrapping_sub(2)));
        if before.is_none_or(|(_, better)| better != standing) {
            place = index;
        }
        ranks.insert(*player, place);
    }
    ranks
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec;

    const A: PlayerId = PlayerId::from_random(1);
    const B: PlayerId = PlayerId::from_random(2);
    const C: PlayerId = PlayerId::from_random(3);

    fn tally(positive: u64, negative: u64) -> Tally {
        Tally { positive, negative }
    }

    #[test]
    fn the_worked_example() {
        let outcome = round([(A, tally(2, 4)), (B, tally(5, 4))]);
        assert_eq!(outcome, Outcome { winners: vec![B], pot: 7 });
        assert_eq!(points([&outcome]), BTreeMap::from([(B, 7)]));
        assert_eq!(leaders(&points([&outcome])), [B]);
    }

    #[test]
    fn equal_counts_go_to_the_better_balanced() {
        assert_eq!(round([(A, tally(4, 9)), (B, tally(6, 4))]).winners, [B]);
        assert_eq!(round([(A, tally(4, 5)), (B, tally(6, 4))]).winners, [A]);
    }

    #[test]
    fn tied_players_each_take_the_whole_pot() {
        let outcome = round([(B, tally(3, 4)), (A, tally(4, 3)), (C, tally(9, 1))]);
        assert_eq!(outcome, Outcome { winners: vec![A, B], pot: 8 });
        assert_eq!(points([&outcome, &outcome]), BTreeMap::from([(A, 16), (B, 16)]));
        assert_eq!(leaders(&points([&outcome])), [A, B]);
    }

    #[test]
    fn a_round_in_which_nobody_scored_has_no_winner() {
        let outcome = round([(A, tally(7, 0)), (B, tally(0, 5))]);
        assert_eq!(outcome, Outcome { winners: vec![], pot: 5 });
        assert!(points([&outcome]).is_empty());
        assert!(leaders(&BTreeMap::new()).is_empty());
        assert_eq!(round([]), Outcome::default());
    }

    #[test]
    fn equals_share_a_place_and_leave_the_next_free() {
        let tallies = BTreeMap::from([(A, tally(2, 2)), (B, tally(5, 5)), (C, tally(2, 2))]);
        assert_eq!(ranks(&tallies), BTreeMap::from([(A, 2), (B, 1), (C, 2)]));
        let points = BTreeMap::from([(A, 9), (B, 9), (C, 3)]);
        assert_eq!(ranks_by_points(&points), BTreeMap::from([(A, 1), (B, 1), (C, 3)]));
    }
}
