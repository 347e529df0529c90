//! What the Rust toolchain must have beyond a compiler: the browser's target, clippy and rustfmt.

use std::{path::Path, process::Command};

use anyhow::{Context, Result, bail};

use crate::{
    process::{capture, find_program, path_folders, run_quietly},
    progress::Step,
};

/// The target that the app is compiled for.
pub(crate) const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// Adds the browser's target if it is missing.
///
/// # Errors
/// It is missing, and rustup is too or can't fetch it.
pub(crate) fn ensure_wasm_target(step: &Step) -> Result<()> {
    if has_wasm_target()? {
        return Ok(());
    }
    if !has_rustup() {
        bail!(
            "this Rust can't compile for the browser: install rustup from https://rustup.rs, or \
             your system's package of the standard library for {WASM_TARGET}"
        );
    }
    run_quietly(step, rustup(&["target", "add", WASM_TARGET])).with_context(|| {
        format!("Rust's browser target is missing; add it with `rustup target add {WASM_TARGET}`")
    })
}

/// Adds clippy and rustfmt if they are missing, as they are from rustup's minimal profile.
///
/// # Errors
/// One is missing, and rustup is too or can't fetch it.
pub(crate) fn ensure_lint_tools(step: &Step) -> Result<()> {
    for (component, program) in [("clippy", "cargo-clippy"), ("rustfmt", "rustfmt")] {
        let mut probe = Command::new(program);
        probe.arg("--version");
        if capture(probe).is_ok() {
            continue;
        }
        let advice =
            || format!("{component} is missing; add it with `rustup component add {component}`");
        if !has_rustup() {
            bail!("{}", advice());
        }
        run_quietly(step, rustup(&["component", "add", component])).with_context(advice)?;
    }
    Ok(())
}

/// The compiler's own description of itself, which changes with it.
///
/// # Errors
/// There is no `rustc`.
pub(crate) fn compiler() -> Result<String> {
    let mut rustc = Command::new("rustc");
    rustc.arg("-vV");
    capture(rustc)
}

/// The target of this machine.
///
/// # Errors
/// There is no `rustc`, or it does not say.
pub(crate) fn host() -> Result<String> {
    let compiler = compiler()?;
    let host = compiler.lines().find_map(|line| line.strip_prefix("host: "));
    Ok(host.context("`rustc -vV` names no host")?.to_owned())
}

fn has_wasm_target() -> Result<bool> {
    let mut rustc = Command::new("rustc");
    rustc.args(["--print", "target-libdir", "--target", WASM_TARGET]);
    Ok(Path::new(capture(rustc)?.trim()).is_dir())
}

fn has_rustup() -> bool {
    find_program("rustup", &path_folders()).is_some()
}

fn rustup(arguments: &[&str]) -> Command {
    let mut command = Command::new("rustup");
    command.args(arguments);
    command
}
