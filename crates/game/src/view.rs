//! What there is to show, as plain data: a snapshot that views are pure functions of.

use alloc::vec::Vec;
use core::time::Duration;

use protocol::delta::Colour;
use protocol::id::{GameId, PlayerId};
use protocol::name::Name;
use protocol::settings::Settings;
use protocol::stage::RoundId;

use crate::rules::Outcome;

/// A snapshot of a session at one instant.
#[derive(Clone, Debug, PartialEq)]
pub struct View {
    /// The game.
    pub game: GameId,
    /// This player.
    pub me: PlayerId,
    /// How it is connected.
    pub connection: Connection,
    /// Who hosts, as far as known.
    pub host: Option<PlayerId>,
    /// Where the match stands.
    pub phase: Phase,
    /// The match's settings.
    pub settings: Settings,
    /// Which match of the game it is, from 1; 0 while nothing is known.
    pub match_no: u16,
    /// The round that is played or shown, from 1; 0 in the lobby.
    pub round: u8,
    /// The match's rounds that have a result, in their order. Counts that come late may yet change
    /// what they came to.
    pub outcomes: Vec<(RoundId, Outcome)>,
    /// Everybody worth showing. In the lobby in order of arrival; in a round, at its result and on
    /// the podium in order of rank.
    pub players: Vec<PlayerView>,
    /// The round's global balanced count so far, `min(ΣP, ΣN)`.
    pub pot: u64,
    /// Whether this player may start, or why not.
    pub start: StartGate,
}

impl View {
    /// Whether this player is the host.
    #[must_use]
    pub fn is_host(&self) -> bool {
        self.host == Some(self.me)
    }

    /// The name of the round that is played or shown, which no other round of the game has.
    #[must_use]
    pub fn round_id(&self) -> RoundId {
        RoundId { match_no: self.match_no, round: self.round }
    }

    /// A player of the snapshot.
    #[must_use]
    pub fn player(&self, id: PlayerId) -> Option<&PlayerView> {
        self.players.iter().find(|player| player.id == id)
    }
}

/// How this player is connected with the game.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Connection {
    /// Waiting for the signalling server.
    ReachingServer,
    /// The server answers; looking for the host and connecting with it.
    FindingHost,
    /// The host's link stands; or this player is the host.
    Connected {
        /// Whether new players can join now: whether the signalling server is reached.
        server: bool,
    },
    /// The host is out of reach; the session tries to get back, or another to take over.
    Reconnecting,
    /// It is over, for this reason.
    Ended(Ending),
}

/// Why a session ended or never began.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// The signalling server could not be reached.
    ServerUnreachable,
    /// Nobody hosts such a game.
    NoSuchGame,
    /// The host answered, but no direct connection could be made.
    NoRoute,
    /// The host is gone, and nobody can take its place.
    HostGone,
    /// The game is played with another version of this page.
    Version {
        /// The protocol version of the other side.
        theirs: u32,
    },
    /// The host removed this player.
    Removed,
    /// The game is full.
    Full,
    /// The same tab's identity is in use elsewhere.
    Replaced,
    /// The other side refused what this one sent.
    Refused,
    /// This player left.
    Left,
}

/// Where the match stands, on the game's clock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Nothing known yet.
    Unknown,
    /// Waiting for players and the host's start.
    Lobby,
    /// 3-2-1.
    Countdown {
        /// Until the presses begin to count.
        left: Duration,
    },
    /// Presses count.
    Playing {
        /// Until they no longer do.
        left: Duration,
    },
    /// The round is over; counts come in.
    Tally {
        /// Whose count is not final yet.
        waiting_for: Vec<PlayerId>,
    },
    /// The round's result.
    Result {
        /// Who won the round: none if nobody scored, several if tied.
        winners: Vec<PlayerId>,
        /// Whether it was the match's last.
        last: bool,
    },
    /// The match is over.
    Podium {
        /// Who won the match: none if nobody has points, several if tied.
        winners: Vec<PlayerId>,
    },
}

/// A player as the others see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlayerView {
    /// Who.
    pub id: PlayerId,
    /// Its name.
    pub name: Name,
    /// Its colour and symbol.
    pub colour: Colour,
    /// Whether it hosts.
    pub host: bool,
    /// Whether the host is connected with it.
    pub connected: bool,
    /// The last round trip between it and the host, as this page has measured it or the host has
    /// told; none of the host itself.
    pub round_trip: Option<Duration>,
    /// Whether it chose to watch.
    pub spectating: bool,
    /// Whether it plays this round (in the lobby: whether it will play).
    pub plays: bool,
    /// → presses of this round, P.
    pub positive: u64,
    /// ← presses of this round, N.
    pub negative: u64,
    /// `min(P, N)`.
    pub balanced: u64,
    /// `P − N`.
    pub value: i64,
    /// Points of this match.
    pub points: u64,
    /// Its place from 1, equal for equals: by the round's counts in a round and at its result, by
    /// points on the podium. 0 for one who does not play.
    pub rank: u32,
}

/// Whether this player may start the match.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StartGate {
    /// It may.
    Ready,
    /// Another player must come first, or it starts a practice alone.
    Alone,
    /// Only the host may.
    NotHost,
    /// A match runs already.
    Running,
}
