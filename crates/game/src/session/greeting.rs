//! Who is at the other end of a link, and what it is good for.

use protocol::delta::{Delta, Member, StampedProfile};
use protocol::id::Replica;
use protocol::limits::{PLAYERS, PROTOCOL_VERSION};
use protocol::peer::{Channel, Hello, Message, Refusal};
use protocol::time::Instant;

use alloc::boxed::Box;
use alloc::vec::Vec;

use super::Session;
use super::link::{Link, Peer, Progress};
use super::office::Role;
use crate::input::LinkId;
use crate::output::RefusedBecause;
use crate::view::Ending;

impl Session {
    /// Says who is here.
    pub(super) fn greet(&mut self, id: LinkId) {
        let (stamp, profile) = self
            .state
            .profile(self.me.player)
            .expect("a session writes its profile when it begins");
        let hello = Hello {
            version: PROTOCOL_VERSION,
            game: self.game,
            replica: self.me,
            profile: StampedProfile { stamp, profile: profile.clone() },
            lease: self.state.lease(),
        };
        self.send(id, Channel::Control, &Message::Hello(hello));
    }

    /// The other side says who it is.
    pub(super) fn greeted(&mut self, now: Instant, id: LinkId, hello: &Hello) {
        if let Err(reason) = self.check(id, hello) {
            self.refuse(now, id, reason);
            return;
        }
        let former = self.former_link(id, hello.replica);
        if former == Some(id) {
            self.close_link(now, id);
            return;
        }
        let Some(link) = self.links.get_mut(&id) else { return };
        let hosts = hello.lease.is_some_and(|term| term.host == hello.replica);
        link.progress = Progress::Greeted(Box::new(Peer::new(hello.replica, hosts, now)));
        if let Some(former) = former {
            // The one that goes is not mourned: its player is here, on the new one.
            if let Role::Guest { hub, .. } = &mut self.role
                && *hub == former
            {
                *hub = id;
            }
            self.close_link(now, former);
        }
        if let Some(term) = hello.lease
            && self.plausible(term)
        {
            self.learn_lease(now, term);
        }
        if self.is_host() {
            self.admit(now, id, hello);
        } else if self.state.lease().is_some_and(|term| term.host == hello.replica) {
            self.follow(now, id);
        } else {
            self.met(id);
            if !self.state.is_member(hello.replica.player) {
                // A stranger who took this player for the host; the greeting has told it who is.
                self.dismiss(now, id, Refusal::NotHost);
            }
        }
    }

    fn check(&self, id: LinkId, hello: &Hello) -> Result<(), RefusedBecause> {
        if hello.game != self.game {
            return Err(RefusedBecause::OtherGame);
        }
        let known = self.links.get(&id).and_then(|link| link.address.player());
        if known.is_some_and(|player| player != hello.replica.player)
            || hello.replica.player == self.me.player
        {
            return Err(RefusedBecause::Impersonation);
        }
        if self.state.is_removed(hello.replica.player) {
            return Err(RefusedBecause::Removed);
        }
        let newcomer = !self.state.is_member(hello.replica.player);
        if self.is_host() && newcomer && self.state.remembered() >= PLAYERS {
            return Err(RefusedBecause::Full);
        }
        Ok(())
    }

    /// Of two links to the same player one goes; this says which. The one of an earlier life does;
    /// of two that were made towards each other at the same time, the one that the player with the
    /// lower id offered, on which both sides agree.
    fn former_link(&self, id: LinkId, replica: Replica) -> Option<LinkId> {
        let offered = self.links.get(&id)?.offered;
        let (other, link, peer) = self.links.iter().find_map(|(&other, link)| {
            let peer = link.peer()?;
            (other != id && peer.replica.player == replica.player).then_some((other, link, peer))
        })?;
        let crossed = link.offered != offered && peer.replica == replica;
        let keep_new = !crossed || offered == (self.me.player > replica.player);
        Some(if keep_new { other } else { id })
    }

    /// The host takes a guest in.
    fn admit(&mut self, now: Instant, id: LinkId, hello: &Hello) {
        let player = hello.replica.player;
        let mut delta = Delta::default();
        if !self.state.is_member(player) {
            delta.members.push(Member { player, seat: self.state.next_seat() });
        }
        delta.profiles = Vec::from([(player, hello.profile.clone())]);
        self.merge(&delta, None);
        // Who has heard of a host has been in the game, and may know what this host does not.
        if let Some(peer) = self.links.get_mut(&id).and_then(Link::peer_mut) {
            peer.catching_up = hello.lease.is_some();
        }
        self.update_presence(now);
        self.send(id, Channel::Control, &Message::Presence(self.presence.clone()));
        self.send_digest(now, id);
    }

    /// The other side does not want this one. It is over if who says so has the authority: the host,
    /// or who sits where this player knocked for the host; to a host, only that it was removed.
    pub(super) fn refused(&mut self, now: Instant, id: LinkId, refusal: Refusal) {
        let host = self.state.lease().map(|lease| lease.host.player);
        let peer = self.links.get(&id).and_then(Link::peer);
        let hosts = peer.is_some_and(|peer| peer.hosts);
        let knocked = self.links.get(&id).is_some_and(|link| {
            let player = link.address.player();
            link.offered && (player.is_none() || player == host)
        });
        let ending = match refusal {
            Refusal::Version { ours: theirs } => Some(Ending::Version { theirs }),
            Refusal::Removed => Some(Ending::Removed),
            Refusal::Full => Some(Ending::Full),
            Refusal::Misconduct | Refusal::Malformed | Refusal::OtherGame => Some(Ending::Refused),
            _ => None,
        };
        let has_authority = match self.role {
            Role::Guest { hub, .. } => hub == id,
            Role::Seeking(_) => knocked,
            Role::Host(_) => knocked && hosts && refusal == Refusal::Removed,
            Role::Ended(_) => false,
        };
        match ending.filter(|_| has_authority) {
            Some(ending) => self.end(ending),
            None => self.close_link(now, id),
        }
    }
}
