//! Which parts of the replicated match changed: keys without values, so that what changes often
//! before it is sent is sent once, with its latest value.

use crdt::{GSet, Lattice};
use protocol::id::{PlayerId, Replica};
use protocol::stage::RoundId;

/// The keys of what a merge or a mutation raised.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// The lease or the stage.
    pub stage: bool,
    /// Members who joined, were removed, or whose seat changed.
    pub members: GSet<PlayerId>,
    /// Profiles.
    pub profiles: GSet<PlayerId>,
    /// Counts.
    pub counts: GSet<(RoundId, Replica)>,
    /// Seals.
    pub sealed: GSet<(RoundId, PlayerId)>,
}

impl Changes {
    /// Whether nothing changed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.counts.is_empty() && !self.needs_control()
    }

    /// Whether anything is in it that must not get lost on the way.
    #[must_use]
    pub fn needs_control(&self) -> bool {
        self.stage
            || !self.members.is_empty()
            || !self.profiles.is_empty()
            || !self.sealed.is_empty()
    }

    /// Adds the keys of `other`.
    pub fn extend(&mut self, other: &Self) {
        self.stage |= other.stage;
        self.members.merge(&other.members);
        self.profiles.merge(&other.profiles);
        self.counts.merge(&other.counts);
        self.sealed.merge(&other.sealed);
    }

    /// The part that a player writes itself: what a guest has to tell its host.
    #[must_use]
    pub fn of(&self, player: PlayerId) -> Self {
        self.written_by(|writer| writer == player)
    }

    /// The part that these players write themselves.
    #[must_use]
    pub fn written_by(&self, writes: impl Fn(PlayerId) -> bool) -> Self {
        let profiles = self.profiles.iter().filter(|&&player| writes(player));
        let counts = self.counts.iter().filter(|(_, replica)| writes(replica.player));
        let sealed = self.sealed.iter().filter(|&&(_, player)| writes(player));
        Self {
            profiles: profiles.copied().collect(),
            counts: counts.copied().collect(),
            sealed: sealed.copied().collect(),
            ..Self::default()
        }
    }

    /// Takes out the counts that may travel on the live channel.
    #[must_use]
    pub fn take_live(&mut self) -> Self {
        Self { counts: core::mem::take(&mut self.counts), ..Self::default() }
    }

    /// Takes out what must travel on the control channel. A seal takes its player's counts along,
    /// so that nobody holds the seal without the count that it makes final.
    #[must_use]
    pub fn take_control(&mut self) -> Self {
        let counts = core::mem::take(&mut self.counts);
        let mut control = core::mem::take(self);
        for &(round, replica) in counts.iter() {
            if control.sealed.contains(&(round, replica.player)) {
                control.counts.insert((round, replica));
            } else {
                self.counts.insert((round, replica));
            }
        }
        control
    }
}
