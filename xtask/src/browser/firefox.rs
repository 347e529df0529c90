//! Firefox with geckodriver, its driver, which is one of our tools.

use std::{
    env,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result, bail};

use super::debian;
use crate::{
    process::{find_program, path_folders},
    progress::{Progress, Step},
    tools::{Tool, Toolbox},
    workspace::Workspace,
};

/// The names that systems give to it. Debian's is the first, and its package is called like it.
const NAMES: [&str; 2] = ["firefox-esr", "firefox"];

/// Where macOS keeps what is not on `PATH`.
const ON_MACOS: &str = "/Applications/Firefox.app/Contents/MacOS/firefox";

/// Firefox and its driver.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Firefox {
    firefox: PathBuf,
    driver: PathBuf,
}

impl Firefox {
    /// Finds both, or obtains them: Firefox only on Debian as root.
    ///
    /// # Errors
    /// One is missing and can't be installed; the error says what to type.
    pub(crate) fn obtain(progress: &Progress, workspace: &Workspace) -> Result<Self> {
        let firefox = progress.step("Firefox", obtain_firefox)?;
        let driver = match env::var_os("GECKODRIVER") {
            Some(named) => named.into(),
            None => Toolbox::obtain(progress, workspace.root(), &[Tool::Geckodriver])?
                .program("geckodriver")?,
        };
        Ok(Self { firefox, driver })
    }

    /// The browser itself.
    pub(crate) fn program(&self) -> &Path {
        &self.firefox
    }

    /// What drives it.
    pub(crate) fn driver(&self) -> &Path {
        &self.driver
    }

    /// Tells a program of `e2e` where both are.
    pub(crate) fn hand_to(&self, program: &mut Command) {
        program.env("FIREFOX", &self.firefox).env("GECKODRIVER", &self.driver);
    }
}

fn obtain_firefox(step: &Step) -> Result<PathBuf> {
    if let Some(firefox) = find() {
        return Ok(firefox);
    }
    if !debian::installs_here() {
        bail!("the tests in a second browser need Firefox: {}", advice());
    }
    debian::install(step, &[NAMES[0]])
        .with_context(|| format!("can't install Firefox: {}", advice()))?;
    find().context("Debian's firefox-esr was installed but can't be found on PATH")
}

/// `$FIREFOX` comes before what is on `PATH`.
fn find() -> Option<PathBuf> {
    let folders = path_folders();
    let on_path = || NAMES.iter().find_map(|name| find_program(name, &folders));
    let on_macos = || Some(PathBuf::from(ON_MACOS)).filter(|path| path.is_file());
    env::var_os("FIREFOX").map(PathBuf::from).or_else(on_path).or_else(on_macos)
}

/// What a person can type to have it.
fn advice() -> &'static str {
    if cfg!(target_os = "macos") {
        "install it with `brew install --cask firefox`"
    } else if debian::is_debian() {
        "install it with `sudo apt-get install firefox-esr`"
    } else {
        "install your system's package, or name the program with FIREFOX"
    }
}
