//! The signalling server, which is the real [`broker`], and the sockets to it.

use core::time::Duration;
use std::collections::BTreeMap;

use broker::{Broker, Closing};
use game::{Input, SocketId};
use protocol::id::Address;
use protocol::signalling::{Envelope, Kind, Payload};

use crate::event::{Event, SocketNo, TabId};
use crate::pipe::Pipe;
use crate::time::Moment;
use crate::world::World;

/// What a signalling message weighs on the wire, about: one with a description.
const BYTES: usize = 900;

/// The server.
#[derive(Debug)]
pub(crate) struct Server {
    pub(crate) broker: Broker<Payload>,
    pub(crate) up: bool,
    alarm: Option<(Moment, u64)>,
    tickets: u64,
    /// The broker's numbers of the sockets that it may still speak of.
    sockets: BTreeMap<broker::SocketId, SocketNo>,
}

/// A socket, as both sides see it.
#[derive(Debug)]
pub(crate) struct Socket {
    tab: TabId,
    id: SocketId,
    pub(crate) address: Address,
    token: String,
    /// Whether the page still holds it.
    held: bool,
    to_server: Pipe<Envelope<Payload>>,
    to_page: Pipe<Said>,
}

/// What the server says.
#[derive(Debug)]
enum Said {
    Message(Box<Envelope<Payload>>),
    Closed,
}

impl Server {
    pub(crate) fn new(config: broker::Config) -> Self {
        let broker = Broker::new(config);
        Self { broker, up: true, alarm: None, tickets: 0, sockets: BTreeMap::new() }
    }
}

/// The page's side.
impl World {
    /// The machine that the server runs on.
    pub(crate) fn server_machine(&self) -> usize {
        self.tabs.len()
    }

    fn reaches_server(&self, tab: TabId) -> bool {
        self.net.connects(tab, self.server_machine())
    }

    pub(crate) fn open_socket(
        &mut self,
        tab: TabId,
        id: SocketId,
        address: Address,
        token: String,
    ) {
        let socket = self.sockets.len();
        let (to_server, to_page) = (Pipe::default(), Pipe::default());
        self.sockets.push(Socket { tab, id, address, token, held: true, to_server, to_page });
        self.tabs[tab].sockets.insert(id, socket);
        let server = self.server_machine();
        if self.server.up && self.reaches_server(tab) {
            let trip = self.net.delay(tab, server) + self.net.delay(server, tab);
            let at = self.queue.now() + trip * 2;
            self.sockets[socket].to_server.not_before(at);
            self.queue.at(at, Event::SocketOpens { socket });
        } else {
            let span = self.rng.millis(5, 4_000);
            self.queue.after(span, Event::SocketFails { socket });
        }
    }

    pub(crate) fn signal(&mut self, tab: TabId, id: SocketId, envelope: Envelope<Payload>) {
        let Some(&socket) = self.tabs[tab].sockets.get(&id) else { return };
        let server = self.server_machine();
        let (arrives, _) = self.net.reliably(self.queue.now(), tab, server);
        let at = self.sockets[socket].to_server.send(envelope, arrives);
        self.queue.at(at, Event::ToServer { socket });
    }

    pub(crate) fn close_socket(&mut self, tab: TabId, id: SocketId) {
        let Some(socket) = self.tabs[tab].sockets.remove(&id) else { return };
        self.sockets[socket].held = false;
        if self.reaches_server(tab) {
            let server = self.server_machine();
            let (arrives, _) = self.net.reliably(self.queue.now(), tab, server);
            let at = arrives.max(self.sockets[socket].to_server.last());
            self.queue.at(at, Event::SocketGone { socket });
        }
    }

    /// A page is gone without a word. Its system closes its sockets, if it still runs.
    pub(crate) fn abandon_sockets(&mut self, tab: TabId, power: bool) {
        for (id, socket) in self.tabs[tab].sockets.clone() {
            if power {
                self.tabs[tab].sockets.remove(&id);
                self.sockets[socket].held = false;
                self.sockets[socket].to_server.clear();
            } else {
                self.close_socket(tab, id);
            }
        }
    }

    pub(crate) fn socket_fails(&mut self, socket: SocketNo) {
        let (tab, id) = (self.sockets[socket].tab, self.sockets[socket].id);
        if core::mem::replace(&mut self.sockets[socket].held, false) {
            self.tabs[tab].sockets.remove(&id);
            self.input(tab, Input::SocketClosed { socket: id });
        }
    }

    /// The way to the server was cut: TCP gives up after a while.
    pub(crate) fn watch_sockets(&mut self) {
        for socket in 0..self.sockets.len() {
            let tab = self.sockets[socket].tab;
            if self.sockets[socket].held && !self.reaches_server(tab) {
                let epoch = self.net.epoch(tab, self.server_machine());
                let span = self.rng.millis(8_000, 40_000);
                self.queue.after(span, Event::SocketStale { socket, epoch });
            }
        }
    }

    pub(crate) fn socket_stale(&mut self, socket: SocketNo, epoch: u32) {
        let tab = self.sockets[socket].tab;
        if !self.reaches_server(tab) && self.net.epoch(tab, self.server_machine()) == epoch {
            self.socket_fails(socket);
        }
    }

    pub(crate) fn arrives_at_page(&mut self, socket: SocketNo) {
        let (tab, id) = (self.sockets[socket].tab, self.sockets[socket].id);
        if !self.reaches_server(tab) {
            self.sockets[socket].to_page.miss();
            return;
        }
        match self.sockets[socket].to_page.arrive() {
            Some(Said::Message(envelope)) if self.sockets[socket].held => {
                self.input(tab, Input::Signalled { socket: id, envelope: *envelope });
            }
            Some(Said::Closed) => self.socket_fails(socket),
            _ => {}
        }
    }
}

/// The server's side.
impl World {
    pub(crate) fn socket_opens(&mut self, socket: SocketNo) {
        let Socket { tab, held, ref address, ref token, .. } = self.sockets[socket];
        if !held {
            return;
        }
        if !self.server.up || !self.reaches_server(tab) {
            let span = self.rng.millis(5, 4_000);
            self.queue.after(span, Event::SocketFails { socket });
            return;
        }
        let hello = broker::Hello::new(&address.to_peer_id(), token);
        let number = broker::SocketId(socket as u64);
        self.server.sockets.insert(number, socket);
        self.tell_broker(broker::Input::Connected { socket: number, hello });
    }

    pub(crate) fn arrives_at_server(&mut self, socket: SocketNo) {
        if !self.reaches_server(self.sockets[socket].tab) {
            self.sockets[socket].to_server.miss();
            return;
        }
        let Some(message) = self.sockets[socket].to_server.arrive() else { return };
        let bytes = if message.payload.is_some() { BYTES } else { 64 };
        let socket = broker::SocketId(socket as u64);
        if self.server.sockets.contains_key(&socket) {
            self.tell_broker(broker::Input::Received { socket, message, bytes });
        }
    }

    pub(crate) fn socket_gone(&mut self, socket: SocketNo) {
        let number = broker::SocketId(socket as u64);
        if self.server.sockets.remove(&number).is_some() {
            self.tell_broker(broker::Input::Closed { socket: number });
        }
    }

    pub(crate) fn wake_server(&mut self, ticket: u64) {
        if self.server.alarm.is_some_and(|(_, current)| current == ticket) {
            self.server.alarm = None;
            self.tell_broker(broker::Input::Tick);
        }
    }

    fn tell_broker(&mut self, input: broker::Input<Payload>) {
        self.server.broker.handle_input(self.queue.now().at_server(), input);
        while let Some(output) = self.server.broker.poll_output() {
            let broker::Output::Command(command) = output else { continue };
            match command {
                broker::Command::Send { socket, message } => {
                    self.say(socket, Said::Message(Box::new(message)));
                }
                broker::Command::Refuse { socket, refusal } => {
                    let refusal = Envelope::bare(refusal.kind());
                    self.say(socket, Said::Message(Box::new(refusal)));
                    self.say(socket, Said::Closed);
                    self.server.sockets.remove(&socket);
                }
                broker::Command::Close { socket, reason } => {
                    if reason == Closing::Replaced {
                        // The shell tells a socket that was replaced as if its id were taken.
                        let taken = Envelope::bare(Kind::IdTaken);
                        self.say(socket, Said::Message(Box::new(taken)));
                    }
                    self.say(socket, Said::Closed);
                    self.server.sockets.remove(&socket);
                }
            }
        }
        self.set_server_alarm();
    }

    fn say(&mut self, number: broker::SocketId, said: Said) {
        let Some(&socket) = self.server.sockets.get(&number) else { return };
        let tab = self.sockets[socket].tab;
        let server = self.server_machine();
        let (arrives, _) = self.net.reliably(self.queue.now(), server, tab);
        let at = self.sockets[socket].to_page.send(said, arrives);
        self.queue.at(at, Event::ToPage { socket });
    }

    fn set_server_alarm(&mut self) {
        let Some(due) = self.server.broker.next_wake().map(Moment::of_server) else { return };
        if self.server.alarm.is_none_or(|(at, _)| due < at) {
            self.server.tickets += 1;
            self.server.alarm = Some((due, self.server.tickets));
            self.queue.at(due, Event::ServerWake { ticket: self.server.tickets });
        }
    }

    /// Plans again what could not arrive while the way was cut.
    pub(crate) fn resend_missed_signals(&mut self) {
        for socket in 0..self.sockets.len() {
            if !self.reaches_server(self.sockets[socket].tab) {
                continue;
            }
            let span = self.rng.millis(20, 2_000);
            for _ in 0..self.sockets[socket].to_page.take_missed() {
                self.queue.after(span, Event::ToPage { socket });
            }
            for _ in 0..self.sockets[socket].to_server.take_missed() {
                self.queue.after(span, Event::ToServer { socket });
            }
        }
    }

    /// The server stops: every socket breaks, and nothing is remembered.
    pub(crate) fn stop_server(&mut self, config: broker::Config) {
        self.server = Server { up: false, tickets: self.server.tickets, ..Server::new(config) };
        for socket in 0..self.sockets.len() {
            if self.sockets[socket].held {
                let span = self.rng.millis(5, 300).max(Duration::from_millis(1));
                self.queue.after(span, Event::SocketFails { socket });
            }
        }
    }

    pub(crate) fn start_server(&mut self) {
        self.server.up = true;
    }
}
