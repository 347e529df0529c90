//! What the world sees of a session from outside, through what every shell can see.

use core::time::Duration;

use game::Session;
use protocol::stage::Stage;
use protocol::time::Instant;

/// Where a match stands, as faults and people tell its parts apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Phase {
    Lobby,
    Countdown,
    Playing,
    Tally,
    Result,
    Podium,
}

impl Phase {
    pub(crate) const ALL: [Self; 6] =
        [Self::Lobby, Self::Countdown, Self::Playing, Self::Tally, Self::Result, Self::Podium];

    /// About how long it lasts, in milliseconds: for choosing a point in it.
    pub(crate) const fn length_ms(self) -> u64 {
        match self {
            Self::Lobby | Self::Countdown => 3_000,
            Self::Playing => 4_900,
            Self::Tally => 120,
            Self::Result | Self::Podium => 1_000,
        }
    }

    /// Where the match stands by this session.
    pub(crate) fn of(session: &Session, now: Instant) -> Option<Self> {
        let record = session.state().stage()?;
        Some(match record.stage {
            Stage::Lobby => Self::Lobby,
            Stage::Round { starts_at, .. } => {
                let game = session.game_time(now);
                if game < starts_at {
                    Self::Countdown
                } else if game < starts_at + record.settings.round_length() {
                    Self::Playing
                } else {
                    Self::Tally
                }
            }
            Stage::Result => Self::Result,
            Stage::Podium => Self::Podium,
        })
    }
}

/// How far apart two readings of the game's clock are.
pub(crate) fn apart(one: protocol::time::GameTime, other: protocol::time::GameTime) -> Duration {
    one.saturating_since(other).max(other.saturating_since(one))
}
