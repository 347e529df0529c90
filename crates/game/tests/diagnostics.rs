//! What a session tells of itself for a bug report.

mod common;

use std::time::Duration;

use common::{Table, player};
use game::Diagnostics;

fn diagnostics(table: &Table, seat: usize) -> Diagnostics {
    table.seats[seat].session.diagnostics(table.local(seat))
}

#[test]
fn host_and_guest_agree_on_the_term_and_each_knows_its_links() {
    let table = Table::of(3);
    let (host, guest) = (diagnostics(&table, 0), diagnostics(&table, 1));
    assert_eq!(host.term, guest.term);
    assert_eq!(host.term.map(|term| term.host.player), Some(player(0)));
    assert_eq!(guest.me.player, player(1));

    let peers = |of: &Diagnostics| -> Vec<_> {
        of.links.iter().filter_map(|link| link.peer).map(|peer| peer.player).collect()
    };
    assert_eq!(peers(&host), [player(1), player(2)]);
    assert!(peers(&guest).contains(&player(0)));
    let hub = guest.links.iter().find(|link| link.peer.is_some_and(|p| p.player == player(0)));
    assert_eq!(hub.unwrap().round_trip, Some(Duration::ZERO), "the network is perfect");
}

#[test]
fn a_guests_clock_is_measured_and_the_first_hosts_is_not() {
    let table = Table::of(2);
    let (host, guest) = (diagnostics(&table, 0), diagnostics(&table, 1));
    assert_eq!(host.clock_samples, 0);
    assert!(guest.clock_samples > 0);
    let game = |of: &Diagnostics, seat| of.offset.to_game(table.local(seat));
    assert_eq!(game(&host, 0), game(&guest, 1), "one clock");
    assert_ne!(host.offset, guest.offset, "the table's clocks are hours apart");
}
