//! Any sequence of inputs leaves the realm as a naive model says, and within its bounds.

use core::time::Duration;

use crate::support::{Done, Realm, open, relayed, to, told};
use broker::{Closing, Config, Input, Refusal, SocketId, charge};
use proptest::collection::vec;
use proptest::prelude::*;
use protocol::signalling::{Envelope, Kind};
use protocol::time::Instant;

const IDS: [&str; 4] = ["alice", "bob", "carol", "dave"];

/// Small bounds, so that short sequences reach them. Floods have a test of their own.
fn config() -> Config {
    Config {
        clients: 3,
        queued: 3,
        queued_bytes_per_peer: 4 * charge(100),
        queued_bytes: 6 * charge(100),
        ..Config::default()
    }
}

#[derive(Clone, Debug)]
enum Step {
    Connect { id: usize, token: u8 },
    Close { nth: usize },
    Undelivered { nth: usize, src: usize },
    Say { nth: usize, kind: Kind, dst: Option<usize> },
    Pass { ms: u64 },
}

fn step() -> impl Strategy<Value = Step> {
    let kind = prop::sample::select(vec![
        Kind::Offer,
        Kind::Candidate,
        Kind::Answer,
        Kind::Leave,
        Kind::Expire,
        Kind::Heartbeat,
        Kind::Open,
        Kind::Unknown,
    ]);
    prop_oneof![
        3 => (0..IDS.len(), 0..2_u8).prop_map(|(id, token)| Step::Connect { id, token }),
        1 => any::<usize>().prop_map(|nth| Step::Close { nth }),
        1 => (any::<usize>(), 0..IDS.len())
            .prop_map(|(nth, src)| Step::Undelivered { nth, src }),
        6 => (any::<usize>(), kind, prop::option::weighted(0.9, 0..IDS.len()))
            .prop_map(|(nth, kind, dst)| Step::Say { nth, kind, dst }),
        2 => (1..7_000_u64).prop_map(|ms| Step::Pass { ms }),
    ]
}

/// The same rules as lists that are searched from end to end.
#[derive(Default)]
struct Model {
    clients: Vec<Client>,
    waiting: Vec<Waiting>,
}

struct Client {
    socket: u64,
    id: &'static str,
    token: u8,
    heard: Instant,
}

struct Waiting {
    src: &'static str,
    dst: &'static str,
    expires: Instant,
    message: Envelope<u32>,
}

impl Model {
    fn holder(&self, id: &str) -> Option<u64> {
        self.clients.iter().find(|client| client.id == id).map(|client| client.socket)
    }

    fn forget(&mut self, socket: u64) -> bool {
        let before = self.clients.len();
        self.clients.retain(|client| client.socket != socket);
        self.clients.len() < before
    }

    fn connect(&mut self, now: Instant, socket: u64, id: &'static str, token: u8) -> Vec<Done> {
        let mut done = Vec::new();
        match self.clients.iter().find(|client| client.id == id) {
            Some(holder) if holder.token != token => {
                return vec![Done::Refused(socket, Refusal::IdTaken)];
            }
            Some(holder) => {
                let old = holder.socket;
                self.forget(old);
                done.push(Done::Closed(old, Closing::Replaced));
            }
            None if self.clients.len() == config().clients => {
                return vec![Done::Refused(socket, Refusal::Full)];
            }
            None => {}
        }
        self.clients.push(Client { socket, id, token, heard: now });
        done.push(Done::Sent(socket, open()));
        let mine = self.waiting.iter().filter(|waiting| waiting.dst == id);
        done.extend(mine.map(|waiting| Done::Sent(socket, waiting.message.clone())));
        self.waiting.retain(|waiting| waiting.dst != id);
        done
    }

    fn undelivered(&mut self, socket: u64, src: &str, dst: &str) -> Vec<Done> {
        let mut done = Vec::new();
        if self.forget(socket) {
            done.push(Done::Closed(socket, Closing::Slow));
        }
        if let Some(sender) = self.holder(src) {
            done.push(Done::Sent(sender, told(Kind::Leave, dst, src)));
        }
        done
    }

    fn say(
        &mut self,
        now: Instant,
        socket: u64,
        kind: Kind,
        dst: Option<&'static str>,
        number: u32,
    ) -> Vec<Done> {
        let Some(client) = self.clients.iter_mut().find(|client| client.socket == socket) else {
            return Vec::new();
        };
        client.heard = now;
        let src = client.id;
        match (kind, dst) {
            (Kind::Leave, None) => {
                self.forget(socket);
                vec![Done::Closed(socket, Closing::Left)]
            }
            (Kind::Heartbeat | Kind::Open | Kind::Unknown, _) | (_, None) => Vec::new(),
            (kind, Some(dst)) => {
                let message = relayed(kind, src, dst, number);
                match self.holder(dst) {
                    Some(holder) => vec![Done::Sent(holder, message)],
                    None if matches!(kind, Kind::Leave | Kind::Expire) => Vec::new(),
                    None => self.wait(now, src, dst, message),
                }
            }
        }
    }

    fn wait(
        &mut self,
        now: Instant,
        src: &'static str,
        dst: &'static str,
        message: Envelope<u32>,
    ) -> Vec<Done> {
        let of_pair = || self.waiting.iter().filter(|w| w.src == src && w.dst == dst);
        let of_peer = self.waiting.iter().filter(|w| w.dst == dst).count();
        if of_pair().count() == 3 || of_peer == 4 || self.waiting.len() == 6 {
            let socket = self.holder(src).expect("who speaks is registered");
            let expire = Done::Sent(socket, told(Kind::Expire, dst, src));
            return if of_pair().count() == 0 { vec![expire] } else { Vec::new() };
        }
        let first = of_pair().next().map(|waiting| waiting.expires);
        let expires = first.unwrap_or(now + config().expiry);
        self.waiting.push(Waiting { src, dst, expires, message });
        Vec::new()
    }

    /// Everything that becomes due in `(.., end]`, in the order of its instants.
    fn pass(&mut self, end: Instant) -> Vec<Done> {
        let mut done = Vec::new();
        loop {
            let expiry = self.waiting.iter().map(|w| (w.expires, 0, w.src, w.dst, 0)).min();
            let silence = self
                .clients
                .iter()
                .map(|c| (c.heard + config().alive_timeout, 1, "", "", c.socket))
                .min();
            let next = expiry.into_iter().chain(silence).min().filter(|next| next.0 <= end);
            match next {
                Some((_, 0, src, dst, _)) => {
                    self.waiting.retain(|w| (w.src, w.dst) != (src, dst));
                    let expire = told(Kind::Expire, dst, src);
                    done.extend(self.holder(src).map(|socket| Done::Sent(socket, expire)));
                }
                Some((_, _, _, _, socket)) => {
                    self.forget(socket);
                    done.push(Done::Closed(socket, Closing::Silent));
                }
                None => return done,
            }
        }
    }
}

proptest! {
    // A case takes a tenth of a millisecond, and rare interleavings need many.
    #![proptest_config(ProptestConfig::with_cases(4_096))]

    #[test]
    fn any_sequence_of_inputs_does_what_the_model_does(steps in vec(step(), 1..120)) {
        let mut realm = Realm::new(config());
        let mut model = Model::default();
        let mut sockets: u64 = 0;
        for (number, step) in (0_u32..).zip(steps) {
            let now = realm.now;
            // Sockets that never were and those that are gone are drawn too.
            let pick = |nth: usize| nth as u64 % (sockets + 1);
            let (real, modelled) = match step {
                Step::Connect { id, token } => {
                    sockets += 1;
                    let real = realm.connect(sockets, IDS[id], &token.to_string());
                    (real, model.connect(now, sockets, IDS[id], token))
                }
                Step::Close { nth } => {
                    model.forget(pick(nth));
                    (realm.close(pick(nth)), Vec::new())
                }
                Step::Undelivered { nth, src } => {
                    let (socket, message) = (pick(nth), relayed(Kind::Offer, IDS[src], "bob", 0));
                    let input = Input::Undelivered { socket: SocketId(socket), message };
                    (realm.input(input), model.undelivered(socket, IDS[src], "bob"))
                }
                Step::Say { nth, kind, dst } => {
                    let socket = pick(nth);
                    let message = match dst {
                        Some(dst) => to(kind, IDS[dst], number),
                        None => Envelope::bare(kind),
                    };
                    let modelled = model.say(now, socket, kind, dst.map(|dst| IDS[dst]), number);
                    (realm.receive(socket, message), modelled)
                }
                Step::Pass { ms } => {
                    let span = Duration::from_millis(ms);
                    (realm.pass(span), model.pass(now + span))
                }
            };
            prop_assert_eq!(real, modelled);

            let mut ids: Vec<_> = model.clients.iter().map(|client| client.id).collect();
            ids.sort_unstable();
            prop_assert_eq!(realm.ids(), ids);
            prop_assert_eq!(realm.broker.waiting_bytes(), model.waiting.len() * charge(100));
            prop_assert!(realm.broker.ids().count() <= config().clients);
            prop_assert!(realm.broker.waiting_bytes() <= config().queued_bytes);
        }
    }
}
