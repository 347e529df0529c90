//! Players meet who know different things: one was removed and has not heard of it, one has played
//! for itself, one has only just come, one is met twice.

mod common;

use std::time::Duration;

use common::{Table, config, player};
use game::{Connection, Control, Ending, Event, Input, Opening};
use protocol::peer::{Channel, Message, Refusal};

const SECOND: Duration = Duration::from_secs(1);

/// Enough to knock in vain, and to find one another once the server is back.
const HALF_A_MINUTE: Duration = Duration::from_secs(30);

/// The player's page is loaded anew, with what the former one had saved.
fn reload(table: &mut Table, seat: usize) -> usize {
    let mut again = config(seat, Opening::Join);
    again.incarnation = 1;
    again.saved = table.seats[seat].saved.clone();
    table.vanish(seat);
    table.sit(again, Duration::ZERO)
}

fn is_removed(table: &Table, seat: usize) -> bool {
    table.view(seat).connection == Connection::Ended(Ending::Removed)
}

/// Two players, each hidden away while the other hosts, until both do, `higher` in the higher term.
/// They meet where `first` sits: the other knocks there.
fn two_hosts(higher: usize, first: usize, while_one_is_away: impl Fn(&mut Table)) -> Table {
    let mut table = Table::of(2);
    table.input(1, Input::Unloading);
    while_one_is_away(&mut table);
    table.input(0, Input::Unloading);
    table.input(1, Input::Woken);
    table.pass_until("nobody else is there", HALF_A_MINUTE, |table| table.view(1).is_host());
    table.input(1, Input::Unloading);
    for _ in 0..3 {
        table.input(higher, Input::Woken);
        table.input(higher, Input::Unloading);
    }
    for seat in [first, 1 - first] {
        table.input(seat, Input::Woken);
    }
    table
}

#[test]
fn a_host_learns_from_another_that_it_was_removed_whoever_has_the_higher_term() {
    for (higher, first) in [(0, 0), (0, 1), (1, 0), (1, 1)] {
        let remove = |table: &mut Table| table.control(0, Control::Remove(player(1)));
        let mut table = two_hosts(higher, first, remove);
        table.pass_until("the two meet", HALF_A_MINUTE, |table| is_removed(table, 1));
        assert!(table.view(0).is_host());
    }
}

#[test]
fn who_hosted_once_cannot_send_the_host_away_later() {
    let mut table = two_hosts(0, 1, |_| {});
    let follows = |table: &Table| table.view(1).host == Some(player(0));
    table.pass_until("the two meet", HALF_A_MINUTE, follows);
    table.pass(SECOND);
    let lie = Message::Refused(Refusal::Removed);
    table.forge_message(1, 0, Channel::Control, &lie);
    assert_eq!(table.view(0).connection, Connection::Connected { server: true });
}

#[test]
fn who_finds_the_game_in_the_hands_of_a_removed_player_takes_it_over() {
    let mut table = Table::of(3);
    table.input(2, Input::Unloading);
    table.control(0, Control::Remove(player(2)));
    table.pass(SECOND);
    for seat in [0, 1] {
        table.vanish(seat);
    }
    table.input(2, Input::Woken);
    table.pass_until("nobody else is there", HALF_A_MINUTE, |table| table.view(2).is_host());
    let back = reload(&mut table, 1);
    table.pass_until("it hosts", HALF_A_MINUTE, |table| table.view(back).is_host());
    table.pass_until("and says so", HALF_A_MINUTE, |table| is_removed(table, 2));
}

#[test]
fn a_newcomer_keeps_its_place_from_the_first_moment() {
    let mut table = Table::new();
    let seat = table.sit(config(1, Opening::Join), Duration::ZERO);
    table.vanish(0);
    let back = reload(&mut table, seat);
    table.pass_until("the game goes on", HALF_A_MINUTE, |table| table.view(back).is_host());
}

/// A page that comes back knocks at its host and at the first place, where the same host sits.
#[test]
fn of_two_links_to_one_player_one_goes() {
    let mut table = Table::of(3);
    let back = reload(&mut table, 1);
    table.seats[0].events.clear();
    table.pass(SECOND);
    assert_eq!(table.view(back).connection, Connection::Connected { server: true });
    let left = |event: &Event| matches!(event, Event::Left { .. });
    assert!(!table.seats[0].events.iter().any(left));
    let links = table.seats[0].session.diagnostics(table.now).links;
    let with = links.iter().filter(|link| link.peer.is_some_and(|it| it.player == player(1)));
    assert_eq!(with.count(), 1, "{links:?}");
}

#[test]
fn a_lost_answer_about_the_time_is_soon_asked_for_again() {
    let mut table = Table::of(2);
    table.pass(2 * SECOND);
    table.seats[1].sent.clear();
    table.vanish(0);
    table.pass(2 * SECOND);
    let pings = table.seats[1].sent.iter();
    let pings = pings.filter(|(_, _, message)| matches!(message, Message::Ping { .. })).count();
    assert!(pings >= 6, "{pings} pings in two seconds without an answer");
}
