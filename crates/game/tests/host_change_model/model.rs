//! The model as stateright takes it, and the promises that are its properties.

use stateright::{Model, Property};

use crate::rules::Flaw;
use crate::steps::{Fault, Step};
use crate::world::{Message, PLAYERS, Place, Progress, Role, Seat, Seats, World};

/// No two hosts are of one term.
pub(crate) const ONE_HOST_A_TERM: &str = "one host a term";
/// What a replica knows of terms only rises, and a host knows of none above its own.
pub(crate) const TERMS_RISE: &str = "terms rise";
/// On a link that stands, a host steps down for nobody's word but that of a term's own holder. A
/// greeting on a fresh one is believed: who has come from another host's game knows of it.
pub(crate) const HEARSAY_DEPOSES_NOBODY: &str = "hearsay deposes nobody";
/// If all that goes wrong is one tab or page that goes, there are never two hosts at a time.
pub(crate) const SUCCESSOR_ALONE_CLAIMS: &str = "the successor alone claims";
/// Once everything is healed, the game comes to rest.
pub(crate) const COMES_TO_REST: &str = "once healed, it comes to rest";
/// A game at rest stays so without a fault.
pub(crate) const STAYS_AT_REST: &str = "what is at rest stays so";

/// After so many steps without a fault a game that is not at rest is taken never to be. The longest
/// way there in these tests has 44.
const STEPS_TO_REST: usize = 100;

/// A game with its rules, what may go wrong in it, and how much may be under way.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Game {
    /// The players' ids, by seat. Ids are random, so their order is another than that of seats.
    pub(crate) ids: [u8; PLAYERS],
    /// What is wrong with the rules, if anything.
    pub(crate) flaw: Option<Flaw>,
    /// How many faults there may be, at any time.
    pub(crate) faults: u8,
    /// Whether tabs and pages that go are the only kinds of faults.
    pub(crate) only_goes: bool,
    /// With messages on their way to more ends of links than this, nothing happens but that they
    /// are heard, in any order between ends.
    pub(crate) under_way: usize,
}

impl Model for Game {
    type State = World;
    type Action = Step;

    fn init_states(&self) -> Vec<World> {
        vec![World::at_rest(self.faults)]
    }

    fn actions(&self, world: &World, steps: &mut Vec<Step>) {
        self.own_steps(world, steps);
        let is_delivery = |step: &Step| matches!(step, Step::Deliver { .. });
        if steps.iter().filter(|step| is_delivery(step)).count() > self.under_way {
            steps.retain(is_delivery);
        } else {
            self.faults_and_recoveries(world, steps);
        }
    }

    fn next_state(&self, world: &World, step: Step) -> Option<World> {
        let mut next = world.clone();
        self.take(&mut next, step);
        Some(next)
    }

    fn properties(&self) -> Vec<Property<Self>> {
        vec![
            Property::always(ONE_HOST_A_TERM, |game: &Self, world| game.has_one_host_a_term(world)),
            Property::always(TERMS_RISE, |_, world: &World| {
                let knows_of_none_above =
                    |host: Seat| world.tabs[host].lease.host == world.replica(host);
                world.broken != Some(TERMS_RISE) && world.hosts().all(knows_of_none_above)
            }),
            Property::always(HEARSAY_DEPOSES_NOBODY, |_, world: &World| {
                world.broken != Some(HEARSAY_DEPOSES_NOBODY)
            }),
            Property::always(SUCCESSOR_ALONE_CLAIMS, |game: &Self, world: &World| {
                !(game.only_goes && game.faults == 1) || world.hosts().count() <= 1
            }),
            Property::always(COMES_TO_REST, |game: &Self, world: &World| {
                !world.is_healed() || game.comes_to_rest(world)
            }),
            Property::always(STAYS_AT_REST, |game: &Self, world: &World| {
                !is_at_rest(world) || game.next_by_itself(world).all(|next| is_at_rest(&next))
            }),
        ]
    }
}

impl Game {
    /// Whether this kind of fault happens.
    pub(crate) fn may(&self, fault: Fault) -> bool {
        !self.only_goes || matches!(fault, Fault::Crash(_) | Fault::Hide(_))
    }

    fn has_one_host_a_term(&self, world: &World) -> bool {
        let lease = |host: Seat| world.tabs[host].lease;
        let is_lower = |one, other| self.is_lower(lease(one), lease(other));
        let differ = |one, other| one == other || is_lower(one, other) || is_lower(other, one);
        world.hosts().all(|one| world.hosts().all(|other| differ(one, other)))
    }

    /// Whether the game comes to rest if nothing more goes wrong, step by step as they come.
    fn comes_to_rest(&self, world: &World) -> bool {
        let mut seen = vec![world.clone()];
        while let Some(world) = seen.last().filter(|world| !is_at_rest(world)) {
            let next = self.next_by_itself(world).find(|next| !seen.contains(next));
            match next {
                Some(next) if seen.len() <= STEPS_TO_REST => seen.push(next),
                _ => return false,
            }
        }
        true
    }

    fn next_by_itself(&self, world: &World) -> impl Iterator<Item = World> {
        let mut steps = Vec::new();
        self.own_steps(world, &mut steps);
        steps.into_iter().filter_map(|step| self.next_state(world, step))
    }
}

/// One host, at the first place; everybody who is there its guest; and nothing on its way that
/// could disturb them.
fn is_at_rest(world: &World) -> bool {
    let there = world.there();
    let mut hosts = world.hosts();
    let (Some(host), None) = (hosts.next(), hosts.next()) else { return there == Seats::NOBODY };
    let lease = world.tabs[host].lease;
    let has_part = |seat: Seat| {
        let tab = &world.tabs[seat];
        let is_linked = world.greeted(seat).contains(host) && world.greeted(host).contains(seat);
        let follows = tab.role == Role::Guest(host) && is_linked;
        (seat == host || follows) && tab.lease == lease && tab.presence == there
    };
    let is_old = |message: &Message| match *message {
        Message::Hello { lease: term, .. } | Message::Claim(term) => term == lease,
        Message::Presence(presence) => presence == there,
    };
    let is_calm = |(me, peer): (Seat, Seat)| {
        let end = &world.ends[me][peer];
        let is_alive = there.contains(peer) || end.progress == Progress::Closed;
        is_alive && end.inbox.iter().all(is_old)
    };
    let is_in_place = world.is_healed() && world.places[0] == Place::Held(host);
    is_in_place && there.iter().all(has_part) && world.pairs().all(is_calm)
}
