//! What a result tells besides the counts: who was fastest, who was the most even, and whether this
//! person was never better.

use core::time::Duration;

use game::{PlayerView, View};

/// This person's best balanced count of rounds of one length.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Best {
    /// The count.
    pub balanced: u64,
    /// Whether it was reached just now.
    pub new: bool,
}

impl Best {
    /// The best after a round, from what it was before; none as long as nothing was scored.
    #[must_use]
    pub(crate) fn after(before: Option<u64>, balanced: u64) -> Option<Self> {
        let before = before.unwrap_or(0);
        let best = Self { balanced: balanced.max(before), new: balanced > before };
        (best.balanced > 0).then_some(best)
    }
}

/// Presses a second, in tenths.
#[must_use]
pub(crate) fn pace_tenths(player: &PlayerView, length: Duration) -> u64 {
    presses(player).saturating_mul(10) / length.as_secs().max(1)
}

/// How even a player's hands were: the thousandths that the weaker has of the stronger.
#[must_use]
pub(crate) fn even_permille(player: &PlayerView) -> u64 {
    let stronger = player.positive.max(player.negative).max(1);
    player.balanced.saturating_mul(1_000) / stronger
}

/// Who pressed most, whatever for; of equals the better one.
#[must_use]
pub(crate) fn fastest(view: &View) -> Option<&PlayerView> {
    let pressed = view.players.iter().filter(|player| presses(player) > 0);
    pressed.rev().max_by_key(|player| presses(player))
}

/// Who had the most even hand of those with at least half of the best count: one press on either
/// side is even too, but no feat.
#[must_use]
pub(crate) fn most_even(view: &View) -> Option<&PlayerView> {
    let most = view.players.iter().map(|player| player.balanced).max()?;
    let feat = |player: &&PlayerView| player.balanced > 0 && player.balanced >= most.div_ceil(2);
    view.players.iter().filter(feat).rev().max_by_key(|player| even_permille(player))
}

fn presses(player: &PlayerView) -> u64 {
    player.positive.saturating_add(player.negative)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::player::tests::view;

    /// A snapshot of players with these presses, the best first.
    fn pressed(counts: &[(u64, u64)]) -> View {
        let names = [("Ana", 0), ("Ben", 0), ("Cid", 0)];
        let mut view = view(&names[..counts.len()]);
        for (player, &(positive, negative)) in view.players.iter_mut().zip(counts) {
            (player.positive, player.negative) = (positive, negative);
            player.balanced = positive.min(negative);
        }
        view
    }

    fn name(player: Option<&PlayerView>) -> Option<&str> {
        player.map(|player| player.name.as_str())
    }

    #[test]
    fn the_fastest_need_not_score() {
        assert_eq!(name(fastest(&pressed(&[(5, 5), (0, 11), (1, 10)]))), Some("Ben"));
        assert_eq!(name(fastest(&pressed(&[(5, 5), (0, 10)]))), Some("Ana"));
        assert_eq!(fastest(&pressed(&[(0, 0)])), None);
    }

    #[test]
    fn the_most_even_hand_has_done_something() {
        assert_eq!(name(most_even(&pressed(&[(41, 44), (40, 41), (1, 1)]))), Some("Ben"));
        assert_eq!(name(most_even(&pressed(&[(5, 5), (4, 4)]))), Some("Ana"));
        assert_eq!(most_even(&pressed(&[(9, 0)])), None);
        assert_eq!(most_even(&pressed(&[])), None);
    }

    #[test]
    fn pace_and_evenness_are_cut_to_what_is_shown() {
        let view = pressed(&[(44, 41)]);
        assert_eq!(pace_tenths(&view.players[0], Duration::from_secs(15)), 56);
        assert_eq!(even_permille(&view.players[0]), 931);
        assert_eq!(even_permille(&pressed(&[(0, 0)]).players[0]), 0);
    }

    #[test]
    fn a_best_is_new_only_when_it_is_better() {
        let best = |balanced, new| Some(Best { balanced, new });
        assert_eq!(Best::after(None, 7), best(7, true));
        assert_eq!(Best::after(Some(7), 7), best(7, false));
        assert_eq!(Best::after(Some(7), 8), best(8, true));
        assert_eq!(Best::after(Some(7), 0), best(7, false));
        assert_eq!(Best::after(None, 0), None);
    }
}
