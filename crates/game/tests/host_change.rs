//! The host goes, with and without a word, in every stage; two hosts meet; players return.

mod common;

use std::time::Duration;

use common::{Table, config, player};
use game::{Connection, Control, Direction, Event, Input, Opening, Phase};
use protocol::delta::{Delta, RoundDelta};
use protocol::peer::{Channel, Message};
use protocol::stage::RoundId;

const SECOND: Duration = Duration::from_secs(1);

fn begin(table: &mut Table) {
    table.control(0, Control::Start { practice: false });
    table.pass(Duration::from_millis(3_500));
}

fn hosts(table: &Table, seats: std::ops::Range<usize>) -> Vec<usize> {
    seats.filter(|&seat| table.view(seat).is_host()).collect()
}

fn counts(table: &Table, seat: usize) -> Vec<(u64, u64)> {
    let mut players = table.view(seat).players;
    players.sort_by_key(|player| player.id);
    players.iter().map(|player| (player.positive, player.negative)).collect()
}

#[test]
fn the_longest_present_takes_over_at_once_when_the_host_leaves() {
    let mut table = Table::of(4);
    begin(&mut table);
    for seat in 0..4 {
        table.press(seat, Direction::Right, seat + 1);
    }
    table.control(0, Control::Leave);
    for seat in 1..4 {
        let view = table.view(seat);
        assert_eq!(view.host, Some(player(1)), "seat {seat}, without a moment's pause");
        assert_eq!(view.connection, Connection::Connected { server: true });
        assert!(matches!(view.phase, Phase::Playing { .. }));
        let changed = Event::HostChanged { host: player(1) };
        assert!(table.seats[seat].events.contains(&changed));
    }
    for seat in 1..4 {
        table.press(seat, Direction::Left, 1);
    }
    table.pass(16 * SECOND);
    for seat in 1..4 {
        assert!(matches!(table.view(seat).phase, Phase::Result { .. }));
        assert_eq!(counts(&table, seat), [(1, 0), (2, 1), (3, 1), (4, 1)], "seat {seat}");
    }
}

#[test]
fn a_host_that_vanishes_is_missed_within_three_seconds() {
    let mut table = Table::of(4);
    begin(&mut table);
    table.press(2, Direction::Right, 1);
    table.pass(SECOND);
    table.vanish(0);
    table.pass(3 * SECOND);
    assert_eq!(hosts(&table, 1..4), [1]);
    for seat in 1..4 {
        assert_eq!(table.view(seat).connection, Connection::Connected { server: true });
    }
    table.press(3, Direction::Right, 2);
    table.pass(Duration::from_millis(50));
    assert_eq!(table.view(1).player(player(3)).unwrap().positive, 2);
}

#[test]
fn a_host_goes_in_every_stage() {
    type Reach = fn(&mut Table);
    let stages: [(&str, Reach); 5] = [
        ("lobby", |_| {}),
        ("countdown", |table| table.control(0, Control::Start { practice: false })),
        ("tally", |table| {
            begin(table);
            table.pass(15 * SECOND - Duration::from_millis(90));
        }),
        ("result", |table| {
            begin(table);
            table.pass(16 * SECOND);
        }),
        ("second round", |table| {
            begin(table);
            table.pass(16 * SECOND);
            table.control(0, Control::Next);
            table.pass(4 * SECOND);
        }),
    ];
    for (name, reach) in stages {
        let mut table = Table::of(3);
        reach(&mut table);
        table.vanish(0);
        table.pass(25 * SECOND);
        assert_eq!(hosts(&table, 1..3), [1], "{name}");
        match table.view(1).phase {
            Phase::Lobby => table.control(1, Control::Start { practice: false }),
            Phase::Result { .. } => table.control(1, Control::Next),
            other => panic!("{name}: {other:?}"),
        }
        table.pass(20 * SECOND);
        for seat in 1..3 {
            assert!(matches!(table.view(seat).phase, Phase::Result { .. }), "{name}");
        }
    }
}

#[test]
fn the_link_works_under_the_new_host() {
    let mut table = Table::of(3);
    table.control(0, Control::Leave);
    table.pass(SECOND);
    let new = table.sit(config(3, Opening::Join), Duration::ZERO);
    table.pass(2 * SECOND);
    assert_eq!(table.view(new).host, Some(player(1)));
    assert_eq!(table.view(2).players.len(), 3);
}

#[test]
fn hosts_go_one_after_another() {
    let mut table = Table::of(5);
    begin(&mut table);
    for seat in 0..4 {
        table.press(4, Direction::Right, 1);
        table.vanish(seat);
        table.pass(3_200 * Duration::from_millis(1));
    }
    assert_eq!(hosts(&table, 4..5), [4]);
    table.pass(4 * SECOND);
    assert!(matches!(table.view(4).phase, Phase::Result { .. }));
    assert_eq!(table.view(4).player(player(4)).unwrap().positive, 4);
}

#[test]
fn without_the_server_the_game_goes_on_over_the_links_that_stand() {
    let mut table = Table::of(4);
    begin(&mut table);
    table.server_down = true;
    table.control(0, Control::Leave);
    table.press(3, Direction::Right, 1);
    table.pass(16 * SECOND);
    for seat in 1..4 {
        assert!(matches!(table.view(seat).phase, Phase::Result { .. }), "seat {seat}");
        assert_eq!(table.view(seat).player(player(3)).unwrap().positive, 1);
    }
}

#[test]
fn a_reloaded_guest_is_the_same_player_with_its_counts() {
    let mut table = Table::of(3);
    begin(&mut table);
    table.press(2, Direction::Right, 3);
    table.input(2, Input::Unloading);
    assert!(!table.view(0).player(player(2)).unwrap().connected, "at once");
    let mut again = config(2, Opening::Join);
    again.incarnation = 1;
    again.saved = table.seats[2].saved.clone();
    table.vanish(2);
    let again = table.sit(again, Duration::from_secs(50));
    table.pass(2 * SECOND);
    table.press(again, Direction::Left, 2);
    table.pass(15 * SECOND);
    for seat in [0, 1, again] {
        assert!(matches!(table.view(seat).phase, Phase::Result { .. }));
        assert_eq!(counts(&table, seat), [(0, 0), (0, 0), (3, 2)], "seat {seat}");
    }
}

#[test]
fn a_reloaded_host_comes_back_as_a_guest() {
    let mut table = Table::of(3);
    begin(&mut table);
    table.press(0, Direction::Right, 3);
    table.input(0, Input::Unloading);
    assert_eq!(hosts(&table, 1..3), [1]);
    let mut again = config(0, Opening::Create);
    again.incarnation = 1;
    again.saved = table.seats[0].saved.clone();
    table.vanish(0);
    let again = table.sit(again, Duration::ZERO);
    table.pass(2 * SECOND);
    assert_eq!(table.view(again).host, Some(player(1)));
    table.press(again, Direction::Left, 1);
    table.pass(15 * SECOND);
    for seat in [1, 2, again] {
        assert_eq!(counts(&table, seat), [(3, 1), (0, 0), (0, 0)], "seat {seat}");
    }
}

#[test]
fn a_host_alone_that_reloads_hosts_again_at_once() {
    let mut table = Table::new();
    table.input(0, Input::Unloading);
    let mut again = config(0, Opening::Join);
    again.incarnation = 1;
    again.saved = table.seats[0].saved.clone();
    let again = table.sit(again, Duration::ZERO);
    assert!(table.view(again).is_host());
    assert_eq!(table.view(again).phase, Phase::Lobby);
}

#[test]
fn a_page_that_was_hidden_away_and_shown_again_returns() {
    let mut table = Table::of(3);
    begin(&mut table);
    table.press(2, Direction::Right, 1);
    table.input(2, Input::Unloading);
    table.pass(3 * SECOND);
    table.input(2, Input::Woken);
    table.pass(2 * SECOND);
    table.press(2, Direction::Left, 1);
    table.pass(12 * SECOND);
    for seat in 0..3 {
        assert_eq!(counts(&table, seat)[2], (1, 1), "seat {seat}");
    }
}

/// Somebody sealed its count and was gone before any but one had heard of it; so was the host. Who
/// came back in its place does not know of the seal, and is connected.
#[test]
fn the_seal_of_a_former_life_reaches_everybody_once_the_round_is_over() {
    let mut table = Table::of(3);
    begin(&mut table);
    let back = table.sit(config(3, Opening::Join), SECOND);
    table.pass(SECOND);
    let round = RoundId { match_no: 1, round: 1 };
    let sealed = RoundDelta { round, counts: vec![], sealed: vec![player(back)] };
    let delta = Delta { rounds: vec![sealed], ..Delta::default() };
    table.forge_message(0, 1, Channel::Control, &Message::Delta(delta));
    let knows = |table: &Table, seat: usize| {
        table.seats[seat].session.state().is_sealed(round, player(back))
    };
    table.pass(5 * SECOND);
    assert!(knows(&table, 1), "it heard it from the former host");
    assert!(!knows(&table, 0), "while a round runs, who is connected speaks for itself");
    table.pass(15 * SECOND);
    assert!(matches!(table.view(0).phase, Phase::Result { .. }));
    for seat in 0..4 {
        assert!(knows(&table, seat), "seat {seat}");
    }
}
