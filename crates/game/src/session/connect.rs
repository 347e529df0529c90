//! From a knock at an address to open channels: offers, answers, candidates.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use protocol::id::Address;
use protocol::limits::CANDIDATES;
use protocol::signalling::{Candidate, Description, Envelope, Kind, Payload};
use protocol::time::Instant;

use super::Session;
use super::link::{Handshake, Link, Progress};
use crate::input::{LinkId, SocketId};
use crate::limits;
use crate::output::Command;
use crate::signalling::Signalled;
use crate::view::Ending;

/// The longest name of a connection that a peer may choose, in bytes; PeerJS's have 14.
const CONNECTION_BYTES: usize = 64;

impl Session {
    /// Knocks at an address: begins a link with an offer. None if the server's socket is gone.
    pub(super) fn knock(&mut self, now: Instant, address: Address) -> Option<LinkId> {
        let socket = self.signalling.own()?;
        if self.links.len() >= limits::LINKS {
            return None;
        }
        let id = self.next_link();
        let connection = format!("{}-{}", self.me.incarnation, id.0);
        let handshake = Handshake::default();
        self.links.insert(id, begin(address, socket, connection, true, now, handshake));
        self.command(Command::MakeOffer { link: id });
        Some(id)
    }

    fn next_link(&mut self) -> LinkId {
        self.last_link += 1;
        LinkId(self.last_link)
    }

    /// A message came from the signalling server.
    pub(super) fn signalled(
        &mut self,
        now: Instant,
        socket: SocketId,
        envelope: Envelope<Payload>,
    ) {
        if !self.signalling.knows(socket) {
            return;
        }
        match self.signalling.handle(now, socket, envelope) {
            Signalled::Nothing => {}
            Signalled::Replaced => self.end(Ending::Replaced),
            Signalled::PlaceTaken(index) => {
                self.knock(now, Address::Place { game: self.game, index });
            }
            Signalled::Message(envelope) => self.signal(now, socket, envelope),
        }
    }

    fn signal(&mut self, now: Instant, socket: SocketId, envelope: Envelope<Payload>) {
        let Some(from) = envelope.src.as_deref().and_then(|src| src.parse::<Address>().ok()) else {
            return;
        };
        if from.game() != self.game || from.player() == Some(self.me.player) {
            return;
        }
        let payload = envelope.payload.unwrap_or_default();
        let connection = payload.connection_id.unwrap_or_default();
        match envelope.kind {
            Kind::Offer => {
                if let Some(offer) = payload.sdp {
                    self.offered(now, socket, from, connection, offer);
                }
            }
            Kind::Answer => {
                if let (Some(id), Some(answer)) = (self.attempt(from, &connection), payload.sdp) {
                    self.answered(id, answer);
                }
            }
            Kind::Candidate => {
                let id = self.attempt(from, &connection);
                if let (Some(id), Some(candidate)) = (id, payload.candidate) {
                    self.candidate(now, id, candidate);
                }
            }
            Kind::Expire | Kind::Leave => self.nobody_at(now, from),
            _ => {}
        }
    }

    /// The link that a peer means by a connection's name, while it is being made.
    fn attempt(&self, from: Address, connection: &str) -> Option<LinkId> {
        let meant = |link: &Link| link.address == from && link.connection == connection;
        self.links.iter().find(|(_, link)| meant(link)).map(|(&id, _)| id)
    }

    /// Somebody knocks. A later knock from the same address takes the place of one that is still
    /// being answered.
    fn offered(
        &mut self,
        now: Instant,
        socket: SocketId,
        from: Address,
        connection: String,
        offer: Description,
    ) {
        if from.player().is_none() || connection.len() > CONNECTION_BYTES {
            return;
        }
        let former = |link: &Link| {
            let underway = matches!(link.progress, Progress::Signalling(_));
            !link.offered && link.address == from && underway
        };
        let former: Vec<LinkId> =
            self.links.iter().filter(|(_, link)| former(link)).map(|(&id, _)| id).collect();
        for id in former {
            self.close_link(now, id);
        }
        if self.links.len() >= limits::LINKS {
            return;
        }
        let id = self.next_link();
        let handshake = Handshake { answered: true, ..Handshake::default() };
        self.links.insert(id, begin(from, socket, connection, false, now, handshake));
        self.command(Command::MakeAnswer { link: id, offer });
    }

    fn answered(&mut self, id: LinkId, answer: Description) {
        let Some(handshake) = self.handshake(id) else { return };
        if core::mem::replace(&mut handshake.answered, true) {
            return;
        }
        let waiting = core::mem::take(&mut handshake.received);
        self.command(Command::TakeAnswer { link: id, answer });
        for candidate in waiting {
            self.command(Command::TakeCandidate { link: id, candidate });
        }
    }

    /// A remote candidate. One link has no use for more than a bounded number of them.
    fn candidate(&mut self, now: Instant, id: LinkId, candidate: Candidate) {
        let Some(handshake) = self.handshake(id) else { return };
        handshake.candidates += 1;
        if handshake.candidates > CANDIDATES {
            self.close_link(now, id);
        } else if handshake.answered {
            self.command(Command::TakeCandidate { link: id, candidate });
        } else {
            handshake.received.push(candidate);
        }
    }

    /// The own description is ready; candidates may follow it.
    pub(super) fn described(&mut self, id: LinkId, description: Description) {
        let Some(link) = self.links.get(&id) else { return };
        let kind = if link.offered { Kind::Offer } else { Kind::Answer };
        self.tell(id, kind, Payload { sdp: Some(description), ..Payload::default() });
        let Some(handshake) = self.handshake(id) else { return };
        handshake.described = true;
        for candidate in core::mem::take(&mut handshake.gathered) {
            self.gathered(id, candidate);
        }
    }

    /// An own candidate. Trickled as it comes (RFC 8838), but after the description.
    pub(super) fn gathered(&mut self, id: LinkId, candidate: Candidate) {
        match self.handshake(id) {
            Some(handshake) if !handshake.described => handshake.gathered.push(candidate),
            _ => {
                let payload = Payload { candidate: Some(candidate), ..Payload::default() };
                self.tell(id, Kind::Candidate, payload);
            }
        }
    }

    fn handshake(&mut self, id: LinkId) -> Option<&mut Handshake> {
        match &mut self.links.get_mut(&id)?.progress {
            Progress::Signalling(handshake) => Some(handshake),
            _ => None,
        }
    }

    /// Sends a signalling message to the peer of a link.
    fn tell(&mut self, id: LinkId, kind: Kind, payload: Payload) {
        let Some(link) = self.links.get(&id) else { return };
        let payload = Payload {
            connection_type: Some("data".into()),
            connection_id: Some(link.connection.clone()),
            ..payload
        };
        let dst = Some(link.address.to_peer_id());
        let envelope = Envelope { kind, src: None, dst, payload: Some(payload) };
        self.command(Command::Signal { socket: link.socket, envelope });
    }

    /// The server says that nobody is at an address: what was knocked there is in vain.
    fn nobody_at(&mut self, now: Instant, address: Address) {
        let vain = |link: &Link| {
            let unanswered =
                matches!(&link.progress, Progress::Signalling(handshake) if !handshake.answered);
            link.offered && link.address == address && unanswered
        };
        let vain: Vec<LinkId> =
            self.links.iter().filter(|(_, link)| vain(link)).map(|(&id, _)| id).collect();
        for id in vain {
            self.close_link(now, id);
        }
    }

    /// Both channels are open: says who is here.
    pub(super) fn link_up(&mut self, now: Instant, id: LinkId) {
        if let Some(link) = self.links.get_mut(&id)
            && matches!(link.progress, Progress::Signalling(_))
        {
            link.progress = Progress::Open(now);
            self.greet(id);
        }
    }

    /// Closes a link and deals with its end.
    pub(super) fn close_link(&mut self, now: Instant, id: LinkId) {
        self.command(Command::Close { link: id });
        self.drop_link(now, id);
    }
}

fn begin(
    address: Address,
    socket: SocketId,
    connection: String,
    offered: bool,
    since: Instant,
    handshake: Handshake,
) -> Link {
    let progress = Progress::Signalling(handshake);
    Link { address, socket, connection, offered, since, progress, refusals: 0, late_counts: 0 }
}
