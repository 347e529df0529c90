//! Chromium, driven by ChromeDriver.

use std::{env, path::Path};

use anyhow::{Context, Result};
use serde_json::json;
use thirtyfour::{ChromeCapabilities, ChromiumLikeCapabilities, LoggingPrefsLogLevel};

use super::{Device, Recipe};

/// No window, and nothing that talks to the network by itself or depends on a graphics card.
const FLAGS: [&str; 9] = [
    "--headless=new",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--disable-gpu",
    // Containers have a small /dev/shm, and a tab that finds it full crashes.
    "--disable-dev-shm-usage",
    // The stories are told in the words that an English player reads.
    "--accept-lang=en",
];

const ADVICE: &str = "the tests need Chromium and ChromeDriver of one version: on PATH, or named by \
                      CHROME and CHROMEDRIVER; `cargo xtask setup` obtains them";

pub(super) fn recipe(device: Device, folder: &Path) -> Result<Recipe> {
    Ok(Recipe {
        program: env::var_os("CHROMEDRIVER").unwrap_or_else(|| "chromedriver".into()),
        arguments: vec!["--port=0".to_owned()],
        port: port_in,
        capabilities: capabilities(device, &folder.join("profile"))?.into(),
        advice: ADVICE,
    })
}

fn capabilities(device: Device, profile: &Path) -> Result<ChromeCapabilities> {
    let mut capabilities = ChromeCapabilities::new();
    for flag in FLAGS {
        capabilities.add_arg(flag)?;
    }
    if is_root() {
        // Chromium refuses to run as root inside its sandbox, and containers run all as root.
        capabilities.add_arg("--no-sandbox")?;
    }
    capabilities.add_arg(&format!("--user-data-dir={}", profile.display()))?;
    match device {
        Device::Desktop | Device::Keyboard => capabilities.add_arg("--window-size=1440,900")?,
        // A desktop's window can't be made this narrow.
        Device::Phone => {
            let metrics = json!({ "width": 360, "height": 640, "pixelRatio": 2.0, "touch": true });
            let emulation = json!({ "deviceMetrics": metrics });
            capabilities.add_experimental_option("mobileEmulation", emulation)?;
        }
    }
    if let Some(chrome) = env::var_os("CHROME") {
        capabilities.set_binary(chrome.to_str().context("CHROME is no text")?)?;
    }
    capabilities.set_browser_log_level(LoggingPrefsLogLevel::All)?;
    Ok(capabilities)
}

/// The port in the line that ChromeDriver prints when it listens.
fn port_in(line: &str) -> Option<u16> {
    let (_, port) = line.split_once("started successfully on port ")?;
    port.trim_end_matches('.').parse().ok()
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
    fn the_port_is_found() {
        assert_eq!(port_in("ChromeDriver was started successfully on port 36643."), Some(36643));
        assert_eq!(port_in("Starting ChromeDriver 156.0.8078.79 on port 0"), None);
    }
}
