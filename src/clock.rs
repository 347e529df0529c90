//! The page's own clock, read as the session's values of time.

use core::time::Duration;

use protocol::time::Instant;

/// How long ago an event may have happened that is handled only now. A main thread that was busy
/// for longer is no case to be exact about, and a time stamp from another clock (that of the
/// calendar, in old browsers) lies decades away.
const OLDEST_EVENT: Duration = Duration::from_secs(5);

/// Now, by `performance.now()`: never stepped, and on one scale with the time stamps of events.
///
/// # Panics
///
/// Outside a browser's window.
#[must_use]
pub(crate) fn now() -> Instant {
    let performance = crate::browser::window().performance();
    from_millis(performance.expect("every browser's window has a clock").now())
}

/// The wall clock, in milliseconds since 1970. It may be stepped; only what must be told over a
/// reload, which [`now`] begins anew, is told by it.
#[must_use]
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "whole milliseconds since 1970, of which an f64 holds 285,000 years exactly"
)]
pub(crate) fn wall_millis() -> u64 {
    js_sys::Date::now() as u64
}

/// When an event happened, by its own time stamp in milliseconds. One that can't be is read as
/// `now`.
#[must_use]
pub(crate) fn of_event(time_stamp_ms: f64, now: Instant) -> Instant {
    let at = from_millis(time_stamp_ms);
    if at <= now && at >= now - OLDEST_EVENT { at } else { now }
}

/// The whole milliseconds from `now` until `then`, rounded up: a timer that is set so never rings
/// too early.
#[must_use]
pub(crate) fn millis_until(then: Instant, now: Instant) -> u32 {
    let micros = then.saturating_since(now).as_micros();
    u32::try_from(micros.div_ceil(1_000)).unwrap_or(u32::MAX)
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a float becomes an integer; the cast saturates, and not-a-number becomes zero"
)]
fn from_millis(millis: f64) -> Instant {
    Instant::from_micros((millis * 1_000.0) as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_event_happened_when_it_says_if_it_can_have() {
        let now = Instant::from_micros(10_000_000);
        assert_eq!(of_event(9_999.5, now), Instant::from_micros(9_999_500));
        assert_eq!(of_event(10_001.0, now), now, "not in the future");
        assert_eq!(of_event(1_700_000_000_000.0, now), now, "not on the calendar's clock");
        assert_eq!(of_event(0.0, now), now, "not at the beginning of the page");
        assert_eq!(of_event(f64::NAN, now), now);
    }

    #[test]
    fn a_timer_never_rings_too_early() {
        let now = Instant::from_micros(1_000);
        assert_eq!(millis_until(Instant::from_micros(1_001), now), 1);
        assert_eq!(millis_until(Instant::from_micros(3_000), now), 2);
        assert_eq!(millis_until(Instant::from_micros(0), now), 0, "what is past is due");
        assert_eq!(millis_until(Instant::from_micros(u64::MAX), now), u32::MAX);
    }
}
