//! A realm with a hand on its clock, and short words for what goes in and comes out.

use core::time::Duration;

use broker::{Broker, Closing, Command, Config, Event, Hello, Input, Output, Refusal, SocketId};
use protocol::signalling::{Envelope, Kind};
use protocol::time::Instant;

/// A realm under test; its payloads are numbers.
pub(crate) struct Realm {
    pub(crate) broker: Broker<u32>,
    pub(crate) now: Instant,
    pub(crate) events: Vec<Event>,
}

/// A command, in the form that tests compare.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Done {
    Sent(u64, Envelope<u32>),
    Refused(u64, Refusal),
    Closed(u64, Closing),
}

impl Realm {
    pub(crate) fn new(config: Config) -> Self {
        let now = Instant::from_micros(1_000_000);
        Self { broker: Broker::new(config), now, events: Vec::new() }
    }

    /// Puts one input in and takes all commands out.
    pub(crate) fn input(&mut self, input: Input<u32>) -> Vec<Done> {
        self.broker.handle_input(self.now, input);
        let mut done = Vec::new();
        while let Some(output) = self.broker.poll_output() {
            match output {
                Output::Command(Command::Send { socket, message }) => {
                    done.push(Done::Sent(socket.0, message));
                }
                Output::Command(Command::Refuse { socket, refusal }) => {
                    done.push(Done::Refused(socket.0, refusal));
                }
                Output::Command(Command::Close { socket, reason }) => {
                    done.push(Done::Closed(socket.0, reason));
                }
                Output::Event(event) => self.events.push(event),
            }
        }
        done
    }

    pub(crate) fn hello(&mut self, socket: u64, hello: Hello) -> Vec<Done> {
        self.input(Input::Connected { socket: SocketId(socket), hello })
    }

    pub(crate) fn connect(&mut self, socket: u64, id: &str, token: &str) -> Vec<Done> {
        self.hello(socket, Hello::new(id, token))
    }

    /// Connects clients that are not what the test is about.
    pub(crate) fn with(mut self, clients: &[(u64, &str)]) -> Self {
        for (socket, id) in clients {
            let done = self.connect(*socket, id, "token");
            assert!(done.contains(&Done::Sent(*socket, Envelope::bare(Kind::Open))), "{done:?}");
        }
        self
    }

    pub(crate) fn receive(&mut self, socket: u64, message: Envelope<u32>) -> Vec<Done> {
        self.receive_long(socket, message, 100)
    }

    pub(crate) fn receive_long(
        &mut self,
        socket: u64,
        message: Envelope<u32>,
        bytes: usize,
    ) -> Vec<Done> {
        self.input(Input::Received { socket: SocketId(socket), message, bytes })
    }

    pub(crate) fn close(&mut self, socket: u64) -> Vec<Done> {
        self.input(Input::Closed { socket: SocketId(socket) })
    }

    /// Lets time pass, waking the realm whenever it asks for it.
    pub(crate) fn pass(&mut self, span: Duration) -> Vec<Done> {
        let end = self.now + span;
        let mut done = Vec::new();
        while let Some(wake) = self.broker.next_wake().filter(|wake| *wake <= end) {
            assert!(wake > self.now, "a realm that was woken at {wake} wants it again");
            self.now = wake;
            done.extend(self.input(Input::Tick));
        }
        self.now = end;
        done
    }

    pub(crate) fn ids(&self) -> Vec<String> {
        self.broker.ids().map(ToString::to_string).collect()
    }
}

/// A message as a client writes it.
pub(crate) fn to(kind: Kind, dst: &str, payload: u32) -> Envelope<u32> {
    Envelope { kind, src: None, dst: Some(dst.to_owned()), payload: Some(payload) }
}

/// A message as the realm passes it on.
pub(crate) fn relayed(kind: Kind, src: &str, dst: &str, payload: u32) -> Envelope<u32> {
    Envelope { src: Some(src.to_owned()), ..to(kind, dst, payload) }
}

/// What the realm says in the place of `src`.
pub(crate) fn told(kind: Kind, src: &str, dst: &str) -> Envelope<u32> {
    Envelope { kind, src: Some(src.to_owned()), dst: Some(dst.to_owned()), payload: None }
}

pub(crate) fn open() -> Envelope<u32> {
    Envelope::bare(Kind::Open)
}
