//! A state of the modelled game: what each tab knows, what is on its way between them, and who
//! sits at the game's places at the signalling server.

use std::fmt;

/// How many players the game has: a host, its successor, and one who follows.
pub(crate) const PLAYERS: usize = 3;

/// How many places it has, one less than the real one: for a host to be without a place there must
/// be a third one, or a place that stays taken, beside two others.
pub(crate) const PLACES: usize = 2;

/// A player, by its place in the order of succession.
pub(crate) type Seat = usize;

/// A set of players, which is also the list of them in the order of succession.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Seats(u8);

impl Seats {
    pub(crate) const NOBODY: Self = Self(0);
    pub(crate) const ALL: Self = Self((1 << PLAYERS) - 1);

    pub(crate) fn with(self, seat: Seat) -> Self {
        Self(self.0 | (1 << seat))
    }

    pub(crate) fn without(self, seat: Seat) -> Self {
        Self(self.0 & !(1 << seat))
    }

    pub(crate) fn contains(self, seat: Seat) -> bool {
        self.with(seat) == self
    }

    pub(crate) fn first(self) -> Option<Seat> {
        self.iter().next()
    }

    pub(crate) fn iter(self) -> impl Iterator<Item = Seat> {
        (0..PLAYERS).filter(move |&seat| self.contains(seat))
    }
}

impl FromIterator<Seat> for Seats {
    fn from_iter<T: IntoIterator<Item = Seat>>(seats: T) -> Self {
        seats.into_iter().fold(Self::NOBODY, Self::with)
    }
}

impl fmt::Debug for Seats {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter()).finish()
    }
}

/// A player's life: a new incarnation after each reload.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Replica {
    pub(crate) player: Seat,
    pub(crate) incarnation: u8,
}

/// A term. How two compare is one of the rules, so it has no order here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Term {
    pub(crate) number: u8,
    pub(crate) host: Replica,
}

/// A player's part in the game, as in `office.rs`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Role {
    Host,
    /// Of whoever is at the other end of the link with this player.
    Guest(Seat),
    /// Looks for a host; these may claim, in this order.
    Seeking(Seats),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Life {
    /// The page runs.
    There,
    /// The page is hidden away, and may come back as the same replica.
    Hidden,
    /// The tab is gone; the player may come back in a new one.
    Gone,
}

/// What a player's tab knows; while it is gone, what it had saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Tab {
    pub(crate) life: Life,
    pub(crate) incarnation: u8,
    pub(crate) role: Role,
    /// The highest term that it knows.
    pub(crate) lease: Term,
    /// Whom the host is connected with, as far as it knows.
    pub(crate) presence: Seats,
    /// Whom it can't hear, although the other may hear it.
    pub(crate) deaf_to: Seats,
}

/// What is said on a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Message {
    Hello { incarnation: u8, lease: Term },
    Claim(Term),
    Presence(Seats),
}

/// How far a link is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) enum Progress {
    #[default]
    Closed,
    /// The channels are open; the peer has not said who it is.
    Open,
    /// The peer has said who it is: this incarnation of its player.
    Greeted(u8),
}

/// One player's end of its link with another, and what is on its way to this end.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct End {
    pub(crate) progress: Progress,
    /// Whether this player made the link.
    pub(crate) offered: bool,
    /// The oldest first.
    pub(crate) inbox: Vec<Message>,
}

impl End {
    /// What repeats or replaces something unheard takes its place, so that the inbox is bounded.
    fn push(&mut self, message: Message) {
        let is_claim = |message: &&Message| matches!(message, Message::Claim(_));
        if matches!(message, Message::Presence(_)) {
            self.inbox.retain(|message| !matches!(message, Message::Presence(_)));
        }
        if self.inbox.iter().rfind(is_claim) != Some(&message) {
            self.inbox.push(message);
        }
    }
}

/// A place at the signalling server.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Place {
    Free,
    Held(Seat),
    /// By a tab that is gone, which the server has not noticed.
    Stale(Seat),
}

/// The state of everything.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct World {
    pub(crate) tabs: [Tab; PLAYERS],
    /// `ends[a][b]` is a's end of its link with b.
    pub(crate) ends: [[End; PLAYERS]; PLAYERS],
    pub(crate) server_up: bool,
    pub(crate) places: [Place; PLACES],
    /// How many faults may still happen.
    pub(crate) faults: u8,
    /// The promise that a step has broken, if any.
    pub(crate) broken: Option<&'static str>,
}

impl World {
    /// A game at rest: the first in seat hosts, the others are its guests and keep an idle link.
    pub(crate) fn at_rest(faults: u8) -> Self {
        let tab = Tab {
            life: Life::There,
            incarnation: 0,
            role: Role::Guest(0),
            lease: Term { number: 1, host: Replica { player: 0, incarnation: 0 } },
            presence: Seats::ALL,
            deaf_to: Seats::NOBODY,
        };
        let mut world = Self {
            tabs: [tab; PLAYERS],
            ends: Default::default(),
            server_up: true,
            places: [Place::Held(0), Place::Free],
            faults,
            broken: None,
        };
        world.tabs[0].role = Role::Host;
        for (me, peer) in world.pairs() {
            // Who came later knocked at who was there before.
            let (progress, offered) = (Progress::Greeted(0), me > peer);
            world.ends[me][peer] = End { progress, offered, inbox: Vec::new() };
        }
        world
    }

    /// The players whose page runs.
    pub(crate) fn there(&self) -> Seats {
        Seats::ALL.iter().filter(|&seat| self.tabs[seat].life == Life::There).collect()
    }

    /// Everybody who is there, with everybody else.
    pub(crate) fn pairs(&self) -> impl Iterator<Item = (Seat, Seat)> + use<> {
        let others = |me| Seats::ALL.without(me).iter().map(move |peer| (me, peer));
        self.there().iter().flat_map(others)
    }

    pub(crate) fn hosts(&self) -> impl Iterator<Item = Seat> {
        self.there().iter().filter(|&seat| self.is_host(seat))
    }

    pub(crate) fn is_host(&self, seat: Seat) -> bool {
        self.tabs[seat].role == Role::Host
    }

    pub(crate) fn replica(&self, player: Seat) -> Replica {
        Replica { player, incarnation: self.tabs[player].incarnation }
    }

    /// With whom a player has a link on which the other has said who it is.
    pub(crate) fn greeted(&self, me: Seat) -> Seats {
        let is_greeted =
            |peer: &Seat| matches!(self.ends[me][*peer].progress, Progress::Greeted(_));
        Seats::ALL.iter().filter(is_greeted).collect()
    }

    pub(crate) fn hears(&self, me: Seat, peer: Seat) -> bool {
        !self.tabs[me].deaf_to.contains(peer)
    }

    /// Whether a knock of one player leads to a link with another.
    pub(crate) fn can_reach(&self, me: Seat, peer: Seat) -> bool {
        let hear_each_other = self.hears(me, peer) && self.hears(peer, me);
        self.server_up && self.there().contains(peer) && hear_each_other
    }

    /// Whether every fault is over, but for players who stay away.
    pub(crate) fn is_healed(&self) -> bool {
        self.server_up && self.tabs.iter().all(|tab| tab.deaf_to == Seats::NOBODY)
    }

    /// Sends on a link. What the other end is too closed to hear is lost.
    pub(crate) fn send(&mut self, from: Seat, to: Seat, message: Message) {
        let end = &mut self.ends[to][from];
        if end.progress != Progress::Closed {
            end.push(message);
        }
    }

    /// Both channels of a new link are open. It takes the place of a former one.
    pub(crate) fn connect(&mut self, from: Seat, to: Seat) {
        for (me, peer) in [(from, to), (to, from)] {
            let Tab { incarnation, lease, .. } = self.tabs[peer];
            let inbox = vec![Message::Hello { incarnation, lease }];
            self.ends[me][peer] = End { progress: Progress::Open, offered: me == from, inbox };
        }
    }

    /// Closes an end of a link. What is on its way to the other end may still arrive there.
    pub(crate) fn close(&mut self, me: Seat, peer: Seat) {
        self.ends[me][peer] = End::default();
    }

    /// What becomes of the places that a player holds.
    pub(crate) fn vacate(&mut self, seat: Seat, becomes: Place) {
        for place in self.places.iter_mut().filter(|place| **place == Place::Held(seat)) {
            *place = becomes;
        }
    }
}
