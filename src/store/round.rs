//! What a running round looks like in numbers.

use core::time::Duration;

use game::View;

/// How far the seesaw tilts at most, in hundredths of a degree: the plank's end just touches the
/// ground.
const STEEPEST: i64 = 1_600;

/// The lean at which half of [`STEEPEST`] is reached, in presses. One press too many shall show,
/// and twenty shall still differ from ten.
const HALF_TILT: i64 = 6;

/// Balanced presses a second that a full bar stands for at first. Few get beyond: it takes more
/// than ten presses a second.
const FULL_BAR_PER_SECOND: u64 = 5;

/// What a countdown begins with. The start is called a little earlier, so that everybody has heard
/// of it by then.
const COUNT_FROM: u64 = 3;

/// What a countdown counts: 3, 2, 1.
#[must_use]
pub(crate) fn count(left: Duration) -> u64 {
    seconds(left).min(COUNT_FROM)
}

/// The seconds left, rounded up: as on any clock that counts down, the last one is 1.
#[must_use]
pub(crate) fn seconds(left: Duration) -> u64 {
    left.as_secs() + u64::from(left.subsec_nanos() > 0)
}

/// The thousandths of a round that are left.
#[must_use]
pub(crate) fn remaining_permille(left: Duration, length: Duration) -> u32 {
    permille(millis(left), millis(length))
}

/// What the seesaw shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Balance {
    /// Clockwise, in hundredths of a degree.
    pub(crate) tilt: i32,
    /// How often ← and → were pressed, if anybody can.
    pub(crate) counts: Option<[u64; 2]>,
    /// The side to press next: the lighter one, if there is one.
    pub(crate) press: Option<&'static str>,
}

impl Balance {
    /// One's own balance, or everybody's for those who watch.
    #[must_use]
    pub(crate) fn of(view: &View) -> Self {
        let own = view.player(view.me).filter(|me| me.plays);
        let players = own.map_or(view.players.as_slice(), core::slice::from_ref);
        let (mut left, mut right, mut lean) = (0_u64, 0_u64, 0_i64);
        for player in players {
            left = left.saturating_add(player.negative);
            right = right.saturating_add(player.positive);
            lean = lean.saturating_add(player.value);
        }
        let press = own.and(match lean {
            0 => None,
            1.. => Some("left"),
            _ => Some("right"),
        });
        Self { tilt: tilt(lean), counts: Some([left, right]), press }
    }
}

fn tilt(lean: i64) -> i32 {
    // Beyond a million it is as steep as it gets, and the product can't overflow.
    let lean = lean.clamp(-1_000_000, 1_000_000);
    let tilt = STEEPEST * lean / (lean.abs() + HALF_TILT);
    i32::try_from(tilt).expect("it is less than the steepest")
}

/// The balanced count that a full bar stands for: the same for all bars, and doubled when somebody
/// gets beyond it, so that a press moves one bar and not all.
#[must_use]
pub(crate) fn bar_scale(view: &View) -> u64 {
    let most = view.players.iter().map(|player| player.balanced).max().unwrap_or(0);
    let mut full = FULL_BAR_PER_SECOND * view.settings.round_length().as_secs();
    while full < most {
        full = full.saturating_mul(2);
    }
    full
}

/// The thousandths of a bar that are full.
#[must_use]
pub(crate) fn bar_permille(balanced: u64, scale: u64) -> u32 {
    permille(balanced, scale)
}

fn millis(span: Duration) -> u64 {
    span.as_secs().saturating_mul(1_000).saturating_add(span.subsec_millis().into())
}

fn permille(part: u64, whole: u64) -> u32 {
    let permille = part.saturating_mul(1_000) / whole.max(1);
    u32::try_from(permille.min(1_000)).expect("a thousand is small")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::player::tests::view;

    #[test]
    fn the_last_second_is_one() {
        let millis = |millis| seconds(Duration::from_millis(millis));
        assert_eq!([millis(15_000), millis(14_999), millis(14_000), millis(1)], [15, 15, 14, 1]);
        assert_eq!(millis(0), 0);
    }

    #[test]
    fn a_countdown_begins_with_three() {
        let millis = |millis| count(Duration::from_millis(millis));
        assert_eq!([millis(3_300), millis(2_001), millis(2_000), millis(1)], [3, 3, 2, 1]);
    }

    #[test]
    fn the_seesaw_tilts_to_the_heavier_side_and_never_over() {
        let tilt = |lean| i64::from(tilt(lean));
        assert_eq!(tilt(0), 0);
        assert!(tilt(1) > 100 && tilt(-1) < -100, "a degree can be seen");
        assert!(tilt(20) > tilt(10));
        assert!(tilt(i64::MAX) < STEEPEST && tilt(i64::MIN) > -STEEPEST);
    }

    #[test]
    fn who_watches_sees_everybodys_balance_and_is_called_to_no_side() {
        let mut view = view(&[("Ana", 0), ("Ben", 2), ("Cid", 3)]);
        view.players[0].plays = false;
        view.players[1].value = HALF_TILT;
        let Balance { tilt, counts, press } = Balance::of(&view);
        assert_eq!(i64::from(tilt), STEEPEST / 2);
        assert_eq!((counts, press), (Some([5, 5]), None));
    }

    #[test]
    fn the_lighter_side_is_the_one_to_press() {
        let press = |value| {
            let mut view = view(&[("Ana", 3), ("Ben", 9)]);
            view.players[0].value = value;
            let balance = Balance::of(&view);
            assert_eq!(balance.counts, Some([3, 3]), "one's own");
            balance.press
        };
        assert_eq!([press(-1), press(0), press(1)], [Some("right"), None, Some("left")]);
    }

    #[test]
    fn a_press_moves_one_bar_until_somebody_is_off_the_scale() {
        let full = |balanced| bar_scale(&view(&[("Ana", 0), ("Ben", balanced)]));
        assert_eq!(full(0), 75);
        assert_eq!(full(75), 75);
        assert_eq!(full(76), 150);
        assert_eq!(full(u64::MAX), u64::MAX);
    }

    #[test]
    fn bars_are_never_more_than_full() {
        assert_eq!(bar_permille(15, 75), 200);
        assert_eq!(bar_permille(0, 0), 0);
        assert_eq!(bar_permille(u64::MAX, 1), 1_000);
        let half = remaining_permille(Duration::from_millis(7_500), Duration::from_secs(15));
        assert_eq!(half, 500);
    }
}
