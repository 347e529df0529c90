//! The statistics in words: what an engineer opens first, and what a bug report carries.

use core::fmt::Display;
use core::time::Duration;

use game::{Connection, Diagnostics, View};
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
    let Diagnostics { me, term, offset, clock_samples, links } = &now.diagnostics;
    let mut lines = vec![
        line(words.page_line(), &[&env!("CARGO_PKG_VERSION"), &PROTOCOL_VERSION]),
        connection(view.connection).into(),
        line(words.me_line(), &[&name(view, me.player), &me.incarnation]),
    ];
    if let Some(term) = term {
        lines.push(line(words.host_line(), &[&name(view, term.host.player), &term.number]));
    }
    // The first host's clock is the game's own.
    if *clock_samples > 0 {
        lines.push(line(words.clock_line(), &[&(offset.as_micros() / 1_000), clock_samples]));
    }
    let frames = now.per_second(before, |readings| readings.frames);
    lines.push(line(words.frames_line(), &[&frames]));
    lines.extend(Channel::ALL.map(|channel| flows(before, now, channel)));
    for link in links {
        let peer = link.peer.map_or_else(|| "?".into(), |peer| name(view, peer.player));
        let millis = link.round_trip.map_or_else(|| "?".into(), tenths);
        lines.push(line(words.link_line(), &[&peer, &millis]));
    }
    lines.join("\n")
}

/// What goes each way on a channel.
fn flows(before: &Readings, now: &Readings, channel: Channel) -> String {
    let rate = |way: usize, of: fn(&Flow) -> u64| {
        now.per_second(before, |readings| of(&readings.traffic.on(channel)[way]))
    };
    let [sent, received] = [0, 1].map(|way| [rate(way, |f| f.messages), rate(way, |f| f.bytes)]);
    let values: [&dyn Display; 5] =
        [&channel.label(), &sent[0], &sent[1], &received[0], &received[1]];
    line(words().channel_line(), &values)
}

/// A template with these values, whatever they are: one place that makes texts of them.
fn line(template: &str, values: &[&dyn Display]) -> String {
    let values: Vec<String> = values.iter().map(ToString::to_string).collect();
    fill(template, &values.iter().map(String::as_str).collect::<Vec<_>>())
}

fn connection(connection: Connection) -> &'static str {
    match connection {
        Connection::Connected { server: true } => words().connected(),
        Connection::Connected { server: false } => words().no_new_players(),
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
