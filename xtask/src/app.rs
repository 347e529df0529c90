//! Builds what is served: the app by trunk, compressed ahead, and the server that carries it.

use std::{
    env,
    fs::{self, File},
    path::PathBuf,
    process::Command,
};

use anyhow::{Context, Result};

use crate::{
    compress,
    fingerprint::Fingerprint,
    process::run_quietly,
    progress::{Progress, Step},
    rust, shrink,
    tools::{Tool, Toolbox},
    trim,
    workspace::Workspace,
};

/// The package that holds the server.
const SERVER_PACKAGE: &str = "server";

/// The server's binary.
const SERVER_BINARY: &str = "seesaw-server";

/// Builds the app in release into `dist/`, and does nothing if nothing changed since the last time.
///
/// # Errors
/// The app does not compile, or a tool failed.
pub(crate) fn build(progress: &Progress, workspace: &Workspace, tools: &Toolbox) -> Result<()> {
    progress.step("app", |step| {
        let _lock = lock(step, workspace)?;
        let stamp = workspace.scratch().join("app-stamp");
        let inputs = inputs(workspace, tools)?;
        let current = format!("{inputs}-{}", outputs(workspace)?);
        if fs::read_to_string(&stamp).is_ok_and(|stamped| stamped == current) {
            step.outcome("unchanged");
            return Ok(());
        }
        run_quietly(step, trunk(step, workspace, tools)?)?;
        step.note("shrinking");
        shrink::shrink(step, tools, &workspace.dist())?;
        trim::trim_below(&workspace.dist())?;
        step.note("compressing");
        compress::compress_below(&workspace.dist())?;
        fs::write(stamp, format!("{inputs}-{}", outputs(workspace)?))?;
        Ok(())
    })
}

/// Builds the server in release, with what is in `dist/` inside it, and returns where it is.
///
/// # Errors
/// It does not compile.
pub(crate) fn build_server(progress: &Progress, workspace: &Workspace) -> Result<PathBuf> {
    progress.step("server", |step| {
        let mut cargo = workspace.cargo();
        cargo.args(["build", "--release", "--package", SERVER_PACKAGE, "--bin", SERVER_BINARY]);
        run_quietly(step, cargo)?;
        let file_name = format!("{SERVER_BINARY}{}", env::consts::EXE_SUFFIX);
        Ok(workspace.target().join("release").join(file_name))
    })
}

/// Waits until no other run builds the app: two runs of trunk would use the same folders.
fn lock(step: &Step, workspace: &Workspace) -> Result<File> {
    fs::create_dir_all(workspace.scratch())?;
    let file = File::create(workspace.scratch().join("app-lock"))?;
    step.note("waiting for another build of the app");
    file.lock().context("can't lock the folder of the app")?;
    Ok(file)
}

/// The run of trunk, with the tools of the box and no other.
fn trunk(step: &Step, workspace: &Workspace, tools: &Toolbox) -> Result<Command> {
    // Trunk is told not to download anything, and tells cargo the same, so cargo fetches here.
    let mut fetch = workspace.cargo();
    fetch.args(["fetch", "--target", rust::WASM_TARGET]);
    run_quietly(step, fetch)?;

    let mut trunk = tools.command("trunk")?;
    trunk.current_dir(workspace.root()).args(["build", "--offline", "--skip-version-check"]);
    if tools.has(Tool::Binaryen) {
        trunk.arg("--release");
    } else {
        // Only in release does trunk insist on wasm-opt: the same profile, without that step.
        trunk.args(["--cargo-profile", "wasm"]);
    }
    // Some systems set it to 1, where trunk's own switch wants true or false.
    trunk.env_remove("NO_COLOR");
    trunk.env("RUSTFLAGS", without_own_paths(env::var("RUSTFLAGS").unwrap_or_default()));
    Ok(trunk)
}

/// The compiler's flags, and those by which a panic names a dependency's file without the folder
/// that this machine keeps it in: players need not load that, nor know it.
fn without_own_paths(mut flags: String) -> String {
    let home = env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| Some(env::home_dir()?.join(".cargo"))).unwrap_or_default();
    let registries = fs::read_dir(home.join("registry/src")).into_iter().flatten().flatten();
    for registry in registries {
        let folder = registry.path().display().to_string();
        // Flags are separated by spaces.
        if !folder.contains(' ') {
            flags.push_str(&format!(" --remap-path-prefix={folder}="));
        }
    }
    flags
}

/// A fingerprint of all that the app is made from.
fn inputs(workspace: &Workspace, tools: &Toolbox) -> Result<String> {
    let root = workspace.root();
    let mut print = Fingerprint::default()
        .add(rust::compiler()?)
        .add(env::var_os("RUSTFLAGS"))
        .add(tools.found().iter().map(|found| found.version.as_str()).collect::<Vec<_>>());
    let of_root = ["Cargo.toml", "Cargo.lock", "Trunk.toml", "index.html", "src", "static"];
    // How trunk is run and what is done afterwards stands in our own sources.
    for name in of_root.into_iter().chain([".cargo", "xtask/src"]) {
        print = print.add(name).add_files(&root.join(name))?;
    }
    for folder in workspace.sources_of("seesaw") {
        if folder != root {
            print = print.add_files(&folder)?;
        }
    }
    Ok(print.finish())
}

/// A fingerprint of `dist/`, which `trunk serve` also writes to.
fn outputs(workspace: &Workspace) -> Result<String> {
    let print = Fingerprint::default().add_files(&workspace.dist());
    Ok(print.context("can't read what trunk built")?.finish())
}
