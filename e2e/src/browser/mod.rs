//! A browser process with its own profile, and the driver through which it is used.

mod bidi;
mod chromium;
mod firefox;

use std::{
    cell::{Cell, RefCell},
    fs,
    path::Path,
    time::Duration,
};

use anyhow::{Context, Result, bail};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use thirtyfour::{
    Capabilities, WebDriver,
    cdp::{
        Cdp,
        domains::{
            emulation::{MediaFeature, SetEmulatedMedia},
            network::EmulateNetworkConditions,
        },
    },
};
use tokio::sync::Mutex;

use self::bidi::Bidi;
use crate::{console::Line, element::NOTE_NEWS, process::Process};

/// How long one command to a browser may take; each is a matter of milliseconds.
const COMMAND_TIME: Duration = Duration::from_secs(60);

/// What draws the pages and runs the app.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Chromium's, which is also Chrome's and Edge's.
    Chromium,
    /// Firefox's.
    Firefox,
}

/// What a player holds in its hands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Device {
    /// A window of 1440 × 900, with a mouse and a keyboard.
    Desktop,
    /// The same window, and no mouse.
    Keyboard,
    /// A touch screen of 360 × 640 and nothing else, a small phone held upright.
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
    engine: Engine,
    device: Device,
    /// Firefox's second line, for what the first one can't say.
    bidi: Option<Mutex<Bidi>>,
    pub(crate) console: RefCell<Vec<Line>>,
    pub(crate) excused: RefCell<Vec<&'static str>>,
    /// Whether its page was closed or killed, so that nothing more can be asked of it.
    gone: Cell<bool>,
    process: Process,
}

/// What starts an engine's driver, and what is asked of it.
struct Recipe {
    program: std::ffi::OsString,
    arguments: Vec<String>,
    /// Finds the port in a line that the driver prints when it listens.
    port: fn(&str) -> Option<u16>,
    capabilities: Capabilities,
    advice: &'static str,
}

impl Browser {
    /// Starts one, with its profile and logs in `folder`, which must not exist yet.
    ///
    /// # Errors
    /// There is no browser or driver, or they don't fit together.
    pub(crate) async fn start(engine: Engine, device: Device, folder: &Path) -> Result<Self> {
        fs::create_dir(folder).with_context(|| format!("can't make {}", folder.display()))?;
        let recipe = match engine {
            Engine::Chromium => chromium::recipe(device, folder)?,
            Engine::Firefox => firefox::recipe(device)?,
        };
        let process = Process::start(Path::new(&recipe.program), &recipe.arguments, folder)
            .context(recipe.advice)?;
        let port = process.says(recipe.port).await.context(recipe.advice)?;
        let driver = WebDriver::builder(format!("http://127.0.0.1:{port}"), recipe.capabilities)
            .request_timeout(COMMAND_TIME)
            .await
            .context(recipe.advice)?;
        let bidi = match engine {
            Engine::Chromium => None,
            Engine::Firefox => Some(Mutex::new(Bidi::connect(&driver).await?)),
        };
        let console = RefCell::default();
        let (excused, gone) = (RefCell::default(), Cell::new(false));
        let browser = Self { driver, engine, device, bidi, console, excused, gone, process };
        browser.prepare(NOTE_NEWS).await?;
        Ok(browser)
    }

    pub(crate) fn driver(&self) -> &WebDriver {
        &self.driver
    }

    /// The developer tools, which only Chromium lets a driver use.
    pub(crate) fn cdp(&self) -> Result<Cdp> {
        match self.engine {
            Engine::Chromium => Ok(self.driver.cdp()),
            Engine::Firefox => bail!("only Chromium can be told to do this"),
        }
    }

    /// Takes what Firefox's console said since the last time.
    pub(crate) async fn firefox_console(&self) -> Result<Vec<Line>> {
        match &self.bidi {
            Some(bidi) => bidi.lock().await.take_lines().await,
            None => bail!("Chromium tells of its console in its own way"),
        }
    }

    /// What draws its pages.
    #[must_use]
    pub fn engine(&self) -> Engine {
        self.engine
    }

    /// Whether its page was closed or killed.
    #[must_use]
    pub fn is_gone(&self) -> bool {
        self.gone.get()
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
        self.console().await?;
        self.gone.set(true);
        // Another tab stays, in the background, so that the browser does.
        let other = json!({ "url": "about:blank", "background": true });
        self.cdp()?.send_raw("Target.createTarget", other).await?;
        Ok(self.driver.close_window().await?)
    }

    /// Ends the browser as a crash or a power cut does: nothing is said to anybody.
    ///
    /// # Errors
    /// The system refuses it.
    pub fn kill(&self) -> Result<()> {
        self.gone.set(true);
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
        self.cdp()?.network().enable().await?;
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
        self.cdp()?.send(conditions).await?;
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
        match &self.bidi {
            Some(bidi) => bidi.lock().await.prepare(script).await,
            None => {
                let page = self.cdp()?;
                page.page().add_script_to_evaluate_on_new_document(script).await?;
                Ok(())
            }
        }
    }

    /// What the clipboard holds.
    ///
    /// # Errors
    /// The browser is gone, or nothing was ever copied.
    pub async fn clipboard(&self) -> Result<String> {
        let grant = json!({ "permission": { "name": "clipboard-read" }, "setting": "granted" });
        self.cdp()?.send_raw("Browser.setPermission", grant).await?;
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
        self.cdp()?.send(SetEmulatedMedia { media: None, features }).await?;
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
