//! Putting a tool into the cache. All of the work happens in a folder beside the final one, which
//! is renamed into place when the tool has said its version: an interrupted installation is never
//! taken for a good one.

use std::{fs, path::Path, process::Command};

use anyhow::{Context, Result, bail};

use super::{Tool, npm, prebuilt};
use crate::{process::run_quietly, progress::Step};

/// How cargo compiles a tool. One that works for a second in each build need not be as fast as can
/// be, and trunk's own profile, with link-time optimisation, takes a quarter more time to compile.
const COMPILE_PROFILE: [(&str, &str); 3] = [
    ("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16"),
    ("CARGO_PROFILE_RELEASE_LTO", "off"),
    ("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1"),
];

/// Obtains `tool` and leaves it in `home`.
///
/// # Errors
/// No way worked; the error says what to type.
pub(super) fn install(
    step: &Step,
    tool: Tool,
    version: &str,
    releases: &str,
    home: &Path,
) -> Result<()> {
    let Err(download_error) = download(step, tool, version, releases, home) else {
        return Ok(());
    };
    step.note(&format!("no prebuilt {tool}; {} (once)", second_way(tool)));
    tool_in_place(tool, version, home, |folder| second_install(step, tool, version, folder))
        .with_context(|| format!("its prebuilt release: {download_error:#}"))
        .with_context(|| {
            format!("{tool} {version} can't be had; install it with `{}`", advice(tool, version))
        })
}

/// Obtains the prebuilt release of `tool` and leaves it in `home`.
///
/// # Errors
/// There is none for this machine, it can't be reached, or it is not what it says.
pub(super) fn download(
    step: &Step,
    tool: Tool,
    version: &str,
    releases: &str,
    home: &Path,
) -> Result<()> {
    tool_in_place(tool, version, home, |folder| {
        prebuilt::install(step, tool, version, releases, folder)
    })
}

fn tool_in_place(
    tool: Tool,
    version: &str,
    home: &Path,
    work: impl FnOnce(&Path) -> Result<()>,
) -> Result<()> {
    in_place(home, |folder| {
        work(folder)?;
        if !tool.program_folders(folder).iter().any(|bin| tool.is_in(bin, version)) {
            bail!("what came as {tool} {version} does not run as that version");
        }
        Ok(())
    })
}

/// Runs `work` on a fresh folder, and renames it to `home` if all went well.
///
/// # Errors
/// Those of `work`, or the cache can't be written.
pub(super) fn in_place(home: &Path, work: impl FnOnce(&Path) -> Result<()>) -> Result<()> {
    let parent = home.parent().expect("the cache is a folder of folders");
    fs::create_dir_all(parent).with_context(|| format!("can't write to {}", parent.display()))?;
    let folder = tempfile::Builder::new().prefix(".installing-").tempdir_in(parent)?;
    work(folder.path())?;
    if home.exists() {
        fs::remove_dir_all(home).with_context(|| format!("can't replace {}", home.display()))?;
    }
    fs::rename(folder.path(), home).with_context(|| format!("can't create {}", home.display()))
}

/// What is tried when no prebuilt release could be had.
fn second_install(step: &Step, tool: Tool, version: &str, folder: &Path) -> Result<()> {
    let command = match tool {
        Tool::Trunk | Tool::WasmBindgen | Tool::Geckodriver => {
            let mut cargo = Command::new("cargo");
            cargo.args(cargo_arguments(tool, version)).arg("--root").arg(folder);
            cargo.envs(COMPILE_PROFILE);
            cargo
        }
        Tool::Binaryen | Tool::Esbuild => npm::install(&npm_package(tool, version), folder),
    };
    run_quietly(step, command)
}

fn second_way(tool: Tool) -> &'static str {
    match tool {
        Tool::Trunk | Tool::WasmBindgen | Tool::Geckodriver => {
            "compiling it, which takes some minutes"
        }
        Tool::Binaryen | Tool::Esbuild => "taking it from npm",
    }
}

fn advice(tool: Tool, version: &str) -> String {
    match tool {
        Tool::Trunk | Tool::WasmBindgen | Tool::Geckodriver => {
            format!("cargo {}", cargo_arguments(tool, version).join(" "))
        }
        Tool::Binaryen | Tool::Esbuild => {
            format!("npm install --global {}", npm_package(tool, version))
        }
    }
}

fn cargo_arguments(tool: Tool, version: &str) -> Vec<String> {
    let (package, extra): (_, &[_]) = match tool {
        // What it leaves out are its own downloads' TLS and its search for newer versions.
        Tool::Trunk => ("trunk", &["--locked", "--no-default-features"]),
        // Its lock file names a version of a dependency that was withdrawn, so it goes without.
        Tool::WasmBindgen => ("wasm-bindgen-cli", &[]),
        Tool::Geckodriver => ("geckodriver", &["--locked"]),
        Tool::Binaryen | Tool::Esbuild => unreachable!("{tool} is no crate: it comes from npm"),
    };
    let words = ["install", package, "--version", version];
    words.iter().chain(extra).map(|&word| word.to_owned()).collect()
}

fn npm_package(tool: Tool, version: &str) -> String {
    format!("{tool}@{version}")
}
