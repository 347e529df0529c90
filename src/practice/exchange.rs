//! What is under the sessions of one tab in place of a network: carries out their commands in
//! memory, in order and without loss. Signalling is a list of who holds which address, and a
//! connection a pair of its ends.

use std::collections::VecDeque;

use game::{Command, Input, LinkId, SocketId};
use protocol::id::Address;
use protocol::signalling::{Description, Envelope, Kind, Payload};

/// A session's number in the tab.
pub(super) type Seat = usize;

/// One side of a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct End {
    seat: Seat,
    link: LinkId,
}

/// A socket to the signalling server that is not there.
#[derive(Clone, Copy, Debug)]
struct Socket {
    seat: Seat,
    id: SocketId,
    address: Address,
}

/// What the sessions have open, and what is on its way to them. Lists, since a few dozen sessions
/// have a hundred of each at most, and a tree of each kind would add 2 kB to the compressed app.
#[derive(Debug, Default)]
pub(super) struct Exchange {
    sockets: Vec<Socket>,
    wires: Vec<[End; 2]>,
    mail: VecDeque<(Seat, Input)>,
}

impl Exchange {
    /// Carries out what a session wants of its network.
    pub(super) fn carry_out(&mut self, seat: Seat, command: Command) {
        match command {
            Command::OpenSocket { socket, address, .. } => self.open(seat, socket, address),
            Command::CloseSocket { socket } => {
                self.sockets.retain(|held| (held.seat, held.id) != (seat, socket));
            }
            Command::Signal { socket, envelope } => self.relay(seat, socket, envelope),
            Command::MakeOffer { link } => self.describe(End { seat, link }),
            Command::MakeAnswer { link, offer } => {
                let end = End { seat, link };
                if let Some(offerer) = End::described(&offer) {
                    self.wires.push([offerer, end]);
                }
                self.describe(end);
            }
            Command::TakeAnswer { link, .. } => self.link_up(End { seat, link }),
            Command::Send { link, channel, bytes } => {
                if let Some(End { seat, link }) = self.other(End { seat, link }) {
                    self.post(seat, Input::Received { link, channel, bytes });
                }
            }
            Command::Close { link } => self.close(End { seat, link }),
            // Nobody gathers any, and a practice is not gone back to.
            Command::TakeCandidate { .. } | Command::Save(_) => {}
        }
    }

    /// Something happens to a session, after all that is under way already.
    pub(super) fn post(&mut self, seat: Seat, input: Input) {
        self.mail.push_back((seat, input));
    }

    /// What happens next, and to whom.
    pub(super) fn next(&mut self) -> Option<(Seat, Input)> {
        self.mail.pop_front()
    }

    fn open(&mut self, seat: Seat, id: SocketId, address: Address) {
        let kind = if self.holder(address).is_some() { Kind::IdTaken } else { Kind::Open };
        if kind == Kind::Open {
            self.sockets.push(Socket { seat, id, address });
        }
        self.post(seat, Input::Signalled { socket: id, envelope: Envelope::bare(kind) });
    }

    fn holder(&self, address: Address) -> Option<Socket> {
        self.sockets.iter().find(|held| held.address == address).copied()
    }

    /// Gives a message to whoever holds the address that it is for. An offer to nobody comes back
    /// as expired.
    fn relay(&mut self, seat: Seat, id: SocketId, envelope: Envelope<Payload>) {
        let sender = self.sockets.iter().find(|held| (held.seat, held.id) == (seat, id));
        let (Some(&sender), Some(dst)) = (sender, envelope.dst.clone()) else { return };
        let holder = dst.parse().ok().and_then(|address| self.holder(address));
        if let Some(Socket { seat, id: socket, .. }) = holder {
            let envelope = Envelope { src: Some(sender.address.to_peer_id()), ..envelope };
            self.post(seat, Input::Signalled { socket, envelope });
        } else if envelope.kind == Kind::Offer {
            let envelope = Envelope { src: Some(dst), ..Envelope::bare(Kind::Expire) };
            self.post(seat, Input::Signalled { socket: id, envelope });
        }
    }

    /// A description names the end that it is of, which is all that the other end needs to know.
    fn describe(&mut self, end: End) {
        let description = Description { kind: String::new(), sdp: end.to_text() };
        self.post(end.seat, Input::Described { link: end.link, description });
    }

    fn link_up(&mut self, end: End) {
        if let Some(other) = self.other(end) {
            for End { seat, link } in [other, end] {
                self.post(seat, Input::LinkUp { link });
            }
        }
    }

    fn close(&mut self, end: End) {
        if let Some(End { seat, link }) = self.other(end) {
            self.wires.retain(|wire| !wire.contains(&end));
            self.post(seat, Input::LinkDown { link });
        }
    }

    fn other(&self, end: End) -> Option<End> {
        self.wires.iter().find_map(|&[a, b]| match end {
            _ if end == a => Some(b),
            _ if end == b => Some(a),
            _ => None,
        })
    }
}

impl End {
    fn to_text(self) -> String {
        format!("{} {}", self.seat, self.link.0)
    }

    fn described(description: &Description) -> Option<Self> {
        let (seat, link) = description.sdp.split_once(' ')?;
        Some(Self { seat: seat.parse().ok()?, link: LinkId(link.parse().ok()?) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use core::time::Duration;
    use game::{Config, Control, Direction, Opening, Output, Phase, Session};
    use protocol::id::{GameId, PlayerId};
    use protocol::time::Instant;

    /// Sessions with nothing but an exchange between them. The first hosts.
    struct Table {
        sessions: Vec<Session>,
        exchange: Exchange,
        now: Instant,
    }

    impl Table {
        fn of(names: &[&str]) -> Self {
            let now = Instant::from_micros(1_000_000);
            let mut table = Self { sessions: Vec::new(), exchange: Exchange::default(), now };
            for (bits, name) in (0..).zip(names) {
                let opening = if bits == 0 { Opening::Create } else { Opening::Join };
                let config = Config {
                    game: GameId::from_random(77),
                    player: PlayerId::from_random(bits),
                    incarnation: 0,
                    token: String::new(),
                    profile: game::profile(name, 0).unwrap(),
                    opening,
                    saved: None,
                    saved_age: Duration::ZERO,
                    seed: bits,
                };
                table.sessions.push(Session::new(config, now));
                table.collect(table.sessions.len() - 1);
            }
            table.settle();
            table
        }

        fn collect(&mut self, seat: Seat) {
            while let Some(output) = self.sessions[seat].poll_output() {
                if let Output::Command(command) = output {
                    self.exchange.carry_out(seat, command);
                }
            }
        }

        fn settle(&mut self) {
            while let Some((seat, input)) = self.exchange.next() {
                self.sessions[seat].handle_input(self.now, input);
                self.collect(seat);
            }
        }

        fn input(&mut self, seat: Seat, input: Input) {
            self.exchange.post(seat, input);
            self.settle();
        }

        fn control(&mut self, seat: Seat, control: Control) {
            self.input(seat, Input::Control(control));
        }

        fn press(&mut self, seat: Seat, direction: Direction, times: usize) {
            for _ in 0..times {
                self.input(seat, Input::Press { direction, at: self.now });
            }
        }

        fn pass(&mut self, span: Duration) {
            let end = self.now + span;
            let next = |table: &Self| {
                let wakes = table.sessions.iter().enumerate();
                wakes.filter_map(|(seat, session)| Some((session.next_wake()?, seat))).min()
            };
            while let Some((at, seat)) = next(self).filter(|&(at, _)| at <= end) {
                assert!(at >= self.now, "a wake-up in the past would spin for ever");
                self.now = at;
                self.input(seat, Input::Tick);
            }
            self.now = end;
        }
    }

    #[test]
    fn the_worked_example_is_played_in_one_tab() {
        let mut table = Table::of(&["Ana", "Ben"]);
        table.control(0, Control::Start { practice: false });
        table.pass(Duration::from_secs(5));
        table.press(0, Direction::Right, 2);
        table.press(0, Direction::Left, 4);
        table.press(1, Direction::Right, 5);
        table.press(1, Direction::Left, 4);
        table.pass(Duration::from_secs(15));

        let ben = table.sessions[1].replica().player;
        for session in &table.sessions {
            let view = session.view(table.now);
            assert_eq!(view.phase, Phase::Result { winners: vec![ben], last: false });
            assert_eq!(view.pot, 7);
            let counts: Vec<_> =
                view.players.iter().map(|p| (p.name.as_str(), p.balanced, p.points)).collect();
            assert_eq!(counts, [("Ben", 4, 7), ("Ana", 2, 0)]);
        }
    }

    #[test]
    fn who_leaves_is_missed_at_once() {
        let mut table = Table::of(&["Ana", "Ben", "Cid"]);
        assert_eq!(table.sessions[0].view(table.now).players.len(), 3);
        table.control(1, Control::Leave);
        assert_eq!(table.sessions[0].view(table.now).players.len(), 2);
        table.control(0, Control::Leave);
        table.pass(Duration::from_secs(3));
        assert!(table.sessions[2].view(table.now).is_host(), "the successor takes over");
    }

    #[test]
    fn an_address_is_held_by_one() {
        let mut exchange = Exchange::default();
        let address = Address::Place { game: GameId::from_random(77), index: 0 };
        let mut knock = |seat| {
            let token = String::new();
            exchange.carry_out(seat, Command::OpenSocket { socket: SocketId(1), address, token });
            match exchange.next() {
                Some((told, Input::Signalled { envelope, .. })) if told == seat => envelope.kind,
                other => panic!("{other:?}"),
            }
        };
        assert_eq!([knock(0), knock(1)], [Kind::Open, Kind::IdTaken]);
        exchange.carry_out(0, Command::CloseSocket { socket: SocketId(1) });
        assert!(exchange.holder(address).is_none());
    }
}
