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

use alloc::vec::Vec;
use core::cmp::Reverse;

use litemap::LiteMap;
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
    /// The winner; several if tied, in the order in which they were given; none if nobody scored.
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
    Outcome { winners, pot: total.balanced() }
}

/// The points of a match with these rounds, of everybody who has any.
#[must_use]
pub fn points<'a>(rounds: impl IntoIterator<Item = &'a Outcome>) -> LiteMap<PlayerId, u64> {
    let mut points = LiteMap::<PlayerId, u64>::new();
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
pub fn leaders(points: &LiteMap<PlayerId, u64>) -> Vec<PlayerId> {
    let most = points.values().copied().max().unwrap_or(0);
    points.iter().filter(|&(_, &p)| p == most && p > 0).map(|(&player, _)| player).collect()
}

/// The places, from 1, of tallies in a round, each at its tally's index; equals share a place and
/// leave the next ones free.
#[must_use]
pub fn ranks(tallies: &[Tally]) -> Vec<u32> {
    places(tallies, |tally| tally.standing())
}

/// The places, from 1, by points.
#[must_use]
pub fn ranks_by_points(points: &[u64]) -> Vec<u32> {
    places(points, |&points| Reverse(points))
}

/// One more than the number of those who are better. A hundred players are compared faster than
/// the code that sorts them is loaded.
fn places<T, K: Ord>(values: &[T], standing: impl Fn(&T) -> K) -> Vec<u32> {
    let better = |own: &T| values.iter().filter(|&other| standing(other) < standing(own)).count();
    values.iter().map(|own| u32::try_from(1 + better(own)).unwrap_or(u32::MAX)).collect()
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
        assert_eq!(points([&outcome]), LiteMap::from_iter([(B, 7)]));
        assert_eq!(leaders(&points([&outcome])), [B]);
    }

    #[test]
    fn equal_counts_go_to_the_better_balanced() {
        assert_eq!(round([(A, tally(4, 9)), (B, tally(6, 4))]).winners, [B]);
        assert_eq!(round([(A, tally(4, 5)), (B, tally(6, 4))]).winners, [A]);
    }

    #[test]
    fn tied_players_each_take_the_whole_pot() {
        let outcome = round([(A, tally(3, 4)), (B, tally(4, 3)), (C, tally(9, 1))]);
        assert_eq!(outcome, Outcome { winners: vec![A, B], pot: 8 });
        assert_eq!(points([&outcome, &outcome]), LiteMap::from_iter([(A, 16), (B, 16)]));
        assert_eq!(leaders(&points([&outcome])), [A, B]);
    }

    #[test]
    fn a_round_in_which_nobody_scored_has_no_winner() {
        let outcome = round([(A, tally(7, 0)), (B, tally(0, 5))]);
        assert_eq!(outcome, Outcome { winners: vec![], pot: 5 });
        assert!(points([&outcome]).is_empty());
        assert!(leaders(&LiteMap::new()).is_empty());
        assert_eq!(round([]), Outcome::default());
    }

    #[test]
    fn equals_share_a_place_and_leave_the_next_free() {
        assert_eq!(ranks(&[tally(2, 2), tally(5, 5), tally(2, 2), tally(1, 9)]), [2, 1, 2, 4]);
        assert_eq!(ranks_by_points(&[9, 9, 3]), [1, 1, 3]);
    }
}
