//! What can happen: what tabs and the server do by themselves, what goes wrong, and what makes it
//! good again.

use crate::model::Game;
use crate::rules::{Flaw, knocks, successor};
use crate::world::{Life, PLACES, Place, Progress, Role, Seat, Seats, World};

/// One step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// The next message of one player reaches another.
    Deliver { from: Seat, to: Seat },
    /// A player finds a link dead.
    Miss { me: Seat, peer: Seat },
    /// A player knocks at another, and the channels open.
    Connect { from: Seat, to: Seat },
    /// A host takes a place.
    TakePlace { me: Seat, place: usize },
    /// A player says which term it obeys, and the other hears it at once.
    Digest { from: Seat, to: Seat },
    /// A guest closes a link that serves nothing any more.
    CloseIdle { me: Seat, peer: Seat },
    /// The server notices that a place's holder is gone.
    Lapse { place: usize },
    /// A seeking player waits no longer for another's claim.
    LosePatience { me: Seat },
    /// Something goes wrong.
    Fail(Fault),
    /// A player comes back, with a new incarnation if its tab was gone.
    Return { me: Seat },
    /// Two players hear each other again.
    Mend { me: Seat, peer: Seat },
    /// The signalling server is back, and remembers nothing.
    ServerUp,
}

/// A fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// A tab goes without a word.
    Crash(Seat),
    /// A page is hidden away.
    Hide(Seat),
    /// A player does not hear another any more.
    Cut { me: Seat, peer: Seat },
    /// A player and all others lose each other.
    Part(Seat),
    /// The signalling server stops.
    Outage,
    /// Patience runs out while what it waits for is on its way.
    Haste(Seat),
}

impl Game {
    /// What tabs and the server do by themselves. Whatever is under way may take as long as it
    /// likes, except that patience is longer than what it waits for.
    pub(crate) fn own_steps(&self, world: &World, steps: &mut Vec<Step>) {
        for (me, peer) in world.pairs() {
            if !world.ends[me][peer].inbox.is_empty() && world.hears(me, peer) {
                steps.push(Step::Deliver { from: peer, to: me });
            }
            if is_dead(world, me, peer) {
                steps.push(Step::Miss { me, peer });
            }
        }
        for me in world.there().iter().filter(|_| world.server_up) {
            let is_new = |&to: &Seat| world.ends[me][to].progress != Progress::Open;
            let opens = |to: &Seat| is_new(to) && world.can_reach(me, *to);
            let knocked_at = self.knocked_at(world, me).without(me);
            steps.extend(knocked_at.iter().filter(opens).map(|to| Step::Connect { from: me, to }));
            steps.extend(better_place(world, me).map(|place| Step::TakePlace { me, place }));
        }
        for (me, peer) in world.pairs() {
            if has_news(world, me, peer) && !self.has(Flaw::DigestsWithoutTerm) {
                steps.push(Step::Digest { from: me, to: peer });
            }
            if is_idle(world, me, peer) {
                steps.push(Step::CloseIdle { me, peer });
            }
        }
        let is_quiet = steps.is_empty();
        let is_stale = |place: &usize| matches!(world.places[*place], Place::Stale(_));
        steps.extend((0..PLACES).filter(is_stale).map(|place| Step::Lapse { place }));
        if is_quiet && !self.has(Flaw::EndlessPatience) {
            let waiting = world.there().iter().filter(|&me| waits(world, me, sought(world, me)));
            steps.extend(waiting.map(|me| Step::LosePatience { me }));
        }
    }

    /// What may go wrong, and what makes good again.
    pub(crate) fn faults_and_recoveries(&self, world: &World, steps: &mut Vec<Step>) {
        let is_quiet = steps.iter().any(|step| matches!(step, Step::LosePatience { .. }));
        let mut faults = vec![Fault::Outage];
        for me in world.there().iter() {
            faults.extend([Fault::Crash(me), Fault::Hide(me), Fault::Part(me), Fault::Haste(me)]);
        }
        faults.extend(world.pairs().map(|(me, peer)| Fault::Cut { me, peer }));
        let happens = |fault: &Fault| match *fault {
            _ if world.faults == 0 => false,
            Fault::Cut { me, peer } => world.hears(me, peer),
            Fault::Outage => world.server_up,
            Fault::Haste(me) => !is_quiet && waits(world, me, Seats::NOBODY),
            Fault::Crash(_) | Fault::Hide(_) | Fault::Part(_) => true,
        };
        let faults = faults.into_iter().filter(|fault| self.may(*fault) && happens(fault));
        steps.extend(faults.map(Step::Fail));

        let gone = Seats::ALL.iter().filter(|&me| !world.there().contains(me));
        steps.extend(gone.map(|me| Step::Return { me }));
        let all = Seats::ALL.iter().flat_map(|me| (0..me).map(move |peer| (me, peer)));
        let cut = all.filter(|&(me, peer)| !(world.hears(me, peer) && world.hears(peer, me)));
        steps.extend(cut.map(|(me, peer)| Step::Mend { me, peer }));
        steps.extend((!world.server_up).then_some(Step::ServerUp));
    }

    /// Does a step.
    pub(crate) fn take(&self, world: &mut World, step: Step) {
        match step {
            Step::Deliver { from, to } => {
                let message = world.ends[to][from].inbox.remove(0);
                self.dispatch(world, to, from, message);
            }
            Step::Miss { me, peer } => self.drop_link(world, me, peer),
            Step::Connect { from, to } => world.connect(from, to),
            Step::TakePlace { me, place } => {
                world.vacate(me, Place::Free);
                world.places[place] = Place::Held(me);
            }
            Step::Digest { from, to } => self.compare(world, to, from, world.tabs[from].lease),
            Step::CloseIdle { me, peer } => world.close(me, peer),
            Step::Lapse { place } => world.places[place] = Place::Free,
            Step::LosePatience { me } => self.lose_patience(world, me),
            Step::Fail(fault) => self.fail(world, fault),
            Step::Return { me } => {
                world.tabs[me].incarnation += u8::from(world.tabs[me].life == Life::Gone);
                self.come_back(world, me);
            }
            Step::Mend { me, peer } => {
                world.tabs[me].deaf_to = world.tabs[me].deaf_to.without(peer);
                world.tabs[peer].deaf_to = world.tabs[peer].deaf_to.without(me);
            }
            Step::ServerUp => world.server_up = true,
        }
    }

    fn fail(&self, world: &mut World, fault: Fault) {
        world.faults -= 1;
        let mut deafen =
            |me: Seat, peer| world.tabs[me].deaf_to = world.tabs[me].deaf_to.with(peer);
        match fault {
            Fault::Cut { me, peer } => deafen(me, peer),
            Fault::Part(me) => {
                for peer in Seats::ALL.without(me).iter() {
                    deafen(me, peer);
                    deafen(peer, me);
                }
            }
            Fault::Crash(me) => leave(world, me, Life::Gone, Place::Stale(me)),
            Fault::Hide(me) => leave(world, me, Life::Hidden, Place::Free),
            Fault::Outage => (world.server_up, world.places) = (false, [Place::Free; PLACES]),
            Fault::Haste(me) => self.lose_patience(world, me),
        }
    }

    /// Where a player knocks: a host at the places below its own, a guest at the successor, who
    /// seeks at all places and at the host that it knows of.
    fn knocked_at(&self, world: &World, me: Seat) -> Seats {
        match world.tabs[me].role {
            Role::Host if self.has(Flaw::NobodyKnocksAtPlaces) => Seats::NOBODY,
            Role::Host => holders(world, place_of(world, me)),
            Role::Guest(_) => {
                let is_closed = |peer: &Seat| world.ends[me][*peer].progress == Progress::Closed;
                successor(world, me).into_iter().filter(is_closed).collect()
            }
            Role::Seeking(_) => sought(world, me),
        }
    }
}

/// A page goes.
fn leave(world: &mut World, me: Seat, life: Life, its_place: Place) {
    world.ends[me] = Default::default();
    world.tabs[me].life = life;
    world.tabs[me].role = Role::Seeking(Seats::NOBODY);
    world.vacate(me, its_place);
}

/// Whether nothing comes on a link any more.
fn is_dead(world: &World, me: Seat, peer: Seat) -> bool {
    let is_over = world.ends[peer][me].progress == Progress::Closed || !world.hears(me, peer);
    world.ends[me][peer].progress != Progress::Closed && is_over
}

/// Who would answer a seeking player's knocks.
fn sought(world: &World, me: Seat) -> Seats {
    let host = world.tabs[me].lease.host.player;
    let is_there = world.there().contains(host) && !world.greeted(me).contains(host);
    let holders = holders(world, PLACES);
    if is_there { holders.with(host).without(me) } else { holders }
}

/// Who answers at the places below this one.
fn holders(world: &World, below: usize) -> Seats {
    let holder = |place: &Place| match *place {
        Place::Held(seat) => Some(seat),
        Place::Free | Place::Stale(_) => None,
    };
    world.places[..below].iter().filter_map(holder).collect()
}

/// The place that a player holds, or one beyond the last.
fn place_of(world: &World, me: Seat) -> usize {
    world.places.iter().position(|place| *place == Place::Held(me)).unwrap_or(PLACES)
}

/// The place that a host takes next. Who was gone finds its former one free.
fn better_place(world: &World, me: Seat) -> Option<usize> {
    let is_free = |place: &Place| *place == Place::Free || *place == Place::Stale(me);
    let below = &world.places[..place_of(world, me)];
    below.iter().position(is_free).filter(|_| world.is_host(me))
}

/// Whether the digest that a guest and its host send each other every second tells anything.
fn has_news(world: &World, me: Seat, peer: Seat) -> bool {
    let (tab, other) = (&world.tabs[me], &world.tabs[peer]);
    let is_told = match tab.role {
        Role::Guest(hub) => hub == peer,
        Role::Host => world.greeted(me).contains(peer),
        Role::Seeking(_) => false,
    };
    let is_heard = world.greeted(peer).contains(me) && world.hears(peer, me);
    let is_next = world.ends[peer][me].inbox.is_empty();
    let lacks_presence = world.is_host(peer) && tab.presence != other.presence;
    is_told && is_heard && is_next && (tab.lease != other.lease || lacks_presence)
}

/// Whether a link that a guest made serves nothing any more.
fn is_idle(world: &World, me: Seat, peer: Seat) -> bool {
    let end = &world.ends[me][peer];
    let serves = match world.tabs[me].role {
        Role::Guest(hub) => hub == peer || successor(world, me) == Some(peer),
        Role::Host | Role::Seeking(_) => true,
    };
    end.progress != Progress::Closed && end.offered && !serves
}

/// Whether a player's patience may run out: that of one in whose line nobody is left only if nobody
/// is there to be sought, and if the server says so. A knock that was answered prolongs it.
fn waits(world: &World, me: Seat, sought: Seats) -> bool {
    let Role::Seeking(line) = world.tabs[me].role else { return false };
    let has_turn = line != Seats::NOBODY || (sought == Seats::NOBODY && world.server_up);
    has_turn && knocks(world, me) == Seats::NOBODY
}
