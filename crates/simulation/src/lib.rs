//! Many [`game::Session`]s on a deterministic network in virtual time, with the real
//! [`broker`], and with checkers that hold them to the game's promises.
//!
//! One seed decides everything: how many play, on what lines, with which clocks, how fast they
//! press, and what goes wrong when. The same seed gives the same run, to the last byte, on every
//! machine:
//!
//! ```
//! let report = simulation::run(7);
//! assert_eq!(report.failure, None, "{report}");
//! assert_eq!(simulation::run(7).trace, report.trace);
//! ```
//!
//! Read on in [`plan`] (what a seed decides), [`world`] (the loop), [`network`], [`rtc`] and
//! [`signalling`] (the world between the tabs), [`shell`] and [`hands`] (a tab and its person),
//! [`faults`] and [`liar`] (what goes wrong), [`ledger`] and [`checks`] (what must hold).

mod agreement;
mod breach;
mod checks;
mod event;
mod faults;
mod hands;
mod ledger;
mod liar;
mod network;
mod pipe;
mod plan;
mod queue;
mod random;
mod report;
mod rtc;
mod shell;
mod signalling;
mod tab;
mod time;
mod trace;
mod view;
mod world;

pub use breach::{Breach, Disagreement, Failure};
#[cfg(feature = "mutants")]
pub use game::mutants;
pub use report::{Report, Tally};
pub use time::Moment;

use plan::Plan;
use random::Rng;
use world::World;

/// Plays the game that a seed describes.
#[must_use]
pub fn run(seed: u64) -> Report {
    play(seed, false, |plan| plan).0
}

/// The same players on the same lines, but nothing goes wrong.
#[must_use]
pub fn run_without_faults(seed: u64) -> Report {
    play(seed, false, Plan::without_faults).0
}

/// As [`run`], and tells everything that happened, line by line.
#[must_use]
pub fn replay(seed: u64) -> (Report, Vec<String>) {
    play(seed, true, |plan| plan)
}

/// As [`run_without_faults`], and tells everything that happened, line by line.
#[must_use]
pub fn replay_without_faults(seed: u64) -> (Report, Vec<String>) {
    play(seed, true, Plan::without_faults)
}

fn play(seed: u64, verbose: bool, change: impl FnOnce(Plan) -> Plan) -> (Report, Vec<String>) {
    let mut rng = Rng::new(seed);
    let plan = change(Plan::new(&mut rng));
    let mut world = World::new(seed, plan, rng, verbose);
    world.run();
    world.into_report()
}
