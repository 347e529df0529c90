//! Points in time, as values: nothing below the shell reads a clock.

use core::fmt;
use core::ops::{Add, Sub};
use core::time::Duration;

use serde::{Deserialize, Serialize};

macro_rules! point_in_time {
    ($(#[$docs:meta])* $name:ident) => {
        $(#[$docs])*
        #[derive(
            Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize,
        )]
        pub struct $name(u64);

        impl $name {
            /// The point `micros` microseconds after this clock's zero.
            #[must_use]
            pub const fn from_micros(micros: u64) -> Self {
                Self(micros)
            }

            /// Microseconds since this clock's zero.
            #[must_use]
            pub const fn as_micros(self) -> u64 {
                self.0
            }

            /// How much later this is than `earlier`; zero if it is not later.
            #[must_use]
            pub fn saturating_since(self, earlier: Self) -> Duration {
                Duration::from_micros(self.0.saturating_sub(earlier.0))
            }
        }

        /// Saturates at the end of the clock's range, half a million years on.
        impl Add<Duration> for $name {
            type Output = Self;

            fn add(self, span: Duration) -> Self {
                let micros = u64::try_from(span.as_micros()).unwrap_or(u64::MAX);
                Self(self.0.saturating_add(micros))
            }
        }

        /// Saturates at the clock's zero.
        impl Sub<Duration> for $name {
            type Output = Self;

            fn sub(self, span: Duration) -> Self {
                let micros = u64::try_from(span.as_micros()).unwrap_or(u64::MAX);
                Self(self.0.saturating_sub(micros))
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}.{:06} s", self.0 / 1_000_000, self.0 % 1_000_000)
            }
        }
    };
}

point_in_time! {
    /// A reading of this machine's own monotonic clock, in microseconds since some zero of its
    /// own (in a browser `performance.now()`: never stepped, and meaningless to anybody else).
    Instant
}

point_in_time! {
    /// A point on the game's clock, in microseconds: the clock that the first host began and that
    /// each later host carries on. Every announced instant is given in it.
    GameTime
}

/// What must be added to an [`Instant`] to get the [`GameTime`] of the same moment, in
/// microseconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Offset(i64);

impl Offset {
    /// The offset between two readings taken at the same moment. Saturates, which only clocks
    /// that a liar made up can bring about.
    #[must_use]
    pub fn between(local: Instant, game: GameTime) -> Self {
        let difference = i128::from(game.0) - i128::from(local.0);
        Self(i64::try_from(difference).unwrap_or(if difference < 0 { i64::MIN } else { i64::MAX }))
    }

    /// The game's time at a local instant.
    #[must_use]
    pub fn to_game(self, local: Instant) -> GameTime {
        GameTime(local.0.saturating_add_signed(self.0))
    }

    /// The local instant of a game time.
    #[must_use]
    pub fn to_local(self, game: GameTime) -> Instant {
        Instant(game.0.saturating_add_signed(self.0.saturating_neg()))
    }

    /// In microseconds, for display.
    #[must_use]
    pub fn as_micros(self) -> i64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_offset_leads_there_and_back() {
        let local = Instant::from_micros(5_000_000);
        for game in [0, 4_999_999, 5_000_000, 90_000_000_000] {
            let game = GameTime::from_micros(game);
            let offset = Offset::between(local, game);
            assert_eq!(offset.to_game(local), game);
            assert_eq!(offset.to_local(game), local);
        }
    }

    #[test]
    fn sums_saturate_at_both_ends() {
        let end = Instant::from_micros(u64::MAX);
        assert_eq!(end + Duration::from_secs(1), end);
        assert_eq!(Instant::from_micros(3) - Duration::from_secs(1), Instant::from_micros(0));
    }
}
