//! Peer connections as browsers make them: descriptions and candidates that name the other end,
//! two channels, and failures that show late. What is simplified: one connection has one path, and
//! a description says nothing but whose it is.

use core::time::Duration;

use game::{Input, LinkId};
use protocol::peer::Channel;
use protocol::signalling::{Candidate, Description};

use crate::event::{EndId, Event, TabId};
use crate::pipe::Pipe;
use crate::time::Moment;
use crate::world::World;

/// ICE tries this often...
const CONNECT_AGAIN: Duration = Duration::from_millis(400);
/// ...and gives up after so many tries, 16 seconds in all, as browsers do.
const CONNECT_TRIES: u32 = 40;

/// One end of a connection.
#[derive(Debug)]
pub(crate) struct End {
    pub(crate) tab: TabId,
    pub(crate) link: LinkId,
    /// The other end, once its description came.
    pub(crate) remote: Option<EndId>,
    offered: bool,
    /// How many of the other's candidates came.
    candidates: u32,
    pub(crate) state: State,
    closed_at: Option<Moment>,
    /// Whether its page was greeted on it.
    pub(crate) greeted: bool,
    /// Control messages on their way to this end.
    pub(crate) inbound: Pipe<Vec<u8>>,
}

/// How far an end is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum State {
    Describing,
    Connecting,
    Open,
    Closed,
}

/// Making connections.
impl World {
    pub(crate) fn make_offer(&mut self, tab: TabId, link: LinkId) {
        self.new_end(tab, link, None, true);
    }

    pub(crate) fn make_answer(&mut self, tab: TabId, link: LinkId, offer: &Description) {
        let remote = named_by(&offer.sdp).filter(|&remote| remote < self.ends.len());
        let end = self.new_end(tab, link, remote, false);
        if remote.is_none() {
            self.queue.after(Duration::ZERO, Event::Down { end });
        }
    }

    fn new_end(&mut self, tab: TabId, link: LinkId, remote: Option<EndId>, offered: bool) -> EndId {
        let end = self.ends.len();
        self.ends.push(End {
            tab,
            link,
            remote,
            offered,
            candidates: 0,
            state: State::Describing,
            closed_at: None,
            greeted: false,
            inbound: Pipe::default(),
        });
        self.tabs[tab].links.insert(link, end);
        let span = self.rng.millis(2, 12);
        self.queue.after(span, Event::Described { end });
        end
    }

    pub(crate) fn described(&mut self, end: EndId) {
        let End { tab, link, offered, state, .. } = self.ends[end];
        if state == State::Closed {
            return;
        }
        let kind = if offered { "offer" } else { "answer" };
        let description = Description { kind: kind.into(), sdp: format!("v=0 {end}") };
        self.input(tab, Input::Described { link, description });
        let span = self.rng.millis(1, 40);
        self.queue.after(span, Event::Gathered { end });
    }

    pub(crate) fn gathered(&mut self, end: EndId) {
        let End { tab, link, state, .. } = self.ends[end];
        if state != State::Closed {
            let candidate =
                Candidate { candidate: format!("candidate {end}"), ..Candidate::default() };
            self.input(tab, Input::Gathered { link, candidate });
        }
    }

    pub(crate) fn take_answer(&mut self, tab: TabId, link: LinkId, answer: &Description) {
        let Some(&end) = self.tabs[tab].links.get(&link) else { return };
        let remote = named_by(&answer.sdp).filter(|&remote| remote < self.ends.len());
        self.ends[end].remote = remote;
        match remote {
            Some(_) => self.begin_to_connect(end),
            None => self.queue.after(Duration::ZERO, Event::Down { end }),
        }
    }

    pub(crate) fn take_candidate(&mut self, tab: TabId, link: LinkId) {
        if let Some(&end) = self.tabs[tab].links.get(&link) {
            self.ends[end].candidates += 1;
            self.begin_to_connect(end);
        }
    }

    /// Once both know each other and one of them a way, they try.
    fn begin_to_connect(&mut self, end: EndId) {
        let Some(remote) = self.ends[end].remote else { return };
        let (one, other) = (&self.ends[end], &self.ends[remote]);
        let ready = other.remote == Some(end)
            && one.offered != other.offered
            && one.candidates + other.candidates > 0
            && one.state == State::Describing
            && other.state == State::Describing;
        if ready {
            let offerer = if one.offered { end } else { remote };
            self.ends[end].state = State::Connecting;
            self.ends[remote].state = State::Connecting;
            self.queue.after(Duration::ZERO, Event::Connect { offerer, tries: 0 });
        }
    }

    pub(crate) fn connect(&mut self, offerer: EndId, tries: u32) {
        let Some(answerer) = self.ends[offerer].remote else { return };
        let ends = [offerer, answerer];
        if ends.iter().any(|&end| self.ends[end].state == State::Closed) {
            return;
        }
        let (one, other) = (self.ends[offerer].tab, self.ends[answerer].tab);
        if tries >= CONNECT_TRIES {
            for end in ends {
                self.queue.after(Duration::ZERO, Event::Down { end });
            }
        } else if !self.net.connects(one, other) || self.net.loses() || self.net.loses() {
            self.queue.after(CONNECT_AGAIN, Event::Connect { offerer, tries: tries + 1 });
        } else {
            // A connectivity check, DTLS's two round trips and SCTP's, some of them at once.
            let trip = self.net.delay(one, other) + self.net.delay(other, one);
            let up = trip * 3;
            self.queue.after(up, Event::Up { end: answerer });
            self.queue.after(up + self.net.least(other, one), Event::Up { end: offerer });
        }
    }

    pub(crate) fn up(&mut self, end: EndId) {
        let End { tab, link, state, .. } = self.ends[end];
        if state == State::Connecting {
            self.ends[end].state = State::Open;
            self.input(tab, Input::LinkUp { link });
        }
    }

    /// The browser finds that a connection is over.
    pub(crate) fn down(&mut self, end: EndId) {
        let End { tab, link, state, .. } = self.ends[end];
        if state == State::Closed {
            return;
        }
        self.shut(end);
        self.tabs[tab].links.remove(&link);
        self.input(tab, Input::LinkDown { link });
    }

    fn shut(&mut self, end: EndId) {
        let now = self.queue.now();
        let end = &mut self.ends[end];
        end.state = State::Closed;
        end.closed_at = Some(now);
        end.inbound.clear();
    }
}

/// What is sent.
impl World {
    pub(crate) fn send(&mut self, tab: TabId, link: LinkId, channel: Channel, bytes: Vec<u8>) {
        let Some(&end) = self.tabs[tab].links.get(&link) else { return };
        let End { state: State::Open, remote: Some(remote), .. } = self.ends[end] else { return };
        if self.ends[remote].state == State::Closed {
            return;
        }
        let to = self.ends[remote].tab;
        match channel {
            Channel::Control => self.send_control(tab, to, remote, bytes),
            Channel::Live => self.send_live(tab, to, remote, bytes),
        }
    }

    fn send_control(&mut self, from: TabId, to: TabId, remote: EndId, bytes: Vec<u8>) {
        let (arrives, last_sent) = self.net.reliably(self.queue.now(), from, to);
        let arrives = self.ends[remote].inbound.send(bytes, arrives);
        let waiting = self.ends[remote].inbound.len();
        self.tally.control_waiting = self.tally.control_waiting.max(waiting);
        let last_sent_us = last_sent.as_micros();
        self.queue.at(arrives, Event::Control { end: remote, last_sent_us });
    }

    fn send_live(&mut self, from: TabId, to: TabId, remote: EndId, bytes: Vec<u8>) {
        if !self.net.reaches(from, to) || self.net.loses() {
            self.tally.lost += 1;
            return;
        }
        if self.net.doubles() {
            self.tally.doubled += 1;
            let span = self.net.delay(from, to);
            self.queue.after(span, Event::Live { end: remote, bytes: bytes.clone() });
        }
        let span = self.net.delay(from, to);
        self.queue.after(span, Event::Live { end: remote, bytes });
    }

    pub(crate) fn live_arrives(&mut self, end: EndId, bytes: Vec<u8>) {
        let End { tab, link, .. } = self.ends[end];
        self.up(end);
        if self.ends[end].state == State::Open {
            self.receive(tab, link, Channel::Live, bytes);
        }
    }

    pub(crate) fn control_arrives(&mut self, end: EndId, last_sent_us: u64) {
        let End { tab, link, remote, state, .. } = self.ends[end];
        let (Some(remote), false) = (remote, state == State::Closed) else { return };
        if !self.net.connects(tab, self.ends[remote].tab) {
            self.ends[end].inbound.miss();
            return;
        }
        if self.ends[remote].closed_at.is_some_and(|at| at.as_micros() < last_sent_us) {
            // It would have had to be sent again, and what follows it waits for it in vain.
            self.ends[end].inbound.clear();
            return;
        }
        self.up(end);
        if let Some(bytes) = self.ends[end].inbound.arrive() {
            self.receive(tab, link, Channel::Control, bytes);
        }
    }

    /// When all that was said on control channels so far has arrived.
    pub(crate) fn last_arrival(&self) -> Moment {
        let on_their_way = |end: &&End| end.state != State::Closed && end.inbound.len() > 0;
        let arrivals = self.ends.iter().filter(on_their_way).map(|end| end.inbound.last());
        arrivals.max().unwrap_or_default()
    }

    /// Plans again what could not arrive while the way was cut.
    pub(crate) fn resend_missed(&mut self) {
        for end in 0..self.ends.len() {
            let End { tab, remote: Some(remote), .. } = self.ends[end] else { continue };
            if !self.net.connects(tab, self.ends[remote].tab) {
                continue;
            }
            let missed = self.ends[end].inbound.take_missed();
            // The time-out that runs by now may have backed off to seconds.
            let span = self.rng.millis(20, 2_000);
            let last_sent_us = (self.queue.now() + span).as_micros();
            for _ in 0..missed {
                self.queue.after(span, Event::Control { end, last_sent_us });
            }
        }
    }
}

/// How connections end.
impl World {
    /// A page closes its end, and the other is told unless the word gets lost.
    pub(crate) fn close(&mut self, tab: TabId, link: LinkId) {
        let Some(end) = self.tabs[tab].links.remove(&link) else { return };
        let heard = self.ends[end].state == State::Open;
        self.shut(end);
        let Some(remote) = self.ends[end].remote else { return };
        let other = &self.ends[remote];
        if other.remote != Some(end) || other.state == State::Closed {
            return;
        }
        let (to, last) = (other.tab, other.inbound.last());
        let lost = self.net.loses() && self.net.loses();
        if heard && self.net.connects(tab, to) && !lost {
            let at = (self.queue.now() + self.net.delay(tab, to)).max(last);
            self.queue.at(at, Event::Down { end: remote });
        } else {
            self.miss_consent(remote);
        }
    }

    /// A page is gone without a word: its ends fall silent.
    pub(crate) fn vanish(&mut self, tab: TabId) {
        for end in core::mem::take(&mut self.tabs[tab].links).into_values() {
            self.shut(end);
            if let Some(remote) = self.ends[end].remote
                && self.ends[remote].remote == Some(end)
            {
                self.miss_consent(remote);
            }
        }
    }

    /// Browsers call a connection failed 15 to 30 seconds after they last heard (RFC 7675).
    fn miss_consent(&mut self, end: EndId) {
        let span = self.rng.millis(15_000, 30_000);
        self.queue.after(span, Event::Down { end });
    }

    /// The ways were cut: connections on them fail, unless they are mended in time.
    pub(crate) fn watch_consent(&mut self) {
        for end in 0..self.ends.len() {
            let End { tab, remote: Some(remote), state: State::Open, .. } = self.ends[end] else {
                continue;
            };
            let other = self.ends[remote].tab;
            if !self.net.connects(tab, other) {
                let epoch = self.net.epoch(tab, other);
                let span = self.rng.millis(15_000, 30_000);
                self.queue.after(span, Event::Consent { end, epoch });
            }
        }
    }

    pub(crate) fn consent_expires(&mut self, end: EndId, epoch: u32) {
        let End { tab, remote: Some(remote), .. } = self.ends[end] else { return };
        let other = self.ends[remote].tab;
        if !self.net.connects(tab, other) && self.net.epoch(tab, other) == epoch {
            self.down(end);
        }
    }
}

/// The end that a description is of.
fn named_by(sdp: &str) -> Option<EndId> {
    sdp.strip_prefix("v=0 ")?.parse().ok()
}
