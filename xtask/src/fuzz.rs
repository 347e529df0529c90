//! Fuzzes every decoder and the session with libFuzzer, which learns from the code that an input
//! reaches. The test command gives the same targets a short run on random bytes; this is for as
//! long as one likes, and goes on where the last run ended.
//!
//! It needs a C++ compiler for libFuzzer itself, and nothing else: the instrumentation is in every
//! Rust compiler, and `bolero` brings the rest.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result, bail};
use cargo_metadata::Message;
use clap::Args;

use crate::{
    process::{capture, watch},
    progress::Progress,
    rust,
    sim::PROFILE,
    workspace::Workspace,
};

/// Makes `bolero` hand its targets to libFuzzer, and the compiler count the edges that are taken, in
/// the way that libFuzzer reads.
const FLAGS: [&str; 8] = [
    "--cfg=fuzzing",
    "--cfg=fuzzing_libfuzzer",
    // Counters of several units of one crate would not be told apart.
    "-Ccodegen-units=1",
    "-Cpasses=sancov-module",
    "-Cllvm-args=-sanitizer-coverage-level=4",
    "-Cllvm-args=-sanitizer-coverage-inline-8bit-counters",
    "-Cllvm-args=-sanitizer-coverage-pc-table",
    "-Cllvm-args=-sanitizer-coverage-trace-compares",
];

/// The longest input in bytes: more than any target takes. Long ones come from the start, since a
/// session has seen little after few inputs.
const LONGEST_INPUT: usize = 4_096;

/// An input that takes this many seconds is a finding, too.
const SLOW_SECONDS: u32 = 20;

/// For how long, and what.
#[derive(Args)]
pub(crate) struct Options {
    /// Minutes for each target
    #[arg(long, default_value_t = 5)]
    minutes: u32,
    /// Only this target
    target: Option<String>,
}

/// A fuzz target: a test of this name in this program.
struct Target {
    program: PathBuf,
    name: String,
}

/// Fuzzes all targets, one after the other.
///
/// # Errors
/// A target can't be built or is unknown, or an input breaks one; then the error carries the input.
pub(crate) fn run(options: &Options) -> Result<()> {
    let workspace = Workspace::load()?;
    let progress = Progress::new();
    let folder = workspace.scratch().join("fuzz");
    let programs = progress.step("fuzz targets", |_| build(&workspace, &folder))?;
    let mut targets = Vec::new();
    for program in &programs {
        targets.extend(targets_of(program)?);
    }
    if let Some(only) = &options.target {
        targets.retain(|target| target.name == *only);
    }
    if targets.is_empty() {
        bail!("there is no such target in `fuzz/tests`");
    }
    for target in &targets {
        progress.step(&target.name, |step| {
            let corpus = folder.join("corpus").join(&target.name);
            let said = watch(step, fuzzing(target, &corpus, options.minutes)?)?;
            let inputs = executed(&said).context("libFuzzer does not say what it did")?;
            let kept = fs::read_dir(&corpus)?.count();
            step.outcome(&format!("{inputs} inputs, {kept} kept"));
            Ok(())
        })?;
    }
    Ok(())
}

/// Builds the targets' programs. With `--target` the flags leave alone what runs while they are
/// built.
fn build(workspace: &Workspace, folder: &Path) -> Result<Vec<PathBuf>> {
    let mut command = workspace.cargo();
    command.env("RUSTFLAGS", FLAGS.join(" "));
    command.args(["test", "--package", "fuzz", "--test", "*", "--no-run", "--profile", PROFILE]);
    command.args(["--target", &rust::host()?]).arg("--target-dir").arg(folder);
    command.args(["--quiet", "--message-format", "json"]);
    let messages = capture(command)?;
    let mut programs = Vec::new();
    for message in Message::parse_stream(messages.as_bytes()) {
        if let Message::CompilerArtifact(artifact) = message? {
            programs.extend(artifact.executable.map(PathBuf::from));
        }
    }
    Ok(programs)
}

fn targets_of(program: &Path) -> Result<Vec<Target>> {
    let mut list = Command::new(program);
    list.args(["--list", "--format", "terse"]);
    let names = capture(list)?;
    let names = names.lines().filter_map(|line| line.strip_suffix(": test"));
    Ok(names.map(|name| Target { program: program.to_owned(), name: name.to_owned() }).collect())
}

/// What fuzzes a target. What it learns stays in `corpus`, what it finds beside it.
fn fuzzing(target: &Target, corpus: &Path, minutes: u32) -> Result<Command> {
    fs::create_dir_all(corpus).with_context(|| format!("can't make {}", corpus.display()))?;
    let seconds = minutes * 60;
    let arguments = format!(
        ". -artifact_prefix=../{}- -max_total_time={seconds} -max_len={LONGEST_INPUT} \
         -len_control=0 -timeout={SLOW_SECONDS} -verbosity=0 -print_final_stats=1",
        target.name
    );
    let mut command = Command::new(&target.program);
    command.current_dir(corpus).env("BOLERO_LIBFUZZER_ARGS", arguments);
    command.args(["--exact", &target.name, "--nocapture", "--test-threads", "1"]);
    Ok(command)
}

/// How many inputs libFuzzer tried, from its statistics.
fn executed(said: &str) -> Option<u64> {
    let count = said.lines().find_map(|line| line.strip_prefix("stat::number_of_executed_units:"));
    count?.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_statistics_are_read() {
        let said = "Done 627794 runs in 11 second(s)\nstat::number_of_executed_units: 627794\n\
                    stat::average_exec_per_sec:     57072\n";
        assert_eq!(executed(said), Some(627_794));
        assert_eq!(executed("Done"), None);
    }
}
