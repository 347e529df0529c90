//! The straight path: a game is made, joined and played to the end.

mod common;

use std::time::Duration;

use common::{Table, config, player};
use game::{Connection, Control, Direction, Ending, Event, Opening, Phase, StartGate};
use protocol::settings::Settings;

const SECOND: Duration = Duration::from_secs(1);

/// Starts the round and waits until presses count everywhere.
fn play(table: &mut Table) {
    for seat in 0..table.seats.len() {
        assert!(matches!(table.view(seat).phase, Phase::Countdown { .. }), "seat {seat}");
    }
    table.pass(Duration::from_millis(3_450));
    for seat in 0..table.seats.len() {
        assert!(matches!(table.view(seat).phase, Phase::Playing { .. }), "seat {seat}");
    }
}

fn row(table: &Table, seat: usize, of: usize) -> (u64, u64, u64, u64) {
    let view = table.view(seat);
    let row = view.player(player(of)).unwrap_or_else(|| panic!("seat {seat} shows player {of}"));
    (row.positive, row.negative, row.balanced, row.points)
}

#[test]
fn the_worked_example_over_a_whole_match() {
    let mut table = Table::of(3);
    table.control(0, Control::Start { practice: false });
    for round in 1..=3_u8 {
        play(&mut table);
        assert_eq!(row(&table, 2, 0).0, 0, "round {round} starts from zero");
        table.press(0, Direction::Right, 2);
        table.press(0, Direction::Left, 4);
        table.press(1, Direction::Right, 5);
        table.press(1, Direction::Left, 4);
        table.pass(SECOND);
        for seat in 0..3 {
            assert_eq!(row(&table, seat, 1).2, 4, "seat {seat} sees the counts as they grow");
        }
        table.pass(15 * SECOND);
        for seat in 0..3 {
            let view = table.view(seat);
            let winners = vec![player(1)];
            assert_eq!(view.phase, Phase::Result { winners, last: round == 3 }, "seat {seat}");
            assert_eq!((view.round, view.pot), (round, 7));
            assert_eq!(row(&table, seat, 0), (2, 4, 2, 0));
            assert_eq!(row(&table, seat, 1), (5, 4, 4, 7 * u64::from(round)));
            assert_eq!(view.players[0].id, player(1), "in order of rank");
            assert_eq!(view.players.iter().map(|p| p.rank).collect::<Vec<_>>(), [1, 2, 3]);
        }
        table.control(0, Control::Next);
    }
    for seat in 0..3 {
        assert_eq!(table.view(seat).phase, Phase::Podium { winners: vec![player(1)] });
    }
    table.control(0, Control::Again);
    for seat in 0..3 {
        let view = table.view(seat);
        assert_eq!((view.phase, view.players.len()), (Phase::Lobby, 3), "seat {seat}");
        assert_eq!(row(&table, seat, 1), (0, 0, 0, 0), "a new match has no points yet");
    }
}

#[test]
fn everybody_sees_everybody_in_the_lobby() {
    let table = Table::of(4);
    for seat in 0..4 {
        let view = table.view(seat);
        let ids: Vec<_> = view.players.iter().map(|player| player.id).collect();
        assert_eq!(ids, (0..4).map(player).collect::<Vec<_>>(), "in order of arrival");
        assert_eq!(view.connection, Connection::Connected { server: true });
        assert_eq!(view.host, Some(player(0)));
        assert_eq!(view.start, if seat == 0 { StartGate::Ready } else { StartGate::NotHost });
    }
    let joined = |event: &&Event| matches!(event, Event::Joined { .. });
    assert_eq!(table.seats[1].events.iter().filter(joined).count(), 2);
}

#[test]
fn a_host_alone_starts_only_by_explicit_choice() {
    let mut table = Table::new();
    assert_eq!(table.view(0).start, StartGate::Alone);
    table.control(0, Control::Start { practice: false });
    assert_eq!(table.view(0).phase, Phase::Lobby);
    table.control(0, Control::Start { practice: true });
    play(&mut table);
    table.press(0, Direction::Left, 1);
    table.press(0, Direction::Right, 1);
    table.pass(16 * SECOND);
    assert_eq!(table.view(0).phase, Phase::Result { winners: vec![player(0)], last: false });
}

#[test]
fn a_guest_calls_no_stage() {
    let mut table = Table::of(2);
    for control in [
        Control::Start { practice: true },
        Control::Next,
        Control::Again,
        Control::Settings(Settings::new(1, 5).unwrap()),
        Control::Remove(player(0)),
    ] {
        let before = table.seats[1].session.state().clone();
        table.control(1, control);
        assert_eq!(table.seats[1].session.state(), &before);
    }
}

#[test]
fn the_hosts_settings_are_everybodys() {
    let mut table = Table::of(2);
    let settings = Settings::new(1, 5).unwrap();
    table.control(0, Control::Settings(settings));
    assert_eq!(table.view(1).settings, settings);
    table.control(0, Control::Start { practice: false });
    play(&mut table);
    table.pass(6 * SECOND);
    assert_eq!(table.view(1).phase, Phase::Result { winners: vec![], last: true });
}

#[test]
fn presses_count_only_while_the_round_runs_by_their_own_time_stamp() {
    let mut table = Table::of(2);
    table.press(1, Direction::Right, 1);
    table.control(0, Control::Start { practice: false });
    table.press(1, Direction::Right, 1);
    play(&mut table);
    table.press(1, Direction::Right, 1);
    table.pass(14_900 * Duration::from_millis(1));
    let in_time = table.local(1);
    table.pass(Duration::from_millis(70));
    assert!(matches!(table.view(1).phase, Phase::Tally { .. }));
    table.press(1, Direction::Right, 1);
    // A key event that waited in the browser's queue.
    table.input(1, game::Input::Press { direction: Direction::Left, at: in_time });
    table.pass(SECOND);
    assert_eq!(row(&table, 0, 1), (1, 1, 1, 1));
}

#[test]
fn who_comes_while_a_round_runs_watches_until_the_next_one() {
    let mut table = Table::of(2);
    table.control(0, Control::Start { practice: false });
    play(&mut table);
    let late = table.sit(config(2, Opening::Join), Duration::from_secs(5));
    table.pass(SECOND);
    assert!(matches!(table.view(late).phase, Phase::Playing { .. }));
    table.press(late, Direction::Right, 1);
    table.pass(16 * SECOND);
    assert_eq!(row(&table, 0, 2), (0, 0, 0, 0));
    assert!(!table.view(0).player(player(2)).unwrap().plays);
    table.control(0, Control::Next);
    play(&mut table);
    table.press(late, Direction::Right, 1);
    table.pass(SECOND);
    assert_eq!(row(&table, 0, 2).0, 1);
}

#[test]
fn who_leaves_is_seen_to_go_and_keeps_its_count() {
    let mut table = Table::of(3);
    table.control(0, Control::Start { practice: false });
    play(&mut table);
    table.press(2, Direction::Right, 3);
    table.control(2, Control::Leave);
    assert_eq!(table.view(2).connection, Connection::Ended(Ending::Left));
    for seat in 0..2 {
        assert!(!table.view(seat).player(player(2)).unwrap().connected, "at once");
    }
    table.pass(Duration::from_millis(16));
    for seat in 0..2 {
        assert_eq!(row(&table, seat, 2).0, 3, "what it had not yet told went before its goodbye");
        assert!(table.seats[seat].events.iter().any(|e| matches!(e, Event::Left { .. })));
    }
}

#[test]
fn who_was_removed_is_told_so_and_cannot_return() {
    let mut table = Table::of(3);
    table.control(0, Control::Remove(player(2)));
    assert_eq!(table.view(2).connection, Connection::Ended(Ending::Removed));
    assert!(table.view(1).player(player(2)).is_none());
    assert!(table.seats[1].events.iter().any(|e| matches!(e, Event::Removed { .. })));
    let mut again = config(2, Opening::Join);
    again.incarnation = 1;
    let again = table.sit(again, Duration::ZERO);
    table.pass(SECOND);
    assert_eq!(table.view(again).connection, Connection::Ended(Ending::Removed));
    assert_eq!(table.view(0).players.len(), 2);
}

#[test]
fn a_link_that_nobody_hosts_is_no_game() {
    let mut table = Table::new();
    table.control(0, Control::Leave);
    let lost = table.sit(config(1, Opening::Join), Duration::ZERO);
    table.pass(Duration::from_secs(10));
    assert_eq!(table.view(lost).connection, Connection::Ended(Ending::NoSuchGame));
}

#[test]
fn a_server_out_of_reach_is_said_to_be_so() {
    let mut table = Table::new();
    table.server_down = true;
    let lost = table.sit(config(1, Opening::Join), Duration::ZERO);
    assert_eq!(table.view(lost).connection, Connection::ReachingServer);
    table.pass(Duration::from_secs(10));
    assert_eq!(table.view(lost).connection, Connection::Ended(Ending::ServerUnreachable));
}

#[test]
fn a_maker_whom_nobody_could_find_is_told_so() {
    let mut table = Table::empty();
    table.server_down = true;
    let maker = table.sit(config(0, Opening::Create), Duration::ZERO);
    assert!(matches!(table.view(maker).connection, Connection::Connected { server: false }));
    table.pass(Duration::from_secs(10));
    assert_eq!(table.view(maker).connection, Connection::Ended(Ending::ServerUnreachable));
}

#[test]
fn a_snapshot_holds_the_outcomes_of_the_match_so_far() {
    let mut table = Table::of(2);
    let outcomes = |table: &Table, seat| -> Vec<(u8, Vec<usize>, u64)> {
        let view = table.view(seat);
        let seats = |winners: &[_]| (0..2).filter(|&of| winners.contains(&player(of))).collect();
        let outcomes = view.outcomes.iter();
        outcomes.map(|(id, outcome)| (id.round, seats(&outcome.winners), outcome.pot)).collect()
    };
    table.control(0, Control::Settings(Settings::new(2, 5).unwrap()));
    table.control(0, Control::Start { practice: false });
    for winner in [1, 0] {
        play(&mut table);
        assert_eq!(outcomes(&table, 1).len(), 1 - winner, "a round that runs has none");
        table.press(winner, Direction::Right, 3);
        table.press(winner, Direction::Left, 2);
        table.pass(6 * SECOND);
        table.control(0, Control::Next);
    }
    for seat in 0..2 {
        assert_eq!(outcomes(&table, seat), [(1, vec![1], 2), (2, vec![0], 2)], "seat {seat}");
    }
    let first = table.view(1).match_no;
    table.control(0, Control::Again);
    let again = table.view(1);
    assert_eq!((again.match_no, again.outcomes), (first + 1, Vec::new()));
}
