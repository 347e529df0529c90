//! The world's own time, which nobody in it can read, and each machine's clock, which it can.

use core::fmt;
use core::ops::Add;
use core::time::Duration;

use protocol::time::Instant;

/// A point in the simulated world's time, in microseconds since it began.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment(u64);

impl Moment {
    /// Microseconds since the world began.
    #[must_use]
    pub const fn as_micros(self) -> u64 {
        self.0
    }

    /// How much later this is than `earlier`; zero if it is not later.
    #[must_use]
    pub const fn since(self, earlier: Self) -> Duration {
        Duration::from_micros(self.0.saturating_sub(earlier.0))
    }

    /// As the signalling server's clock reads.
    pub(crate) const fn at_server(self) -> Instant {
        Instant::from_micros(self.0)
    }

    /// When the signalling server's clock reads this.
    pub(crate) const fn of_server(instant: Instant) -> Self {
        Self(instant.as_micros())
    }
}

impl Add<Duration> for Moment {
    type Output = Self;

    fn add(self, span: Duration) -> Self {
        Self(self.0.saturating_add(u64::try_from(span.as_micros()).unwrap_or(u64::MAX)))
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:3}.{:06} s", self.0 / 1_000_000, self.0 % 1_000_000)
    }
}

/// A machine's own monotonic clock: it began somewhere, and goes a little too fast or too slow.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Clock {
    /// What it read when the world began, in microseconds.
    pub(crate) zero_us: u64,
    /// How much too fast it goes, in parts per million.
    pub(crate) drift_ppm: i64,
    /// For how long it has stood still, as some do while the machine sleeps.
    pub(crate) stood_still: Duration,
}

impl Clock {
    /// What it reads.
    pub(crate) fn local(&self, at: Moment) -> Instant {
        let gone = Moment(0) + at.since(Moment(0)).saturating_sub(self.stood_still);
        Instant::from_micros(self.zero_us + gone.0.saturating_add_signed(self.drift(gone.0)))
    }

    /// A moment, at most a few microseconds late, at which it reads at least this.
    pub(crate) fn moment(&self, local: Instant) -> Moment {
        let gone = local.as_micros().saturating_sub(self.zero_us);
        // The drift of the drift, 1e-8, is what this rounds over.
        let earliest = gone.saturating_add_signed(-self.drift(gone));
        Moment(earliest.saturating_add(2 + earliest / 50_000_000)) + self.stood_still
    }

    fn drift(&self, micros: u64) -> i64 {
        let micros = i64::try_from(micros).unwrap_or(i64::MAX);
        micros.saturating_mul(self.drift_ppm) / 1_000_000
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_found_for_every_reading() {
        for drift_ppm in [-100, 0, 37, 100] {
            let stood_still = Duration::from_millis(250);
            let clock = Clock { zero_us: 9_000_000_000, drift_ppm, stood_still };
            for at in [300_000, 1_000_000, 123_456_789, 400_000_000] {
                let reading = clock.local(Moment(at));
                let found = clock.moment(reading);
                assert!(clock.local(found) >= reading, "{drift_ppm} ppm at {at}");
                assert!(found.since(Moment(at)) < Duration::from_micros(20), "{drift_ppm} {at}");
            }
        }
    }
}
