//! What a peer may not do is refused with its reason, and leaves the match as it was.

mod common;

use std::time::Duration;

use common::{GAME, Table, config, player};
use game::{Connection, Control, Direction, Ending, Event, Match, Opening, Phase, RefusedBecause};
use protocol::delta::{Count, Delta, Member, Profile, RoundDelta, StampedProfile};
use protocol::id::{GameId, PlayerId, Replica};
use protocol::limits::{LATE_COUNTS, MESSAGE_BYTES, PROTOCOL_VERSION, REFUSALS};
use protocol::peer::{self, Channel, DecodeError, Hello, Message, Refusal};
use protocol::settings::Settings;
use protocol::stage::{RoundId, Stage, StageRecord, Term};

const ROUND: RoundId = RoundId { match_no: 1, round: 1 };

fn replica(index: usize) -> Replica {
    Replica { player: player(index), incarnation: 0 }
}

/// A host (0) and two guests, a second into the first round, each having pressed once.
fn table() -> Table {
    let mut table = Table::of(3);
    table.control(0, Control::Start { practice: false });
    table.pass(Duration::from_millis(4_400));
    for seat in 0..3 {
        table.press(seat, Direction::Right, 1);
    }
    table.pass(Duration::from_millis(20));
    table
}

fn state(table: &Table, seat: usize) -> Match {
    table.seats[seat].session.state().clone()
}

/// Guest 2 sends the host this; the host must refuse it for this reason and be as before.
fn refused(table: &mut Table, channel: Channel, message: &Message, reason: RefusedBecause) {
    let before = state(table, 0);
    table.seats[0].events.clear();
    table.forge_message(2, 0, channel, message);
    let expected = Event::Refused { player: Some(player(2)), refusal: None, reason };
    assert_eq!(table.seats[0].events, [expected], "{message:?}");
    assert_eq!(state(table, 0), before, "{message:?}");
    assert!(table.link(0, 2).is_some(), "one refusal costs the message, not the link");
}

fn counts(round: RoundId, index: usize, positive: u32, negative: u32) -> Message {
    let counts = vec![Count { replica: replica(index), positive, negative }];
    let rounds = vec![RoundDelta { round, counts, sealed: vec![] }];
    Message::Delta(Delta { rounds, ..Delta::default() })
}

#[test]
fn another_players_count() {
    let mut table = table();
    for channel in Channel::ALL {
        refused(&mut table, channel, &counts(ROUND, 1, 9, 9), RefusedBecause::ForeignCount);
    }
}

#[test]
fn another_players_seal() {
    let mut table = table();
    let round = RoundDelta { round: ROUND, counts: vec![], sealed: vec![player(1)] };
    let delta = Delta { rounds: vec![round], ..Delta::default() };
    let message = Message::Delta(delta);
    refused(&mut table, Channel::Control, &message, RefusedBecause::ForeignCount);
}

#[test]
fn another_players_profile() {
    let mut table = table();
    let profile = game::profile("Mallory", 3).unwrap();
    let profiles = vec![(player(1), StampedProfile { stamp: 9, profile })];
    let message = Message::Delta(Delta { profiles, ..Delta::default() });
    refused(&mut table, Channel::Control, &message, RefusedBecause::ForeignProfile);
}

#[test]
fn a_stage_a_lease_a_member_or_a_removal_from_a_guest() {
    let mut table = table();
    let term = Term { number: 9, host: replica(2) };
    let settings = Settings::default();
    let stage = StageRecord { round: ROUND, term, step: 99, settings, stage: Stage::Podium };
    let member = Member { player: PlayerId::from_random(99), seat: 0 };
    for delta in [
        Delta { stage: Some(stage), ..Delta::default() },
        Delta { lease: Some(term), ..Delta::default() },
        Delta { members: vec![member], ..Delta::default() },
        Delta { removed: vec![player(1)], ..Delta::default() },
    ] {
        refused(&mut table, Channel::Control, &Message::Delta(delta), RefusedBecause::NotHost);
    }
}

#[test]
fn a_claim_on_behalf_of_another_is_not_believed() {
    let mut table = table();
    let before = state(&table, 0);
    let term = Term { number: 9, host: replica(1) };
    table.forge_message(2, 0, Channel::Control, &Message::Claim(term));
    assert_eq!(state(&table, 0), before);
    assert!(table.view(0).is_host());
}

#[test]
fn a_count_of_a_round_that_is_not_played() {
    let mut table = table();
    for round in [RoundId { round: 2, ..ROUND }, RoundId { match_no: 2, round: 1 }] {
        refused(&mut table, Channel::Live, &counts(round, 2, 2, 0), RefusedBecause::ClosedRound);
    }
}

#[test]
fn a_count_of_a_round_that_the_next_one_closed() {
    let mut table = table();
    table.pass(Duration::from_secs(16));
    table.control(0, Control::Next);
    table.pass(Duration::from_secs(4));
    refused(&mut table, Channel::Control, &counts(ROUND, 2, 5, 5), RefusedBecause::ClosedRound);
}

#[test]
fn a_count_that_its_player_had_declared_final() {
    let mut table = table();
    table.pass(Duration::from_secs(16));
    assert!(matches!(table.view(0).phase, Phase::Result { .. }));
    refused(&mut table, Channel::Control, &counts(ROUND, 2, 5, 5), RefusedBecause::ClosedRound);
}

#[test]
fn counts_faster_than_hands() {
    let mut table = table();
    let before = state(&table, 0);
    table.forge_message(2, 0, Channel::Live, &counts(ROUND, 2, 50, 45));
    assert_ne!(state(&table, 0), before, "fast, but hands can do it within a second and a burst");
    refused(&mut table, Channel::Live, &counts(ROUND, 2, 60, 60), RefusedBecause::TooFast);
    table.pass(Duration::from_secs(1));
    table.forge_message(2, 0, Channel::Live, &counts(ROUND, 2, 60, 60));
    assert_eq!(table.view(0).player(player(2)).unwrap().balanced, 60, "a second later they may");
}

#[test]
fn an_answer_that_nobody_asked_for() {
    let mut table = table();
    let before = state(&table, 0);
    let delta = Delta { removed: vec![player(1)], ..Delta::default() };
    table.forge_message(2, 0, Channel::Control, &Message::Push { delta, last: true });
    assert_eq!(state(&table, 0), before);
    assert!(table.link(0, 2).is_none(), "out of place");
}

#[test]
fn who_keeps_at_it_loses_its_link_with_a_reason() {
    let mut table = table();
    for _ in 0..=REFUSALS {
        table.forge_message(2, 0, Channel::Live, &counts(ROUND, 1, 9, 9));
    }
    assert!(table.link(0, 2).is_none());
    let told = table.seats[0].sent.iter().rev().find_map(|(_, _, message)| match message {
        Message::Refused(refusal) => Some(*refusal),
        _ => None,
    });
    assert_eq!(told, Some(Refusal::Misconduct));
}

/// The stage that closed the round may still be on its way to the sender.
#[test]
fn counts_that_come_late_cost_the_link_only_if_they_never_end() {
    let mut table = table();
    let closed = counts(RoundId { match_no: 1, round: 2 }, 2, 1, 1);
    for _ in 0..LATE_COUNTS {
        table.forge_message(2, 0, Channel::Live, &closed);
    }
    assert!(table.link(0, 2).is_some());
    table.forge_message(2, 0, Channel::Live, &closed);
    assert!(table.link(0, 2).is_none());
}

#[test]
fn bytes_that_are_no_message_cost_the_sender_its_link() {
    let long = vec![0; MESSAGE_BYTES + 1];
    let mut trailing = peer::encode(&Message::Bye).unwrap();
    trailing.push(0);
    for (bytes, error) in [
        (long, DecodeError::TooLong { len: MESSAGE_BYTES + 1 }),
        (trailing, DecodeError::TrailingBytes { extra: 1 }),
        (vec![0xff; 9], DecodeError::Malformed),
        (vec![], DecodeError::Malformed),
    ] {
        let mut table = table();
        let before = state(&table, 0);
        table.seats[0].events.clear();
        table.forge(2, 0, Channel::Control, bytes);
        let reason = RefusedBecause::Undecodable(error);
        let refusal = Some(Refusal::Malformed);
        let expected = Event::Refused { player: Some(player(2)), refusal, reason };
        assert_eq!(table.seats[0].events[0], expected);
        assert!(table.link(0, 2).is_none());
        let mut after = state(&table, 0);
        assert_eq!(after.merge(&before.whole()).counts.len(), 0);
        assert_eq!(after.tallies(ROUND), before.tallies(ROUND), "the game goes on");
    }
}

#[test]
fn messages_on_the_wrong_channel() {
    for (channel, message) in [
        (Channel::Live, Message::Bye),
        (Channel::Live, Message::Presence(vec![])),
        (Channel::Control, Message::Ping { nonce: 1 }),
    ] {
        let mut table = table();
        table.forge_message(2, 0, channel, &message);
        assert!(table.link(0, 2).is_none(), "{message:?}");
    }
}

/// What the newcomer says instead of its true greeting.
fn greeting(change: impl Fn(&mut Hello)) -> Hello {
    let profile: Profile = game::profile("P3", 0).expect("a name");
    let mut hello = Hello {
        version: PROTOCOL_VERSION,
        game: GAME,
        replica: replica(3),
        profile: StampedProfile { stamp: 0, profile },
        lease: None,
    };
    change(&mut hello);
    hello
}

/// A newcomer with this greeting is refused by the host, and nobody hears of it.
fn turned_away(change: impl Fn(&mut Hello), reason: RefusedBecause) {
    let mut table = table();
    let before = state(&table, 0);
    let hello = greeting(change);
    let new = table.sit_mute(config(3, Opening::Join));
    table.forge_message(new, 0, Channel::Control, &Message::Hello(hello));
    let said = |event: &Event| matches!(event, Event::Refused { reason: r, .. } if *r == reason);
    assert!(table.seats[0].events.iter().any(said), "{reason}: {:?}", table.seats[0].events);
    assert!(table.link(0, new).is_none());
    assert_eq!(state(&table, 0), before);
}

#[test]
fn greetings_that_are_not_true() {
    turned_away(|hello| hello.game = GameId::from_random(5), RefusedBecause::OtherGame);
    turned_away(|hello| hello.replica = replica(1), RefusedBecause::Impersonation);
    turned_away(|hello| hello.replica = replica(0), RefusedBecause::Impersonation);
    let theirs = PROTOCOL_VERSION + 1;
    let version = RefusedBecause::Undecodable(DecodeError::Version { theirs });
    turned_away(|hello| hello.version = theirs, version);
}

#[test]
fn a_message_before_the_greeting() {
    let mut table = table();
    let before = state(&table, 0);
    let new = table.sit_mute(config(3, Opening::Join));
    table.forge_message(new, 0, Channel::Control, &counts(ROUND, 1, 9, 9));
    assert!(table.link(0, new).is_none());
    assert_eq!(state(&table, 0), before);
}

#[test]
fn what_overtakes_the_greeting_on_the_live_channel_is_neither_taken_nor_held_against_anybody() {
    let mut table = table();
    let before = state(&table, 0);
    let new = table.sit_mute(config(3, Opening::Join));
    table.forge_message(new, 0, Channel::Live, &counts(ROUND, 1, 9, 9));
    assert!(table.link(0, new).is_some());
    assert_eq!(state(&table, 0), before);
}

#[test]
fn a_host_of_another_version_is_named_to_the_newcomer() {
    let mut table = Table::of(1);
    table.alter_greeting = Some(PROTOCOL_VERSION + 7);
    let new = table.sit(config(1, Opening::Join), Duration::ZERO);
    let theirs = PROTOCOL_VERSION + 7;
    assert_eq!(table.view(new).connection, Connection::Ended(Ending::Version { theirs }));
}

#[test]
fn one_player_too_many() {
    let mut table = Table::new();
    for index in 1..protocol::limits::PLAYERS {
        let seat = table.sit(config(index, Opening::Join), Duration::ZERO);
        table.control(seat, Control::Leave);
    }
    let new = table.sit(config(200, Opening::Join), Duration::ZERO);
    table.pass(Duration::from_secs(1));
    assert_eq!(table.view(new).connection, Connection::Ended(Ending::Full));
}
