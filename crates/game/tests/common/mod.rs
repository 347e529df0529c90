//! A table of sessions on a perfect network: what one sends, the other has at once, and time stands
//! still unless a test moves it. Signalling is a map from addresses to sockets. Everything that can
//! go wrong with a network is the simulation crate's business.

#![allow(
    dead_code,
    unreachable_pub,
    clippy::unwrap_used,
    reason = "a module of tests, of which each test file uses a part"
)]

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::time::Duration;

use game::{
    Command, Config, Control, Direction, Event, Input, LinkId, Opening, Output, Session, SocketId,
    View,
};
use protocol::id::{Address, GameId, PlayerId};
use protocol::peer::{self, Channel, Hello, Message};
use protocol::signalling::{Description, Envelope, Kind, Payload};
use protocol::time::Instant;

pub const GAME: GameId = GameId::from_random(77);

/// One player's end of a link.
type End = (usize, LinkId);

/// A session and what it has asked for.
pub struct Seat {
    pub session: Session,
    pub events: Vec<Event>,
    pub saved: Option<Vec<u8>>,
    pub sent: Vec<(LinkId, Channel, Message)>,
    sockets: BTreeMap<SocketId, Address>,
    /// Its machine's clock reads this much more than the table's.
    ahead: Duration,
    present: bool,
    /// Its greetings get lost, so that a test can make others in its place.
    mute: bool,
}

/// Sessions on a perfect network.
pub struct Table {
    pub seats: Vec<Seat>,
    pub now: Instant,
    wires: BTreeMap<End, End>,
    offers: BTreeMap<String, End>,
    mail: VecDeque<(usize, Input)>,
    /// Nobody reaches the signalling server.
    pub server_down: bool,
    /// The first host's page is of this version.
    pub alter_greeting: Option<u32>,
}

pub fn player(index: usize) -> PlayerId {
    PlayerId::from_random(u64::try_from(index).unwrap() + 1)
}

pub fn config(index: usize, opening: Opening) -> Config {
    Config {
        game: GAME,
        player: player(index),
        incarnation: 0,
        token: format!("token {index}"),
        profile: game::profile(&format!("P{index}"), 0).unwrap(),
        opening,
        saved: None,
        saved_age: Duration::ZERO,
        seed: 1,
    }
}

impl Table {
    /// A host alone.
    pub fn new() -> Self {
        let mut table = Self::empty();
        table.sit(config(0, Opening::Create), Duration::ZERO);
        table
    }

    /// Nobody yet.
    pub fn empty() -> Self {
        Self {
            seats: Vec::new(),
            now: Instant::from_micros(1_000_000),
            wires: BTreeMap::new(),
            offers: BTreeMap::new(),
            mail: VecDeque::new(),
            server_down: false,
            alter_greeting: None,
        }
    }

    /// A host and guests, all connected, their clocks hours apart.
    pub fn of(players: usize) -> Self {
        let mut table = Self::new();
        for index in 1..players {
            let hours = u64::try_from(index).unwrap();
            table.sit(config(index, Opening::Join), Duration::from_secs(hours * 3_600));
        }
        table.pass(Duration::from_secs(1));
        table
    }

    pub fn sit(&mut self, config: Config, ahead: Duration) -> usize {
        let seat = self.take_seat(config, ahead);
        self.collect(seat);
        self.settle();
        seat
    }

    fn take_seat(&mut self, config: Config, ahead: Duration) -> usize {
        let session = Session::new(config, self.now + ahead);
        self.seats.push(Seat {
            session,
            events: Vec::new(),
            saved: None,
            sent: Vec::new(),
            sockets: BTreeMap::new(),
            ahead,
            present: true,
            mute: false,
        });
        self.seats.len() - 1
    }

    /// A player whose own messages are lost; a test speaks in its place.
    pub fn sit_mute(&mut self, config: Config) -> usize {
        let seat = self.take_seat(config, Duration::ZERO);
        self.seats[seat].mute = true;
        self.collect(seat);
        self.settle();
        seat
    }

    pub fn local(&self, seat: usize) -> Instant {
        self.now + self.seats[seat].ahead
    }

    pub fn view(&self, seat: usize) -> View {
        self.seats[seat].session.view(self.local(seat))
    }

    pub fn input(&mut self, seat: usize, input: Input) {
        self.mail.push_back((seat, input));
        self.settle();
    }

    pub fn control(&mut self, seat: usize, control: Control) {
        self.input(seat, Input::Control(control));
    }

    pub fn press(&mut self, seat: usize, direction: Direction, times: usize) {
        for _ in 0..times {
            let at = self.local(seat);
            self.input(seat, Input::Press { direction, at });
        }
    }

    /// Bytes arrive at a session as if the peer at the other end of its link had sent them.
    pub fn forge(&mut self, from: usize, to: usize, channel: Channel, bytes: Vec<u8>) {
        let link = self.link(to, from).expect("the two are linked");
        self.input(to, Input::Received { link, channel, bytes });
    }

    pub fn forge_message(&mut self, from: usize, to: usize, channel: Channel, message: &Message) {
        self.forge(from, to, channel, peer::encode(message).unwrap());
    }

    /// The link at `seat` whose other end is at `other`; the latest, should there be several.
    pub fn link(&self, seat: usize, other: usize) -> Option<LinkId> {
        let mut ends = self.wires.iter().rev();
        ends.find(|&(&(a, _), &(b, _))| a == seat && b == other).map(|(&(_, link), _)| link)
    }

    /// The session is gone without a word; nobody is told.
    pub fn vanish(&mut self, seat: usize) {
        self.seats[seat].present = false;
        self.seats[seat].sockets.clear();
    }

    /// Time passes, in the steps that the sessions ask for.
    pub fn pass(&mut self, span: Duration) {
        let end = self.now + span;
        loop {
            let due = (0..self.seats.len())
                .filter(|&seat| self.seats[seat].present)
                .filter_map(|seat| {
                    let wake = self.seats[seat].session.next_wake()?;
                    Some((wake - self.seats[seat].ahead, seat))
                })
                .min();
            match due {
                Some((at, seat)) if at <= end => {
                    assert!(at >= self.now, "a wake-up in the past would spin for ever");
                    self.now = at;
                    self.input(seat, Input::Tick);
                }
                _ => break,
            }
        }
        self.now = end;
    }

    pub fn pass_until(&mut self, what: &str, limit: Duration, done: impl Fn(&Self) -> bool) {
        let end = self.now + limit;
        while !done(self) {
            assert!(self.now < end, "{what}: not within {limit:?}");
            self.pass(Duration::from_millis(10));
        }
    }

    fn settle(&mut self) {
        for _ in 0..1_000_000 {
            let Some((seat, input)) = self.mail.pop_front() else { return };
            if self.seats[seat].present {
                let now = self.local(seat);
                self.seats[seat].session.handle_input(now, input);
                self.collect(seat);
            }
        }
        panic!("the sessions never come to rest");
    }

    fn collect(&mut self, seat: usize) {
        while let Some(output) = self.seats[seat].session.poll_output() {
            match output {
                Output::Event(event) => self.seats[seat].events.push(event),
                Output::Command(command) => self.carry_out(seat, command),
            }
        }
    }

    fn carry_out(&mut self, seat: usize, command: Command) {
        match command {
            Command::OpenSocket { socket, address, .. } => self.open(seat, socket, address),
            Command::CloseSocket { socket } => {
                self.seats[seat].sockets.remove(&socket);
            }
            Command::Signal { socket, envelope } => self.route(seat, socket, envelope),
            Command::MakeOffer { link } => self.describe(seat, link, "offer"),
            Command::MakeAnswer { link, offer } => {
                let offerer = self.offers[&offer.sdp];
                self.wires.insert((seat, link), offerer);
                self.wires.insert(offerer, (seat, link));
                self.describe(seat, link, "answer");
            }
            Command::TakeAnswer { link, .. } => {
                if let Some(&(other, theirs)) = self.wires.get(&(seat, link)) {
                    self.mail.push_back((other, Input::LinkUp { link: theirs }));
                    self.mail.push_back((seat, Input::LinkUp { link }));
                }
            }
            Command::TakeCandidate { .. } => {}
            Command::Send { link, channel, bytes } => {
                let message = peer::decode(&bytes).expect("a session sends what it can read");
                let bytes = self.alter(seat, &message).unwrap_or(bytes);
                self.seats[seat].sent.push((link, channel, message));
                if self.seats[seat].mute {
                    return;
                }
                if let Some(&(other, link)) = self.wires.get(&(seat, link)) {
                    self.mail.push_back((other, Input::Received { link, channel, bytes }));
                }
            }
            Command::Close { link } => {
                if let Some((other, theirs)) = self.wires.remove(&(seat, link)) {
                    self.wires.remove(&(other, theirs));
                    self.mail.push_back((other, Input::LinkDown { link: theirs }));
                }
            }
            Command::Save(bytes) => self.seats[seat].saved = Some(bytes),
        }
    }

    fn alter(&self, seat: usize, message: &Message) -> Option<Vec<u8>> {
        match (self.alter_greeting.filter(|_| seat == 0), message) {
            (Some(version), Message::Hello(hello)) => {
                peer::encode(&Message::Hello(Hello { version, ..hello.clone() })).ok()
            }
            _ => None,
        }
    }

    fn open(&mut self, seat: usize, socket: SocketId, address: Address) {
        if self.server_down {
            self.mail.push_back((seat, Input::SocketClosed { socket }));
            return;
        }
        let taken: BTreeSet<Address> =
            self.seats.iter().flat_map(|seat| seat.sockets.values().copied()).collect();
        let kind = if taken.contains(&address) { Kind::IdTaken } else { Kind::Open };
        if kind == Kind::Open {
            self.seats[seat].sockets.insert(socket, address);
        }
        self.mail.push_back((seat, Input::Signalled { socket, envelope: Envelope::bare(kind) }));
    }

    fn route(&mut self, seat: usize, socket: SocketId, envelope: Envelope<Payload>) {
        let Some(dst) = envelope.dst.clone() else { return };
        let Some(src) = self.seats[seat].sockets.get(&socket).copied() else { return };
        let to = dst.parse::<Address>().unwrap();
        let holder = (0..self.seats.len()).find_map(|other| {
            let sockets = &self.seats[other].sockets;
            sockets.iter().find(|&(_, &address)| address == to).map(|(&socket, _)| (other, socket))
        });
        let (seat, socket, envelope) = match holder {
            Some((other, theirs)) => {
                (other, theirs, Envelope { src: Some(src.to_peer_id()), ..envelope })
            }
            None if envelope.kind == Kind::Offer => {
                let expire = Envelope { src: Some(dst), ..Envelope::bare(Kind::Expire) };
                (seat, socket, expire)
            }
            None => return,
        };
        self.mail.push_back((seat, Input::Signalled { socket, envelope }));
    }

    fn describe(&mut self, seat: usize, link: LinkId, kind: &str) {
        let sdp = format!("{kind} {seat} {}", link.0);
        self.offers.insert(sdp.clone(), (seat, link));
        let description = Description { kind: kind.into(), sdp };
        self.mail.push_back((seat, Input::Described { link, description }));
    }
}
