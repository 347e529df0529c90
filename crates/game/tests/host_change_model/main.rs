//! A model check of the change of host: every state that a small game can get into, not some
//! seeds' worth of them as in the simulation.
//!
//! **What is modelled.** Three players, 0, 1 and 2 in the order of succession; what each knows of
//! terms and of who is there; the links between them, with greetings, claims and presence lists
//! under way in order on each; the places at the signalling server. The rules are those of
//! `crates/game/src/session/office.rs` and its neighbours, function by function ([`rules`]). The
//! tabs act by themselves, in any order ([`steps`]), while up to so many faults happen: a tab
//! crashes, a page is hidden, one player no longer hears another, a player is parted from all
//! others, the server stops, patience runs out too soon. Whoever is gone may return at any time or
//! never, and whatever is cut may be mended at any time or never.
//!
//! **What is promised.** The six properties of [`model`]: among them that no two hosts are ever of
//! one term, and that from each state in which everything is healed the game comes to rest, with
//! one host at the first place and everybody its guest. The latter is shown for one order of steps
//! from each such state; since what is at rest stays so, a game that goes on in random order, within
//! the bounds, gets there with certainty.
//!
//! **What is left out.** Time: whatever is under way may take as long as it likes, and patience
//! outlasts it except by a fault. Counts and stages, which a change of host does not touch. Members
//! who are removed, strangers, and what liars say. Handshakes: a knock at somebody who can be
//! reached opens a link at once, and there is one link a pair. Digests are heard as they are said.
//! One of the three places.
//!
//! **The bounds** are those of each test: the number and kinds of faults, and whether they may come
//! while messages are under way. Ten rules are broken on purpose, one at a time, and a property must
//! notice each. Two more save time, which the model does not have, and nothing else within these
//! bounds: that a host goes to meet another of whom it heard, and that the term of a player's former
//! life counts as over.

mod model;
mod rules;
mod steps;
mod world;

use stateright::{Checker, HasDiscoveries, Model};

use model::{
    COMES_TO_REST, Game, HEARSAY_DEPOSES_NOBODY, ONE_HOST_A_TERM, STAYS_AT_REST,
    SUCCESSOR_ALONE_CLAIMS, TERMS_RISE,
};
use rules::Flaw;
use world::PLAYERS;

/// Who came first has the lowest id.
const RISING: [u8; PLAYERS] = [0, 1, 2];
/// Or the highest.
const FALLING: [u8; PLAYERS] = [2, 1, 0];

/// However many messages are under way, anything may happen.
const AT_ANY_TIME: usize = usize::MAX;
/// While one end of a link has messages to hear, anything may happen; with more they are heard
/// first, in any order between ends.
const WHILE_ONE_HEARS: usize = 1;
/// All messages are heard first.
const IN_SILENCE: usize = 0;

/// So many faults of any kind.
fn any(ids: [u8; PLAYERS], faults: u8, under_way: usize) -> Game {
    Game { ids, flaw: None, faults, only_goes: false, under_way }
}

/// So many tabs and pages that go.
fn goes(ids: [u8; PLAYERS], faults: u8, under_way: usize) -> Game {
    Game { only_goes: true, ..any(ids, faults, under_way) }
}

/// Every promise holds in every state, and there are at least so many of them: a model in which
/// nothing can happen would keep all promises.
fn holds(game: Game, at_least: usize) {
    let checker = game.checker().spawn_bfs().join();
    checker.assert_properties();
    let states = checker.unique_state_count();
    println!("{states} states, {} steps", checker.state_count());
    assert!(states >= at_least, "{states} states are too few for these faults");
}

#[test]
fn one_fault_of_any_kind_at_any_time() {
    holds(any(RISING, 1, AT_ANY_TIME), 800_000);
}

#[test]
fn two_faults_of_any_kinds_in_silence() {
    holds(any(RISING, 2, IN_SILENCE), 700_000);
    holds(any(FALLING, 2, IN_SILENCE), 700_000);
}

#[test]
fn two_tabs_go_while_one_hears() {
    holds(goes(FALLING, 2, WHILE_ONE_HEARS), 500_000);
}

#[test]
fn three_tabs_go_in_silence() {
    holds(goes(RISING, 3, IN_SILENCE), 300_000);
}

/// One fault alone: here the successor is the only one to claim, too.
#[test]
fn one_tab_goes_at_any_time() {
    holds(goes(RISING, 1, AT_ANY_TIME), 3_000);
}

/// With this rule broken, this promise is found to be.
fn breaks(flaw: Flaw, promise: &'static str, game: Game) {
    let game = Game { flaw: Some(flaw), ..game };
    let found = HasDiscoveries::AnyOf([promise].into());
    let checker = game.checker().finish_when(found).spawn_bfs().join();
    assert!(checker.discovery(promise).is_some(), "with {flaw:?} it still holds that {promise}");
}

#[test]
fn each_broken_rule_breaks_a_promise() {
    let one = || any(RISING, 1, IN_SILENCE);
    breaks(Flaw::TermsWithoutReplica, ONE_HOST_A_TERM, one());
    breaks(Flaw::TermsFall, TERMS_RISE, one());
    breaks(Flaw::HostsBelieveHearsay, HEARSAY_DEPOSES_NOBODY, one());
    breaks(Flaw::AnybodyClaims, SUCCESSOR_ALONE_CLAIMS, goes(RISING, 1, AT_ANY_TIME));
    breaks(Flaw::NobodyStepsDown, COMES_TO_REST, one());
    breaks(Flaw::NobodyKnocksAtPlaces, COMES_TO_REST, one());
    breaks(Flaw::EndlessPatience, COMES_TO_REST, any(RISING, 2, IN_SILENCE));
    breaks(Flaw::DigestsWithoutTerm, COMES_TO_REST, any(RISING, 1, WHILE_ONE_HEARS));
    breaks(Flaw::PresenceToldOnce, COMES_TO_REST, any(RISING, 1, WHILE_ONE_HEARS));
    breaks(Flaw::AnyLinkIsTheHosts, STAYS_AT_REST, one());
}
