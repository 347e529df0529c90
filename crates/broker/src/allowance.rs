//! How much one client may still send: the generic cell rate algorithm (ITU-T I.371, annex A), a
//! leaky bucket that needs one instant instead of a level and a timer.

use core::time::Duration;

use protocol::time::Instant;

use crate::config::Config;

/// One client's allowance.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Allowance {
    /// When everything spent so far has been earned at the steady rate.
    earned_at: Instant,
}

impl Allowance {
    /// A full allowance.
    pub(crate) const fn full(now: Instant) -> Self {
        Self { earned_at: now }
    }

    /// Spends `bytes`; false, and nothing spent, if that is more than is left.
    pub(crate) fn spend(&mut self, now: Instant, bytes: usize, config: &Config) -> bool {
        let earned_at = self.earned_at.max(now) + earning_time(bytes, config);
        let affordable =
            earned_at.saturating_since(now) <= earning_time(config.burst_bytes, config);
        if affordable {
            self.earned_at = earned_at;
        }
        affordable
    }
}

/// How long it takes to earn so many bytes at the steady rate.
fn earning_time(bytes: usize, config: &Config) -> Duration {
    let micros = bytes as u128 * 1_000_000 / (config.bytes_per_second.max(1) as u128);
    Duration::from_micros(u64::try_from(micros).unwrap_or(u64::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn config() -> Config {
        Config { burst_bytes: 1_000, bytes_per_second: 100, ..Config::default() }
    }

    #[test]
    fn the_burst_is_there_at_once_and_comes_back_at_the_steady_rate() {
        let start = Instant::from_micros(5_000_000);
        let mut allowance = Allowance::full(start);
        assert!(allowance.spend(start, 600, &config()));
        assert!(allowance.spend(start, 400, &config()));
        assert!(!allowance.spend(start, 1, &config()));

        let later = start + Duration::from_secs(3);
        assert!(!allowance.spend(later, 301, &config()), "what is refused is not spent");
        assert!(allowance.spend(later, 300, &config()));
        assert!(!allowance.spend(later, 1, &config()));
    }

    #[test]
    fn a_long_silence_earns_no_more_than_the_burst() {
        let start = Instant::from_micros(0);
        let mut allowance = Allowance::full(start);
        let later = start + Duration::from_secs(3_600);
        assert!(!allowance.spend(later, 1_001, &config()));
        assert!(allowance.spend(later, 1_000, &config()));
    }
}
