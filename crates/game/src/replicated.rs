//! The whole state of a game as one join-semilattice: a product of small CRDTs. Merging a delta is
//! the only way in, for a local press, for a message and for what a reload restored.
//!
//! Nothing here asks who may write what; that is [`guard`](crate::guard)'s.

use alloc::vec::Vec;
use core::hash::Hasher;

use crdt::{GSet, LwwRegister, Max, Min, PnCounter, TwoPhaseSet};
use litemap::LiteMap;
use protocol::delta::{Count, Delta, Digest, Member, Profile, RoundDelta, Section, StampedProfile};
use protocol::id::{PlayerId, Replica};
use protocol::stage::{RoundId, StageRecord, Term};

use crate::changes::Changes;
use crate::input::Direction;
use crate::limits;
use crate::mutants::{self, Mutant};
use crate::rules::Tally;

/// One round's counts, and whose of them are final.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Round {
    counts: PnCounter<Replica>,
    sealed: GSet<PlayerId>,
}

/// The replicated state of a game.
///
/// ```
/// use game::{Direction, Match};
/// use protocol::id::{PlayerId, Replica};
/// use protocol::stage::RoundId;
///
/// let round = RoundId { match_no: 1, round: 1 };
/// let me = Replica { player: PlayerId::from_random(1), incarnation: 0 };
/// let (mut here, mut there) = (Match::default(), Match::default());
/// let changes = here.press(round, me, Direction::Right);
/// let delta = here.delta(&changes);
/// assert!(!there.merge(&delta).is_empty());
/// assert!(there.merge(&delta).is_empty(), "twice is as good as once");
/// assert_eq!(here, there);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    lease: Max<Option<Term>>,
    stage: Max<Option<StageRecord>>,
    members: TwoPhaseSet<PlayerId>,
    seats: LiteMap<PlayerId, Min<u32>>,
    profiles: LiteMap<PlayerId, LwwRegister<u32, Profile>>,
    rounds: LiteMap<RoundId, Round>,
}

impl Default for Match {
    fn default() -> Self {
        Self {
            lease: Max::new(None),
            stage: Max::new(None),
            members: TwoPhaseSet::new(),
            seats: LiteMap::new(),
            profiles: LiteMap::new(),
            rounds: LiteMap::new(),
        }
    }
}

/// Reading.
impl Match {
    /// The highest term heard of; its holder is the host.
    #[must_use]
    pub fn lease(&self) -> Option<Term> {
        *self.lease.value()
    }

    /// The stage that prevails.
    #[must_use]
    pub fn stage(&self) -> Option<&StageRecord> {
        self.stage.value().as_ref()
    }

    /// Whether the player has joined and was not removed.
    #[must_use]
    pub fn is_member(&self, player: PlayerId) -> bool {
        self.members.contains(&player)
    }

    /// Whether the host removed the player.
    #[must_use]
    pub fn is_removed(&self, player: PlayerId) -> bool {
        self.members.removed().any(|&removed| removed == player)
    }

    /// The members, the longest present first.
    #[must_use]
    pub fn members(&self) -> Vec<PlayerId> {
        in_order(self.members.iter().map(|&player| (self.seat(player), player)).collect())
    }

    /// How many players the game remembers, those removed included.
    #[must_use]
    pub fn remembered(&self) -> usize {
        self.members.added().count()
    }

    /// A member's place in the order of arrival; the end for one whose seat is not known.
    #[must_use]
    pub fn seat(&self, player: PlayerId) -> u32 {
        self.seats.get(&player).map_or(u32::MAX, |seat| *seat.value())
    }

    /// The seat for the next who joins.
    #[must_use]
    pub fn next_seat(&self) -> u32 {
        self.seats.values().map(|seat| *seat.value()).max().map_or(0, |last| last.saturating_add(1))
    }

    /// A player's profile and its stamp.
    #[must_use]
    pub fn profile(&self, player: PlayerId) -> Option<(u32, &Profile)> {
        self.profiles.get(&player).map(|register| (*register.stamp(), register.value()))
    }

    /// One replica's (P, N) of a round.
    #[must_use]
    pub fn count(&self, round: RoundId, replica: Replica) -> (u32, u32) {
        self.rounds.get(&round).map_or((0, 0), |round| round.counts.counts(&replica))
    }

    /// The replicas with a count in a round, each with its (P, N), by replica.
    pub fn counts(&self, round: RoundId) -> impl Iterator<Item = (Replica, (u32, u32))> {
        self.rounds
            .get(&round)
            .into_iter()
            .flat_map(|round| round.counts.iter().map(|(&replica, p, n)| (replica, (p, n))))
    }

    /// Whether the player's count of a round is final.
    #[must_use]
    pub fn is_sealed(&self, round: RoundId, player: PlayerId) -> bool {
        self.rounds.get(&round).is_some_and(|round| round.sealed.contains(&player))
    }

    /// Whose counts of a round are final.
    pub fn sealed(&self, round: RoundId) -> impl Iterator<Item = PlayerId> {
        self.rounds.get(&round).into_iter().flat_map(|round| round.sealed.iter().copied())
    }

    /// The tallies of a round, of every member with a count in it.
    #[must_use]
    pub fn tallies(&self, round: RoundId) -> LiteMap<PlayerId, Tally> {
        let mut tallies = LiteMap::<PlayerId, Tally>::new();
        let Some(round) = self.rounds.get(&round) else { return tallies };
        for (replica, positive, negative) in round.counts.iter() {
            if self.members.contains(&replica.player) {
                let tally = tallies.entry(replica.player).or_default();
                tally.positive += u64::from(positive);
                tally.negative += u64::from(negative);
            }
        }
        tallies
    }

    /// The rounds that are held.
    pub fn rounds(&self) -> impl Iterator<Item = RoundId> {
        self.rounds.keys().copied()
    }
}

/// Writing here, on behalf of this replica. Each returns what changed.
impl Match {
    /// Counts one press.
    pub fn press(&mut self, round: RoundId, replica: Replica, direction: Direction) -> Changes {
        let counts = &mut self.rounds.entry(round).or_default().counts;
        match direction {
            Direction::Right => counts.increment(replica, 1),
            Direction::Left => counts.decrement(replica, 1),
        };
        let mut changes = Changes::default();
        changes.counts.insert((round, replica));
        changes
    }

    /// Declares a player's count of a round final.
    pub fn seal(&mut self, round: RoundId, player: PlayerId) -> Changes {
        let mut changes = Changes::default();
        let held = self.rounds.entry(round).or_default();
        if held.sealed.insert(player) {
            changes.sealed.insert((round, player));
            let own = held.counts.iter().map(|(&replica, _, _)| (round, replica));
            changes.counts = own.filter(|(_, replica)| replica.player == player).collect();
        }
        changes
    }
}

/// Deltas.
impl Match {
    /// Joins a delta into the state; returns what it raised.
    pub fn merge(&mut self, delta: &Delta) -> Changes {
        let mut changes = Changes::default();
        changes.stage |= self.lease.raise(delta.lease);
        if self.stage.value() < &delta.stage {
            changes.stage |= self.stage.raise(delta.stage.clone());
            self.prune();
        }
        self.merge_members(delta, &mut changes);
        for (player, StampedProfile { stamp, profile }) in &delta.profiles {
            if self.set_profile(*player, *stamp, profile) {
                changes.profiles.insert(*player);
            }
        }
        for round in &delta.rounds {
            self.merge_round(round, &mut changes);
        }
        changes
    }

    fn merge_members(&mut self, delta: &Delta, changes: &mut Changes) {
        for &Member { player, seat } in &delta.members {
            if self.seats.len() >= limits::MEMBERS && !self.seats.contains_key(&player) {
                continue;
            }
            let mut changed = self.members.insert(player);
            match self.seats.get_mut(&player) {
                Some(held) => changed |= held.lower(seat),
                None => {
                    self.seats.insert(player, Min::new(seat));
                    changed = true;
                }
            }
            if changed {
                changes.members.insert(player);
            }
        }
        for &player in &delta.removed {
            if self.members.removed().count() < limits::MEMBERS && self.members.remove(player) {
                changes.members.insert(player);
            }
        }
    }

    fn set_profile(&mut self, player: PlayerId, stamp: u32, profile: &Profile) -> bool {
        if let Some(register) = self.profiles.get_mut(&player) {
            return register.set(stamp, profile.clone());
        }
        if self.profiles.len() >= limits::MEMBERS {
            return false;
        }
        self.profiles.insert(player, LwwRegister::new(stamp, profile.clone()));
        true
    }

    fn merge_round(&mut self, delta: &RoundDelta, changes: &mut Changes) {
        let id = delta.round;
        let known = self.rounds.contains_key(&id);
        if self.is_past(id) || (!known && self.rounds.len() >= limits::ROUNDS_HELD) {
            return;
        }
        let round = self.rounds.entry(id).or_default();
        for &Count { replica, mut positive, mut negative } in &delta.counts {
            let room = round.counts.len() < limits::COUNTS;
            let held = round.counts.counts(&replica);
            if mutants::is(Mutant::Merge) {
                positive = positive.saturating_add(held.0);
                negative = negative.saturating_add(held.1);
            }
            if (room || held != (0, 0)) && round.counts.raise(replica, positive, negative) {
                changes.counts.insert((id, replica));
            }
        }
        for &player in &delta.sealed {
            if round.sealed.len() < limits::MEMBERS && round.sealed.insert(player) {
                changes.sealed.insert((id, player));
            }
        }
        // Who says nothing of a round has not begun it.
        if round.counts.is_empty() && round.sealed.is_empty() {
            self.rounds.remove(&id);
        }
    }

    /// Whether the round belongs to a match that is over. Such rounds are not kept: the stage only
    /// ever moves to later matches, so this forgets the same everywhere.
    fn is_past(&self, round: RoundId) -> bool {
        self.stage().is_some_and(|stage| round.match_no < stage.round.match_no)
    }

    fn prune(&mut self) {
        if let Some(match_no) = self.stage().map(|stage| stage.round.match_no) {
            self.rounds.retain(|id, _| id.match_no >= match_no);
        }
    }

    /// The present values of these keys.
    #[must_use]
    pub fn delta(&self, changes: &Changes) -> Delta {
        let mut delta = Delta::default();
        if changes.stage {
            delta.lease = self.lease();
            delta.stage = self.stage().cloned();
        }
        for &player in changes.members.iter() {
            if self.is_removed(player) {
                delta.removed.push(player);
            }
            if self.seats.contains_key(&player) {
                delta.members.push(Member { player, seat: self.seat(player) });
            }
        }
        for &player in changes.profiles.iter() {
            if let Some((stamp, profile)) = self.profile(player) {
                delta.profiles.push((player, StampedProfile { stamp, profile: profile.clone() }));
            }
        }
        for &(round, replica) in changes.counts.iter() {
            let (positive, negative) = self.count(round, replica);
            let count = Count { replica, positive, negative };
            round_delta(&mut delta, round).counts.push(count);
        }
        for &(round, player) in changes.sealed.iter() {
            round_delta(&mut delta, round).sealed.push(player);
        }
        delta
    }

    /// The keys of a whole section.
    #[must_use]
    pub fn section(&self, section: Section) -> Changes {
        let mut changes = Changes::default();
        match section {
            Section::Stage => changes.stage = true,
            Section::Members => {
                for &player in self.seats.keys().chain(self.members.removed()) {
                    changes.members.insert(player);
                }
            }
            Section::Profiles => changes.profiles = self.profiles.keys().copied().collect(),
            Section::Round(id) => {
                if let Some(round) = self.rounds.get(&id) {
                    changes.counts = round.counts.iter().map(|(&r, _, _)| (id, r)).collect();
                    changes.sealed = round.sealed.iter().map(|&player| (id, player)).collect();
                }
            }
        }
        changes
    }

    /// The sections that are held.
    pub fn sections(&self) -> impl Iterator<Item = Section> {
        [Section::Stage, Section::Members, Section::Profiles]
            .into_iter()
            .chain(self.rounds().map(Section::Round))
    }

    /// Everything that is held.
    #[must_use]
    pub fn whole(&self) -> Delta {
        let mut delta = Delta::default();
        for section in self.sections() {
            self.write(section, &mut delta);
        }
        delta
    }

    /// Writes a whole section into a delta that has nothing of it yet: what [`delta`](Self::delta)
    /// says of the keys in [`section`](Self::section), without looking each of them up.
    fn write(&self, section: Section, delta: &mut Delta) {
        match section {
            Section::Stage => {
                delta.lease = self.lease();
                delta.stage = self.stage().cloned();
            }
            Section::Members => {
                let member =
                    |(&player, seat): (_, &Min<u32>)| Member { player, seat: *seat.value() };
                delta.members = self.seats.iter().map(member).collect();
                delta.removed = self.members.removed().copied().collect();
            }
            Section::Profiles => {
                delta.profiles = self
                    .profiles
                    .iter()
                    .map(|(&player, held)| {
                        let (stamp, profile) = (*held.stamp(), held.value().clone());
                        (player, StampedProfile { stamp, profile })
                    })
                    .collect();
            }
            Section::Round(id) => {
                let Some(round) = self.rounds.get(&id) else { return };
                let counts = self
                    .counts(id)
                    .map(|(replica, (positive, negative))| Count { replica, positive, negative })
                    .collect();
                let sealed = round.sealed.iter().copied().collect();
                delta.rounds.push(RoundDelta { round: id, counts, sealed });
            }
        }
    }

    /// A hash for every section.
    #[must_use]
    pub fn digest(&self) -> Digest {
        let sections = self.sections().map(|section| (section, self.hash(section))).collect();
        Digest { lease: self.lease(), sections }
    }

    /// The sections of which somebody with `their` digest holds something else than this replica,
    /// whose own digest the caller has at hand.
    #[must_use]
    pub fn differing(&self, own: &Digest, theirs: &Digest) -> Vec<Section> {
        let held = |section| own.sections.iter().find(|(own, _)| *own == section);
        let differs = |&&(section, hash): &&(Section, u64)| {
            !matches!(section, Section::Round(round) if self.is_past(round))
                && held(section).map_or_else(|| self.hash(section), |&(_, hash)| hash) != hash
        };
        theirs.sections.iter().filter(differs).map(|&(section, _)| section).collect()
    }

    /// FNV-1a over the section's encoding. It meets accidents, not liars: who makes two states
    /// collide only keeps itself from hearing of changes.
    fn hash(&self, section: Section) -> u64 {
        let mut delta = Delta::default();
        self.write(section, &mut delta);
        let bytes = protocol::peer::plain_bytes(&delta);
        let mut hasher = fnv::FnvHasher::default();
        hasher.write(&bytes);
        hasher.finish()
    }
}

/// Players in the order of their numbers, and of their ids among equals. The one place where the
/// browser's session sorts, by insertion: they are few, and the standard library's sort is 4 kB of
/// code for each type, as is the collection into an ordered map, which is why this crate fills maps
/// entry by entry.
pub(crate) fn in_order(players: Vec<(u32, PlayerId)>) -> Vec<PlayerId> {
    let mut ordered = Vec::with_capacity(players.len());
    for player in players {
        let at = ordered.partition_point(|before| *before < player);
        ordered.insert(at, player);
    }
    ordered.into_iter().map(|(_, player)| player).collect()
}

/// The part of a delta that belongs to a round. Keys come in order, so it is the last one or new.
fn round_delta(delta: &mut Delta, round: RoundId) -> &mut RoundDelta {
    let at = delta.rounds.iter().position(|held| held.round == round).unwrap_or_else(|| {
        delta.rounds.push(RoundDelta { round, counts: Vec::new(), sealed: Vec::new() });
        delta.rounds.len() - 1
    });
    &mut delta.rounds[at]
}
