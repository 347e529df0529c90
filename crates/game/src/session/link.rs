//! A link to a peer, from the first knock to its end.

use alloc::string::String;
use alloc::vec::Vec;
use core::time::Duration;

use protocol::id::{Address, Replica};
use protocol::signalling::Candidate;
use protocol::stage::RoundId;
use protocol::time::Instant;

use crate::changes::Changes;
use crate::input::SocketId;

/// Pings under way that a pong may still answer. More than the rhythm brings about in two seconds.
const PINGS: usize = 64;

/// A connection to a peer, or an attempt at one.
#[derive(Clone, Debug)]
pub(super) struct Link {
    /// Where the peer was knocked at, or knocks from.
    pub(super) address: Address,
    /// The socket that its signalling goes through.
    pub(super) socket: SocketId,
    /// What the two sides call the connection in signalling.
    pub(super) connection: String,
    /// Whether this side made the offer.
    pub(super) offered: bool,
    /// When it began.
    pub(super) since: Instant,
    /// How far it is.
    pub(super) progress: Progress,
    /// How many messages of the peer were refused, but for those that only came too late.
    pub(super) refusals: u32,
    /// How many counts of a closed round the peer sent.
    pub(super) late_counts: u32,
}

/// How far a link is.
#[derive(Clone, Debug)]
pub(super) enum Progress {
    /// Offer, answer and candidates are exchanged.
    Signalling(Handshake),
    /// The channels are open since then; the peer has not said who it is.
    Open(Instant),
    /// The peer has said who it is.
    Greeted(alloc::boxed::Box<Peer>),
}

/// What waits during the exchange of descriptions.
#[derive(Clone, Debug, Default)]
pub(super) struct Handshake {
    /// Whether the own description has been sent, so that candidates may follow.
    pub(super) described: bool,
    /// Whether the remote description is known.
    pub(super) answered: bool,
    /// Own candidates that wait for the own description.
    pub(super) gathered: Vec<Candidate>,
    /// Remote candidates that wait for the remote description.
    pub(super) received: Vec<Candidate>,
    /// How many remote candidates came.
    pub(super) candidates: usize,
}

/// A peer that has said who it is.
#[derive(Clone, Debug)]
pub(super) struct Peer {
    /// Who it is.
    pub(super) replica: Replica,
    /// Whether it said in its greeting that it hosts.
    pub(super) hosts: bool,
    /// Whether it has said anything since its greeting, and so has heard this player's.
    pub(super) spoke: bool,
    /// What it has to be told.
    pub(super) pending: Changes,
    /// Whether the live channel is congested.
    pub(super) congested: bool,
    /// When the last live delta left.
    pub(super) live_at: Option<Instant>,
    /// When anything was last heard.
    pub(super) heard_at: Instant,
    /// When the first ping left of those since anything was heard.
    pub(super) silent_since: Option<Instant>,
    /// Pings under way.
    pub(super) pings: Vec<(u32, Instant)>,
    /// When the last ping left.
    pub(super) pinged_at: Option<Instant>,
    /// The last round trip.
    pub(super) round_trip: Option<Duration>,
    /// When the last digest left.
    pub(super) digest_at: Option<Instant>,
    /// Whether a pull waits for its push.
    pub(super) asked: bool,
    /// As the host: whether the first comparison on this link is still to be finished, with a peer
    /// that may know what this host does not.
    pub(super) catching_up: bool,
    /// As the host: how many presses of which round the guest brought with it.
    pub(super) brought: Option<(RoundId, u64)>,
}

impl Peer {
    pub(super) fn new(replica: Replica, hosts: bool, now: Instant) -> Self {
        Self {
            replica,
            hosts,
            spoke: false,
            pending: Changes::default(),
            congested: false,
            live_at: None,
            heard_at: now,
            silent_since: None,
            pings: Vec::new(),
            pinged_at: None,
            round_trip: None,
            digest_at: None,
            asked: false,
            catching_up: false,
            brought: None,
        }
    }

    /// Something was heard.
    pub(super) fn heard(&mut self, now: Instant) {
        self.heard_at = now;
        self.silent_since = None;
    }

    /// A ping leaves.
    pub(super) fn pinged(&mut self, nonce: u32, now: Instant) {
        if self.pings.len() == PINGS {
            self.pings.remove(0);
        }
        self.pings.push((nonce, now));
        self.pinged_at = Some(now);
        self.silent_since.get_or_insert(now);
    }

    /// Whether the last ping has no answer yet.
    pub(super) fn awaits_pong(&self) -> bool {
        self.pings.last().is_some_and(|&(_, sent)| Some(sent) == self.pinged_at)
    }

    /// When the ping left that a pong answers; none if it is not one of those under way.
    pub(super) fn ponged(&mut self, nonce: u32) -> Option<Instant> {
        let at = self.pings.iter().position(|&(sent, _)| sent == nonce)?;
        Some(self.pings.remove(at).1)
    }
}

impl Link {
    /// The peer, once it has said who it is.
    pub(super) fn peer(&self) -> Option<&Peer> {
        match &self.progress {
            Progress::Greeted(peer) => Some(peer),
            _ => None,
        }
    }

    /// As [`Link::peer`].
    pub(super) fn peer_mut(&mut self) -> Option<&mut Peer> {
        match &mut self.progress {
            Progress::Greeted(peer) => Some(peer),
            _ => None,
        }
    }

    /// Orders a player's links as it made them, which numbers their connections.
    pub(super) fn number(&self) -> (usize, &str) {
        (self.connection.len(), &self.connection)
    }

    /// Whether the other side has answered.
    pub(super) fn is_answered(&self) -> bool {
        !matches!(&self.progress, Progress::Signalling(handshake) if !handshake.answered)
    }

    /// Whether it still is an attempt, without a greeting.
    pub(super) fn is_attempt(&self) -> bool {
        !matches!(self.progress, Progress::Greeted(_))
    }
}
