//! A part of a game's replicated state: what changed since the last tick, or a whole section of
//! it. Every value in it is absolute, so that it may be lost, doubled, late or reordered.

use alloc::vec::Vec;

use serde::{Deserialize, Serialize};

use crate::id::{PlayerId, Replica};
use crate::name::Name;
use crate::stage::{RoundId, StageRecord, Term};

/// How many colours (with their symbols) players choose from.
pub const COLOURS: u8 = 12;

/// A player's colour and symbol: an index below [`COLOURS`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(from = "u8", into = "u8")]
pub struct Colour(u8);

/// Any number names a colour: the palette repeats.
impl From<u8> for Colour {
    fn from(index: u8) -> Self {
        Self(index % COLOURS)
    }
}

impl From<Colour> for u8 {
    fn from(colour: Colour) -> Self {
        colour.0
    }
}

/// How a player shows itself.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Profile {
    /// What it is called.
    pub name: Name,
    /// Its colour and symbol.
    pub colour: Colour,
    /// Whether it chose to watch.
    pub spectating: bool,
}

/// A profile with the logical stamp of its last writing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StampedProfile {
    /// Rises with each change that the player makes.
    pub stamp: u32,
    /// The profile.
    pub profile: Profile,
}

/// A member and when it came: the lower seat is the longer present.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    /// The player.
    pub player: PlayerId,
    /// Its place in the order of arrival.
    pub seat: u32,
}

/// One replica's presses of a round.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Count {
    /// Whose.
    pub replica: Replica,
    /// Its increments so far (→).
    pub positive: u32,
    /// Its decrements so far (←).
    pub negative: u32,
}

/// What changed in one round.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoundDelta {
    /// The round.
    pub round: RoundId,
    /// Counts that rose.
    pub counts: Vec<Count>,
    /// Players whose count is final.
    pub sealed: Vec<PlayerId>,
}

/// A part of the replicated state; merging it is idempotent, commutative and associative.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delta {
    /// The highest term heard of.
    pub lease: Option<Term>,
    /// The stage.
    pub stage: Option<StageRecord>,
    /// Players who joined.
    pub members: Vec<Member>,
    /// Players whom a host removed.
    pub removed: Vec<PlayerId>,
    /// Profiles.
    pub profiles: Vec<(PlayerId, StampedProfile)>,
    /// Rounds.
    pub rounds: Vec<RoundDelta>,
}

impl Delta {
    /// Whether it says nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.lease.is_none()
            && self.stage.is_none()
            && self.members.is_empty()
            && self.removed.is_empty()
            && self.profiles.is_empty()
            && self.rounds.is_empty()
    }
}

/// A part of the state that two replicas compare and send as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Section {
    /// The lease and the stage.
    Stage,
    /// The members, those removed, and the order of arrival.
    Members,
    /// The profiles.
    Profiles,
    /// One round's counts and seals.
    Round(RoundId),
}

/// What a replica holds, in short.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Digest {
    /// The highest term heard of: whom the replica obeys.
    pub lease: Option<Term>,
    /// A hash for every section that it holds: equal hashes, equal sections.
    pub sections: Vec<(Section, u64)>,
}
