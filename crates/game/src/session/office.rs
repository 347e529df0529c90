//! Who hosts, and what becomes of it when a host goes or another is met.
//!
//! The host of the game is who holds the highest term that anybody has heard of. A host says
//! goodbye or falls silent; then the longest-present of those it was connected with claims the next
//! term, and the others follow the claim on the link that they keep with it for that. Who hears no
//! claim in time looks to the next in line, and meanwhile knocks at the game's places, where any
//! host sits. Of two hosts who meet, the lower term steps down.

use alloc::vec::Vec;

use protocol::delta::{Delta, Member};
use protocol::id::{Address, PlayerId, Replica};
use protocol::peer::{Channel, Message};
use protocol::settings::Settings;
use protocol::stage::{RoundId, Stage, StageRecord, Term};
use protocol::time::Instant;

use super::Session;
use super::link::Link;
use super::search::Seek;
use crate::input::LinkId;
use crate::limits;
use crate::mutants::{self, Mutant};
use crate::output::{Event, RefusedBecause};
use crate::view::Ending;

/// This player's part in the game.
#[derive(Clone, Debug)]
pub(super) enum Role {
    /// No host is known or reached.
    Seeking(Seek),
    /// Another hosts, at the other end of this link.
    Guest {
        /// The link to the host.
        hub: LinkId,
        /// When the next standby link may be tried, should there be none.
        standby_from: Instant,
    },
    /// This player hosts.
    Host(Office),
    /// It is over.
    Ended(Ending),
}

/// The host's own affairs.
#[derive(Clone, Debug, Default)]
pub(super) struct Office {
    /// How many stages it has called in its term.
    pub(super) step: u32,
}

/// Who is who.
impl Session {
    /// Whether this player hosts.
    #[must_use]
    pub fn is_host(&self) -> bool {
        matches!(self.role, Role::Host(_))
    }

    /// The link to the host, for a guest.
    pub(super) fn hub(&self) -> Option<LinkId> {
        match self.role {
            Role::Guest { hub, .. } => Some(hub),
            _ => None,
        }
    }

    /// Who takes over if the host goes.
    pub(super) fn successor(&self) -> Option<PlayerId> {
        let host = self.state.lease()?.host.player;
        self.presence.iter().copied().find(|&player| player != host)
    }

    pub(super) fn link_with(&self, player: PlayerId) -> Option<LinkId> {
        self.links.keys().copied().find(|&id| self.player_of(id) == Some(player))
    }

    fn link_with_replica(&self, replica: Replica) -> Option<LinkId> {
        let with = |link: &Link| link.peer().is_some_and(|peer| peer.replica == replica);
        self.links.iter().find(|(_, link)| with(link)).map(|(&id, _)| id)
    }

    /// Who is at the other end of a link, once it has said so.
    pub(super) fn player_of(&self, id: LinkId) -> Option<PlayerId> {
        self.links.get(&id).and_then(Link::peer).map(|peer| peer.replica.player)
    }

    /// Whether a term can be true: numbers do not leap.
    pub(super) fn plausible(&self, term: Term) -> bool {
        let known = self.state.lease().map_or(0, |lease| lease.number);
        term.number <= known.saturating_add(limits::TERM_JUMP)
    }
}

/// Changes of host.
impl Session {
    /// Takes the host's place, in the next term.
    pub(super) fn claim(&mut self, now: Instant) {
        let former = self.state.lease();
        let number = former.map_or(0, |term| term.number).saturating_add(1);
        let term = Term { number, host: self.me };
        self.drop_knocks(now);
        self.role = Role::Host(Office::default());
        self.signalling.take_office(now);
        let mut delta = Delta { lease: Some(term), ..Delta::default() };
        if !self.state.is_member(self.me.player) {
            let seat = self.state.next_seat();
            delta.members.push(Member { player: self.me.player, seat });
        }
        if self.state.stage().is_none() {
            let round = RoundId { match_no: 1, round: 0 };
            let settings = Settings::default();
            delta.stage = Some(StageRecord { round, term, step: 0, settings, stage: Stage::Lobby });
        }
        self.merge(&delta, None);
        if former.is_some() {
            self.event(Event::HostChanged { host: self.me.player });
        }
        for id in self.greeted_links() {
            if !self.enrol(now, id) {
                continue;
            }
            self.send(id, Channel::Control, &Message::Claim(term));
            self.tell_presence(id);
            if let Some(peer) = self.links.get_mut(&id).and_then(Link::peer_mut) {
                peer.catching_up = true;
            }
            self.send_digest(now, id);
        }
        self.update_presence(now);
    }

    /// A peer says who hosts from now on.
    pub(super) fn claimed(&mut self, now: Instant, id: LinkId, term: Term) {
        let Some(replica) = self.links.get(&id).and_then(Link::peer).map(|peer| peer.replica)
        else {
            return;
        };
        let lease = self.state.lease();
        if let Some(lease) = lease.filter(|&lease| lease >= term) {
            if lease > term {
                self.send(id, Channel::Control, &Message::Claim(lease));
            }
            return;
        }
        // Who claims for itself is believed as its greeting on a fresh link would be: it may have won
        // over a parted group, or have claimed at the same time.
        let from_holder = term.host.player == replica.player;
        if self.plausible(term) && (from_holder || self.hub() == Some(id)) {
            self.learn_lease(now, term);
        } else if from_holder {
            self.refuse(now, id, RefusedBecause::NotHost);
        } else if self.hub().is_none() {
            self.look_up(now, term.host.player);
        }
    }

    /// The other side says which term it obeys. Whoever knows of a higher one tells it.
    pub(super) fn settle(&mut self, now: Instant, id: LinkId, theirs: Option<Term>) {
        let ours = self.state.lease();
        if let Some(theirs) = theirs.filter(|theirs| ours.is_none_or(|ours| *theirs > ours)) {
            self.claimed(now, id, theirs);
        } else if let Some(ours) = ours.filter(|&ours| theirs != Some(ours) && !self.is_over(ours))
        {
            self.send(id, Channel::Control, &Message::Claim(ours));
        }
    }

    /// Somebody says that a third player hosts, as a former host does who is asked late: nobody takes
    /// its word for it. But a host, and who is without one, goes to meet the other, one at a time.
    fn look_up(&mut self, now: Instant, player: PlayerId) {
        let underway =
            |link: &Link| link.offered && link.is_attempt() && link.address.player().is_some();
        let known = self.state.is_member(player) && self.link_with(player).is_none();
        if known && !self.links.values().any(underway) {
            self.knock(now, Address::Player { game: self.game, player });
        }
    }

    /// Takes in a term from a trusted source, and acts upon it if it is the highest.
    pub(super) fn learn_lease(&mut self, now: Instant, term: Term) {
        let known = self.state.lease();
        let over = self.is_over(term);
        if known.is_some_and(|lease| lease >= term) || (over && self.hub().is_some()) {
            return;
        }
        self.merge(&Delta { lease: Some(term), ..Delta::default() }, None);
        if !over {
            self.obey_lease(now, known.is_some());
        } else if self.is_host() {
            self.claim(now);
        }
    }

    /// Whether a term is known to be over: its holder was removed, or has begun another life, and
    /// hosts no more.
    fn is_over(&self, term: Term) -> bool {
        let later = |replica: Replica| {
            replica.player == term.host.player && replica.incarnation > term.host.incarnation
        };
        self.state.is_removed(term.host.player)
            || later(self.me)
            || self.links.values().filter_map(Link::peer).any(|p| later(p.replica))
    }

    /// The highest term known is another's: this player is, or becomes, its guest.
    pub(super) fn obey_lease(&mut self, now: Instant, announce: bool) {
        let Some(term) = self.state.lease().filter(|term| term.host != self.me) else { return };
        if announce {
            self.event(Event::HostChanged { host: term.host.player });
        }
        if self.is_host() {
            self.signalling.leave_office();
            for id in self.greeted_links() {
                self.send(id, Channel::Control, &Message::Claim(term));
            }
        }
        match self.link_with_replica(term.host) {
            Some(hub) => self.follow(now, hub),
            None => self.seek_host(now),
        }
    }

    /// Becomes a guest of whoever is at the other end of this link.
    pub(super) fn follow(&mut self, now: Instant, hub: LinkId) {
        if self.hub() == Some(hub) {
            return;
        }
        self.drop_knocks(now);
        self.role = Role::Guest { hub, standby_from: now };
        self.clock.resample();
        if let Some(peer) = self.links.get_mut(&hub).and_then(Link::peer_mut) {
            peer.pings.clear();
            peer.pinged_at = None;
            // What this player may no longer say, if it hosted until now, the digests carry.
            peer.pending = peer.pending.of(self.me.player);
            peer.catching_up = false;
        }
        self.send_digest(now, hub);
    }

    /// A link is gone, for good.
    pub(super) fn drop_link(&mut self, now: Instant, id: LinkId) {
        let Some(link) = self.links.remove(&id) else { return };
        if self.hub() == Some(id) {
            self.lost_host(now, &link);
        } else if self.is_host() {
            self.update_presence(now);
        } else if let Role::Seeking(seek) = &mut self.role
            && seek.knocks.contains(&id)
        {
            seek.knocks.retain(|&knock| knock != id);
            seek.answered |= link.is_answered();
        }
    }

    fn lost_host(&mut self, now: Instant, link: &Link) {
        let host = link.peer().map(|peer| peer.replica);
        if let Some(hub) = host.and_then(|host| self.link_with_replica(host)) {
            // One of two links to it, of which the other stays.
            self.follow(now, hub);
            return;
        }
        if !self.state.is_member(self.me.player) {
            self.role = Role::seeking(now);
            return;
        }
        let lost = host.map(|replica| replica.player);
        let line = self.presence.iter().copied().filter(|&player| Some(player) != lost);
        let line: Vec<PlayerId> = line.collect();
        let first = line.first().is_none_or(|&first| first == self.me.player)
            || mutants::is(Mutant::Successor);
        if first {
            self.claim(now);
        } else {
            self.role = Role::waiting_for(line, now, limits::CLAIM_PATIENCE / 2);
        }
    }

    /// The page is back after it was hidden away: as a guest of whoever hosts now, or as the host
    /// again if nobody else was there.
    pub(super) fn come_back(&mut self, now: Instant) {
        if self.presence.iter().all(|&player| player == self.me.player) {
            self.claim(now);
        } else {
            self.role = Role::seeking(now);
        }
    }
}

/// What is due.
impl Session {
    pub(super) fn advance_role(&mut self, now: Instant) {
        match self.role {
            Role::Seeking(_) => self.advance_seek(now),
            Role::Guest { hub, .. } if self.host_is_removed() => self.close_link(now, hub),
            Role::Guest { hub, standby_from } => self.advance_standby(now, hub, standby_from),
            Role::Host(_) if self.is_cut_off() => self.end(Ending::ServerUnreachable),
            Role::Host(_) | Role::Ended(_) => {}
        }
    }

    /// Whether the host was removed, by an earlier host or another group's.
    fn host_is_removed(&self) -> bool {
        self.state.lease().is_some_and(|term| self.state.is_removed(term.host.player))
    }

    /// Whether this player never reached the server, and waits in vain: for the host of a game, or
    /// in the lobby of its own for guests who can't find it.
    pub(super) fn is_cut_off(&self) -> bool {
        let waits = match self.role {
            Role::Host(_) => {
                let stage = self.state.stage().map(|record| &record.stage);
                self.presence.len() <= 1 && stage == Some(&Stage::Lobby)
            }
            _ => !self.state.is_member(self.me.player),
        };
        waits
            && !self.signalling.was_reached()
            && self.signalling.failures() >= limits::SERVER_ATTEMPTS
    }

    /// A guest keeps a second, idle link with the successor, so that a change of host needs no new
    /// handshake; links that serve nothing any more are closed by the side that made them.
    fn advance_standby(&mut self, now: Instant, hub: LinkId, from: Instant) {
        let (me, host) = (self.me.player, self.player_of(hub));
        let successor = self.successor().filter(|&player| player != me);
        let standby = successor.map(|player| Address::Player { game: self.game, player });
        let mut ready = standby.is_none();
        let mut idle = Vec::new();
        for (&id, link) in &self.links {
            let with = link.peer().map(|peer| peer.replica.player).or(link.address.player());
            if with == host {
                // A second one to the host goes once both sides know which.
            } else if with.is_some() && with == successor {
                ready = true;
            } else if link.offered && now >= link.since + limits::LINK_TIMEOUT {
                idle.push(id);
            }
        }
        for id in idle {
            self.close_link(now, id);
        }
        let Some(address) = standby.filter(|_| !ready && self.signalling.is_open()) else { return };
        if from > now {
            self.wake_at(from);
            return;
        }
        self.knock(now, address);
        if let Role::Guest { standby_from, .. } = &mut self.role {
            *standby_from = now + limits::SEEK_RETRY;
        }
    }

    pub(super) fn greeted_links(&self) -> Vec<LinkId> {
        self.links.iter().filter(|(_, link)| link.peer().is_some()).map(|(&id, _)| id).collect()
    }

    /// For the host: the replicas that are connected, and so speak for themselves.
    pub(super) fn speakers(&self) -> Vec<Replica> {
        let guests = self.links.values().filter_map(Link::peer).map(|peer| peer.replica);
        guests.chain([self.me]).collect()
    }
}
