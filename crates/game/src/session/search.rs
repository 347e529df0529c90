//! The search for a host: knocks at where it most likely is, and the line of those who may take its
//! place.

use alloc::vec::Vec;
use core::time::Duration;

use protocol::id::{Address, PlayerId};
use protocol::time::Instant;

use super::Session;
use super::link::Link;
use super::office::Role;
use crate::input::LinkId;
use crate::limits;
use crate::view::Ending;

/// The search for a host.
#[derive(Clone, Debug)]
pub(super) struct Seek {
    /// Who may claim the host's place, in this order, this player among them. Empty for one who
    /// was in no game, or came back to it alone.
    line: Vec<PlayerId>,
    /// When the first in line has had its time.
    patience_until: Instant,
    /// How far the present round of knocks is.
    knocking: Knocking,
    /// What was knocked at, and is not decided.
    pub(super) knocks: Vec<LinkId>,
    /// Whether anybody answered a knock of this round, but no connection came of it.
    pub(super) answered: bool,
    /// Whether anybody was met in this round who is not the host.
    met: bool,
    /// How many rounds of knocks were answered but came to no connection.
    no_route: u32,
}

/// A round of knocks: first where the host most likely is, then, since a host that vanished may
/// still hold the first place, at the further places too.
#[derive(Clone, Copy, Debug)]
enum Knocking {
    /// Begins then.
    From(Instant),
    /// At the first place, until then.
    FirstUntil(Instant),
    /// At all of them.
    Everywhere,
}

impl Role {
    /// Looks for the host at the usual places.
    pub(super) fn seeking(now: Instant) -> Self {
        Self::waiting_for(Vec::new(), now, Duration::ZERO)
    }

    /// Waits for a claim by the first in line, then looks for the host at the usual places too.
    pub(super) fn waiting_for(
        line: Vec<PlayerId>,
        now: Instant,
        before_knocking: Duration,
    ) -> Self {
        Self::Seeking(Seek {
            line,
            patience_until: now + limits::CLAIM_PATIENCE,
            knocking: Knocking::From(now + before_knocking),
            knocks: Vec::new(),
            answered: false,
            met: false,
            no_route: 0,
        })
    }
}

impl Session {
    /// Knocks at the known host and the places at once; nobody need be waited for.
    pub(super) fn seek_host(&mut self, now: Instant) {
        self.drop_knocks(now);
        let line = Vec::from([self.me.player]);
        self.role = Role::waiting_for(line, now, Duration::ZERO);
        if let Role::Seeking(seek) = &mut self.role {
            // The host is alive, another heard it; time for two rounds of knocks.
            seek.patience_until = now + limits::LINK_TIMEOUT;
        }
    }

    pub(super) fn drop_knocks(&mut self, now: Instant) {
        if let Role::Seeking(seek) = &mut self.role {
            for id in core::mem::take(&mut seek.knocks) {
                if self.links.get(&id).is_some_and(Link::is_attempt) {
                    self.close_link(now, id);
                }
            }
        }
    }

    pub(super) fn advance_seek(&mut self, now: Instant) {
        if self.is_cut_off() {
            self.end(Ending::ServerUnreachable);
            return;
        }
        if self.pass_the_line(now) {
            self.claim(now);
            return;
        }
        let Role::Seeking(seek) = &self.role else { return };
        let idle = seek.knocks.is_empty();
        match seek.knocking {
            Knocking::From(at) if at <= now && self.signalling.is_open() => {
                self.knock_at_first(now);
            }
            Knocking::FirstUntil(at) if at <= now || idle => self.knock_at_further(now),
            Knocking::Everywhere if idle => self.knocked_in_vain(now),
            _ => {}
        }
        let Role::Seeking(seek) = &self.role else { return };
        let patience = (!seek.line.is_empty()).then_some(seek.patience_until);
        let knock = match seek.knocking {
            Knocking::From(at) | Knocking::FirstUntil(at) => Some(at).filter(|&at| at > now),
            Knocking::Everywhere => None,
        };
        for at in [patience, knock].into_iter().flatten() {
            self.wake_at(at);
        }
    }

    /// Whether it is this player's turn to claim.
    fn pass_the_line(&mut self, now: Instant) -> bool {
        let me = self.me.player;
        let Role::Seeking(seek) = &mut self.role else { return false };
        if seek.patience_until > now || seek.line.is_empty() {
            return false;
        }
        let links = &self.links;
        if seek.knocks.iter().filter_map(|id| links.get(id)).any(Link::is_answered) {
            // Somebody is there already; the link's own time-out bounds the wait.
            seek.patience_until = now + limits::CLAIM_PATIENCE;
            return false;
        }
        if seek.line.first() == Some(&me) {
            return true;
        }
        seek.line.remove(0);
        seek.patience_until = now + limits::CLAIM_PATIENCE;
        seek.line.first() == Some(&me)
    }

    /// Knocks at the host, if it is known who hosts, and at the first place.
    fn knock_at_first(&mut self, now: Instant) {
        let host = self.state.lease().map(|term| term.host.player);
        let host = host.filter(|&host| host != self.me.player && self.link_with(host).is_none());
        let direct = host.map(|player| Address::Player { game: self.game, player });
        let place = Address::Place { game: self.game, index: 0 };
        let knocks: Vec<LinkId> = direct
            .into_iter()
            .chain([place])
            .filter_map(|address| self.knock(now, address))
            .collect();
        if let Role::Seeking(seek) = &mut self.role {
            seek.knocks = knocks;
            seek.answered = false;
            seek.met = false;
            seek.knocking = Knocking::FirstUntil(now + limits::NEXT_PLACE_AFTER);
        }
    }

    fn knock_at_further(&mut self, now: Instant) {
        let game = self.game;
        let further = (1..limits::PLACES).map(|index| Address::Place { game, index });
        let knocks: Vec<LinkId> = further.filter_map(|place| self.knock(now, place)).collect();
        if let Role::Seeking(seek) = &mut self.role {
            seek.knocks.extend(knocks);
            seek.knocking = Knocking::Everywhere;
        }
    }

    /// Every knock of a round came to nothing.
    fn knocked_in_vain(&mut self, now: Instant) {
        let member = self.state.is_member(self.me.player);
        let Role::Seeking(seek) = &mut self.role else { return };
        seek.knocking = Knocking::From(now + limits::SEEK_RETRY);
        if seek.answered {
            seek.no_route += 1;
        }
        let nobody = !seek.answered && !seek.met && self.signalling.is_open();
        if !member && seek.no_route >= limits::ROUTE_ATTEMPTS {
            self.end(Ending::NoRoute);
        } else if !member && nobody {
            self.end(Ending::NoSuchGame);
        } else if nobody && seek.line.is_empty() {
            // Whoever was in line has had its time, too: the game goes on with this player.
            self.claim(now);
        }
    }

    /// A knock has led to somebody who is not the host.
    pub(super) fn met(&mut self, id: LinkId) {
        if let Role::Seeking(seek) = &mut self.role
            && seek.knocks.contains(&id)
        {
            seek.knocks.retain(|&knock| knock != id);
            seek.met = true;
        }
    }
    /// A knock has led to a removed player who has not heard of it, and hosts by itself: it is as if
    /// nobody were there. Whoever claims then has the authority to tell it.
    pub(super) fn met_nobody(&mut self, id: LinkId) {
        if let Role::Seeking(seek) = &mut self.role {
            seek.knocks.retain(|&knock| knock != id);
        }
    }
}
