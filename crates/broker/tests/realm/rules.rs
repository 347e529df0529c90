//! The rules of `PeerServer`'s protocol, one test each, and the places where this realm keeps what
//! that one loses.

use core::time::Duration;

use crate::support::{Done, Realm, open, relayed, to, told};
use broker::{Closing, Config, Event, Hello, Input, PeerId, Refusal, SocketId};
use protocol::limits;
use protocol::signalling::{Envelope, Kind};

fn realm() -> Realm {
    Realm::new(Config::default())
}

fn sent(socket: u64, message: Envelope<u32>) -> Vec<Done> {
    vec![Done::Sent(socket, message)]
}

fn refused(socket: u64, refusal: Refusal) -> Vec<Done> {
    vec![Done::Refused(socket, refusal)]
}

fn id(text: &str) -> PeerId {
    PeerId::new(text).expect("a short id")
}

#[test]
fn a_registered_client_is_told_open() {
    let mut realm = realm();
    assert_eq!(realm.connect(1, "alice", "secret"), sent(1, open()));
    assert_eq!(realm.ids(), ["alice"]);
    assert_eq!(realm.events, [Event::Registered { socket: SocketId(1), id: id("alice") }]);
}

#[test]
fn an_incomplete_address_is_refused_before_its_key_is_looked_at() {
    for (key, id, token) in [("", "a", "t"), ("peerjs", "", "t"), ("wrong", "a", "")] {
        let hello = Hello { key: key.into(), id: id.into(), token: token.into() };
        assert_eq!(realm().hello(1, hello), refused(1, Refusal::Incomplete));
    }
    assert_eq!(
        Refusal::Incomplete.to_string(),
        "No id, token, or key supplied to websocket server"
    );
    assert_eq!(Refusal::Incomplete.kind(), Kind::Error);
}

#[test]
fn a_wrong_key_is_refused() {
    let hello = Hello { key: "other".into(), ..Hello::new("alice", "secret") };
    assert_eq!(realm().hello(1, hello), refused(1, Refusal::InvalidKey));
    assert_eq!(Refusal::InvalidKey.to_string(), "Invalid key provided");
}

#[test]
fn ids_and_tokens_over_their_bounds_are_refused() {
    let (long_id, long_token) =
        ("x".repeat(limits::PEER_ID_BYTES + 1), "x".repeat(limits::TOKEN_BYTES + 1));
    assert_eq!(realm().connect(1, &long_id, "t"), refused(1, Refusal::TooLong));
    assert_eq!(realm().connect(1, "alice", &long_token), refused(1, Refusal::TooLong));
}

#[test]
fn one_client_too_many_is_refused_but_one_that_is_known_may_return() {
    let mut realm = Realm::new(Config { clients: 1, ..Config::default() }).with(&[(1, "alice")]);
    assert_eq!(realm.connect(2, "bob", "token"), refused(2, Refusal::Full));
    assert_eq!(Refusal::Full.to_string(), "Server has reached its concurrent user limit");
    assert!(realm.connect(3, "alice", "token").contains(&Done::Sent(3, open())));
}

#[test]
fn a_taken_id_is_refused_and_its_holder_notices_nothing() {
    let mut realm = realm().with(&[(1, "alice"), (2, "bob")]);
    assert_eq!(realm.connect(3, "alice", "other"), refused(3, Refusal::IdTaken));
    assert_eq!(Refusal::IdTaken.kind(), Kind::IdTaken);
    let done = realm.receive(2, to(Kind::Offer, "alice", 7));
    assert_eq!(done, sent(1, relayed(Kind::Offer, "bob", "alice", 7)));
}

#[test]
fn what_a_refused_socket_says_is_ignored() {
    let mut realm = realm().with(&[(1, "alice")]);
    realm.connect(2, "alice", "other");
    assert_eq!(realm.receive(2, to(Kind::Offer, "alice", 1)), []);
    assert_eq!(realm.close(2), []);
    assert_eq!(realm.ids(), ["alice"]);
}

#[test]
fn a_relayed_message_carries_the_senders_own_id() {
    let mut realm = realm().with(&[(1, "alice"), (2, "bob")]);
    for kind in [Kind::Offer, Kind::Answer, Kind::Candidate, Kind::Leave, Kind::Expire] {
        let forged = Envelope { src: Some("mallory".into()), ..to(kind, "bob", 7) };
        assert_eq!(realm.receive(1, forged), sent(2, relayed(kind, "alice", "bob", 7)));
    }
}

#[test]
fn a_message_to_oneself_is_delivered() {
    let mut realm = realm().with(&[(1, "alice")]);
    let done = realm.receive(1, to(Kind::Offer, "alice", 7));
    assert_eq!(done, sent(1, relayed(Kind::Offer, "alice", "alice", 7)));
}

#[test]
fn what_only_a_server_may_say_and_what_nobody_knows_is_ignored() {
    let mut realm = realm().with(&[(1, "alice"), (2, "bob")]);
    for kind in [Kind::Open, Kind::IdTaken, Kind::Error, Kind::Heartbeat, Kind::Unknown] {
        assert_eq!(realm.receive(1, to(kind, "bob", 7)), []);
    }
    assert_eq!(realm.ids(), ["alice", "bob"]);
}

#[test]
fn what_waits_is_delivered_in_order_right_after_open() {
    let mut realm = realm().with(&[(1, "alice"), (2, "bob")]);
    assert_eq!(realm.receive(1, to(Kind::Offer, "carol", 1)), []);
    assert_eq!(realm.receive(2, to(Kind::Offer, "carol", 2)), []);
    assert_eq!(realm.receive(1, to(Kind::Candidate, "carol", 3)), []);
    let expected = [
        open(),
        relayed(Kind::Offer, "alice", "carol", 1),
        relayed(Kind::Offer, "bob", "carol", 2),
        relayed(Kind::Candidate, "alice", "carol", 3),
    ];
    assert_eq!(
        realm.connect(3, "carol", "token"),
        expected.map(|message| Done::Sent(3, message)).to_vec()
    );
    assert_eq!(realm.broker.waiting_bytes(), 0);
    assert_eq!(realm.pass(Duration::from_secs(10)), [], "what was delivered does not expire");
}

#[test]
fn leave_and_expire_do_not_wait_and_nothing_waits_for_nobody() {
    let mut realm = realm().with(&[(1, "alice")]);
    assert_eq!(realm.receive(1, to(Kind::Leave, "carol", 1)), []);
    assert_eq!(realm.receive(1, to(Kind::Expire, "carol", 1)), []);
    assert_eq!(realm.receive(1, to(Kind::Offer, "", 1)), []);
    assert_eq!(realm.receive(1, Envelope::bare(Kind::Candidate)), []);
    assert_eq!(realm.broker.waiting_bytes(), 0);
}

#[test]
fn an_absent_peer_costs_its_senders_one_expire_each() {
    let mut realm = realm().with(&[(1, "alice"), (2, "bob")]);
    realm.receive(1, to(Kind::Offer, "carol", 1));
    realm.receive(1, to(Kind::Candidate, "carol", 2));
    realm.receive(1, to(Kind::Offer, "dave", 3));
    assert_eq!(realm.pass(Duration::from_secs(2)), []);
    realm.receive(2, to(Kind::Offer, "carol", 4));

    let early = realm.pass(Duration::from_secs(3));
    assert_eq!(
        early,
        [
            Done::Sent(1, told(Kind::Expire, "carol", "alice")),
            Done::Sent(1, told(Kind::Expire, "dave", "alice")),
        ]
    );
    let late = realm.pass(Duration::from_secs(2));
    assert_eq!(late, sent(2, told(Kind::Expire, "carol", "bob")));
    assert_eq!(realm.broker.waiting_bytes(), 0);
    assert_eq!(realm.connect(3, "carol", "token"), sent(3, open()), "what expired is gone");
}

#[test]
fn a_sender_that_left_is_told_nothing() {
    let mut realm = realm().with(&[(1, "alice")]);
    realm.receive(1, to(Kind::Offer, "carol", 1));
    realm.close(1);
    assert_eq!(realm.pass(Duration::from_secs(6)), []);
}

#[test]
fn a_client_that_resumes_while_it_waits_is_told_on_its_new_socket() {
    let mut realm = realm().with(&[(1, "alice")]);
    realm.receive(1, to(Kind::Offer, "carol", 1));
    realm.close(1);
    realm.connect(2, "alice", "token");
    let done = realm.pass(Duration::from_secs(6));
    assert_eq!(done, sent(2, told(Kind::Expire, "carol", "alice")));
}

#[test]
fn a_closed_socket_frees_its_id_at_once_and_nobody_is_told() {
    let mut realm = realm().with(&[(1, "alice"), (2, "bob")]);
    assert_eq!(realm.close(1), []);
    assert_eq!(realm.connect(3, "alice", "other"), sent(3, open()));
}

#[test]
fn the_same_token_resumes_with_open_and_closes_the_old_socket() {
    let mut realm = realm().with(&[(1, "alice"), (2, "bob")]);
    assert_eq!(
        realm.connect(3, "alice", "token"),
        [Done::Closed(1, Closing::Replaced), Done::Sent(3, open())]
    );
    let done = realm.receive(2, to(Kind::Offer, "alice", 7));
    assert_eq!(done, sent(3, relayed(Kind::Offer, "bob", "alice", 7)));
    let (replaced, socket) = (SocketId(1), SocketId(3));
    assert!(realm.events.contains(&Event::Resumed { socket, id: id("alice"), replaced }));
}

#[test]
fn the_old_socket_of_a_resumed_client_can_neither_speak_nor_unregister_it() {
    let mut realm = realm().with(&[(1, "alice"), (2, "bob")]);
    realm.connect(3, "alice", "token");
    assert_eq!(realm.receive(1, to(Kind::Offer, "bob", 7)), []);
    assert_eq!(realm.receive(1, Envelope::bare(Kind::Leave)), []);
    assert_eq!(realm.close(1), []);
    assert_eq!(realm.ids(), ["alice", "bob"]);
}

/// `PeerServer` keeps the socket open after a `LEAVE` without destination: its holder may go on
/// speaking as the id's next owner, and unregisters that one when it closes.
#[test]
fn leave_without_destination_can_not_be_used_to_take_over_the_next_holder() {
    for leave in [Envelope::bare(Kind::Leave), to(Kind::Leave, "", 1)] {
        let mut realm = realm().with(&[(1, "alice"), (2, "bob")]);
        assert_eq!(realm.receive(1, leave), [Done::Closed(1, Closing::Left)]);
        assert_eq!(realm.connect(3, "alice", "other"), sent(3, open()));

        assert_eq!(realm.receive(1, to(Kind::Offer, "bob", 7)), []);
        assert_eq!(realm.close(1), []);
        let done = realm.receive(2, to(Kind::Offer, "alice", 7));
        assert_eq!(done, sent(3, relayed(Kind::Offer, "bob", "alice", 7)));
    }
}

#[test]
fn a_silent_client_loses_its_id_and_its_socket() {
    let mut realm = realm().with(&[(1, "alice")]);
    assert_eq!(realm.pass(Duration::from_secs(14)), []);
    assert_eq!(realm.pass(Duration::from_secs(1)), [Done::Closed(1, Closing::Silent)]);
    assert_eq!(realm.ids(), [""; 0]);
    assert_eq!(realm.broker.next_wake(), None);
}

#[test]
fn any_message_is_a_sign_of_life() {
    let mut realm = realm().with(&[(1, "alice"), (2, "bob")]);
    for _ in 0..6 {
        realm.receive(1, Envelope::bare(Kind::Heartbeat));
        realm.receive(2, to(Kind::Candidate, "alice", 1));
        assert_eq!(realm.pass(Duration::from_secs(14)), []);
    }
}

#[test]
fn a_socket_that_takes_nothing_is_closed_and_the_sender_hears_leave() {
    let mut realm = realm().with(&[(1, "alice"), (2, "bob")]);
    let message = relayed(Kind::Offer, "alice", "bob", 7);
    let done = realm.input(Input::Undelivered { socket: SocketId(2), message: message.clone() });
    let leave = told(Kind::Leave, "bob", "alice");
    assert_eq!(done, [Done::Closed(2, Closing::Slow), Done::Sent(1, leave.clone())]);
    assert_eq!(realm.ids(), ["alice"]);

    // What was on its way to the same socket is answered too, and touches no newer socket.
    realm.connect(3, "bob", "token");
    let done = realm.input(Input::Undelivered { socket: SocketId(2), message });
    assert_eq!(done, sent(1, leave));
    assert_eq!(realm.ids(), ["alice", "bob"]);
}

#[test]
fn a_flooder_loses_its_socket_and_the_rest_goes_on() {
    let config = Config { burst_bytes: 10_000, ..Config::default() };
    let mut realm = Realm::new(config).with(&[(1, "alice"), (2, "bob")]);
    let mut delivered = 0;
    let last = loop {
        let done = realm.receive_long(1, to(Kind::Candidate, "bob", 1), 744);
        if done == sent(2, relayed(Kind::Candidate, "alice", "bob", 1)) {
            delivered += 1;
        } else {
            break done;
        }
    };
    assert_eq!(delivered, 10, "744 bytes are charged as 1,000");
    assert_eq!(last, [Done::Closed(1, Closing::Flooding)]);
    assert_eq!(realm.receive(2, to(Kind::Offer, "bob", 1)).len(), 1);
}

#[test]
fn one_sender_fills_its_own_share_of_a_queue_only() {
    let config = Config { queued: 2, ..Config::default() };
    let mut realm = Realm::new(config).with(&[(1, "alice"), (2, "bob")]);
    for number in 0..4 {
        let done = realm.receive(1, to(Kind::Offer, "carol", number));
        assert_eq!(done, [], "EXPIRE comes when the first ones expire");
    }
    realm.receive(2, to(Kind::Offer, "carol", 9));
    let payloads: Vec<_> = realm
        .connect(3, "carol", "token")
        .into_iter()
        .filter_map(|done| match done {
            Done::Sent(_, message) => message.payload,
            Done::Refused(..) | Done::Closed(..) => None,
        })
        .collect();
    assert_eq!(payloads, [0, 1, 9]);
}

#[test]
fn what_finds_no_room_to_wait_expires_at_once() {
    let per_peer = Config { queued_bytes_per_peer: 1_000, ..Config::default() };
    let in_all = Config { queued_bytes: 1_000, ..Config::default() };
    for config in [per_peer, in_all] {
        let mut realm = Realm::new(config).with(&[(1, "alice"), (2, "bob")]);
        assert_eq!(realm.receive_long(1, to(Kind::Offer, "carol", 1), 500), []);
        let done = realm.receive_long(2, to(Kind::Offer, "carol", 2), 500);
        assert_eq!(done, sent(2, told(Kind::Expire, "carol", "bob")));
        assert!(realm.events.contains(&Event::Dropped { src: id("bob"), dst: id("carol") }));
    }
}

#[test]
fn the_room_of_what_expired_is_free_again() {
    let config = Config { queued_bytes_per_peer: 1_000, ..Config::default() };
    let mut realm = Realm::new(config).with(&[(1, "alice"), (2, "bob")]);
    realm.receive(1, to(Kind::Offer, "carol", 1));
    realm.pass(Duration::from_secs(3));
    realm.receive(2, to(Kind::Offer, "carol", 2));
    realm.pass(Duration::from_secs(3));
    assert_eq!(realm.receive_long(1, to(Kind::Offer, "carol", 3), 300), []);
    assert_eq!(realm.connect(3, "carol", "token").len(), 3, "OPEN and two offers");
}

#[test]
fn an_id_that_nobody_can_have_expires_at_once() {
    let mut realm = realm().with(&[(1, "alice")]);
    let nobody = "x".repeat(limits::PEER_ID_BYTES + 1);
    let done = realm.receive(1, to(Kind::Offer, &nobody, 1));
    assert_eq!(done, sent(1, told(Kind::Expire, &nobody, "alice")));
    assert_eq!(realm.broker.waiting_bytes(), 0);
}

#[test]
fn what_waits_for_one_peer_fits_its_outbox_with_open_before_it() {
    let open_bytes = broker::charge(r#"{"type":"OPEN"}"#.len());
    assert!(limits::QUEUED_SIGNAL_BYTES_PER_PEER + open_bytes < limits::SIGNAL_OUTBOX_BYTES);
}
