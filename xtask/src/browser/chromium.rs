//! Chromium, or Chrome, with its driver.

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, bail};
use serde_json::json;

use super::debian;
use crate::{
    process::{find_program, path_folders},
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

/// Chromium and its driver.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Chromium {
    chrome: PathBuf,
    driver: PathBuf,
}

impl Chromium {
    /// Finds them, or on Debian as root installs them.
    ///
    /// # Errors
    /// One is missing and can't be installed; the error says what to type.
    pub(crate) fn obtain(step: &Step) -> Result<Self> {
        if let Some(browser) = Self::find() {
            return Ok(browser);
        }
        if !debian::installs_here() {
            bail!("the browser tests need Chromium and ChromeDriver of one version: {}", advice());
        }
        debian::install(step, &DEBIAN_PACKAGES)
            .with_context(|| format!("can't install Chromium: {}", advice()))?;
        Self::find().context("Debian's chromium was installed but can't be found on PATH")
    }

    /// The browser itself.
    pub(crate) fn program(&self) -> &Path {
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
pub(crate) fn flags() -> Vec<&'static str> {
    // Chromium refuses to run as root inside its sandbox, and containers run everything as root.
    FLAGS.into_iter().chain(debian::is_root().then_some("--no-sandbox")).collect()
}

fn advice() -> &'static str {
    if cfg!(target_os = "macos") {
        "install them with `brew install --cask google-chrome chromedriver`"
    } else if debian::is_debian() {
        "install them with `sudo apt-get install chromium chromium-driver`"
    } else {
        "install your system's packages, or name the programs with CHROME and CHROMEDRIVER"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capabilities_name_the_browser_and_hide_its_window() {
        let folder = tempfile::tempdir().unwrap();
        let browser = Chromium { chrome: "/opt/chrome".into(), driver: "/opt/driver".into() };
        let file = browser.write_capabilities(folder.path()).unwrap();
        let read: serde_json::Value = serde_json::from_slice(&fs::read(file).unwrap()).unwrap();
        let options = &read["goog:chromeOptions"];
        assert_eq!(options["binary"], "/opt/chrome");
        assert!(options["args"].as_array().unwrap().contains(&json!("--headless=new")));
    }
}
