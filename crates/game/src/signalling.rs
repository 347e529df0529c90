//! The sockets to the signalling server, sans-IO: one under the player's own address, and one at
//! the host's place while it hosts. They are opened, kept alive and opened again here; what comes
//! in on them is the session's business.

use alloc::string::String;
use alloc::vec::Vec;
use core::time::Duration;

use protocol::id::{Address, GameId, PlayerId};
use protocol::signalling::{Envelope, Kind, Payload};
use protocol::time::Instant;

use crate::input::SocketId;
use crate::limits;
use crate::output::Command;

/// What a message or a closed socket means for the session.
#[derive(Clone, Debug, PartialEq)]
#[allow(clippy::large_enum_variant, reason = "it lives for one match")]
pub(crate) enum Signalled {
    /// Nothing that concerns it.
    Nothing,
    /// Another tab holds this player's own address.
    Replaced,
    /// Another host sits at this place, or did so lately; it should be met.
    PlaceTaken(u8),
    /// A message from a peer, or about one.
    Message(Envelope<Payload>),
}

#[derive(Clone, Debug)]
struct Socket {
    id: SocketId,
    address: Address,
    open: bool,
    heartbeat_at: Instant,
}

impl Socket {
    fn place(&self) -> Option<u8> {
        match self.address {
            Address::Place { index, .. } => Some(index),
            Address::Player { .. } => None,
        }
    }
}

/// The place that the host has, or wants.
#[derive(Clone, Debug, Default)]
struct Office {
    /// Where guests knock.
    held: Option<Socket>,
    /// A try at a better place.
    wanted: Option<Socket>,
    /// When to try next.
    retry_at: Option<Instant>,
}

/// The signalling sockets of a session.
#[derive(Clone, Debug)]
pub(crate) struct Signalling {
    game: GameId,
    me: PlayerId,
    token: String,
    last_socket: u32,
    own: Option<Socket>,
    reopen_at: Option<Instant>,
    failures: u32,
    reached: bool,
    office: Option<Office>,
    commands: Vec<Command>,
    seed: u64,
}

impl Signalling {
    /// Opens the player's own address.
    pub(crate) fn new(game: GameId, me: PlayerId, token: String, seed: u64, now: Instant) -> Self {
        let mut signalling = Self {
            game,
            me,
            token,
            last_socket: 0,
            own: None,
            reopen_at: None,
            failures: 0,
            reached: false,
            office: None,
            commands: Vec::new(),
            seed,
        };
        signalling.open_own(now);
        signalling
    }

    /// The socket under the player's own address, if it is there at all. What is sent before it is
    /// open waits in the shell.
    pub(crate) fn own(&self) -> Option<SocketId> {
        self.own.as_ref().map(|socket| socket.id)
    }

    /// Whether the server is reached.
    pub(crate) fn is_open(&self) -> bool {
        self.own.as_ref().is_some_and(|socket| socket.open)
    }

    /// Whether the server was ever reached.
    pub(crate) fn was_reached(&self) -> bool {
        self.reached
    }

    /// How many times in a row it could not be reached.
    pub(crate) fn failures(&self) -> u32 {
        self.failures
    }

    /// Whether this is one of the sockets at present.
    pub(crate) fn knows(&self, id: SocketId) -> bool {
        self.sockets().any(|socket| socket.id == id)
    }

    /// The commands that have come up since the last call.
    pub(crate) fn take_commands(&mut self) -> Vec<Command> {
        core::mem::take(&mut self.commands)
    }

    /// Takes the host's place, or the next free one.
    pub(crate) fn take_office(&mut self, now: Instant) {
        if self.office.is_none() {
            let wanted = Some(self.open(Address::Place { game: self.game, index: 0 }, now));
            self.office = Some(Office { held: None, wanted, retry_at: None });
        }
    }

    /// Gives the host's place back.
    pub(crate) fn leave_office(&mut self) {
        if let Some(office) = self.office.take() {
            for socket in [office.held, office.wanted].into_iter().flatten() {
                self.commands.push(Command::CloseSocket { socket: socket.id });
            }
        }
    }

    /// Closes everything.
    pub(crate) fn close(&mut self) {
        self.leave_office();
        if let Some(socket) = self.own.take() {
            self.commands.push(Command::CloseSocket { socket: socket.id });
        }
        self.reopen_at = None;
    }

    /// Opens at once what is closed, without the pause.
    pub(crate) fn retry(&mut self, now: Instant) {
        if self.own.is_none() {
            self.open_own(now);
        }
    }

    /// A message of the server.
    pub(crate) fn handle(
        &mut self,
        now: Instant,
        id: SocketId,
        envelope: Envelope<Payload>,
    ) -> Signalled {
        match envelope.kind {
            Kind::Open => self.opened(id),
            Kind::IdTaken => self.taken(now, id),
            Kind::Error => {
                self.commands.push(Command::CloseSocket { socket: id });
                self.closed(now, id);
                Signalled::Nothing
            }
            Kind::Heartbeat | Kind::Unknown => Signalled::Nothing,
            Kind::Offer | Kind::Answer | Kind::Candidate | Kind::Leave | Kind::Expire => {
                Signalled::Message(envelope)
            }
        }
    }

    /// A socket closed, or could not be opened.
    pub(crate) fn closed(&mut self, now: Instant, id: SocketId) {
        if self.own.take_if(|socket| socket.id == id).is_some() {
            self.failures = self.failures.saturating_add(1);
            self.reopen_at = Some(now + self.pause());
        } else if let Some(office) = &mut self.office {
            let held = office.held.take_if(|socket| socket.id == id);
            let wanted = office.wanted.take_if(|socket| socket.id == id);
            if held.or(wanted).is_some() {
                office.retry_at = Some(now + limits::BACKOFF.0);
            }
        }
    }

    /// Does what is due, and says when there is more.
    pub(crate) fn advance(&mut self, now: Instant) -> Option<Instant> {
        if self.own.is_none() && self.reopen_at.is_some_and(|at| at <= now) {
            self.open_own(now);
        }
        self.advance_office(now);
        let mut beats = Vec::new();
        let office = self.office.as_mut();
        let (held, wanted) = office.map_or((None, None), |o| (o.held.as_mut(), o.wanted.as_mut()));
        let mut wake = [self.reopen_at.filter(|_| self.own.is_none()), None];
        for socket in [self.own.as_mut(), held, wanted].into_iter().flatten() {
            if socket.heartbeat_at <= now {
                socket.heartbeat_at = now + limits::HEARTBEAT;
                beats.push(socket.id);
            }
            let next = socket.heartbeat_at;
            wake[1] = Some(wake[1].map_or(next, |at| at.min(next)));
        }
        for socket in beats {
            let envelope = Envelope::bare(Kind::Heartbeat);
            self.commands.push(Command::Signal { socket, envelope });
        }
        let retry = self.office.as_ref().and_then(|office| office.retry_at);
        wake.into_iter().chain([retry]).flatten().min()
    }

    /// Another try at the first place, for a host who sits at a later one or at none.
    fn advance_office(&mut self, now: Instant) {
        let Some(office) = &mut self.office else { return };
        if office.retry_at.is_some_and(|at| at <= now) {
            office.retry_at = office.wanted.is_some().then_some(now + limits::PLACE_RETRY);
            if office.wanted.is_none() {
                let wanted = self.open(Address::Place { game: self.game, index: 0 }, now);
                if let Some(office) = &mut self.office {
                    office.wanted = Some(wanted);
                }
            }
        }
    }

    fn opened(&mut self, id: SocketId) -> Signalled {
        if let Some(socket) = self.own.as_mut().filter(|socket| socket.id == id) {
            socket.open = true;
            self.failures = 0;
            self.reached = true;
        } else if let Some(office) = &mut self.office
            && let Some(mut socket) = office.wanted.take_if(|socket| socket.id == id)
        {
            socket.open = true;
            if let Some(former) = office.held.replace(socket) {
                self.commands.push(Command::CloseSocket { socket: former.id });
            }
        }
        Signalled::Nothing
    }

    /// Somebody holds an address that this session wants.
    fn taken(&mut self, now: Instant, id: SocketId) -> Signalled {
        self.commands.push(Command::CloseSocket { socket: id });
        if self.own.take_if(|socket| socket.id == id).is_some() {
            return Signalled::Replaced;
        }
        let Some(office) = &mut self.office else { return Signalled::Nothing };
        let Some(socket) = office.wanted.take_if(|socket| socket.id == id) else {
            return Signalled::Nothing;
        };
        let Some(index) = socket.place() else { return Signalled::Nothing };
        office.retry_at = Some(now + limits::PLACE_RETRY);
        let held = office.held.as_ref().and_then(Socket::place);
        let next = index + 1;
        if next < held.unwrap_or(limits::PLACES) {
            let wanted = self.open(Address::Place { game: self.game, index: next }, now);
            if let Some(office) = &mut self.office {
                office.wanted = Some(wanted);
            }
        }
        Signalled::PlaceTaken(index)
    }

    fn sockets(&self) -> impl Iterator<Item = &Socket> {
        let office = self.office.as_ref();
        let places = office.into_iter().flat_map(|o| [o.held.as_ref(), o.wanted.as_ref()]);
        [self.own.as_ref()].into_iter().chain(places).flatten()
    }

    fn open_own(&mut self, now: Instant) {
        let address = Address::Player { game: self.game, player: self.me };
        self.own = Some(self.open(address, now));
        self.reopen_at = None;
    }

    fn open(&mut self, address: Address, now: Instant) -> Socket {
        self.last_socket += 1;
        let id = SocketId(self.last_socket);
        let token = self.token.clone();
        self.commands.push(Command::OpenSocket { socket: id, address, token });
        Socket { id, address, open: false, heartbeat_at: now + limits::HEARTBEAT }
    }

    /// The pause before the next try, with jitter (a xorshift step) so that the players of a game
    /// do not all knock at a restarted server in the same moment.
    fn pause(&mut self) -> Duration {
        self.seed ^= self.seed << 13;
        self.seed ^= self.seed >> 7;
        self.seed ^= self.seed << 17;
        let (first, longest) = limits::BACKOFF;
        let doubled =
            first.saturating_mul(1 << self.failures.saturating_sub(1).min(8)).min(longest);
        let jitter = u32::try_from(self.seed % 256).unwrap_or(0);
        doubled / 2 + doubled * jitter / 512
    }
}
