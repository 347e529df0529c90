//! What a running round looks like in numbers.

use core::time::Duration;

use game::View;

/// How far the seesaw tilts at most, in degrees: the plank's end just touches the ground.
const STEEPEST: f64 = 16.0;

/// The lean at which half of [`STEEPEST`] is reached, in presses. One press too many shall show,
/// and twenty shall still differ from ten.
const HALF_TILT: f64 = 6.0;

/// Balanced presses a second that a full bar stands for at first. Few get beyond: it takes more
/// than ten presses a second.
const FULL_BAR_PER_SECOND: u64 = 5;

/// The seconds left, rounded up: as on any clock that counts down, the last one is 1.
#[must_use]
pub(crate) fn seconds(left: Duration) -> u64 {
    left.as_secs() + u64::from(left.subsec_nanos() > 0)
}

/// The part of a round that is left, from 0 to 1, in steps that are just too small to be seen.
#[must_use]
pub(crate) fn remaining(left: Duration, length: Duration) -> f64 {
    const STEPS: f64 = 500.0;
    let part = left.as_secs_f64() / length.as_secs_f64().max(f64::MIN_POSITIVE);
    (part.clamp(0.0, 1.0) * STEPS).round() / STEPS
}

/// The seesaw's tilt in degrees, clockwise: by one's own lean, or by everybody's for those who
/// watch.
#[must_use]
pub(crate) fn tilt_degrees(view: &View) -> f64 {
    let own = view.player(view.me).filter(|me| me.plays).map(|me| me.value);
    let lean = own.unwrap_or_else(|| {
        view.players.iter().fold(0, |sum: i64, player| sum.saturating_add(player.value))
    });
    #[expect(clippy::cast_precision_loss, reason = "beyond 2^53 presses the tilt stays the same")]
    let lean = lean as f64;
    STEEPEST * lean / (lean.abs() + HALF_TILT)
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

/// How much of a bar is full, from 0 to 1.
#[must_use]
pub(crate) fn bar_fraction(balanced: u64, scale: u64) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "a bar is not wider than 2^53 pixels")]
    let fraction = balanced as f64 / scale.max(1) as f64;
    fraction.min(1.0)
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
    fn the_seesaw_tilts_to_the_heavier_side_and_never_over() {
        let tilt = |value| {
            let mut view = view(&[("Ana", 0)]);
            view.players[0].value = value;
            tilt_degrees(&view)
        };
        assert!(tilt(0).abs() < f64::EPSILON);
        assert!(tilt(1) > 1.0 && tilt(-1) < -1.0);
        assert!(tilt(20) > tilt(10));
        assert!(tilt(i64::MAX) <= STEEPEST && tilt(i64::MIN) >= -STEEPEST);
    }

    #[test]
    fn who_watches_sees_everybodys_lean() {
        let mut view = view(&[("Ana", 0), ("Ben", 0)]);
        view.players[0].plays = false;
        view.players[1].value = 6;
        assert!((tilt_degrees(&view) - STEEPEST / 2.0).abs() < 1e-9);
    }

    #[test]
    fn a_press_moves_one_bar_until_somebody_is_off_the_scale() {
        let full = |balanced| bar_scale(&view(&[("Ana", 0), ("Ben", balanced)]));
        assert_eq!(full(0), 75);
        assert_eq!(full(75), 75);
        assert_eq!(full(76), 150);
        assert!((bar_fraction(15, 75) - 0.2).abs() < 1e-9);
        assert!(full(u64::MAX) == u64::MAX);
    }
}
