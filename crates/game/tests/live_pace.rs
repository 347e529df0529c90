//! How much a host sends while everybody presses as fast as hands can: with few players what happened
//! at every frame, with many less often.

mod common;

use std::time::Duration;

use common::Table;
use game::{Control, Direction};
use protocol::limits::PRESSES_PER_SECOND;
use protocol::peer::{self, Channel, Message};

/// What a message on a data channel weighs beyond its own bytes: IP and UDP 28, DTLS 37, SCTP 28.
const PACKET_HEADERS: usize = 93;

/// What the host sent on its live channels in a second in which everybody pressed evenly: messages to
/// one guest, and bits to all.
fn host_sends(players: usize) -> (usize, usize) {
    let mut table = Table::of(players);
    table.control(0, Control::Start { practice: false });
    table.pass(Duration::from_millis(3_450));
    table.seats[0].sent.clear();
    let presses = players * PRESSES_PER_SECOND as usize;
    let step = Duration::from_secs(1) / u32::try_from(presses).expect("a few thousand");
    for press in 0..presses {
        table.press(press % players, Direction::Right, 1);
        table.pass(step);
    }
    let guest = table.link(0, 1);
    let live = |(_, channel, message): &&_| {
        *channel == Channel::Live && matches!(message, Message::Delta(_))
    };
    let live: Vec<_> = table.seats[0].sent.iter().filter(live).collect();
    let weight = |message| peer::encode(message).expect("it was sent").len() + PACKET_HEADERS;
    let bytes: usize = live.iter().map(|(_, _, message)| weight(message)).sum();
    let to_one = live.iter().filter(|(link, _, _)| Some(*link) == guest).count();
    (to_one, 8 * bytes)
}

#[test]
fn with_a_few_players_a_guest_hears_what_happens_at_every_frame() {
    for players in [8, 16] {
        let (deltas, bits) = host_sends(players);
        assert!((58..=63).contains(&deltas), "{players} players: {deltas} deltas");
        assert!(bits < 2_000_000, "{players} players: {bits} bits a second");
    }
}

#[test]
fn with_a_hundred_players_a_guest_hears_what_happens_ten_times_a_second() {
    let (messages, bits) = host_sends(100);
    assert!((20..=33).contains(&messages), "{messages} messages, up to three a delta");
    assert!(bits < 12_000_000, "{bits} bits a second");
}
