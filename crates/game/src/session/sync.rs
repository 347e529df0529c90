//! Deltas as things happen; digest, pull and push for whatever got lost on the way.

use alloc::vec::Vec;
use core::time::Duration;

use protocol::delta::{Delta, Digest, Section};
use protocol::limits::ENTRIES_IN_PULL;
use protocol::peer::{self, Channel, DecodeError, Message};
use protocol::time::Instant;

use super::Session;
use super::link::Link;
use super::office::Role;
use crate::changes::Changes;
use crate::guard::{Guard, Manner};
use crate::input::LinkId;
use crate::limits;
use crate::output::RefusedBecause;
use crate::pieces::pieces;
use crate::view::Ending;

/// What the sender of a message is to this player.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sender {
    /// The host.
    Hub,
    /// A guest of this host.
    Spoke,
    /// Another guest, on a standby link, or a host that has been.
    Other,
}

impl Session {
    /// A message came.
    pub(super) fn received(&mut self, now: Instant, id: LinkId, channel: Channel, bytes: &[u8]) {
        let Some(link) = self.links.get_mut(&id) else { return };
        let greeted = match link.peer_mut() {
            Some(peer) => {
                peer.heard(now);
                true
            }
            None => false,
        };
        if !greeted && channel == Channel::Live {
            // The channels know no order between them: it overtook the greeting.
            return;
        }
        let message = match peer::decode(bytes) {
            Ok(message) => message,
            Err(error) => return self.undecodable(now, id, error),
        };
        let in_place = match (&message, channel) {
            (Message::Hello(_), Channel::Control) => !greeted,
            (Message::Refused(_), Channel::Control) => true,
            (Message::Ping { .. } | Message::Pong { .. }, channel) => {
                greeted && channel == Channel::Live
            }
            (Message::Delta(_), _) => greeted,
            (_, Channel::Control) => greeted,
            (_, Channel::Live) => false,
        };
        if in_place {
            self.dispatch(now, id, channel, message);
        } else {
            self.refuse(now, id, RefusedBecause::OutOfPlace);
        }
    }

    fn undecodable(&mut self, now: Instant, id: LinkId, error: DecodeError) {
        let newcomer = !self.state.is_member(self.me.player);
        self.refuse(now, id, RefusedBecause::Undecodable(error));
        if let DecodeError::Version { theirs } = error
            && newcomer
            && matches!(self.role, Role::Seeking(_))
        {
            self.end(Ending::Version { theirs });
        }
    }

    fn dispatch(&mut self, now: Instant, id: LinkId, channel: Channel, message: Message) {
        let sender = self.sender(id);
        if !matches!(message, Message::Refused(_))
            && let Some(peer) = self.links.get_mut(&id).and_then(Link::peer_mut)
            && !core::mem::replace(&mut peer.spoke, true)
        {
            self.keep_one_link(now, id);
        }
        match message {
            Message::Hello(hello) => self.greeted(now, id, &hello),
            Message::Refused(refusal) => self.refused(now, id, refusal),
            Message::Bye => self.close_link(now, id),
            Message::Ping { nonce } => self.pinged(now, id, nonce),
            Message::Pong { nonce, now: game } => self.ponged(now, id, nonce, game),
            Message::Claim(term) => self.claimed(now, id, term),
            Message::Delta(delta) => {
                let manner = if channel == Channel::Live { Manner::Live } else { Manner::Control };
                self.take_delta(now, id, sender, delta, manner);
            }
            Message::Push { delta, last } => self.take_push(now, id, sender, delta, last),
            Message::Digest(digest) => self.compare(now, id, &digest),
            Message::Pull { sections, everything } => {
                self.answer(id, &sections, everything);
            }
            Message::Presence(presence) if sender == Sender::Hub => self.told_presence(presence),
            // From one who was host a moment ago, or who takes this player for a guest.
            Message::Presence(_) => {}
        }
    }

    fn sender(&self, id: LinkId) -> Sender {
        match self.role {
            Role::Host(_) => Sender::Spoke,
            Role::Guest { hub, .. } if hub == id => Sender::Hub,
            _ => Sender::Other,
        }
    }

    fn take_delta(
        &mut self,
        now: Instant,
        id: LinkId,
        sender: Sender,
        delta: Delta,
        manner: Manner,
    ) {
        match sender {
            Sender::Hub => self.take_from_hub(now, id, &delta),
            Sender::Spoke => match self.admit_delta(now, id, delta, manner) {
                Ok(delta) => {
                    self.merge(&delta, Some(id));
                }
                // Between two hosts an honest guest may speak of what this one has yet to learn.
                Err(_) if self.is_catching_up(id) => {}
                Err(reason) => self.refuse(now, id, reason),
            },
            // On the way between two hosts; the digests settle it.
            Sender::Other => {}
        }
    }

    /// What the host says counts.
    fn take_from_hub(&mut self, now: Instant, id: LinkId, delta: &Delta) {
        let lease = self.state.lease();
        self.merge(delta, Some(id));
        if self.state.is_removed(self.me.player) {
            self.end(Ending::Removed);
        } else if self.state.lease() != lease {
            self.obey_lease(now, true);
        }
    }

    fn is_catching_up(&self, id: LinkId) -> bool {
        self.links.get(&id).and_then(Link::peer).is_some_and(|peer| peer.catching_up)
    }

    fn admit_delta(
        &self,
        now: Instant,
        id: LinkId,
        delta: Delta,
        manner: Manner,
    ) -> Result<Delta, RefusedBecause> {
        let peer = self.links.get(&id).and_then(Link::peer);
        let (Some(peer), Some(term)) = (peer, self.state.lease()) else {
            return Err(RefusedBecause::OutOfPlace);
        };
        let guard = Guard {
            held: &self.state,
            term,
            now: self.clock.game(now),
            guest: peer.replica,
            brought: peer.brought,
            speakers: self.speakers(),
        };
        guard.admit(delta, manner)
    }

    fn take_push(&mut self, now: Instant, id: LinkId, sender: Sender, delta: Delta, last: bool) {
        let Some(peer) = self.links.get_mut(&id).and_then(Link::peer_mut) else { return };
        if !peer.asked {
            self.refuse(now, id, RefusedBecause::OutOfPlace);
            return;
        }
        let manner = if peer.catching_up { Manner::CatchUp } else { Manner::Answer };
        peer.asked &= !last;
        let caught_up = last && core::mem::take(&mut peer.catching_up);
        self.take_delta(now, id, sender, delta, manner);
        if caught_up {
            self.credit(id);
        }
    }

    /// What a guest has brought to the round that runs: it may be from a parted group's run of the
    /// same round, and does not count against its pace in this one.
    fn credit(&mut self, id: LinkId) {
        let Some(round) = self.span().map(|span| span.round) else { return };
        let tallies = self.state.tallies(round);
        let Some(peer) = self.links.get_mut(&id).and_then(Link::peer_mut) else { return };
        let tally = tallies.get(&peer.replica.player).copied().unwrap_or_default();
        peer.brought = Some((round, tally.positive.saturating_add(tally.negative)));
    }

    /// The other side says what it holds: asks for what differs.
    fn compare(&mut self, now: Instant, id: LinkId, digest: &Digest) {
        self.settle(now, id, digest.lease);
        // A change of host may just have come of it.
        let sender = self.sender(id);
        match sender {
            Sender::Hub => {}
            // A presence list that crossed a change of host was not taken.
            Sender::Spoke => self.tell_presence(id),
            Sender::Other => return,
        }
        let Some(peer) = self.links.get(&id).and_then(Link::peer) else { return };
        // While presses fly, those who are connected speak for themselves. Later there is time to ask
        // everybody for everything: of a reloaded player's former life others may know more.
        let trusted = sender == Sender::Hub || peer.catching_up;
        let everything = trusted || self.span().is_none();
        let own = self.digest.get_or_insert_with(|| self.state.digest());
        let mut sections = self.state.differing(own, digest);
        // Once a guest has told what it knew before, only counts and profiles are its to write.
        sections
            .retain(|section| trusted || matches!(section, Section::Profiles | Section::Round(_)));
        sections.truncate(ENTRIES_IN_PULL);
        let asks = !peer.asked && !sections.is_empty();
        let Some(peer) = self.links.get_mut(&id).and_then(Link::peer_mut) else { return };
        peer.asked |= asks;
        let caught_up = !peer.asked && core::mem::take(&mut peer.catching_up);
        if asks {
            self.send(id, Channel::Control, &Message::Pull { sections, everything });
        } else if caught_up {
            self.credit(id);
        }
    }

    /// Answers a pull, whoever asks: between two hosts one may ask who is not yet taken for the
    /// host, and it asks only once.
    fn answer(&mut self, id: LinkId, sections: &[Section], everything: bool) {
        let mut keys = Changes::default();
        for &section in sections.iter().take(ENTRIES_IN_PULL) {
            keys.extend(&self.state.section(section));
        }
        if !everything {
            let (me, presence) = (self.me.player, &self.presence);
            keys = keys.written_by(|player| player == me || !presence.contains(&player));
        }
        let mut parts = pieces(self.state.delta(&keys), limits::ENTRIES_PER_MESSAGE);
        let end = parts.pop().unwrap_or_default();
        for delta in parts {
            self.send(id, Channel::Control, &Message::Push { delta, last: false });
        }
        self.send(id, Channel::Control, &Message::Push { delta: end, last: true });
    }

    /// Says what this replica holds, to the host or as the host.
    pub(super) fn send_digest(&mut self, now: Instant, id: LinkId) {
        let digest = self.digest.get_or_insert_with(|| self.state.digest()).clone();
        self.send(id, Channel::Control, &Message::Digest(digest));
        if let Some(peer) = self.links.get_mut(&id).and_then(Link::peer_mut) {
            peer.digest_at = Some(now);
        }
    }

    pub(super) fn advance_digest(&mut self, now: Instant, id: LinkId) {
        if self.sender(id) == Sender::Other {
            return;
        }
        let Some(peer) = self.links.get(&id).and_then(Link::peer) else { return };
        let due = peer.digest_at.map_or(now, |at| at + limits::DIGEST_INTERVAL);
        if due <= now {
            self.send_digest(now, id);
            self.wake_at(now + limits::DIGEST_INTERVAL);
        } else {
            self.wake_at(due);
        }
    }

    pub(super) fn set_congested(&mut self, id: LinkId, congested: bool) {
        if let Some(peer) = self.links.get_mut(&id).and_then(Link::peer_mut) {
            peer.congested = congested;
        }
    }

    /// Sends what waits: at once what must not be lost, and counts at most once a frame, unless
    /// the channel is congested.
    pub(super) fn flush(&mut self, now: Instant) {
        let interval = self.live_interval();
        let waits = |link: &Link| link.peer().is_some_and(|peer| !peer.pending.is_empty());
        let waiting = self.links.iter().filter(|(_, link)| waits(link)).map(|(&id, _)| id);
        for id in waiting.collect::<Vec<LinkId>>() {
            self.flush_link(now, id, interval);
        }
    }

    /// How often live deltas leave on one link. A guest tells but its own counts, and to one.
    fn live_interval(&self) -> Duration {
        let players = if self.is_host() { self.presence.len() } else { 0 };
        let players = u32::try_from(players).unwrap_or(u32::MAX);
        (limits::LIVE_INTERVAL_PER_PLAYER.saturating_mul(players)).max(limits::LIVE_INTERVAL)
    }

    fn flush_link(&mut self, now: Instant, id: LinkId, interval: Duration) {
        let Some(peer) = self.links.get_mut(&id).and_then(Link::peer_mut) else { return };
        let control = peer.pending.needs_control().then(|| peer.pending.take_control());
        let mut wake = None;
        let mut live = None;
        if !peer.pending.counts.is_empty() && !peer.congested {
            let due = peer.live_at.map_or(now, |at| at + interval);
            if due <= now {
                peer.live_at = Some(now);
                live = Some(peer.pending.take_live());
            } else {
                wake = Some(due);
            }
        }
        if let Some(at) = wake {
            self.wake_at(at);
        }
        if let Some(keys) = control {
            self.send_delta(id, Channel::Control, &keys);
        }
        if let Some(keys) = live {
            self.send_delta(id, Channel::Live, &keys);
        }
    }

    /// Sends all that waits for a link on its control channel, before it is closed, and this
    /// player's counts of the round: live deltas of the last second may have been lost.
    pub(super) fn flush_reliably(&mut self, id: LinkId) {
        let own = self.span().map(|span| self.state.section(Section::Round(span.round)));
        let own = own.unwrap_or_default().of(self.me.player);
        let tells = self.sender(id) != Sender::Other;
        let Some(peer) = self.links.get_mut(&id).and_then(Link::peer_mut).filter(|_| tells) else {
            return;
        };
        let mut keys = core::mem::take(&mut peer.pending);
        keys.extend(&own);
        if !keys.is_empty() {
            self.send_delta(id, Channel::Control, &keys);
        }
    }

    fn send_delta(&mut self, id: LinkId, channel: Channel, keys: &Changes) {
        let entries = match channel {
            Channel::Control => limits::ENTRIES_PER_MESSAGE,
            Channel::Live => limits::COUNTS_PER_PACKET,
        };
        for delta in pieces(self.state.delta(keys), entries) {
            self.send(id, channel, &Message::Delta(delta));
        }
    }
}
