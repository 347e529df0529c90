//! The project's own commands, run as `cargo xtask <command>`. Each command is a module of its own;
//! the others are what they share. Adding a command is a module, a variant of [`Command`] and a
//! line in [`run`].

mod app;
mod bench;
mod browser;
mod compress;
mod fingerprint;
mod fuzz;
mod icons;
mod invariants;
mod lighthouse;
mod play;
mod process;
mod progress;
mod rust;
mod screenshots;
mod setup;
mod shrink;
mod sim;
mod size;
mod stories;
mod test;
mod tools;
mod trim;
mod workspace;

use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

/// Seesaw's own commands.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Build the game, serve it, and open it in the browser
    Play(play::Options),
    /// Run every check and every test, the browser's too
    Test(test::Options),
    /// Tell the stories of the end-to-end tests in real browsers
    E2e(stories::Options),
    /// Measure something that is for people to read, and no test
    Bench(bench::Options),
    /// Take pictures of every page in every state
    Screenshots(screenshots::Options),
    /// Play simulated matches in which everything goes wrong, and hold them to the game's promises
    Sim(sim::Options),
    /// Let a fuzzer look for input that breaks a decoder or the session
    Fuzz(fuzz::Options),
    /// Show what a player downloads before the first page stands, and hold it to the budget
    Size,
    /// Have Lighthouse judge the landing page, and hold it to its scores
    Lighthouse,
    /// Make the icons and the preview picture anew out of their drawings
    Icons,
    /// Obtain everything that the other commands need, and say where it is
    Setup,
}

fn main() -> ExitCode {
    match run(&Cli::parse().command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            for cause in error.chain().skip(1) {
                eprintln!("because: {cause}");
            }
            ExitCode::FAILURE
        }
    }
}

fn run(command: &Command) -> Result<()> {
    match command {
        Command::Play(options) => play::run(options),
        Command::Test(options) => test::run(options),
        Command::E2e(options) => stories::run(options),
        Command::Bench(options) => bench::run(options),
        Command::Screenshots(options) => screenshots::run(options),
        Command::Sim(options) => sim::run(options),
        Command::Fuzz(options) => fuzz::run(options),
        Command::Size => size::run(),
        Command::Lighthouse => lighthouse::run(),
        Command::Icons => icons::run(),
        Command::Setup => setup::run(),
    }
}
