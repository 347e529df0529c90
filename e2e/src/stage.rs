//! The stage of one story: the real server, and the players who come to it.

use std::{
    cell::RefCell,
    fs,
    panic::{AssertUnwindSafe, resume_unwind},
    path::Path,
    rc::Rc,
};

use anyhow::{Context, Result, ensure};
use futures_util::{FutureExt as _, future::try_join_all};
use tempfile::TempDir;
use tokio::sync::Semaphore;

use crate::{
    browser::{Browser, Device, Engine},
    console::Line,
    player::Player,
    server::Server,
};

/// Where the traces of failed stories are kept.
const ARTIFACTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/artifacts");

/// One story at a time: each has several browsers, which are enough for a small machine, and the
/// game's own deadlines are tested at the speed at which people play.
static STAGES: Semaphore = Semaphore::const_new(1);

/// Tells a story on a stage of its own. If it fails, `artifacts/<name>` holds what every player saw
/// last, the pages' HTML, the consoles and the logs. However it ends, nothing of it stays behind.
///
/// # Errors
/// Those of the story.
///
/// # Panics
/// If the story does.
pub fn story(name: &str, tell: impl AsyncFnOnce(&Stage) -> Result<()>) -> Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let _turn = STAGES.acquire().await?;
        let traces = Path::new(ARTIFACTS).join(name);
        if traces.exists() {
            fs::remove_dir_all(&traces)?;
        }
        let stage = Stage::set().await?;
        let telling = async {
            tell(&stage).await?;
            stage.hears_no_complaint().await
        };
        let told = AssertUnwindSafe(telling).catch_unwind().await;
        if matches!(told, Ok(Ok(()))) {
            return Ok(());
        }
        stage.keep_traces(&traces).await;
        eprintln!("what everybody saw last is in {}", traces.display());
        drop(stage);
        told.unwrap_or_else(|panic| resume_unwind(panic))
    })
}

/// The server and the players of a story.
#[derive(Debug)]
pub struct Stage {
    // Dropped in this order: the folder goes when nothing writes into it any more.
    players: RefCell<Vec<Rc<Player>>>,
    server: Server,
    folder: TempDir,
}

impl Stage {
    async fn set() -> Result<Self> {
        let folder = tempfile::tempdir().context("can't make a temporary folder")?;
        let server = Server::start(&folder.path().join("server")).await?;
        Ok(Self { players: RefCell::default(), server, folder })
    }

    /// The server.
    #[must_use]
    pub fn server(&self) -> &Server {
        &self.server
    }

    /// Somebody with a browser, who has not opened anything yet.
    ///
    /// # Errors
    /// There is no browser, or no driver for it.
    pub async fn player(&self, name: &str, device: Device) -> Result<Rc<Player>> {
        self.player_in(Engine::Chromium, name, device).await
    }

    /// The same, in a browser of one's choice.
    ///
    /// # Errors
    /// Those of [`player`](Self::player).
    pub async fn player_in(
        &self,
        engine: Engine,
        name: &str,
        device: Device,
    ) -> Result<Rc<Player>> {
        let browser = Browser::start(engine, device, &self.folder.path().join(name)).await?;
        let player = Rc::new(Player::new(name, browser, self.server.address()));
        self.players.borrow_mut().push(Rc::clone(&player));
        Ok(player)
    }

    /// Several, at desktops.
    ///
    /// # Errors
    /// Those of [`player`](Self::player).
    ///
    /// # Panics
    /// Never: there are as many players as names.
    pub async fn players<const N: usize>(&self, names: [&str; N]) -> Result<[Rc<Player>; N]> {
        let players = try_join_all(names.map(|name| self.player(name, Device::Desktop))).await?;
        Ok(players.try_into().expect("as many players as names"))
    }

    /// Everybody in one lobby; the first hosts, and the others came in this order.
    ///
    /// # Errors
    /// Somebody does not get there.
    pub async fn game<const N: usize>(&self, names: [&str; N]) -> Result<[Rc<Player>; N]> {
        let players = self.players(names).await?;
        gather(&players).await?;
        Ok(players)
    }

    /// Nobody's console complained of anything that the story has not excused.
    async fn hears_no_complaint(&self) -> Result<()> {
        let players = self.players.borrow().clone();
        for player in players {
            let complaints = player.browser().complaints().await?;
            ensure!(complaints.is_empty(), "the console of {player:?} says {complaints:#?}");
        }
        Ok(())
    }

    /// What is left of a failed story. Whatever can't be had is said and left out: the failure
    /// itself matters more.
    async fn keep_traces(&self, folder: &Path) {
        let players = self.players.borrow().clone();
        if let Err(error) = fs::create_dir_all(folder) {
            return eprintln!("can't make {}: {error}", folder.display());
        }
        keep(&folder.join("server.log"), self.server.log());
        for player in &players {
            // A sleeping browser shows nothing.
            report(player.browser().wake_up());
            let file = |kind: &str| folder.join(format!("{}{kind}", player.name()));
            report(player.browser().picture(&file(".png")).await);
            keep(&file(".html"), player.browser().source().await);
            let console = player.browser().console().await;
            keep(&file("-console.log"), console.map(|lines| said(&lines)));
            keep(&file("-driver.log"), player.browser().log());
        }
    }
}

/// Brings players into one lobby, one after the other; the first hosts.
///
/// # Errors
/// Somebody does not get there.
pub async fn gather(players: &[Rc<Player>]) -> Result<()> {
    let [host, guests @ ..] = players else { return Ok(()) };
    let link = host.starts_a_game().await?;
    let names: Vec<&str> = players.iter().map(|player| player.name()).collect();
    for (index, guest) in guests.iter().enumerate() {
        guest.joins(&link).await?.holds(&names[..index + 2]).await?;
    }
    for player in players {
        player.lobby().await?.holds(&names).await?;
    }
    Ok(())
}

fn said(lines: &[Line]) -> String {
    lines.iter().map(|line| format!("{line}\n")).collect()
}

fn keep(file: &Path, text: Result<String>) {
    report(text.and_then(|text| Ok(fs::write(file, text)?)));
}

fn report(outcome: Result<()>) {
    if let Err(error) = outcome {
        // The driver adds pages of its own traces to what it says.
        let error = format!("{error:#}");
        eprintln!("a trace is missing: {}", error.lines().next().unwrap_or_default());
    }
}
