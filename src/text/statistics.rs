//! The statistics in words: what an engineer opens first, and what a bug report carries.

use core::time::Duration;

use game::{Connection, View};
use protocol::id::PlayerId;
use protocol::limits::PROTOCOL_VERSION;
use protocol::peer::Channel;

use super::{failure, fill, words};
use crate::store::{Flow, Readings};

/// One line each for the page, the connection, the host, the clock, the frames, the channels and
/// the links; rates are of the time between the two readings.
#[must_use]
pub(crate) fn statistics(before: &Readings, now: &Readings, view: &View) -> String {
    let words = words();
    let diagnostics = &now.diagnostics;
    let mut lines = vec![
        fill(words.page_line, &[env!("CARGO_PKG_VERSION"), &PROTOCOL_VERSION.to_string()]),
        connection(view.connection).into(),
        fill(
            words.me_line,
            &[&name(view, diagnostics.me.player), &diagnostics.me.incarnation.to_string()],
        ),
    ];
    if let Some(term) = diagnostics.term {
        let (host, number) = (name(view, term.host.player), term.number.to_string());
        lines.push(fill(words.host_line, &[&host, &number]));
    }
    let offset = diagnostics.offset.as_micros();
    let samples = diagnostics.clock_samples.to_string();
    lines.push(fill(words.clock_line, &[&(offset / 1_000).to_string(), &samples]));
    let frames = now.per_second(before, |readings| readings.frames);
    lines.push(fill(words.frames_line, &[&frames.to_string()]));
    lines.extend(Channel::ALL.map(|channel| flows(before, now, channel)));
    lines.extend(diagnostics.links.iter().map(|link| {
        let peer = link.peer.map_or_else(|| "?".into(), |peer| name(view, peer.player));
        let millis = link.round_trip.map_or_else(|| "?".into(), tenths);
        fill(words.link_line, &[&peer, &millis])
    }));
    lines.join("\n")
}

/// What goes each way on a channel.
fn flows(before: &Readings, now: &Readings, channel: Channel) -> String {
    let rate = |way: usize, of: fn(&Flow) -> u64| {
        now.per_second(before, |readings| of(&readings.traffic.on(channel)[way])).to_string()
    };
    let values = [0, 1].map(|way| [rate(way, |flow| flow.messages), rate(way, |flow| flow.bytes)]);
    let [[sent, sent_bytes], [received, received_bytes]] = &values;
    fill(words().channel_line, &[channel.label(), sent, sent_bytes, received, received_bytes])
}

fn connection(connection: Connection) -> &'static str {
    match connection {
        Connection::Connected { server: true } => words().connected,
        Connection::Connected { server: false } => words().no_new_players,
        Connection::Ended(ending) => failure(ending).problem.heading,
        waiting => super::waiting_for(waiting),
    }
}

/// A player's name, or its id if it is not shown.
fn name(view: &View, id: PlayerId) -> String {
    view.player(id).map_or_else(|| id.to_string(), |player| player.name.to_string())
}

/// A time in milliseconds with a tenth.
fn tenths(time: Duration) -> String {
    let micros = time.subsec_micros();
    let millis = time.as_secs() * 1_000 + u64::from(micros / 1_000);
    format!("{millis}.{}", micros % 1_000 / 100)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::tests::{readings, view};

    #[test]
    fn a_bug_report_says_all_that_is_known() {
        let view = view(&[("Ana", 0), ("Ben", 0)]);
        let (before, mut now) = (readings(0), readings(1_000));
        now.traffic.sends(Channel::Live, 20);
        now.frames = 60;
        let version = env!("CARGO_PKG_VERSION");
        let lines = [
            &format!("Seesaw {version}, protocol {PROTOCOL_VERSION}"),
            "Connected",
            "You: Ben, life 0",
            "Host: Ana, term 2",
            "Clock: 0 ms behind the game’s, 8 samples",
            "Frames drawn: 60/s",
            "control: 0/s, 0 B/s out; 0/s, 0 B/s in",
            "live: 1/s, 20 B/s out; 0/s, 0 B/s in",
            "Ana: 12.3 ms",
            "?: ? ms",
        ];
        assert_eq!(statistics(&before, &now, &view), lines.join("\n"));
    }
}
