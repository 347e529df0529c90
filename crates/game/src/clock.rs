//! The game's clock, as a guest estimates it: the offset of its own clock to the host's, from the
//! ping-pong exchange with the least round trip (Cristian 1989, "Probabilistic clock
//! synchronization"; the same choice as NTP's clock filter, RFC 5905 section 10). The error is at
//! most half of that round trip, and half the path's asymmetry in practice.

use alloc::vec::Vec;
use core::time::Duration;

use protocol::time::{GameTime, Instant, Offset};

use crate::mutants::{self, Mutant};

/// Samples that are kept: at one a second, what two clocks drift apart meanwhile (50 ppm of 16 s)
/// stays below a millisecond.
const WINDOW: usize = 16;

/// What two clocks can have drifted apart within the window, and a margin.
const DRIFT: Duration = Duration::from_millis(5);

#[derive(Clone, Copy, Debug)]
struct Sample {
    round_trip: Duration,
    offset: Offset,
}

impl Sample {
    /// Whether the two can't both be true of clocks that only drifted: each offset is true to half
    /// its round trip, and these ranges lie apart (Marzullo 1984). Then one of the clocks stood
    /// still or was stepped, and what was measured before is void.
    fn contradicts(&self, other: &Self) -> bool {
        let apart = self.offset.as_micros().abs_diff(other.offset.as_micros());
        let reach = (self.round_trip + other.round_trip) / 2 + DRIFT;
        u128::from(apart) > reach.as_micros()
    }
}

/// An estimate of the game's clock.
#[derive(Clone, Debug, Default)]
pub struct Clock {
    offset: Offset,
    samples: Vec<Sample>,
}

impl Clock {
    /// The clock that reads `game` at `local`, by decree: the first host's, or one that is restored.
    #[must_use]
    pub fn set(local: Instant, game: GameTime) -> Self {
        Self { offset: Offset::between(local, game), samples: Vec::new() }
    }

    /// Forgets the samples, since another host or another path gives them from now on, but keeps
    /// the estimate until the first new one.
    pub fn resample(&mut self) {
        self.samples.clear();
    }

    /// Takes in an exchange: a ping left at `sent`, the host read `game`, its pong came at
    /// `received`.
    pub fn sample(&mut self, sent: Instant, game: GameTime, received: Instant) {
        let round_trip = received.saturating_since(sent);
        let read = if mutants::is(Mutant::Clock) { sent } else { sent + round_trip / 2 };
        let offset = Offset::between(read, game);
        let sample = Sample { round_trip, offset };
        if self.samples.iter().any(|earlier| earlier.contradicts(&sample)) {
            self.samples.clear();
        }
        if self.samples.len() == WINDOW {
            self.samples.remove(0);
        }
        self.samples.push(sample);
        if let Some(best) = self.samples.iter().min_by_key(|sample| sample.round_trip) {
            self.offset = best.offset;
        }
    }

    /// How many samples stand behind the estimate.
    #[must_use]
    pub fn samples(&self) -> usize {
        self.samples.len()
    }

    /// The game's time.
    #[must_use]
    pub fn game(&self, local: Instant) -> GameTime {
        self.offset.to_game(local)
    }

    /// When the game's time will be `game`.
    #[must_use]
    pub fn local(&self, game: GameTime) -> Instant {
        self.offset.to_local(game)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn local(ms: u64) -> Instant {
        Instant::from_micros(ms * 1_000)
    }

    fn game(ms: u64) -> GameTime {
        GameTime::from_micros(ms * 1_000)
    }

    #[test]
    fn a_symmetric_path_gives_the_exact_offset() {
        let mut clock = Clock::default();
        clock.sample(local(1_000), game(90_020), local(1_040));
        assert_eq!(clock.game(local(2_000)), game(91_000));
        assert_eq!(clock.local(game(91_000)), local(2_000));
    }

    #[test]
    fn the_sample_with_the_least_round_trip_prevails() {
        let mut clock = Clock::default();
        clock.sample(local(0), game(5_005), local(10));
        clock.sample(local(1_000), game(6_300), local(1_400));
        assert_eq!(clock.game(local(2_000)), game(7_000));
    }

    #[test]
    fn old_samples_go_so_that_drift_is_followed() {
        let mut clock = Clock::default();
        clock.sample(local(0), game(5_100), local(1));
        for second in 1..=16 {
            clock.sample(
                local(second * 1_000),
                game(second * 1_000 + 5_105),
                local(second * 1_000 + 10),
            );
        }
        assert_eq!(clock.game(local(20_000)), game(25_100));
    }

    #[test]
    fn a_clock_that_stood_still_is_followed_at_once() {
        let mut clock = Clock::default();
        clock.sample(local(0), game(5_001), local(2));
        clock.sample(local(1_000), game(4_510), local(1_020));
        assert_eq!(clock.game(local(2_000)), game(5_500), "half a second less than before");
    }

    #[test]
    fn a_host_of_another_epoch_is_met_without_overflow() {
        let mut clock = Clock::default();
        clock.sample(local(0), GameTime::from_micros(u64::MAX), local(2));
        assert!(clock.game(local(10)) > game(10));
    }
}
