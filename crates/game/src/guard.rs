//! Who may write what. The host looks at every delta of a guest before it merges: what the guest
//! may not write is left out or costs the message, and the match stays as it was.
//!
//! A guest takes from its host whatever it says; there is nobody else to ask.

use alloc::vec::Vec;
use core::time::Duration;

use protocol::delta::{Count, Delta, RoundDelta};
use protocol::id::Replica;
use protocol::limits::{INCARNATIONS, PRESS_BURST, PRESSES_PER_SECOND};
use protocol::stage::{RoundId, Stage, StageRecord, Term};
use protocol::time::GameTime;

use crate::limits::MATCH_JUMP;
use crate::output::RefusedBecause;
use crate::replicated::Match;

/// How a guest's delta came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Manner {
    /// On the live channel.
    Live,
    /// On the control channel, of the guest's own accord.
    Control,
    /// As the answer to the host's question, once things have settled.
    Answer,
    /// As the answer to the host's first question on a new link: the guest may know what an earlier
    /// host or a parted group did, and this host does not yet.
    CatchUp,
}

/// What the guard needs to know of the host that asks.
pub struct Guard<'a> {
    /// The state before the delta.
    pub held: &'a Match,
    /// The host's own term.
    pub term: Term,
    /// The game's time.
    pub now: GameTime,
    /// The guest at the other end of the link.
    pub guest: Replica,
    /// How many presses of which round the guest brought when it came.
    pub brought: Option<(RoundId, u64)>,
    /// The replicas that are connected, and so speak for themselves.
    pub speakers: Vec<Replica>,
}

impl Guard<'_> {
    /// The part of the delta that the guest may write.
    ///
    /// # Errors
    ///
    /// [`RefusedBecause`] if it says something that no honest guest says.
    pub fn admit(&self, delta: Delta, manner: Manner) -> Result<Delta, RefusedBecause> {
        let mut admitted = Delta::default();
        if manner == Manner::CatchUp {
            admitted.stage = delta.stage.filter(|record| self.credible(record));
            admitted.members = delta.members;
            admitted.removed = delta.removed;
        } else if delta.lease.is_some()
            || delta.stage.is_some()
            || !delta.members.is_empty()
            || !delta.removed.is_empty()
        {
            return Err(RefusedBecause::NotHost);
        }
        for (player, profile) in delta.profiles {
            if player == self.guest.player || manner == Manner::CatchUp {
                admitted.profiles.push((player, profile));
            } else if manner != Manner::Answer {
                return Err(RefusedBecause::ForeignProfile);
            }
        }
        for round in delta.rounds {
            let round = self.admit_round(round, manner)?;
            if !round.counts.is_empty() || !round.sealed.is_empty() {
                admitted.rounds.push(round);
            }
        }
        Ok(admitted)
    }

    fn admit_round(
        &self,
        mut delta: RoundDelta,
        manner: Manner,
    ) -> Result<RoundDelta, RefusedBecause> {
        if !self.admits(delta.round, manner) {
            return Err(RefusedBecause::ClosedRound);
        }
        let asked = matches!(manner, Manner::Answer | Manner::CatchUp);
        let mut admitted =
            RoundDelta { round: delta.round, counts: Vec::new(), sealed: Vec::new() };
        let mut left_out = Vec::new();
        for count in delta.counts {
            if !self.is_guests_own(count.replica) {
                if !asked {
                    return Err(RefusedBecause::ForeignCount);
                } else if self.speakers.contains(&count.replica) {
                    if self.rises(delta.round, count) {
                        left_out.push(count.replica.player);
                    }
                    continue;
                }
            } else if !asked {
                self.check_open(delta.round, count)?;
            }
            self.check_pace(delta.round, count, manner)?;
            admitted.counts.push(count);
        }
        if !asked && delta.sealed.iter().any(|&player| player != self.guest.player) {
            return Err(RefusedBecause::ForeignCount);
        }
        // A seal without the counts that it makes final would shut them out, and so would one that
        // somebody else sets while the round runs. But who crashed and came back may not know of
        // its seal in a round that is over, and only a third player does.
        let over = self.is_over(delta.round);
        let speaks = |player| self.speakers.iter().any(|speaker| speaker.player == player);
        delta.sealed.retain(|&player| {
            player == self.guest.player || !speaks(player) || (over && !left_out.contains(&player))
        });
        admitted.sealed = delta.sealed;
        Ok(admitted)
    }

    /// Whether a stage that a guest brings can be an earlier host's.
    fn credible(&self, record: &StageRecord) -> bool {
        let match_no = self.held.stage().map_or(0, |held| held.round.match_no);
        record.term < self.term && record.round.match_no <= match_no.saturating_add(MATCH_JUMP)
    }

    /// Whether a round may be spoken of. Live counts are of the round that is played or tallied
    /// now. What was not told in time comes on the control channel, for rounds that have begun.
    fn admits(&self, round: RoundId, manner: Manner) -> bool {
        let Some(record) = self.held.stage() else { return false };
        match manner {
            Manner::Live => {
                record.round == round && !matches!(record.stage, Stage::Lobby | Stage::Podium)
            }
            Manner::Control | Manner::Answer => round <= record.round,
            Manner::CatchUp => true,
        }
    }

    /// Whether a count is the guest's own: of its present life, or of a former one, which it may tell
    /// of when it leaves before it was asked.
    fn is_guests_own(&self, replica: Replica) -> bool {
        replica.player == self.guest.player && replica.incarnation <= self.guest.incarnation
    }

    /// Whether the round has its result, so that nobody presses in it any more.
    fn is_over(&self, round: RoundId) -> bool {
        self.held.stage().is_some_and(|record| {
            let done = matches!(record.stage, Stage::Result | Stage::Podium);
            round < record.round || (round == record.round && done)
        })
    }

    /// Whether a count is more than what is held of it.
    fn rises(&self, round: RoundId, count: Count) -> bool {
        let (positive, negative) = self.held.count(round, count.replica);
        count.positive > positive || count.negative > negative
    }

    /// A count that its player has declared final does not rise any more of its own accord. This,
    /// and not the start of the next round, closes a count: to refuse the presses of a player who
    /// was cut off at the round's end would leave it with a state that nobody else ever reaches. So
    /// too what a guest answers when it is asked is taken as it is, if hands can have done it.
    fn check_open(&self, round: RoundId, count: Count) -> Result<(), RefusedBecause> {
        if self.rises(round, count) && self.held.is_sealed(round, count.replica.player) {
            return Err(RefusedBecause::ClosedRound);
        }
        Ok(())
    }

    /// A player's presses of a round, over all its incarnations, against what hands can do in the
    /// time that has passed. A bound on the sum, not on its growth between two messages: after five
    /// seconds without a network, five seconds' presses rightly come at once.
    fn check_pace(
        &self,
        round: RoundId,
        count: Count,
        manner: Manner,
    ) -> Result<(), RefusedBecause> {
        let player = count.replica.player;
        let mut total = u64::from(count.positive) + u64::from(count.negative);
        let mut incarnations = 1_usize;
        for (replica, (positive, negative)) in self.held.counts(round) {
            if replica.player == player && replica != count.replica {
                total += u64::from(positive) + u64::from(negative);
                incarnations += 1;
            }
        }
        if incarnations > INCARNATIONS {
            return Err(RefusedBecause::OverBound);
        }
        let time = self.playing_time(round, manner);
        let millis = u64::try_from(time.as_millis()).unwrap_or(u64::MAX);
        let steady = millis.saturating_mul(u64::from(PRESSES_PER_SECOND)) / 1_000;
        let brought = self.brought.filter(|&(r, _)| r == round && player == self.guest.player);
        let brought = brought.map_or(0, |(_, presses)| presses);
        if total > steady.saturating_add(u64::from(PRESS_BURST)).saturating_add(brought) {
            return Err(RefusedBecause::TooFast);
        }
        Ok(())
    }

    /// For how long presses of the round can have been made so far. Who was with another group may
    /// have played the round to its end there.
    fn playing_time(&self, round: RoundId, manner: Manner) -> Duration {
        let Some(record) = self.held.stage() else { return Duration::ZERO };
        let length = record.settings.round_length();
        match record.stage {
            Stage::Round { starts_at, .. }
                if record.round == round && manner != Manner::CatchUp =>
            {
                self.now.saturating_since(starts_at).min(length)
            }
            _ => length,
        }
    }
}
