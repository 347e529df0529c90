//! What comes from npm.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result, bail};
use serde_json::Value;

use super::{Pins, Sources, install::in_place};
use crate::{
    process::{find_program, path_folders, run_quietly},
    progress::Step,
};

/// A checker of accessibility that runs inside a page.
pub(crate) struct AxeCore;

impl AxeCore {
    /// Finds its script in the project's cache, or obtains it.
    ///
    /// # Errors
    /// There is no npm, or it does not reach its registry.
    pub(crate) fn obtain(step: &Step, root: &Path) -> Result<PathBuf> {
        let pins = Pins::read(root)?;
        let folder = package(step, &Sources::of_this_machine()?, "axe-core", pins.axe_core())?;
        Ok(folder.join("axe.min.js"))
    }
}

/// A judge of pages.
pub(crate) struct Lighthouse;

impl Lighthouse {
    /// Finds its script, which Node.js runs, in the project's cache, or obtains it.
    ///
    /// # Errors
    /// There is no npm, or it does not reach its registry.
    pub(crate) fn obtain(step: &Step, root: &Path) -> Result<PathBuf> {
        let pins = Pins::read(root)?;
        let folder = package(step, &Sources::of_this_machine()?, "lighthouse", pins.lighthouse())?;
        Ok(folder.join("cli/index.js"))
    }
}

/// The folder of `name` in exactly this version, which is installed if it is not in the cache.
fn package(step: &Step, sources: &Sources, name: &str, version: &str) -> Result<PathBuf> {
    let home = sources.cache.join("tools").join(format!("{name}-{version}"));
    let folder = home.join("node_modules").join(name);
    if is_in(&folder, version) {
        return Ok(folder);
    }
    if find_program("npm", &path_folders()).is_none() {
        bail!("{name} comes from npm, which is part of Node.js: install your system's package");
    }
    in_place(&home, |fresh| {
        run_quietly(step, install(&format!("{name}@{version}"), fresh))?;
        if !is_in(&fresh.join("node_modules").join(name), version) {
            bail!("what came as {name} {version} is not that version");
        }
        Ok(())
    })
    .with_context(|| format!("can't install {name} {version}"))?;
    step.outcome(&format!("{name} {version} installed"));
    Ok(folder)
}

/// The command that installs a package, `name@version`, below `folder`.
pub(super) fn install(package: &str, folder: &Path) -> Command {
    let mut npm = Command::new("npm");
    npm.args(["install", "--no-audit", "--no-fund", "--ignore-scripts"])
        .args(["--fetch-retries=1", package, "--prefix"])
        .arg(folder);
    npm
}

/// Whether a package's folder says that it is this version.
fn is_in(folder: &Path, version: &str) -> bool {
    let manifest = fs::read(folder.join("package.json"));
    manifest
        .ok()
        .and_then(|bytes| serde_json::from_slice::<Value>(&bytes).ok())
        .is_some_and(|manifest| manifest["version"] == version)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_package_in_the_cache_is_taken_if_its_version_is_the_pinned_one() {
        let folder = tempfile::tempdir().unwrap();
        assert!(!is_in(folder.path(), "4.5.6"), "there is nothing yet");
        fs::write(folder.path().join("package.json"), r#"{ "version": "4.5.6" }"#).unwrap();
        assert!(is_in(folder.path(), "4.5.6"));
        assert!(!is_in(folder.path(), "4.5.7"));
    }
}
