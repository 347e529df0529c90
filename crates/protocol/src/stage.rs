//! Where a game stands, and who says so.

use alloc::vec::Vec;

use serde::{Deserialize, Serialize};

use crate::id::{PlayerId, Replica};
use crate::settings::Settings;
use crate::time::GameTime;

/// A time of office: who hosts since when. It rises with every change of host, and no two replicas
/// can hold the same one, so that of two hosts after a partition exactly one has the higher.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Term {
    /// One more than that of the host before.
    pub number: u32,
    /// The host.
    pub host: Replica,
}

/// A round of the game's whole life: matches are numbered from 1, and so are their rounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct RoundId {
    /// The match.
    pub match_no: u16,
    /// The round in it; 0 stands for the lobby before the first.
    pub round: u8,
}

/// What the host has called. The countdown, the burst and the tally are not called one by one:
/// they follow from the announced start on everybody's own clock.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Stage {
    /// Waiting for players.
    Lobby,
    /// A round is counted down, played or tallied.
    Round {
        /// When the presses begin to count.
        starts_at: GameTime,
        /// Who plays; everybody else watches.
        roster: Vec<PlayerId>,
    },
    /// A round's result stands.
    Result,
    /// The match is over.
    Podium,
}

/// The stage with its place in the order of stages. The order of the fields is the order of
/// records: what is further along in the game prevails, and within a round the later term and
/// step do.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct StageRecord {
    /// The match and round that the stage belongs to.
    pub round: RoundId,
    /// The term in which it was called.
    pub term: Term,
    /// Counts what a host calls within one term.
    pub step: u32,
    /// The settings of the match.
    pub settings: Settings,
    /// The stage.
    pub stage: Stage,
}
