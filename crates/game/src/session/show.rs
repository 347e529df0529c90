//! The snapshot for the screen.

use alloc::vec::Vec;
use core::time::Duration;

use litemap::LiteMap;
use protocol::id::PlayerId;
use protocol::settings::Settings;
use protocol::stage::{RoundId, Stage, StageRecord};
use protocol::time::Instant;

use super::Session;
use super::office::Role;
use crate::limits;
use crate::replicated::in_order;
use crate::rules::{self, Outcome, Tally};
use crate::view::{Connection, Phase, PlayerView, View};

impl Session {
    /// What there is to show at `now`.
    #[must_use]
    pub fn view(&self, now: Instant) -> View {
        let record = self.state.stage();
        let tallies = record.map(|record| self.state.tallies(record.round)).unwrap_or_default();
        let outcomes = self.outcomes();
        let points = rules::points(outcomes.iter().map(|(_, outcome)| outcome));
        let phase =
            record.map_or(Phase::Unknown, |record| self.phase(now, record, &outcomes, &points));
        View {
            game: self.game,
            me: self.me.player,
            connection: self.connection(),
            host: self.state.lease().map(|term| term.host.player),
            settings: record.map_or_else(Settings::default, |record| record.settings),
            match_no: record.map_or(0, |record| record.round.match_no),
            round: record.map_or(0, |record| record.round.round),
            players: self.players(&phase, &tallies, &points),
            pot: rules::round(tallies).pot,
            start: self.start_gate(),
            phase,
            outcomes,
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
    fn outcomes(&self) -> Vec<(RoundId, Outcome)> {
        let Some(record) = self.state.stage() else { return Vec::new() };
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
        outcomes: &[(RoundId, Outcome)],
        points: &LiteMap<PlayerId, u64>,
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
                let outcome = outcomes.iter().find(|(round, _)| *round == record.round);
                let winners = outcome.map(|(_, outcome)| outcome.winners.as_slice());
                let last = record.round.round >= record.settings.rounds();
                Phase::Result { winners: self.by_seat(winners.unwrap_or_default()), last }
            }
            Stage::Podium => Phase::Podium { winners: self.by_seat(&rules::leaders(points)) },
        }
    }

    /// Players in order of arrival.
    fn by_seat(&self, players: &[PlayerId]) -> Vec<PlayerId> {
        in_order(players.iter().map(|&player| (self.state.seat(player), player)).collect())
    }

    /// Everybody worth showing: who is connected, and who has a part in the match. In the lobby in
    /// order of arrival, else by rank, spectators last.
    fn players(
        &self,
        phase: &Phase,
        tallies: &LiteMap<PlayerId, Tally>,
        points: &LiteMap<PlayerId, u64>,
    ) -> Vec<PlayerView> {
        let plays = self.who_plays(phase, tallies);
        let shown = |player: &PlayerId| {
            self.presence.contains(player)
                || *player == self.me.player
                || tallies.contains_key(player)
                || points.contains_key(player)
        };
        let players = self.state.members().into_iter().filter(shown);
        let mut views: Vec<PlayerView> = players
            .filter_map(|player| self.player(player, plays.contains(&player), tallies, points))
            .collect();
        rank(&mut views, phase);
        let last = u32::MAX / MEMBERS - 1;
        let place = |arrived: u32, view: &PlayerView| match phase {
            Phase::Lobby | Phase::Unknown => arrived,
            _ => view.rank.wrapping_sub(1).min(last) * MEMBERS + arrived,
        };
        let places = (0..).zip(&views).map(|(arrived, view)| (place(arrived, view), view.id));
        let order = in_order(places.collect());
        let view = |id| views.iter().position(|view| view.id == id).map(|at| views[at].clone());
        order.into_iter().filter_map(view).collect()
    }

    /// Who plays the round that is shown, or would play the first one. Who took part in a round
    /// that has a result has pressed, or has sealed a count of nothing.
    fn who_plays(&self, phase: &Phase, tallies: &LiteMap<PlayerId, Tally>) -> Vec<PlayerId> {
        let round = self.state.stage().map(|record| record.round);
        match phase {
            Phase::Lobby | Phase::Unknown => self.players_ready(),
            Phase::Countdown { .. } | Phase::Playing { .. } | Phase::Tally { .. } => {
                self.roster().to_vec()
            }
            Phase::Result { .. } => {
                let sealed = round.into_iter().flat_map(|round| self.state.sealed(round));
                tallies.keys().copied().chain(sealed).collect()
            }
            Phase::Podium { .. } => Vec::new(),
        }
    }

    fn player(
        &self,
        id: PlayerId,
        plays: bool,
        tallies: &LiteMap<PlayerId, Tally>,
        points: &LiteMap<PlayerId, u64>,
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
            round_trip: self.round_trip(id),
            spectating: profile.spectating,
            plays,
            positive: tally.positive,
            negative: tally.negative,
            balanced: tally.balanced(),
            value: i64::try_from(value).unwrap_or(if value < 0 { i64::MIN } else { i64::MAX }),
            points: points.get(&id).copied().unwrap_or(0),
            rank: 0,
        })
    }

    /// The last round trip between a player and the host: of this page's own link, or as the host
    /// has told.
    pub(super) fn round_trip(&self, id: PlayerId) -> Option<Duration> {
        let link = match self.hub() {
            Some(hub) if id == self.me.player => hub,
            Some(_) => {
                let told = self.told.iter().find(|present| present.player == id)?;
                return told.round_trip_ms.map(|ms| Duration::from_millis(ms.into()));
            }
            None => self.link_with(id).filter(|_| self.is_host())?,
        };
        self.links.get(&link)?.peer()?.round_trip
    }
}

/// Writes everybody's rank: by points on the podium, by the round's counts else.
fn rank(views: &mut [PlayerView], phase: &Phase) {
    let ranked = |view: &PlayerView| match phase {
        Phase::Lobby | Phase::Unknown => false,
        Phase::Podium { .. } => true,
        _ => view.plays,
    };
    let mut ranks = if matches!(phase, Phase::Podium { .. }) {
        rules::ranks_by_points(&views.iter().map(|view| view.points).collect::<Vec<_>>())
    } else {
        let tally = |view: &PlayerView| Tally { positive: view.positive, negative: view.negative };
        rules::ranks(&views.iter().filter(|view| ranked(view)).map(tally).collect::<Vec<_>>())
    }
    .into_iter();
    for view in views {
        view.rank = if ranked(view) { ranks.next().unwrap_or(0) } else { 0 };
    }
}

/// The bound of members as the number that it is multiplied with.
#[allow(clippy::cast_possible_truncation, reason = "a few hundred")]
const MEMBERS: u32 = limits::MEMBERS as u32;
