//! Who is at the other end of a link, and what it is good for.

use protocol::delta::{Delta, Member, StampedProfile};
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
            if reason == RefusedBecause::Removed {
                self.met_nobody(id);
            }
            self.refuse(now, id, reason);
            return;
        }
        let Some(link) = self.links.get_mut(&id) else { return };
        let hosts = hello.lease.is_some_and(|term| term.host == hello.replica);
        link.progress = Progress::Greeted(Box::new(Peer::new(hello.replica, hosts, now)));
        let stays = self.keep_one_link(now, id);
        if !self.links.contains_key(&id) {
            return;
        }
        if let Some(term) = hello.lease
            && self.plausible(term)
        {
            self.learn_lease(now, term);
        }
        if self.is_host() {
            self.admit(now, id, hello);
        } else if self.state.lease().is_some_and(|term| term.host == hello.replica) {
            if stays {
                self.follow(now, id);
            }
        } else {
            self.met(id);
            if hello.lease.is_none() {
                // A stranger who took this player for the host; the greeting has told it who is. Who
                // knows of a host is in the game, though one of the two may not have heard so yet.
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
        Ok(())
    }

    /// Of several links to one player one stays, on which both sides agree: that of the latest life;
    /// of those made towards each other, one that the player with the higher id offered; of these the
    /// one that its maker numbered last. The others go once something is heard on that one: then both
    /// sides know it, and neither is without a link for a moment. Those of an earlier life go at once,
    /// there is nobody there. Returns whether this link stays.
    pub(super) fn keep_one_link(&mut self, now: Instant, id: LinkId) -> bool {
        let mut stays = true;
        for rival in self.greeted_links() {
            let (Some(link), Some(other)) = (self.links.get(&id), self.links.get(&rival)) else {
                continue;
            };
            let (Some(peer), Some(twin)) = (link.peer(), other.peer()) else { continue };
            if rival == id || twin.replica.player != peer.replica.player {
                continue;
            }
            let same_life = twin.replica == peer.replica;
            let outlasts = if !same_life {
                peer.replica.incarnation > twin.replica.incarnation
            } else if link.offered != other.offered {
                link.offered == (self.me.player > peer.replica.player)
            } else {
                link.number() > other.number()
            };
            stays &= outlasts;
            let (kept, gone) = if outlasts { (peer, rival) } else { (twin, id) };
            if kept.spoke || !same_life {
                self.close_link(now, gone);
            }
        }
        stays
    }

    /// The host takes a guest in.
    fn admit(&mut self, now: Instant, id: LinkId, hello: &Hello) {
        if !self.enrol(now, id) {
            return;
        }
        let profiles = Vec::from([(hello.replica.player, hello.profile.clone())]);
        self.merge(&Delta { profiles, ..Delta::default() }, None);
        // Who has heard of a host has been in the game, and may know what this host does not.
        if let Some(peer) = self.links.get_mut(&id).and_then(Link::peer_mut) {
            peer.catching_up = hello.lease.is_some();
        }
        self.update_presence(now);
        self.tell_presence(id);
        self.send_digest(now, id);
    }

    /// The host makes whoever is at the other end of a link a member, if there is room; else sends it
    /// away. Returns whether it is one.
    pub(super) fn enrol(&mut self, now: Instant, id: LinkId) -> bool {
        let Some(player) = self.player_of(id) else { return false };
        if self.state.is_member(player) {
            return true;
        }
        let refused = if self.state.is_removed(player) {
            Some(RefusedBecause::Removed)
        } else {
            (self.state.remembered() >= PLAYERS).then_some(RefusedBecause::Full)
        };
        if let Some(reason) = refused {
            self.refuse(now, id, reason);
            return false;
        }
        let members = Vec::from([Member { player, seat: self.state.next_seat() }]);
        self.merge(&Delta { members, ..Delta::default() }, None);
        true
    }

    /// The other side does not want this one. It is over if who says so has the authority: the host,
    /// or who sits where this player knocked for the host; to a host, another host that has removed
    /// it and says so at once.
    pub(super) fn refused(&mut self, now: Instant, id: LinkId, refusal: Refusal) {
        let host = self.state.lease().map(|lease| lease.host.player);
        let peer = self.links.get(&id).and_then(Link::peer);
        let greets_as_host = peer.is_some_and(|peer| peer.hosts && !peer.spoke);
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
            Role::Host(_) => greets_as_host && refusal == Refusal::Removed,
            Role::Ended(_) => false,
        };
        match ending.filter(|_| has_authority) {
            Some(ending) => self.end(ending),
            None => self.close_link(now, id),
        }
    }
}
