//! The snapshot for the screen.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::vec::Vec;

use protocol::id::PlayerId;
use protocol::settings::Settings;
use protocol::stage::{RoundId, Stage, StageRecord};
use protocol::time::Instant;

use super::Session;
use super::office::Role;
use crate::rules::{self, Outcome, Tally};
use crate::view::{Connection, Phase, PlayerView, View};

impl Session {
    /// What there is to show at `now`.
    #[must_use]
    pub fn view(&self, now: Instant) -> View {
        let record = self.state.stage();
        let tallies = record.map(|record| self.state.tallies(record.round)).unwrap_or_default();
        let outcomes = self.outcomes();
        let points = rules::points(outcomes.values());
        let phase =
            record.map_or(Phase::Unknown, |record| self.phase(now, record, &outcomes, &points));
        View {
            game: self.game,
            me: self.me.player,
            connection: self.connection(),
            host: self.state.lease().map(|term| term.host.player),
            settings: record.map_or_else(Settings::default, |record| record.settings),
            round: record.map_or(0, |record| record.round.round),
            players: self.players(&phase, &tallies, &points),
            pot: rules::round(tallies).pot,
            start: self.start_gate(),
            phase,
        }
    }

    fn connection(&self) -> Connection {
        let member = self.state.is_member(self.me.player);
        match &self.role {
            Role::Ended(ending) => Connection::Ended(*ending),
            Role::Host(_) => Connection::Connected { server: self.signalling.is_open() },
            Role::Guest { .. } if member && self.presence.contains(&self.me.player) => {
                Connection::Connected { server: self.signalling.is_open() }
            }
            _ if member => Connection::Reconnecting,
            _ if self.signalling.is_open() => Connection::FindingHost,
            _ => Connection::ReachingServer,
        }
    }

    /// The outcomes of the match's rounds that have a result.
    fn outcomes(&self) -> BTreeMap<RoundId, Outcome> {
        let Some(record) = self.state.stage() else { return BTreeMap::new() };
        let done = matches!(record.stage, Stage::Result | Stage::Podium);
        self.state
            .rounds()
            .filter(|&round| round < record.round || (round == record.round && done))
            .map(|round| (round, rules::round(self.state.tallies(round))))
            .collect()
    }

    fn phase(
        &self,
        now: Instant,
        record: &StageRecord,
        outcomes: &BTreeMap<RoundId, Outcome>,
        points: &BTreeMap<PlayerId, u64>,
    ) -> Phase {
        match record.stage {
            Stage::Lobby => Phase::Lobby,
            Stage::Round { starts_at, .. } => {
                let (now, length) = (self.clock.game(now), record.settings.round_length());
                let ends_at = starts_at + length;
                if now < starts_at {
                    Phase::Countdown { left: starts_at.saturating_since(now) }
                } else if now < ends_at {
                    Phase::Playing { left: ends_at.saturating_since(now) }
                } else {
                    Phase::Tally { waiting_for: self.unsealed() }
                }
            }
            Stage::Result => {
                let winners = outcomes.get(&record.round);
                let winners = winners.map(|outcome| self.by_seat(outcome.winners.clone()));
                let last = record.round.round >= record.settings.rounds();
                Phase::Result { winners: winners.unwrap_or_default(), last }
            }
            Stage::Podium => Phase::Podium { winners: self.by_seat(rules::leaders(points)) },
        }
    }

    /// Players in order of arrival.
    fn by_seat(&self, mut players: Vec<PlayerId>) -> Vec<PlayerId> {
        players.sort_by_key(|&player| (self.state.seat(player), player));
        players
    }

    /// Everybody worth showing: who is connected, and who has a part in the match.
    fn players(
        &self,
        phase: &Phase,
        tallies: &BTreeMap<PlayerId, Tally>,
        points: &BTreeMap<PlayerId, u64>,
    ) -> Vec<PlayerView> {
        let lobby = matches!(phase, Phase::Lobby | Phase::Unknown);
        let roster: BTreeSet<PlayerId> = match phase {
            Phase::Countdown { .. } | Phase::Playing { .. } | Phase::Tally { .. } => {
                self.roster().iter().copied().collect()
            }
            Phase::Result { .. } => self.took_part(tallies),
            _ => BTreeSet::new(),
        };
        let shown = |player: &PlayerId| {
            self.presence.contains(player)
                || *player == self.me.player
                || tallies.contains_key(player)
                || points.contains_key(player)
        };
        let mut players: Vec<PlayerView> = self
            .state
            .members()
            .into_iter()
            .filter(shown)
            .filter_map(|player| self.player(player, lobby, &roster, tallies, points))
            .collect();
        let ranks = match phase {
            Phase::Lobby | Phase::Unknown => BTreeMap::new(),
            Phase::Podium { .. } => {
                let all = players.iter().map(|player| (player.id, player.points)).collect();
                rules::ranks_by_points(&all)
            }
            _ => rules::ranks(&playing(&players, tallies)),
        };
        for player in &mut players {
            player.rank = ranks.get(&player.id).copied().unwrap_or(0);
        }
        // Spectators come last; equals stay in order of arrival.
        players.sort_by_key(|player| if lobby { 0 } else { player.rank.wrapping_sub(1) });
        players
    }

    /// Who played the round that has a result: who pressed, or has sealed a count of nothing.
    fn took_part(&self, tallies: &BTreeMap<PlayerId, Tally>) -> BTreeSet<PlayerId> {
        let round = self.state.stage().map(|record| record.round);
        let sealed = round.into_iter().flat_map(|round| self.state.sealed(round));
        tallies.keys().copied().chain(sealed).collect()
    }

    fn player(
        &self,
        id: PlayerId,
        lobby: bool,
        roster: &BTreeSet<PlayerId>,
        tallies: &BTreeMap<PlayerId, Tally>,
        points: &BTreeMap<PlayerId, u64>,
    ) -> Option<PlayerView> {
        let (_, profile) = self.state.profile(id)?;
        let tally = tallies.get(&id).copied().unwrap_or_default();
        let value = i128::from(tally.positive) - i128::from(tally.negative);
        Some(PlayerView {
            id,
            name: profile.name.clone(),
            colour: profile.colour,
            host: self.state.lease().is_some_and(|term| term.host.player == id),
            connected: self.presence.contains(&id),
            plays: if lobby { !profile.spectating } else { roster.contains(&id) },
            positive: tally.positive,
            negative: tally.negative,
            balanced: tally.balanced(),
            value: i64::try_from(value).unwrap_or(if value < 0 { i64::MIN } else { i64::MAX }),
            points: points.get(&id).copied().unwrap_or(0),
            rank: 0,
        })
    }
}

/// The tallies of everybody who plays, those who have not pressed yet included.
fn playing(
    players: &[PlayerView],
    tallies: &BTreeMap<PlayerId, Tally>,
) -> BTreeMap<PlayerId, Tally> {
    players
        .iter()
        .filter(|player| player.plays)
        .map(|player| (player.id, tallies.get(&player.id).copied().unwrap_or_default()))
        .collect()
}
