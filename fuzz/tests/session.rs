//! `Session::handle_input` with arbitrary inputs in arbitrary order: it does not panic, its links
//! and outputs stay bounded, its counts do not fall, and it does not ask to be woken in the past.

use std::collections::BTreeMap;
use std::time::Duration;

use bolero::check;
use game::{
    Command, Config, Control, Direction, Input, LinkId, Opening, Output, Session, SocketId, limits,
};
use protocol::delta::Delta;
use protocol::id::{Address, GameId, PlayerId, Replica};
use protocol::limits::PROTOCOL_VERSION;
use protocol::peer::{self, Channel, Hello, Message, Present};
use protocol::settings::Settings;
use protocol::signalling::{Candidate, Description, Envelope, Kind, Payload};
use protocol::time::Instant;

const GAME: GameId = GameId::from_random(1);

/// Bytes as a source of choices; it runs dry, and then every choice is the first.
struct Choices<'a>(&'a [u8]);

impl<'a> Choices<'a> {
    fn byte(&mut self) -> u8 {
        match self.0.split_first() {
            Some((&byte, rest)) => {
                self.0 = rest;
                byte
            }
            None => 0,
        }
    }

    fn below(&mut self, bound: u8) -> u8 {
        self.byte() % bound.max(1)
    }

    fn bytes(&mut self) -> &'a [u8] {
        let len = usize::from(self.byte()).min(self.0.len());
        let (taken, rest) = self.0.split_at(len);
        self.0 = rest;
        taken
    }

    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

fn player(index: u8) -> PlayerId {
    PlayerId::from_random(u64::from(index))
}

fn config(opening: Opening, saved: Option<Vec<u8>>) -> Config {
    Config {
        game: GAME,
        player: player(0),
        incarnation: 1,
        token: "token".into(),
        profile: game::profile("Ana", 0).expect("a name"),
        opening,
        saved,
        saved_age: Duration::ZERO,
        seed: 9,
    }
}

fn envelope(choices: &mut Choices) -> Envelope<Payload> {
    let kinds = [
        Kind::Open,
        Kind::IdTaken,
        Kind::Error,
        Kind::Offer,
        Kind::Answer,
        Kind::Candidate,
        Kind::Leave,
        Kind::Expire,
    ];
    // A taken address mostly ends the session; it shall not be the most frequent end of a run.
    let kind =
        if choices.below(8) > 0 { Kind::Offer } else { kinds[usize::from(choices.below(8))] };
    let from = match choices.below(4) {
        0 => Address::Place { game: GAME, index: choices.below(4) },
        index => Address::Player { game: GAME, player: player(index) },
    };
    let payload = Payload {
        connection_id: Some(format!("1-{}", choices.below(6))),
        sdp: Some(Description { kind: "offer".into(), sdp: String::new() }),
        candidate: Some(Candidate::default()),
        ..Payload::default()
    };
    Envelope { kind, src: Some(from.to_peer_id()), dst: None, payload: Some(payload) }
}

/// Mostly what is a message, since random bytes seldom are.
fn message(choices: &mut Choices) -> Vec<u8> {
    let message = match choices.below(8) {
        0 => return choices.bytes().to_vec(),
        1 | 2 => {
            let replica = Replica { player: player(choices.below(4)), incarnation: 0 };
            let profile = game::profile("Ben", 1).expect("a name");
            let profile = protocol::delta::StampedProfile { stamp: 0, profile };
            let lease = choices.below(2) == 0;
            let lease = lease.then_some(protocol::stage::Term { number: 1, host: replica });
            Message::Hello(Hello { version: PROTOCOL_VERSION, game: GAME, replica, profile, lease })
        }
        3 => Message::Push { delta: delta(choices), last: choices.below(2) == 0 },
        4 => {
            let present = |index| Present { player: player(index), round_trip_ms: None };
            Message::Presence((0..choices.below(5)).map(present).collect())
        }
        _ => Message::Delta(delta(choices)),
    };
    peer::encode(&message).expect("small")
}

/// A delta out of the bytes themselves, with known players where it names any.
fn delta(choices: &mut Choices) -> Delta {
    let mut delta: Delta = postcard::from_bytes(choices.bytes()).unwrap_or_default();
    for round in &mut delta.rounds {
        for count in &mut round.counts {
            count.replica.player = player(choices.below(4));
        }
    }
    delta
}

fn input(choices: &mut Choices, now: Instant) -> Input {
    let link = LinkId(u32::from(choices.below(6)));
    let socket = SocketId(u32::from(choices.below(5)));
    match choices.below(16) {
        0 => Input::Tick,
        1 | 2 => {
            let direction = if choices.below(2) == 0 { Direction::Left } else { Direction::Right };
            Input::Press { direction, at: now - Duration::from_millis(u64::from(choices.byte())) }
        }
        3 => Input::Control(match choices.below(6) {
            0 => Control::Start { practice: true },
            1 => Control::Next,
            2 => Control::Again,
            3 => Control::Remove(player(choices.below(4))),
            4 => Control::Settings(Settings::new(1, 5).expect("in bounds")),
            _ => Control::Profile(game::profile("Cat", 2).expect("a name")),
        }),
        4 | 5 => Input::Signalled { socket, envelope: envelope(choices) },
        6 => Input::SocketClosed { socket },
        7 => {
            let description = Description { kind: "offer".into(), sdp: String::new() };
            Input::Described { link, description }
        }
        8 => Input::Gathered { link, candidate: Candidate::default() },
        9 => Input::LinkUp { link },
        10 => match choices.below(4) {
            0 => Input::LinkDown { link },
            1 => Input::Congested { link },
            2 => Input::Drained { link },
            _ => Input::Unloading,
        },
        11 => Input::Woken,
        _ => {
            let channel = Channel::ALL[usize::from(choices.below(2))];
            Input::Received { link, channel, bytes: message(choices) }
        }
    }
}

/// Follows what the session asks of its shell, as far as a check needs it.
#[derive(Default)]
struct Shell {
    links: BTreeMap<LinkId, ()>,
    saved: Option<Vec<u8>>,
}

impl Shell {
    fn drain(&mut self, session: &mut Session) {
        let mut outputs = 0;
        while let Some(output) = session.poll_output() {
            outputs += 1;
            assert!(outputs < 4_096, "one input never has so much to say");
            let Output::Command(command) = output else { continue };
            match command {
                Command::MakeOffer { link } | Command::MakeAnswer { link, .. } => {
                    self.links.insert(link, ());
                }
                Command::Close { link } => {
                    self.links.remove(&link);
                }
                Command::Send { bytes, .. } => {
                    peer::decode(&bytes).expect("a session says what can be read");
                }
                Command::Save(bytes) => self.saved = Some(bytes),
                _ => {}
            }
        }
        assert!(self.links.len() <= limits::LINKS + 6, "links are bounded");
    }
}

/// A session with a past, so that a run does not end before it begins: a host with two guests in
/// a round, a guest of a host, or one that has just been opened.
fn begin(choices: &mut Choices, now: Instant, shell: &mut Shell) -> Session {
    let start = choices.below(4);
    let opening = if start > 1 { Opening::Create } else { Opening::Join };
    let mut session = Session::new(config(opening, None), now);
    let mut handle = |input| {
        session.handle_input(now, input);
        shell.drain(&mut session);
    };
    handle(Input::Signalled { socket: SocketId(1), envelope: Envelope::bare(Kind::Open) });
    if start == 0 {
        return session;
    }
    for (link, peer) in [(LinkId(1), player(1)), (LinkId(2), player(2))] {
        let replica = Replica { player: peer, incarnation: 0 };
        let address = Address::Player { game: GAME, player: peer };
        let description = Description { kind: "offer".into(), sdp: String::new() };
        let payload = Payload {
            connection_id: Some(format!("0-{}", link.0)),
            sdp: Some(description),
            ..Payload::default()
        };
        let envelope = Envelope {
            kind: Kind::Offer,
            src: Some(address.to_peer_id()),
            dst: None,
            payload: Some(payload),
        };
        // A newcomer's first link is its own knock at the first place, which is answered.
        if opening == Opening::Create {
            handle(Input::Signalled { socket: SocketId(1), envelope });
        }
        handle(Input::LinkUp { link });
        let lease = (opening == Opening::Join)
            .then_some(protocol::stage::Term { number: 1, host: replica });
        let profile = game::profile("Ben", 1).expect("a name");
        let profile = protocol::delta::StampedProfile { stamp: 0, profile };
        let hello = Hello { version: PROTOCOL_VERSION, game: GAME, replica, profile, lease };
        let bytes = peer::encode(&Message::Hello(hello)).expect("small");
        handle(Input::Received { link, channel: Channel::Control, bytes });
        if opening == Opening::Join {
            break;
        }
    }
    handle(Input::Control(Control::Start { practice: true }));
    session
}

#[test]
fn session_inputs() {
    let bytes = bolero::produce::<Vec<u8>>().with().len(0..2_048_usize);
    check!().with_iterations(20_000).with_generator(bytes).for_each(|bytes: &Vec<u8>| {
        let mut choices = Choices(bytes);
        let mut now = Instant::from_micros(1_000_000);
        let mut shell = Shell::default();
        let mut session = begin(&mut choices, now, &mut shell);
        while !choices.is_empty() {
            now = now + Duration::from_millis(u64::from(choices.byte()) * 8);
            let stage = session.state().stage().map(|record| record.round.match_no);
            let counts: Vec<_> = session.state().rounds().collect();
            let before: Vec<_> =
                counts.iter().map(|&round| (round, session.state().tallies(round))).collect();
            session.handle_input(now, input(&mut choices, now));
            shell.drain(&mut session);
            if session.state().stage().map(|record| record.round.match_no) == stage {
                for (round, tallies) in before {
                    let after = session.state().tallies(round);
                    for (player, tally) in tallies {
                        let removed = session.state().is_removed(player);
                        let now = after.get(&player).copied().unwrap_or_default();
                        let risen =
                            now.positive >= tally.positive && now.negative >= tally.negative;
                        assert!(risen || removed, "a count fell");
                    }
                }
            }
            let _ = session.view(now);
            if let Some(wake) = session.next_wake() {
                assert!(wake > now, "a wake-up that is not ahead would spin for ever");
            }
        }
    });
}

#[test]
fn saved_session() {
    check!().with_iterations(50_000).for_each(|bytes: &[u8]| {
        let now = Instant::from_micros(1_000_000);
        let mut session = Session::new(config(Opening::Join, Some(bytes.to_vec())), now);
        Shell::default().drain(&mut session);
        let _ = session.view(now);
    });
}
