//! What the statistics are computed from.

use game::Diagnostics;
use protocol::peer::Channel;
use protocol::time::Instant;

/// Messages and their bytes, one way on one channel, since the session began.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Flow {
    pub(crate) messages: u64,
    pub(crate) bytes: u64,
}

/// All that went through the channels of all links, by the number of the channel.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Traffic {
    sent: [Flow; 2],
    received: [Flow; 2],
}

/// What was counted and measured up to an instant.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Readings {
    pub(crate) at: Instant,
    pub(crate) traffic: Traffic,
    /// How many frames were drawn.
    pub(crate) frames: u64,
    pub(crate) diagnostics: Diagnostics,
}

impl Flow {
    fn count(&mut self, bytes: usize) {
        self.messages += 1;
        self.bytes += bytes as u64;
    }
}

impl Traffic {
    /// A message leaves.
    pub(crate) fn sends(&mut self, channel: Channel, bytes: usize) {
        self.sent[usize::from(channel.id())].count(bytes);
    }

    /// A message came.
    pub(crate) fn receives(&mut self, channel: Channel, bytes: usize) {
        self.received[usize::from(channel.id())].count(bytes);
    }

    /// What was sent and what received on a channel.
    #[must_use]
    pub(crate) fn on(&self, channel: Channel) -> [Flow; 2] {
        let channel = usize::from(channel.id());
        [self.sent[channel], self.received[channel]]
    }
}

impl Readings {
    /// How much of something that was counted there was a second, from an earlier reading to this
    /// one, rounded to the nearest.
    #[must_use]
    pub(crate) fn per_second(&self, earlier: &Self, of: impl Fn(&Self) -> u64) -> u64 {
        let counted = of(self).saturating_sub(of(earlier));
        let micros = self.at.as_micros().saturating_sub(earlier.at.as_micros()).max(1);
        // A second's count is a few thousand, and the sum far from the end of the numbers.
        counted.saturating_mul(1_000_000).saturating_add(micros / 2) / micros
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use game::LinkDiagnostics;
    use protocol::id::{PlayerId, Replica};
    use protocol::stage::Term;
    use protocol::time::Offset;

    /// Readings at this millisecond, of a guest of the first player.
    pub(crate) fn readings(millis: u64) -> Readings {
        let replica = |bits| Replica { player: PlayerId::from_random(bits), incarnation: 0 };
        let link = |link, peer, round_trip| LinkDiagnostics {
            link: game::LinkId(link),
            peer,
            round_trip,
            congested: false,
        };
        let trip = core::time::Duration::from_micros(12_345);
        let diagnostics = Diagnostics {
            me: replica(1),
            term: Some(Term { number: 2, host: replica(0) }),
            offset: Offset::default(),
            clock_samples: 8,
            links: vec![link(1, Some(replica(0)), Some(trip)), link(2, None, None)],
        };
        let at = Instant::from_micros(millis * 1_000);
        Readings { at, traffic: Traffic::default(), frames: 0, diagnostics }
    }

    #[test]
    fn a_rate_is_a_seconds_whatever_the_time_between() {
        let before = readings(1_000);
        let after = |millis, frames| Readings { frames, ..readings(millis) };
        let rate = |now: Readings| now.per_second(&before, |readings| readings.frames);
        assert_eq!(rate(after(2_000, 60)), 60);
        assert_eq!(rate(after(2_016, 61)), 60);
        assert_eq!(rate(after(1_500, 30)), 60);
        assert_eq!(rate(readings(1_000)), 0, "no time has passed");
    }

    #[test]
    fn each_channel_and_way_is_counted_for_itself() {
        let mut traffic = Traffic::default();
        traffic.sends(Channel::Live, 20);
        traffic.sends(Channel::Live, 22);
        traffic.receives(Channel::Control, 5);
        let none = Flow::default();
        assert_eq!(traffic.on(Channel::Live), [Flow { messages: 2, bytes: 42 }, none]);
        assert_eq!(traffic.on(Channel::Control), [none, Flow { messages: 1, bytes: 5 }]);
    }
}
