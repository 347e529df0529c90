//! The rules of a change of host: `office.rs`, `search.rs`, `greeting.rs` and `presence.rs` of
//! `crates/game/src/session`, function by function and without what has no part in it. The names
//! are the same, so that the two can be laid side by side.

use crate::model::{Game, HEARSAY_DEPOSES_NOBODY, TERMS_RISE};
use crate::world::{Life, Message, Place, Progress, Role, Seat, Seats, Term, World};

/// A rule left out or turned round, to see whether a property notices.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Flaw {
    /// A term is a mere number.
    TermsWithoutReplica,
    /// What is heard last is believed.
    TermsFall,
    /// Of two hosts who meet, both stay.
    NobodyStepsDown,
    /// A host believes a guest who says that another hosts.
    HostsBelieveHearsay,
    /// A host does not knock at the places that others hold.
    NobodyKnocksAtPlaces,
    /// Whoever loses the host claims its place, first in line or not.
    AnybodyClaims,
    /// Who waits for another's claim waits for ever.
    EndlessPatience,
    /// Digests do not say which term their sender obeys.
    DigestsWithoutTerm,
    /// The host says who is there when that changes, and never again.
    PresenceToldOnce,
    /// The end of any link is taken for that of the host's.
    AnyLinkIsTheHosts,
}

/// Terms.
impl Game {
    pub(crate) fn has(&self, flaw: Flaw) -> bool {
        self.flaw == Some(flaw)
    }

    /// Whether a term is lower than another: `Ord` of `protocol::stage::Term`.
    pub(crate) fn is_lower(&self, term: Term, other: Term) -> bool {
        let host = |term: Term| match self.flaw {
            Some(Flaw::TermsWithoutReplica) => None,
            _ => Some((self.ids[term.host.player], term.host.incarnation)),
        };
        (term.number, host(term)) < (other.number, host(other))
    }

    /// Whether who knows of one term learns nothing from another.
    fn knows(&self, lease: Term, term: Term) -> bool {
        if self.has(Flaw::TermsFall) { lease == term } else { !self.is_lower(lease, term) }
    }
}

/// What is said.
impl Game {
    /// `Session::dispatch`.
    pub(crate) fn dispatch(&self, world: &mut World, me: Seat, peer: Seat, message: Message) {
        match message {
            Message::Hello { incarnation, lease } => {
                self.greeted(world, me, peer, incarnation, lease);
            }
            Message::Claim(term) => self.claimed(world, me, peer, term),
            Message::Presence(presence) => {
                if world.tabs[me].role == Role::Guest(peer) {
                    world.tabs[me].presence = presence;
                }
            }
        }
    }

    /// `Session::greeted`. Everybody is a member.
    fn greeted(&self, world: &mut World, me: Seat, peer: Seat, incarnation: u8, lease: Term) {
        world.ends[me][peer].progress = Progress::Greeted(incarnation);
        let is_former_life = world.tabs[me].lease.host.incarnation < incarnation;
        if world.tabs[me].role == Role::Guest(peer) && is_former_life {
            self.lost_host(world, me, peer);
        }
        if !(world.is_host(me) && self.has(Flaw::NobodyStepsDown)) {
            self.learn_lease(world, me, lease);
        }
        let host = world.tabs[me].lease.host;
        if world.is_host(me) {
            update_presence(world, me);
            world.send(me, peer, Message::Presence(world.tabs[me].presence));
        } else if host.player == peer && host.incarnation == incarnation {
            follow(world, me, peer);
        }
    }

    /// `Session::claimed`.
    fn claimed(&self, world: &mut World, me: Seat, peer: Seat, term: Term) {
        let lease = world.tabs[me].lease;
        if self.knows(lease, term) {
            if self.is_lower(term, lease) {
                world.send(me, peer, Message::Claim(lease));
            }
            return;
        }
        let was_host = world.is_host(me);
        let from_holder = term.host.player == peer;
        let from_hub = world.tabs[me].role == Role::Guest(peer);
        if from_holder || from_hub || self.has(Flaw::HostsBelieveHearsay) {
            self.learn_lease(world, me, term);
        } else if !matches!(world.tabs[me].role, Role::Guest(_)) {
            look_up(world, me, term.host.player);
        }
        if was_host && !world.is_host(me) && !from_holder {
            world.broken = Some(HEARSAY_DEPOSES_NOBODY);
        }
    }

    /// `Session::compare`, and `Session::settle` that it begins with.
    pub(crate) fn compare(&self, world: &mut World, me: Seat, peer: Seat, theirs: Term) {
        let ours = world.tabs[me].lease;
        if self.has(Flaw::DigestsWithoutTerm) {
        } else if self.is_lower(ours, theirs) {
            self.claimed(world, me, peer, theirs);
        } else if theirs != ours && !Self::is_over(world, me, ours) {
            world.send(me, peer, Message::Claim(ours));
        }
        if world.is_host(me) && !self.has(Flaw::PresenceToldOnce) {
            world.send(me, peer, Message::Presence(world.tabs[me].presence));
        }
    }
}

/// Changes of host.
impl Game {
    /// `Session::claim`.
    fn claim(&self, world: &mut World, me: Seat) {
        drop_knocks(world, me);
        let presence = world.greeted(me).with(me);
        let term = Term { number: world.tabs[me].lease.number + 1, host: world.replica(me) };
        let tab = &mut world.tabs[me];
        (tab.lease, tab.role, tab.presence) = (term, Role::Host, presence);
        for peer in presence.without(me).iter() {
            world.send(me, peer, Message::Claim(term));
            world.send(me, peer, Message::Presence(presence));
        }
    }

    /// `Session::learn_lease`.
    fn learn_lease(&self, world: &mut World, me: Seat, term: Term) {
        let known = world.tabs[me].lease;
        let over = Self::is_over(world, me, term);
        let is_guest = matches!(world.tabs[me].role, Role::Guest(_));
        if self.knows(known, term) || (over && is_guest) {
            return;
        }
        if self.is_lower(term, known) {
            world.broken = Some(TERMS_RISE);
        }
        world.tabs[me].lease = term;
        if !over {
            self.obey_lease(world, me);
        } else if world.is_host(me) {
            self.claim(world, me);
        }
    }

    /// `Session::is_over`. Nobody is removed.
    fn is_over(world: &World, me: Seat, term: Term) -> bool {
        let known = match world.ends[me][term.host.player].progress {
            _ if term.host.player == me => world.tabs[me].incarnation,
            Progress::Greeted(incarnation) => incarnation,
            Progress::Open | Progress::Closed => return false,
        };
        known > term.host.incarnation
    }

    /// `Session::obey_lease`, and `Session::seek_host` that it may end with.
    fn obey_lease(&self, world: &mut World, me: Seat) {
        let term = world.tabs[me].lease;
        if term.host == world.replica(me) {
            return;
        }
        if world.is_host(me) {
            world.vacate(me, Place::Free);
            for peer in world.greeted(me).iter() {
                world.send(me, peer, Message::Claim(term));
            }
        }
        let is_host = match world.ends[me][term.host.player].progress {
            Progress::Greeted(incarnation) => incarnation == term.host.incarnation,
            Progress::Open | Progress::Closed => false,
        };
        if is_host {
            follow(world, me, term.host.player);
        } else {
            drop_knocks(world, me);
            world.tabs[me].role = Role::Seeking(Seats::NOBODY.with(me));
        }
    }

    /// `Session::drop_link`.
    pub(crate) fn drop_link(&self, world: &mut World, me: Seat, peer: Seat) {
        world.close(me, peer);
        match world.tabs[me].role {
            Role::Guest(hub) if hub == peer || self.has(Flaw::AnyLinkIsTheHosts) => {
                self.lost_host(world, me, peer);
            }
            Role::Host => update_presence(world, me),
            Role::Guest(_) | Role::Seeking(_) => {}
        }
    }

    /// `Session::lost_host`. With one link a pair, no other leads to the host.
    fn lost_host(&self, world: &mut World, me: Seat, lost: Seat) {
        let line = world.tabs[me].presence.without(lost);
        if line.first().is_none_or(|first| first == me) || self.has(Flaw::AnybodyClaims) {
            self.claim(world, me);
        } else {
            world.tabs[me].role = Role::Seeking(line);
        }
    }

    /// `Session::come_back`, and what `Session::new` does for one who returns.
    pub(crate) fn come_back(&self, world: &mut World, me: Seat) {
        world.tabs[me].life = Life::There;
        if world.tabs[me].presence.without(me) == Seats::NOBODY {
            self.claim(world, me);
        }
    }

    /// `Session::pass_the_line` when patience has run out; with nobody left in line, the end of
    /// `Session::knocked_in_vain`.
    pub(crate) fn lose_patience(&self, world: &mut World, me: Seat) {
        let Role::Seeking(line) = world.tabs[me].role else { return };
        let passed = line.first().filter(|&first| first != me);
        let rest = passed.map_or(line, |passed| line.without(passed));
        if line == Seats::NOBODY || rest.first() == Some(me) {
            self.claim(world, me);
        } else {
            world.tabs[me].role = Role::Seeking(rest);
        }
    }
}

/// `Session::successor`.
pub(crate) fn successor(world: &World, me: Seat) -> Option<Seat> {
    let tab = &world.tabs[me];
    tab.presence.without(tab.lease.host.player).first()
}

/// Where a player knocked, and the other has not said who it is.
pub(crate) fn knocks(world: &World, me: Seat) -> Seats {
    let is_knock = |peer: &Seat| {
        let end = &world.ends[me][*peer];
        end.offered && end.progress == Progress::Open
    };
    Seats::ALL.iter().filter(is_knock).collect()
}

/// `Session::look_up`.
fn look_up(world: &mut World, me: Seat, player: Seat) {
    let is_linked = world.ends[me][player].progress != Progress::Closed;
    if player != me && !is_linked && world.can_reach(me, player) {
        world.connect(me, player);
    }
}

/// `Session::follow`.
fn follow(world: &mut World, me: Seat, hub: Seat) {
    if world.tabs[me].role != Role::Guest(hub) {
        drop_knocks(world, me);
        world.tabs[me].role = Role::Guest(hub);
    }
}

/// `Session::drop_knocks`.
fn drop_knocks(world: &mut World, me: Seat) {
    if matches!(world.tabs[me].role, Role::Seeking(_)) {
        for peer in knocks(world, me).iter() {
            world.close(me, peer);
        }
    }
}

/// `Session::update_presence`.
fn update_presence(world: &mut World, me: Seat) {
    let greeted = world.greeted(me);
    if greeted.with(me) != world.tabs[me].presence {
        world.tabs[me].presence = greeted.with(me);
        for peer in greeted.iter() {
            world.send(me, peer, Message::Presence(greeted.with(me)));
        }
    }
}
