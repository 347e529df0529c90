//! What a snapshot says of each player's connection and wishes.

mod common;

use std::time::Duration;

use common::{Table, player};
use game::{Control, PlayerView};
use protocol::delta::Profile;

fn seen(table: &Table, by: usize, whom: usize) -> PlayerView {
    table.view(by).player(player(whom)).expect("everybody is in the lobby").clone()
}

#[test]
fn everybody_knows_everybodys_round_trip_to_the_host() {
    let mut table = Table::of(3);
    table.pass(Duration::from_secs(2));
    let known = |by, whom| seen(&table, by, whom).round_trip;
    // The table's network takes no time.
    let measured = Some(Duration::ZERO);
    assert_eq!([known(0, 0), known(0, 1), known(0, 2)], [None, measured, measured]);
    assert_eq!([known(2, 0), known(2, 1), known(2, 2)], [None, measured, measured]);
}

#[test]
fn who_chose_to_watch_is_known_to_all() {
    let mut table = Table::of(2);
    let PlayerView { name, colour, .. } = seen(&table, 1, 1);
    table.control(1, Control::Profile(Profile { name, colour, spectating: true }));
    for by in [0, 1] {
        let PlayerView { spectating, plays, .. } = seen(&table, by, 1);
        assert!(spectating && !plays, "seat {by}");
        assert!(!seen(&table, by, 0).spectating, "seat {by}");
    }
}
