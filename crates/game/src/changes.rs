//! Which parts of the replicated match changed: keys without values, so that what changes often
//! before it is sent is sent once, with its latest value.

use alloc::collections::BTreeSet;

use protocol::id::{PlayerId, Replica};
use protocol::stage::RoundId;

/// The keys of what a merge or a mutation raised.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// The lease or the stage.
    pub stage: bool,
    /// Members who joined, were removed, or whose seat changed.
    pub members: BTreeSet<PlayerId>,
    /// Profiles.
    pub profiles: BTreeSet<PlayerId>,
    /// Counts.
    pub counts: BTreeSet<(RoundId, Replica)>,
    /// Seals.
    pub sealed: BTreeSet<(RoundId, PlayerId)>,
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
        self.members.extend(&other.members);
        self.profiles.extend(&other.profiles);
        self.counts.extend(&other.counts);
        self.sealed.extend(&other.sealed);
    }

    /// The part that a player writes itself: what a guest has to tell its host.
    #[must_use]
    pub fn of(&self, player: PlayerId) -> Self {
        self.written_by(|writer| writer == player)
    }

    /// The part that these players write themselves.
    #[must_use]
    pub fn written_by(&self, writes: impl Fn(PlayerId) -> bool) -> Self {
        let mut part = Self::default();
        part.profiles.extend(self.profiles.iter().filter(|&&player| writes(player)));
        part.counts.extend(self.counts.iter().filter(|(_, replica)| writes(replica.player)));
        part.sealed.extend(self.sealed.iter().filter(|&&(_, player)| writes(player)));
        part
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
        for (round, replica) in counts {
            if control.sealed.contains(&(round, replica.player)) {
                control.counts.insert((round, replica));
            } else {
                self.counts.insert((round, replica));
            }
        }
        control
    }
}
