//! The realm itself: takes one input at a time and says what to do about it.

use std::collections::VecDeque;

use protocol::signalling::{Envelope, KEY, Kind};
use protocol::time::Instant;

use crate::config::{Config, charge};
use crate::io::{Closing, Command, Event, Hello, Input, Output, Refusal};
use crate::names::{PeerId, SocketId, Token};
use crate::registry::Registry;
use crate::waiting::{Pair, Pushed, Waiting};

/// The signalling realm. See the crate's page for how to drive it.
#[derive(Debug)]
pub struct Broker<P> {
    config: Config,
    registry: Registry,
    waiting: Waiting<P>,
    /// Drained by the shell after each input, so bounded by what one input can bring about.
    outputs: VecDeque<Output<P>>,
}

impl<P> Broker<P> {
    /// An empty realm.
    #[must_use]
    pub fn new(config: Config) -> Self {
        let (registry, waiting) = (Registry::default(), Waiting::new());
        Self { config, registry, waiting, outputs: VecDeque::new() }
    }

    /// Takes what happened at `now`, after dealing with whatever has become due by then. Time must
    /// not run backwards from one input to the next.
    pub fn handle_input(&mut self, now: Instant, input: Input<P>) {
        self.expire(now);
        self.drop_silent(now);
        match input {
            Input::Connected { socket, hello } => self.connect(now, socket, &hello),
            Input::Received { socket, message, bytes } => {
                self.receive(now, socket, message, bytes);
            }
            Input::Undelivered { socket, message } => self.undelivered(socket, message),
            Input::Closed { socket } => self.unregister(socket),
            Input::Tick => {}
        }
    }

    /// What to do next; `None` when everything is said. To be drained after each input.
    pub fn poll_output(&mut self) -> Option<Output<P>> {
        self.outputs.pop_front()
    }

    /// When the realm next wants an [`Input::Tick`] if nothing else comes before.
    #[must_use]
    pub fn next_wake(&self) -> Option<Instant> {
        let silence =
            self.registry.most_silent().map(|(heard, _)| heard + self.config.alive_timeout);
        let expiry = self.waiting.next_expiry();
        silence.into_iter().chain(expiry).min()
    }

    /// The ids that are taken, in their order.
    pub fn ids(&self) -> impl Iterator<Item = &PeerId> {
        self.registry.ids()
    }

    /// The socket that holds an id.
    #[must_use]
    pub fn holder(&self, id: &str) -> Option<SocketId> {
        self.registry.holder(id)
    }

    /// How many [charged](charge) bytes wait for absent peers.
    #[must_use]
    pub const fn waiting_bytes(&self) -> usize {
        self.waiting.bytes()
    }

    fn connect(&mut self, now: Instant, socket: SocketId, hello: &Hello) {
        if self.registry.contains(socket) {
            return;
        }
        match self.admit(hello) {
            Ok((id, token)) => self.register(now, socket, &id, token),
            Err(refusal) => self.command(Command::Refuse { socket, refusal }),
        }
    }

    /// Whether a client may be registered. The checks and their order are `PeerServer`'s.
    fn admit(&self, hello: &Hello) -> Result<(PeerId, Token), Refusal> {
        if hello.id.is_empty() || hello.token.is_empty() || hello.key.is_empty() {
            return Err(Refusal::Incomplete);
        }
        if hello.key != KEY {
            return Err(Refusal::InvalidKey);
        }
        let id = PeerId::new(&hello.id).ok_or(Refusal::TooLong)?;
        let token = Token::new(&hello.token).ok_or(Refusal::TooLong)?;
        let holder = self.registry.holder(id.as_str()).and_then(|old| self.registry.client(old));
        match holder {
            Some(client) if client.token != token => Err(Refusal::IdTaken),
            None if self.registry.len() >= self.config.clients => Err(Refusal::Full),
            Some(_) | None => Ok((id, token)),
        }
    }

    /// Registers an admitted client, in the place of its own old socket if there is one, and
    /// hands it what has waited.
    fn register(&mut self, now: Instant, socket: SocketId, id: &PeerId, token: Token) {
        if let Some(replaced) = self.registry.holder(id.as_str()) {
            self.registry.remove(replaced);
            self.command(Command::Close { socket: replaced, reason: Closing::Replaced });
            self.event(Event::Resumed { socket, id: id.clone(), replaced });
        } else {
            self.event(Event::Registered { socket, id: id.clone() });
        }
        self.registry.insert(now, socket, id.clone(), token);
        self.command(Command::Send { socket, message: Envelope::bare(Kind::Open) });
        for message in self.waiting.take(id) {
            self.command(Command::Send { socket, message });
        }
    }

    fn receive(&mut self, now: Instant, socket: SocketId, message: Envelope<P>, bytes: usize) {
        let Some(client) = self.registry.client_mut(socket) else {
            return;
        };
        if !client.allowance.spend(now, charge(bytes), &self.config) {
            self.close(socket, Closing::Flooding);
            return;
        }
        let src = client.id.clone();
        self.registry.hear(now, socket);
        let dst = message.dst.clone().filter(|dst| !dst.is_empty());
        match (message.kind, dst) {
            (Kind::Leave, None) => self.close(socket, Closing::Left),
            (
                Kind::Offer | Kind::Answer | Kind::Candidate | Kind::Leave | Kind::Expire,
                Some(dst),
            ) => self.relay(now, src, &dst, message, bytes),
            // What only a server may say is not relayed, nor what nobody knows.
            (Kind::Heartbeat | Kind::Open | Kind::IdTaken | Kind::Error | Kind::Unknown, _)
            | (Kind::Offer | Kind::Answer | Kind::Candidate | Kind::Expire, None) => {}
        }
    }

    fn relay(
        &mut self,
        now: Instant,
        src: PeerId,
        dst: &str,
        mut message: Envelope<P>,
        bytes: usize,
    ) {
        message.src = Some(src.to_string());
        if let Some(socket) = self.registry.holder(dst) {
            self.command(Command::Send { socket, message });
            return;
        }
        if matches!(message.kind, Kind::Leave | Kind::Expire) {
            return;
        }
        let Some(dst) = PeerId::new(dst) else {
            // Nobody can ever come under such an id, so there is nothing to wait for.
            self.tell_expired(src.as_str(), dst);
            return;
        };
        let pair = Pair { src, dst };
        let pushed = self.waiting.push(now, pair.clone(), message, bytes, &self.config);
        if pushed == Pushed::DroppedAlone {
            self.tell_expired(pair.src.as_str(), pair.dst.as_str());
        }
        if pushed != Pushed::Waits {
            self.event(Event::Dropped { src: pair.src, dst: pair.dst });
        }
    }

    /// A socket would not take a message: it loses its place, and the sender hears that it is gone.
    fn undelivered(&mut self, socket: SocketId, message: Envelope<P>) {
        self.close(socket, Closing::Slow);
        let (Some(src), Some(dst)) = (message.src, message.dst) else {
            return;
        };
        if let Some(socket) = self.registry.holder(&src) {
            let message =
                Envelope { kind: Kind::Leave, src: Some(dst), dst: Some(src), payload: None };
            self.command(Command::Send { socket, message });
        }
    }

    fn expire(&mut self, now: Instant) {
        while let Some(Pair { src, dst }) = self.waiting.expire(now) {
            self.tell_expired(src.as_str(), dst.as_str());
            self.event(Event::Expired { src, dst });
        }
    }

    /// Tells a sender, if it is still there, that its messages to `dst` are dropped.
    fn tell_expired(&mut self, src: &str, dst: &str) {
        let Some(socket) = self.registry.holder(src) else {
            return;
        };
        let message = Envelope {
            kind: Kind::Expire,
            src: Some(dst.to_owned()),
            dst: Some(src.to_owned()),
            payload: None,
        };
        self.command(Command::Send { socket, message });
    }

    fn drop_silent(&mut self, now: Instant) {
        while let Some((heard, socket)) = self.registry.most_silent() {
            if heard + self.config.alive_timeout > now {
                return;
            }
            self.close(socket, Closing::Silent);
        }
    }

    /// Unregisters the client of a socket and closes it, if it is still registered.
    fn close(&mut self, socket: SocketId, reason: Closing) {
        if self.registry.contains(socket) {
            self.unregister(socket);
            self.command(Command::Close { socket, reason });
        }
    }

    fn unregister(&mut self, socket: SocketId) {
        if let Some(client) = self.registry.remove(socket) {
            self.event(Event::Unregistered { socket, id: client.id });
        }
    }

    fn command(&mut self, command: Command<P>) {
        self.outputs.push_back(Output::Command(command));
    }

    fn event(&mut self, event: Event) {
        self.outputs.push_back(Output::Event(event));
    }
}
