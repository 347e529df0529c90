//! What the host chooses for a match.

use core::time::Duration;

use serde::{Deserialize, Serialize};

use crate::limits::ROUNDS;

/// The number of rounds and their length, within the rules' bounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "(u8, u8)", into = "(u8, u8)")]
pub struct Settings {
    rounds: u8,
    round_secs: u8,
}

/// Settings outside the rules' bounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a match has 1 to {ROUNDS} rounds of 5 to 60 seconds")]
pub struct SettingsError;

impl Settings {
    /// The lengths of a round that a host may choose, in seconds.
    pub const ROUND_SECS: core::ops::RangeInclusive<u8> = 5..=60;

    /// A match of `rounds` rounds of `round_secs` seconds.
    ///
    /// # Errors
    ///
    /// [`SettingsError`] outside 1 to 9 rounds or 5 to 60 seconds.
    pub fn new(rounds: u8, round_secs: u8) -> Result<Self, SettingsError> {
        if (1..=ROUNDS).contains(&rounds) && Self::ROUND_SECS.contains(&round_secs) {
            Ok(Self { rounds, round_secs })
        } else {
            Err(SettingsError)
        }
    }

    /// How many rounds make the match.
    #[must_use]
    pub const fn rounds(self) -> u8 {
        self.rounds
    }

    /// How long a round lasts.
    #[must_use]
    pub const fn round_length(self) -> Duration {
        Duration::from_secs(self.round_secs as u64)
    }
}

/// Three rounds of fifteen seconds.
impl Default for Settings {
    fn default() -> Self {
        Self { rounds: 3, round_secs: 15 }
    }
}

impl TryFrom<(u8, u8)> for Settings {
    type Error = SettingsError;

    fn try_from((rounds, round_secs): (u8, u8)) -> Result<Self, SettingsError> {
        Self::new(rounds, round_secs)
    }
}

impl From<Settings> for (u8, u8) {
    fn from(settings: Settings) -> Self {
        (settings.rounds, settings.round_secs)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_are_kept() {
        assert!(Settings::new(1, 5).is_ok() && Settings::new(9, 60).is_ok());
        for (rounds, secs) in [(0, 15), (10, 15), (3, 4), (3, 61)] {
            assert_eq!(Settings::new(rounds, secs), Err(SettingsError), "{rounds} × {secs} s");
        }
    }
}
