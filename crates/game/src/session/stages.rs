//! Presses and seals of a player, and the host's calls.

use alloc::vec::Vec;

use protocol::delta::Delta;
use protocol::id::PlayerId;
use protocol::settings::Settings;
use protocol::stage::{RoundId, Stage, StageRecord};
use protocol::time::{GameTime, Instant};

use super::Session;
use super::office::Role;
use crate::input::Direction;
use crate::limits;
use crate::mutants::{self, Mutant};
use crate::view::StartGate;

/// A round's times, on the game's clock.
#[derive(Clone, Copy, Debug)]
pub(super) struct Span {
    pub(super) round: RoundId,
    pub(super) starts_at: GameTime,
    pub(super) ends_at: GameTime,
}

/// The player's part.
impl Session {
    /// The round that is counted down, played or tallied.
    pub(super) fn span(&self) -> Option<Span> {
        let record = self.state.stage()?;
        match record.stage {
            Stage::Round { starts_at, .. } => {
                let ends_at = starts_at + record.settings.round_length();
                Some(Span { round: record.round, starts_at, ends_at })
            }
            _ => None,
        }
    }

    /// Who plays the round that the stage is about.
    pub(super) fn roster(&self) -> &[PlayerId] {
        match self.state.stage().map(|record| &record.stage) {
            Some(Stage::Round { roster, .. }) => roster,
            _ => &[],
        }
    }

    /// A key went down: counts if it did so while the round ran, by its own time stamp.
    pub(super) fn press(&mut self, now: Instant, direction: Direction, at: Instant) {
        let Some(span) = self.span() else { return };
        // A time stamp from the future is the shell's mistake; it gains nothing by it.
        let at = self.clock.game(at.min(now));
        let plays = self.roster().contains(&self.me.player);
        let sealed = self.state.is_sealed(span.round, self.me.player);
        if plays && !sealed && span.starts_at <= at && at < span.ends_at {
            let changes = self.state.press(span.round, self.me, direction);
            self.spread(&changes, None);
        }
    }

    pub(super) fn advance_stage(&mut self, now: Instant) {
        let Some(span) = self.span() else { return };
        for at in [span.starts_at, span.ends_at, span.ends_at + limits::SEAL_GRACE] {
            let at = self.clock.local(at);
            if at > now {
                self.wake_at(at);
            }
        }
        let game = self.clock.game(now);
        if mutants::is(Mutant::Seal) && game >= span.starts_at {
            self.seal(span);
        }
        if game >= span.ends_at + limits::SEAL_GRACE {
            self.seal(span);
            self.close_round(now, span);
        }
    }

    /// Declares this player's count final.
    fn seal(&mut self, span: Span) {
        let me = self.me.player;
        if self.roster().contains(&me) && !self.state.is_sealed(span.round, me) {
            let changes = self.state.seal(span.round, me);
            self.spread(&changes, None);
        }
    }

    /// Whose count the host still waits for: connected players who have not sealed.
    pub(super) fn unsealed(&self) -> Vec<PlayerId> {
        let Some(span) = self.span() else { return Vec::new() };
        let waits = |player: &&PlayerId| {
            self.presence.contains(player) && !self.state.is_sealed(span.round, **player)
        };
        self.roster().iter().filter(waits).copied().collect()
    }
}

/// The host's part.
impl Session {
    /// The host calls the result when everybody connected has sealed, or the time for it is up.
    fn close_round(&mut self, now: Instant, span: Span) {
        if !self.is_host() {
            return;
        }
        let deadline = span.ends_at + limits::TALLY;
        if self.unsealed().is_empty() || self.clock.game(now) >= deadline {
            self.call(span.round, Stage::Result);
        } else {
            let at = self.clock.local(deadline);
            self.wake_at(at);
        }
    }

    /// Calls a stage, as the host.
    fn call(&mut self, round: RoundId, stage: Stage) {
        let settings = self.state.stage().map_or_else(Settings::default, |record| record.settings);
        self.call_with(round, stage, settings);
    }

    fn call_with(&mut self, round: RoundId, stage: Stage, settings: Settings) {
        let Role::Host(office) = &mut self.role else { return };
        office.step = office.step.saturating_add(1);
        let step = office.step;
        let term = self.state.lease().expect("a host holds a term");
        let record = StageRecord { round, term, step, settings, stage };
        self.merge(&Delta { stage: Some(record), ..Delta::default() }, None);
    }

    /// Whether this player may start the match.
    pub(super) fn start_gate(&self) -> StartGate {
        match self.state.stage().map(|record| &record.stage) {
            _ if !self.is_host() => StartGate::NotHost,
            Some(Stage::Lobby) if self.players_ready().len() > 1 => StartGate::Ready,
            Some(Stage::Lobby) => StartGate::Alone,
            _ => StartGate::Running,
        }
    }

    /// Those who would play a round that began now.
    pub(super) fn players_ready(&self) -> Vec<PlayerId> {
        let plays = |player: &&PlayerId| {
            self.state.profile(**player).is_some_and(|(_, profile)| !profile.spectating)
        };
        self.presence.iter().filter(plays).copied().collect()
    }

    pub(super) fn start(&mut self, now: Instant, practice: bool) {
        let allowed = match self.start_gate() {
            StartGate::Ready => true,
            StartGate::Alone => practice && !self.players_ready().is_empty(),
            StartGate::NotHost | StartGate::Running => false,
        };
        if allowed {
            self.begin_round(now);
        }
    }

    /// Goes on after a result.
    pub(super) fn next_round(&mut self, now: Instant) {
        let Some(record) = self.state.stage() else { return };
        if record.stage != Stage::Result || !self.is_host() {
            return;
        }
        let (round, last) = (record.round, record.settings.rounds());
        if round.round >= last {
            self.call(round, Stage::Podium);
        } else if !self.players_ready().is_empty() {
            self.begin_round(now);
        }
    }

    fn begin_round(&mut self, now: Instant) {
        let Some(round) = self.state.stage().map(|record| record.round) else { return };
        let round = RoundId { round: round.round.saturating_add(1), ..round };
        let starts_at = self.clock.game(now) + limits::COUNTDOWN_LEAD + limits::COUNTDOWN;
        let roster = self.players_ready();
        self.call(round, Stage::Round { starts_at, roster });
    }

    /// A new match with the same people, from the lobby.
    pub(super) fn again(&mut self, _now: Instant) {
        let Some(record) = self.state.stage() else { return };
        if matches!(record.stage, Stage::Result | Stage::Podium) {
            let match_no = record.round.match_no.saturating_add(1);
            self.call(RoundId { match_no, round: 0 }, Stage::Lobby);
        }
    }

    pub(super) fn settings(&mut self, _now: Instant, settings: Settings) {
        let Some(record) = self.state.stage() else { return };
        if record.stage == Stage::Lobby && record.settings != settings {
            self.call_with(record.round, Stage::Lobby, settings);
        }
    }
}
