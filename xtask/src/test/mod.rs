//! Everything that is checked before a change is good. The steps stand in [`run_all`] in the order
//! in which they find faults cheaply; the first that fails ends the run.

mod suite;

use std::process::Command;

use anyhow::{Result, bail};
use clap::Args;

use self::suite::Suite;
use crate::{
    app,
    browser::{Chromium, Firefox},
    invariants, lighthouse,
    process::{find_program, path_folders, run_openly, run_quietly},
    progress::Progress,
    rust, sim, size,
    stories::Props,
    tools::{self, AxeCore, Tool, Toolbox},
    workspace::Workspace,
};

/// Private items are documented too, for whoever reads the code, so that links to them lead somewhere.
const RUSTDOC_FLAGS: &str = "-D warnings -A rustdoc::private_intra_doc_links";

/// The test runner of wasm-bindgen, through which cargo runs tests in a browser.
const WASM_RUNNER: &str = "wasm-bindgen-test-runner";

/// How long a page of tests may take: the runner's own 20 s is short for a busy machine.
const WASM_TEST_TIMEOUT_S: &str = "120";

/// How many matches are simulated: half a minute's worth.
const SIMULATED_SEEDS: u64 = 2_000;

/// What is left out.
#[derive(Args)]
pub(crate) struct Options {
    /// Leave out the browsers and the release builds
    #[arg(long)]
    quick: bool,
}

/// Runs everything, and prints what each step took.
///
/// # Errors
/// Those of the first step that fails.
pub(crate) fn run(options: &Options) -> Result<()> {
    let workspace = Workspace::load()?;
    let mut suite = Suite::new(Progress::new());
    let result = run_all(&mut suite, &workspace, options);
    println!("\n{}", suite.summary());
    result
}

fn run_all(suite: &mut Suite, workspace: &Workspace, options: &Options) -> Result<()> {
    check_text(suite, workspace)?;
    lint(suite, workspace)?;
    test_natively(suite, workspace)?;
    if !options.quick {
        let tools = suite.prepare("build tools", |progress| {
            Toolbox::obtain(progress, workspace.root(), &Tool::BUILD)
        })?;
        test_in_browsers(suite, workspace, &tools)?;
    }
    Ok(())
}

/// What can be told without compiling the repository.
fn check_text(suite: &mut Suite, workspace: &Workspace) -> Result<()> {
    suite.quiet("clippy, rustfmt, browser target", |step| {
        rust::ensure_lint_tools(step)?;
        rust::ensure_wasm_target(step)
    })?;
    suite.quiet("format", |step| run_quietly(step, cargo(workspace, "fmt --all --check")))?;
    suite.quiet("pinned versions", |_| {
        let differences = tools::check_pins(workspace.root())?;
        if !differences.is_empty() {
            bail!("{}", differences.join("\n"));
        }
        Ok(())
    })?;
    suite.quiet("invariants", |_| invariants::check(workspace))?;
    if find_program("cargo-deny", &path_folders()).is_none() {
        suite.skip("licences and sources", "cargo install cargo-deny --locked");
        return Ok(());
    }
    suite.quiet("licences and sources", |step| {
        run_quietly(step, cargo(workspace, "deny check bans licenses sources"))
    })
}

fn lint(suite: &mut Suite, workspace: &Workspace) -> Result<()> {
    suite.quiet("clippy", |step| {
        run_quietly(step, cargo(workspace, "clippy --workspace --all-targets -- -D warnings"))
    })?;
    suite.quiet("clippy for the browser", |step| {
        let words = "clippy --package seesaw --all-targets --target wasm32-unknown-unknown";
        run_quietly(step, cargo(workspace, &format!("{words} -- -D warnings")))
    })?;
    suite.quiet("documentation", |step| {
        let mut doc = cargo(workspace, "doc --workspace --no-deps --document-private-items");
        doc.env("RUSTDOCFLAGS", RUSTDOC_FLAGS);
        run_quietly(step, doc)
    })
}

fn test_natively(suite: &mut Suite, workspace: &Workspace) -> Result<()> {
    suite.open("unit and property tests", || {
        let targets = "--lib --bins --tests --examples";
        run_openly(cargo(workspace, &format!("test --workspace --exclude e2e {targets}")))
    })?;
    suite.open("doc tests", || {
        run_openly(cargo(workspace, "test --workspace --exclude e2e --doc"))
    })?;
    suite.open("simulation", || sim::play_first(SIMULATED_SEEDS))
}

fn test_in_browsers(suite: &mut Suite, workspace: &Workspace, tools: &Toolbox) -> Result<()> {
    let chromium = suite.quiet("Chromium", Chromium::obtain)?;
    suite.open("tests in Chromium", || test_wasm(workspace, tools, &chromium))?;
    let server = suite.prepare("release builds", |progress| {
        app::build(progress, workspace, tools)?;
        app::build_server(progress, workspace)
    })?;
    suite.open("size", || {
        println!("{}", size::check(&workspace.dist())?);
        Ok(())
    })?;
    let scores =
        suite.quiet("lighthouse", |step| lighthouse::check(step, workspace, &server, &chromium))?;
    println!("{scores}");
    let axe = suite.quiet("axe-core", |step| AxeCore::obtain(step, workspace.root()))?;
    tell_stories(suite, workspace, &Props { server, chromium, axe })
}

/// The stories, and those in Firefox apart, where it is to be had.
fn tell_stories(suite: &mut Suite, workspace: &Workspace, props: &Props) -> Result<()> {
    suite.open("end to end", || {
        let mut test = cargo(workspace, "test --package e2e -- --skip firefox");
        props.hand_to(&mut test);
        run_openly(test)
    })?;
    let firefox = suite.prepare("Firefox", |progress| {
        Ok(Firefox::obtain(progress, workspace).map_err(|error| format!("{error:#}")))
    })?;
    match firefox {
        Err(missing) => suite.skip("end to end in Firefox", &missing),
        Ok(firefox) => suite.open("end to end in Firefox", || {
            let mut test = cargo(workspace, "test --package e2e firefox");
            props.hand_to(&mut test);
            firefox.hand_to(&mut test);
            run_openly(test)
        })?,
    }
    Ok(())
}

fn test_wasm(workspace: &Workspace, tools: &Toolbox, chromium: &Chromium) -> Result<()> {
    let words = "test --package seesaw --target wasm32-unknown-unknown --lib --bins --tests";
    let mut test = cargo(workspace, words);
    test.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", tools.program(WASM_RUNNER)?)
        .env("WASM_BINDGEN_USE_BROWSER", "1")
        .env("WASM_BINDGEN_TEST_TIMEOUT", WASM_TEST_TIMEOUT_S)
        .env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", chromium.write_capabilities(&workspace.scratch())?)
        .env("CHROMEDRIVER", chromium.driver());
    // The runner would prefer another browser's driver to ours.
    for other in ["GECKODRIVER", "SAFARIDRIVER", "GECKODRIVER_REMOTE", "SAFARIDRIVER_REMOTE"] {
        test.env_remove(other);
    }
    run_openly(test)
}

/// Cargo with `words`, at the root of the repository.
fn cargo(workspace: &Workspace, words: &str) -> Command {
    let mut command = workspace.cargo();
    command.args(words.split_whitespace());
    command
}
