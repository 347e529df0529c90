//! Plays seeds of the simulation on all cores: what went wrong in them, what was injected, and
//! which seeds broke a promise. A failing seed replays exactly.

use std::{
    env,
    num::NonZero,
    panic::{self, AssertUnwindSafe},
    process::Command,
    sync::{
        Mutex,
        atomic::{AtomicU64, Ordering},
    },
    thread,
    time::Instant,
};

use anyhow::{Result, bail};
use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};
use simulation::{Report, Tally};

use crate::{process::run_openly, workspace::Workspace};

/// The profile of the root's `Cargo.toml` that simulations run in.
pub(crate) const PROFILE: &str = "simulation";

/// Each of so many seeds is played twice, to see that it gives the same trace.
const TWICE: u64 = 50;

/// How many failing seeds are shown; the rest is counted.
const SHOWN: usize = 20;

/// Which seeds.
#[derive(Args)]
pub(crate) struct Options {
    /// How many seeds to play
    #[arg(long, default_value_t = 2_000)]
    seeds: u64,
    /// The first seed
    #[arg(long, default_value_t = 0)]
    from: u64,
    /// Tell everything that happens in this one seed
    #[arg(long, conflicts_with_all = ["seeds", "from"])]
    replay: Option<u64>,
    /// Break one rule of the game after another, and see that seeds find it
    #[arg(long, conflicts_with = "replay")]
    mutants: bool,
    /// Play in this very build, which is the fast one
    #[arg(long, hide = true)]
    fast: bool,
}

/// Plays the seeds.
///
/// # Errors
/// A seed broke a promise, or gave two traces.
pub(crate) fn run(options: &Options) -> Result<()> {
    if !options.fast {
        return run_openly(fast_build(options)?);
    }
    if options.mutants {
        return mutants::run(options.from, options.seeds);
    }
    if let Some(seed) = options.replay {
        return replay(seed);
    }
    let started = Instant::now();
    let outcome = play(options);
    let seconds = started.elapsed().as_secs_f64();
    println!("{}", summary(options.seeds, seconds, &outcome.tally));
    for failure in outcome.failures.iter().take(SHOWN) {
        println!("✗ {failure}");
    }
    match outcome.failures.len() {
        0 => Ok(()),
        count => bail!(
            "{count} of {} seeds failed; `cargo xtask sim --replay <seed>` tells why",
            options.seeds
        ),
    }
}

/// The same command in a build that is optimised and still checks its arithmetic.
fn fast_build(options: &Options) -> Result<Command> {
    let mut command = Workspace::load()?.cargo();
    command.args(["run", "--quiet", "--package", "xtask", "--profile", PROFILE]);
    if options.mutants {
        command.args(["--features", "mutants"]);
    }
    command.arg("--").args(env::args_os().skip(1)).arg("--fast");
    Ok(command)
}

/// Plays this many seeds from the first on, in the fast build.
///
/// # Errors
/// A seed broke a promise, or gave two traces.
pub(crate) fn play_first(seeds: u64) -> Result<()> {
    let mut command = Workspace::load()?.cargo();
    command.args(["run", "--quiet", "--package", "xtask", "--profile", PROFILE, "--", "sim"]);
    command.args(["--fast", "--seeds", &seeds.to_string()]);
    run_openly(command)
}

/// Whether the checkers can fail: each broken rule must be found.
mod mutants {
    use anyhow::{Result, bail};

    #[cfg(feature = "mutants")]
    pub(super) fn run(from: u64, seeds: u64) -> Result<()> {
        use simulation::mutants::{Mutant, choose};

        let mut survivors = Vec::new();
        for mutant in [Mutant::Merge, Mutant::Seal, Mutant::Successor, Mutant::Clock] {
            choose(mutant);
            let played = from..from.saturating_add(seeds);
            let found = played.map(simulation::run).find(|report| report.failure.is_some());
            match found {
                Some(report) => println!("✓ {mutant:?} is found: {report}"),
                None => survivors.push(mutant),
            }
        }
        if !survivors.is_empty() {
            bail!("no seed found {survivors:?}");
        }
        Ok(())
    }

    #[cfg(not(feature = "mutants"))]
    pub(super) fn run(_from: u64, _seeds: u64) -> Result<()> {
        bail!("this build has no mutants; `cargo xtask sim --mutants` makes one that has")
    }
}

fn replay(seed: u64) -> Result<()> {
    let (report, lines) = simulation::replay(seed);
    for line in lines {
        println!("{line}");
    }
    println!("{report}");
    match report.failure {
        None => Ok(()),
        Some(failure) => bail!("{failure}"),
    }
}

/// What became of all seeds.
#[derive(Default)]
struct Outcome {
    tally: Tally,
    failures: Vec<String>,
}

fn play(options: &Options) -> Outcome {
    let bar = bar(options.seeds);
    let next = AtomicU64::new(options.from);
    let end = options.from.saturating_add(options.seeds);
    let outcome = Mutex::new(Outcome::default());
    let work = || {
        let mut own = Outcome::default();
        loop {
            let seed = next.fetch_add(1, Ordering::Relaxed);
            if seed >= end {
                break;
            }
            match play_one(seed) {
                Ok(tally) => own.tally.add(&tally),
                Err(failure) => {
                    bar.println(format!("✗ {failure}"));
                    own.failures.push(failure);
                }
            }
            bar.inc(1);
        }
        let mut all = outcome.lock().expect("no thread panics while it holds the lock");
        all.tally.add(&own.tally);
        all.failures.append(&mut own.failures);
    };
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(1, NonZero::get) {
            scope.spawn(work);
        }
    });
    bar.finish_and_clear();
    let mut outcome = outcome.into_inner().expect("the threads are joined");
    outcome.failures.sort_unstable();
    outcome
}

/// One seed; of some, whether it gives the same trace twice.
fn play_one(seed: u64) -> Result<Tally, String> {
    let play = || simulation::run(seed);
    let report: Report = panic::catch_unwind(AssertUnwindSafe(play))
        .map_err(|_| format!("seed {seed} panicked; its message is above"))?;
    if seed.is_multiple_of(TWICE) && simulation::run(seed).trace != report.trace {
        return Err(format!("seed {seed} gave two traces"));
    }
    match report.failure {
        None => Ok(report.tally),
        Some(_) => Err(report.to_string()),
    }
}

fn bar(seeds: u64) -> ProgressBar {
    let style = ProgressStyle::with_template(
        "{bar:40} {human_pos} of {human_len} seeds, {per_sec}, {eta} left",
    )
    .expect("the template above is valid");
    ProgressBar::new(seeds).with_style(style)
}

fn summary(seeds: u64, seconds: f64, tally: &Tally) -> String {
    #[expect(clippy::cast_precision_loss, reason = "it is for people to read")]
    let rate = seeds as f64 / seconds.max(0.001);
    let mut lines = vec![
        format!("{seeds} seeds in {seconds:.1} s, {rate:.0} a second"),
        String::from("faults injected:"),
    ];
    let packets = [("live message lost", tally.lost), ("live message doubled", tally.doubled)];
    let faults = tally.faults.iter().map(|(&kind, &count)| (kind, count)).chain(packets);
    lines.extend(faults.map(|(kind, count)| format!("{count:>12}  {kind}")));
    let facts = [
        ("inputs handled", tally.steps),
        ("pages loaded", tally.pages),
        ("times of office", tally.terms),
        ("presses counted", tally.presses),
        ("presses lost with a page that was destroyed before anybody heard", tally.destroyed),
        ("messages of honest players refused, without a consequence", tally.refused),
        ("most outputs of one input", tally.outputs as u64),
        ("most inputs waiting for a page", tally.inbox as u64),
        ("most control messages on their way to one peer", tally.control_waiting as u64),
        ("most connections of one tab", tally.links as u64),
    ];
    lines.push(String::from("what happened:"));
    lines.extend(facts.map(|(fact, count)| format!("{count:>12}  {fact}")));
    lines.join("\n")
}
