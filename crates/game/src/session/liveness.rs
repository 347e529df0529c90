//! Who is still there: pings, the clock that they keep, and links that fell silent.
//!
//! The browser's own word comes late (`disconnected` after 6 s, `failed` after 16), so a link is
//! judged by what is heard on it. Only silence after a ping that was really sent counts: a tab that
//! slept has heard nothing because it asked nothing.

use alloc::vec::Vec;

use protocol::peer::{Channel, Message};
use protocol::time::{GameTime, Instant};

use super::Session;
use super::link::{Link, Peer, Progress};
use crate::input::LinkId;
use crate::limits;

impl Session {
    /// Closes what took too long or fell silent, pings what is quiet, and compares digests.
    pub(super) fn advance_links(&mut self, now: Instant) {
        let overdue: Vec<LinkId> = self
            .links
            .iter()
            .filter(|(_, link)| deadline(link) <= now)
            .map(|(&id, _)| id)
            .collect();
        for id in overdue {
            self.close_link(now, id);
        }
        // Nothing here adds or removes a link.
        for index in 0..self.links.len() {
            let Some((&id, link)) = self.links.get_indexed(index) else { return };
            let at = deadline(link);
            self.wake_at(at);
            self.advance_pings(now, id);
            self.advance_digest(now, id);
        }
    }

    fn advance_pings(&mut self, now: Instant, id: LinkId) {
        let hub = self.hub() == Some(id);
        let burst = self.clock.samples() < limits::CLOCK_BURST;
        let Some(peer) = self.links.get_mut(&id).and_then(Link::peer_mut) else { return };
        let quiet = (peer.heard_at + limits::QUIET)
            .max(peer.pinged_at.map_or(peer.heard_at, |at| at + limits::QUIET));
        let interval = if burst {
            limits::CLOCK_BURST_INTERVAL
        } else if peer.awaits_pong() {
            limits::CLOCK_RETRY
        } else {
            limits::CLOCK_INTERVAL
        };
        let clock = peer.pinged_at.map_or(now, |at| at + interval);
        let due = if hub { clock.min(quiet) } else { quiet };
        if due > now {
            self.wake_at(due);
            return;
        }
        self.last_nonce = self.last_nonce.wrapping_add(1);
        let nonce = self.last_nonce;
        peer.pinged(nonce, now);
        self.send(id, Channel::Live, &Message::Ping { nonce });
        let again = match (hub, burst) {
            (true, true) => limits::CLOCK_BURST_INTERVAL,
            (true, false) => limits::CLOCK_RETRY,
            (false, _) => limits::QUIET,
        };
        self.wake_at(now + again);
    }

    pub(super) fn pinged(&mut self, now: Instant, id: LinkId, nonce: u32) {
        let pong = Message::Pong { nonce, now: self.clock.game(now) };
        self.send(id, Channel::Live, &pong);
    }

    pub(super) fn ponged(&mut self, now: Instant, id: LinkId, nonce: u32, game: GameTime) {
        let hub = self.hub() == Some(id);
        let Some(peer) = self.links.get_mut(&id).and_then(Link::peer_mut) else { return };
        let Some(sent) = peer.ponged(nonce) else { return };
        peer.round_trip = Some(now.saturating_since(sent));
        if hub {
            self.clock.sample(sent, game, now);
        }
    }

    /// The machine slept, or the page was hidden away: what was not heard meanwhile proves nothing.
    pub(super) fn slept(&mut self, now: Instant) {
        for peer in self.links.iter_mut().filter_map(|(_, link)| link.peer_mut()) {
            peer.heard_at = now;
            peer.silent_since = None;
            peer.pings.clear();
            peer.pinged_at = None;
        }
        // The machine's clock may have stood still while it slept.
        if self.hub().is_some() {
            self.clock.resample();
        }
    }
}

/// When a link is given up, as things stand.
fn deadline(link: &Link) -> Instant {
    match &link.progress {
        Progress::Signalling(_) => link.since + limits::LINK_TIMEOUT,
        Progress::Open(since) => *since + limits::GREETING_TIMEOUT,
        Progress::Greeted(peer) => silence_ends(peer),
    }
}

fn silence_ends(peer: &Peer) -> Instant {
    peer.silent_since.map_or(peer.heard_at + limits::QUIET + limits::PING_TIMEOUT, |since| {
        since + limits::PING_TIMEOUT
    })
}
