//! A Chromium process with its own profile, and the driver through which it is used.

use std::{
    cell::RefCell,
    env, fs,
    path::{Path, PathBuf},
    time::Duration,
};

use anyhow::{Context, Result};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use thirtyfour::{
    ChromeCapabilities, ChromiumLikeCapabilities, LoggingPrefsLogLevel, WebDriver,
    cdp::domains::{
        emulation::{MediaFeature, SetEmulatedMedia},
        network::EmulateNetworkConditions,
    },
};

use crate::{element::NOTE_NEWS, process::Process};

/// No window, and nothing that talks to the network by itself or depends on a graphics card.
const FLAGS: [&str; 8] = [
    "--headless=new",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--disable-gpu",
    // Containers have a small /dev/shm, and a tab that finds it full crashes.
    "--disable-dev-shm-usage",
];

/// How long one command to a browser may take; each is a matter of milliseconds.
const COMMAND_TIME: Duration = Duration::from_secs(60);

/// What a player holds in its hands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Device {
    /// A window of 1440 × 900.
    Desktop,
    /// A touch screen of 360 × 640, a small phone held upright.
    Phone,
}

/// Which colours the player's system prefers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scheme {
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

/// A browser. It ends, with all its processes and files, when this value does.
#[derive(Debug)]
pub struct Browser {
    driver: WebDriver,
    device: Device,
    pub(crate) console: RefCell<Vec<thirtyfour::BrowserLogEntry>>,
    process: Process,
}

impl Browser {
    /// Starts one, with its profile and logs in `folder`, which must not exist yet.
    ///
    /// # Errors
    /// There is no browser or driver, or they don't fit together.
    pub(crate) async fn start(device: Device, folder: &Path) -> Result<Self> {
        fs::create_dir(folder).with_context(|| format!("can't make {}", folder.display()))?;
        let chromedriver = env::var_os("CHROMEDRIVER").unwrap_or_else(|| "chromedriver".into());
        let arguments = ["--port=0".to_owned()];
        let process = Process::start(&PathBuf::from(chromedriver), &arguments, folder)
            .context("the tests need ChromeDriver: on PATH, or named by CHROMEDRIVER")?;
        let port = process.says(port_in).await?;
        let capabilities = capabilities(device, &folder.join("profile"))?;
        let driver = WebDriver::builder(format!("http://127.0.0.1:{port}"), capabilities)
            .request_timeout(COMMAND_TIME)
            .await
            .context("can't start Chromium: is it installed, or named by CHROME?")?;
        let browser = Self { driver, device, console: RefCell::default(), process };
        browser.prepare(NOTE_NEWS).await?;
        Ok(browser)
    }

    pub(crate) fn driver(&self) -> &WebDriver {
        &self.driver
    }

    /// What it is.
    #[must_use]
    pub fn device(&self) -> Device {
        self.device
    }

    /// Opens an address, as if typed.
    ///
    /// # Errors
    /// The browser is gone, or nothing answers there.
    pub async fn open(&self, address: &str) -> Result<()> {
        Ok(self.driver.goto(address).await?)
    }

    /// The address of the page.
    ///
    /// # Errors
    /// The browser is gone.
    pub async fn address(&self) -> Result<String> {
        Ok(self.driver.current_url().await?.into())
    }

    /// Loads the page anew.
    ///
    /// # Errors
    /// The browser is gone.
    pub async fn reload(&self) -> Result<()> {
        Ok(self.driver.refresh().await?)
    }

    /// Duplicates the tab, with all that it remembers, and turns to the duplicate.
    ///
    /// # Errors
    /// The browser is gone.
    pub async fn duplicate_tab(&self) -> Result<()> {
        self.script::<()>("open(location.href)", Vec::new()).await?;
        let tabs = self.driver.windows().await?;
        let duplicate = tabs.last().context("there is no tab")?;
        Ok(self.driver.switch_to_window(duplicate.clone()).await?)
    }

    /// Closes the tab, as its cross does: the page may say goodbye.
    ///
    /// # Errors
    /// The browser is gone.
    pub async fn close_tab(&self) -> Result<()> {
        // Another tab stays, in the background, so that the browser does.
        let other = json!({ "url": "about:blank", "background": true });
        self.driver.cdp().send_raw("Target.createTarget", other).await?;
        Ok(self.driver.close_window().await?)
    }

    /// Ends the browser as a crash or a power cut does: nothing is said to anybody.
    ///
    /// # Errors
    /// The system refuses it.
    pub fn kill(&self) -> Result<()> {
        self.process.kill()
    }

    /// Stops the browser with all its processes, as a machine that falls asleep does.
    ///
    /// # Errors
    /// The system refuses it.
    pub fn fall_asleep(&self) -> Result<()> {
        self.process.suspend()
    }

    /// Lets it go on.
    ///
    /// # Errors
    /// The system refuses it.
    pub fn wake_up(&self) -> Result<()> {
        self.process.resume()
    }

    /// Makes the network one that can be cut off. Chromium decides that for each connection when it
    /// is made, so this must come before the page is opened.
    ///
    /// # Errors
    /// The browser is gone.
    pub async fn put_network_to_the_test(&self) -> Result<()> {
        self.driver.cdp().network().enable().await?;
        self.emulate_network(false).await
    }

    /// Cuts the network off, or puts it back: for HTTP, and for the WebSockets and data channels
    /// that were made after [`put_network_to_the_test`](Self::put_network_to_the_test).
    ///
    /// # Errors
    /// The browser is gone.
    pub async fn go_offline(&self, offline: bool) -> Result<()> {
        self.emulate_network(offline).await
    }

    async fn emulate_network(&self, offline: bool) -> Result<()> {
        // Without any limit Chromium would leave data channels out of it.
        let latency = 1;
        let conditions = EmulateNetworkConditions {
            offline,
            latency,
            download_throughput: -1,
            upload_throughput: -1,
            connection_type: None,
        };
        self.driver.cdp().send(conditions).await?;
        Ok(())
    }

    /// Runs JavaScript in the page, to read what it shows.
    ///
    /// # Errors
    /// The script throws, or returns something else.
    pub async fn script<T: DeserializeOwned>(
        &self,
        script: &str,
        arguments: Vec<Value>,
    ) -> Result<T> {
        Ok(self.driver.execute(script, arguments).await?.convert()?)
    }

    /// Runs JavaScript before any other in each page opened from now on.
    ///
    /// # Errors
    /// The browser is gone.
    pub async fn prepare(&self, script: &str) -> Result<()> {
        self.driver.cdp().page().add_script_to_evaluate_on_new_document(script).await?;
        Ok(())
    }

    /// What the clipboard holds.
    ///
    /// # Errors
    /// The browser is gone, or nothing was ever copied.
    pub async fn clipboard(&self) -> Result<String> {
        let grant = json!({ "permission": { "name": "clipboard-read" }, "setting": "granted" });
        self.driver.cdp().send_raw("Browser.setPermission", grant).await?;
        self.script("return navigator.clipboard.readText()", Vec::new()).await
    }

    /// Makes the system prefer these colours.
    ///
    /// # Errors
    /// The browser is gone.
    pub async fn prefer(&self, scheme: Scheme) -> Result<()> {
        let value = match scheme {
            Scheme::Light => "light",
            Scheme::Dark => "dark",
        };
        let feature =
            MediaFeature { name: "prefers-color-scheme".to_owned(), value: value.to_owned() };
        let features = Some(vec![feature]);
        self.driver.cdp().send(SetEmulatedMedia { media: None, features }).await?;
        Ok(())
    }

    /// Writes what it shows into a PNG file.
    ///
    /// # Errors
    /// The browser is gone, or the file can't be written.
    pub async fn picture(&self, file: &Path) -> Result<()> {
        Ok(self.driver.screenshot(file).await?)
    }

    /// The page's HTML as it is now.
    ///
    /// # Errors
    /// The browser is gone.
    pub(crate) async fn source(&self) -> Result<String> {
        Ok(self.driver.source().await?)
    }

    /// What the driver said.
    pub(crate) fn log(&self) -> Result<String> {
        self.process.log()
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // The process ends the session; thirtyfour shall not try to, and block.
        let already_quit = self.driver.clone().leak().is_err();
        debug_assert!(!already_quit, "only here is the session given up");
    }
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
        Device::Desktop => capabilities.add_arg("--window-size=1440,900")?,
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

/// The port in the line that the driver prints when it listens.
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
