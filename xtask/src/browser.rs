//! The browser that tests run in: Chromium with its driver, found on this machine, or on Debian
//! installed from its packages.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result, bail};
use serde_json::json;

use crate::{
    process::{find_program, path_folders, run_quietly},
    progress::Step,
};

/// The names that systems give to Chromium and Chrome.
const CHROME_NAMES: [&str; 4] =
    ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/// Where macOS keeps what is not on `PATH`.
const CHROME_ON_MACOS: &str = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";

/// No window, and nothing that talks to the network by itself or depends on a graphics card.
const FLAGS: [&str; 7] = [
    "--headless=new",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--disable-gpu",
];

/// What Debian calls them. Without a font, which it only recommends, pages show boxes for letters.
const DEBIAN_PACKAGES: [&str; 3] = ["chromium", "chromium-driver", "fonts-liberation"];

/// A browser and its driver.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Browser {
    chrome: PathBuf,
    driver: PathBuf,
}

impl Browser {
    /// Finds them, or on Debian as root installs them.
    ///
    /// # Errors
    /// One is missing and can't be installed; the error says what to type.
    pub(crate) fn obtain(step: &Step) -> Result<Self> {
        if let Some(browser) = Self::find() {
            return Ok(browser);
        }
        if !is_debian() || !is_root() {
            bail!("the browser tests need Chromium and ChromeDriver of one version: {}", advice());
        }
        run_quietly(step, apt_get(&["update"]))?;
        let install = ["install", "--yes", "--no-install-recommends"];
        let install: Vec<_> = install.into_iter().chain(DEBIAN_PACKAGES).collect();
        run_quietly(step, apt_get(&install))
            .with_context(|| format!("can't install Chromium: {}", advice()))?;
        Self::find().context("Debian's chromium was installed but can't be found on PATH")
    }

    /// The browser itself.
    pub(crate) fn chrome(&self) -> &Path {
        &self.chrome
    }

    /// What drives it.
    pub(crate) fn driver(&self) -> &Path {
        &self.driver
    }

    /// Writes the capabilities for wasm-bindgen's test runner into `folder`.
    ///
    /// # Errors
    /// The file can't be written.
    pub(crate) fn write_capabilities(&self, folder: &Path) -> Result<PathBuf> {
        fs::create_dir_all(folder)?;
        let file = folder.join("webdriver.json");
        let options = json!({ "goog:chromeOptions": { "binary": self.chrome, "args": flags() } });
        fs::write(&file, format!("{options:#}\n"))
            .with_context(|| format!("can't write {}", file.display()))?;
        Ok(file)
    }

    /// `$CHROME` and `$CHROMEDRIVER` come before what is on `PATH`.
    fn find() -> Option<Self> {
        let named = |variable| env::var_os(variable).map(PathBuf::from);
        let folders = path_folders();
        let on_path = || CHROME_NAMES.iter().find_map(|name| find_program(name, &folders));
        let on_macos = || Some(PathBuf::from(CHROME_ON_MACOS)).filter(|path| path.is_file());
        Some(Self {
            chrome: named("CHROME").or_else(on_path).or_else(on_macos)?,
            driver: named("CHROMEDRIVER").or_else(|| find_program("chromedriver", &folders))?,
        })
    }
}

/// The flags of a browser under test.
fn flags() -> Vec<&'static str> {
    // Chromium refuses to run as root inside its sandbox, and containers run everything as root.
    FLAGS.into_iter().chain(is_root().then_some("--no-sandbox")).collect()
}

fn advice() -> &'static str {
    if cfg!(target_os = "macos") {
        "install them with `brew install --cask google-chrome chromedriver`"
    } else if is_debian() {
        "install them with `sudo apt-get install chromium chromium-driver`"
    } else {
        "install your system's packages, or name the programs with CHROME and CHROMEDRIVER"
    }
}

fn apt_get(arguments: &[&str]) -> Command {
    let mut command = Command::new("apt-get");
    command.args(arguments).env("DEBIAN_FRONTEND", "noninteractive");
    command
}

fn is_debian() -> bool {
    fs::read_to_string("/etc/os-release").is_ok_and(|release| names_debian(&release))
}

/// Whether `/etc/os-release` is Debian's own. Ubuntu's `chromium` package is a pointer to a snap,
/// which does not install in a container.
fn names_debian(release: &str) -> bool {
    release.lines().any(|line| matches!(line, "ID=debian" | "ID=\"debian\""))
}

#[cfg(unix)]
fn is_root() -> bool {
    rustix::process::geteuid().is_root()
}

#[cfg(not(unix))]
fn is_root() -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_debian_itself_is_debian() {
        assert!(names_debian("PRETTY_NAME=\"Debian\"\nID=debian\n"));
        assert!(!names_debian("ID=ubuntu\nID_LIKE=debian\n"));
    }

    #[test]
    fn capabilities_name_the_browser_and_hide_its_window() {
        let folder = tempfile::tempdir().unwrap();
        let browser = Browser { chrome: "/opt/chrome".into(), driver: "/opt/driver".into() };
        let file = browser.write_capabilities(folder.path()).unwrap();
        let read: serde_json::Value = serde_json::from_slice(&fs::read(file).unwrap()).unwrap();
        let options = &read["goog:chromeOptions"];
        assert_eq!(options["binary"], "/opt/chrome");
        assert!(options["args"].as_array().unwrap().contains(&json!("--headless=new")));
    }
}
