//! Measurements that are for people to read, and not tests: machines differ.

use anyhow::Result;
use clap::{Args, Subcommand};

use crate::{process::run_openly, progress::Progress, stories::Props, workspace::Workspace};

/// What to measure.
#[derive(Args)]
pub(crate) struct Options {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// The frames of a round with 30 players, in a real browser
    Frames,
}

/// Measures it, and prints what was measured.
///
/// # Errors
/// Something can't be had or built.
pub(crate) fn run(options: &Options) -> Result<()> {
    match options.what {
        What::Frames => frames(),
    }
}

fn frames() -> Result<()> {
    let progress = Progress::new();
    let workspace = Workspace::load()?;
    let props = Props::obtain(&progress, &workspace)?;
    let mut bench = workspace.cargo();
    bench.args(["run", "--quiet", "--package", "e2e", "--bin", "frames"]);
    props.hand_to(&mut bench);
    run_openly(bench)
}
