//! A player: a person with a name, at a browser of its own.

use std::{fmt, iter::repeat_n, path::PathBuf, rc::Rc};

use anyhow::{Context, Result, ensure};
use futures_util::future::try_join_all;

use crate::{
    browser::{Browser, Device, Scheme},
    keys::Arrow,
    pages::{Failure, Join, Landing, Lobby, Podium, Round, RoundResult},
    wait::{Look, until},
};

/// Where the pictures of the pages are kept, to be looked at.
const PICTURES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/artifacts/pages");

/// Somebody who plays.
pub struct Player {
    name: String,
    browser: Browser,
    home: String,
}

impl Player {
    pub(crate) fn new(name: &str, browser: Browser, home: &str) -> Self {
        Self { name: name.to_owned(), browser, home: home.to_owned() }
    }

    /// By what name it plays.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its browser, for what is not about one page.
    #[must_use]
    pub fn browser(&self) -> &Browser {
        &self.browser
    }

    /// Opens the page without a link, and waits for it.
    ///
    /// # Errors
    /// The page does not come.
    pub async fn comes_home(&self) -> Result<Landing<'_>> {
        self.browser.open(&self.home).await?;
        self.landing().await
    }

    /// Opens the page, gives its name, starts a game, and returns the game's link.
    ///
    /// # Errors
    /// The lobby does not come.
    pub async fn starts_a_game(&self) -> Result<String> {
        self.comes_home().await?.start(&self.name).await?;
        self.lobby().await?.link().await
    }

    /// Opens a practice against so many bots, which begins at once, and waits for the countdown.
    ///
    /// # Errors
    /// It does not come.
    pub async fn practises_against(&self, bots: u8) -> Result<Round<'_>> {
        self.browser.open(&format!("{}?bots={bots}#practice", self.home)).await?;
        self.countdown().await
    }

    /// Opens the link, gives its name, and waits for the lobby.
    ///
    /// # Errors
    /// The lobby does not come.
    pub async fn joins(&self, link: &str) -> Result<Lobby<'_>> {
        self.knocks(link).await?;
        self.lobby().await
    }

    /// Opens the link and gives its name; whatever comes of it.
    ///
    /// # Errors
    /// The page to join does not come.
    pub async fn knocks(&self, link: &str) -> Result<()> {
        self.browser.open(link).await?;
        self.join().await?.join(&self.name).await
    }

    /// Gives this name where the link was opened already, and waits for the lobby.
    ///
    /// # Errors
    /// Nobody asks for it, or the lobby does not come.
    pub async fn joins_as(&self, name: &str) -> Result<Lobby<'_>> {
        self.join().await?.join(name).await?;
        self.lobby().await
    }

    /// Presses and releases a key, or hits its paddle, `times` over.
    ///
    /// # Errors
    /// The browser is gone.
    pub async fn presses(&self, arrow: Arrow, times: usize) -> Result<()> {
        self.counts(repeat_n(arrow, times)).await
    }

    /// Presses ← and → in turn, or hits the paddles, `times` each.
    ///
    /// # Errors
    /// The browser is gone.
    pub async fn drums(&self, times: usize) -> Result<()> {
        self.counts(repeat_n([Arrow::Left, Arrow::Right], times).flatten()).await
    }

    /// Presses ← and → at the same time, or hits both paddles with two fingers, `times` over.
    ///
    /// # Errors
    /// The browser is gone.
    pub async fn presses_both(&self, times: usize) -> Result<()> {
        match self.browser.device() {
            Device::Desktop | Device::Keyboard => self.browser.press_both(times).await,
            Device::Phone => self.browser.hit_both(times).await,
        }
    }

    /// On a keyboard, or on the paddles of a screen.
    async fn counts(&self, arrows: impl IntoIterator<Item = Arrow>) -> Result<()> {
        match self.browser.device() {
            Device::Desktop | Device::Keyboard => self.browser.press(arrows).await,
            Device::Phone => self.browser.hit(arrows).await,
        }
    }

    /// Waits for the landing page.
    ///
    /// # Errors
    /// It does not come.
    pub async fn landing(&self) -> Result<Landing<'_>> {
        self.on("landing").await?;
        Ok(Landing(&self.browser))
    }

    /// Waits for the question of a link that was opened.
    ///
    /// # Errors
    /// It does not come.
    pub async fn join(&self) -> Result<Join<'_>> {
        self.on("join").await?;
        Ok(Join(&self.browser))
    }

    /// Waits for the page that says what is waited for.
    ///
    /// # Errors
    /// It does not come.
    pub async fn connecting(&self) -> Result<()> {
        self.on("connecting").await
    }

    /// Waits for the lobby.
    ///
    /// # Errors
    /// It does not come.
    pub async fn lobby(&self) -> Result<Lobby<'_>> {
        self.on("lobby").await?;
        Ok(Lobby(&self.browser))
    }

    /// Waits until presses count.
    ///
    /// # Errors
    /// They never do.
    pub async fn round(&self) -> Result<Round<'_>> {
        self.on("playing").await?;
        Ok(Round(&self.browser))
    }

    /// Waits for 3-2-1.
    ///
    /// # Errors
    /// It does not come.
    pub async fn countdown(&self) -> Result<Round<'_>> {
        self.on("countdown").await?;
        Ok(Round(&self.browser))
    }

    /// Waits until counts are waited for.
    ///
    /// # Errors
    /// They are all there.
    pub async fn tally(&self) -> Result<()> {
        self.on("tally").await
    }

    /// Waits for a round's result.
    ///
    /// # Errors
    /// It does not come.
    pub async fn result(&self) -> Result<RoundResult<'_>> {
        self.on("result").await?;
        Ok(RoundResult(&self.browser))
    }

    /// Waits for the match's winner.
    ///
    /// # Errors
    /// It does not come.
    pub async fn podium(&self) -> Result<Podium<'_>> {
        self.on("podium").await?;
        Ok(Podium(&self.browser))
    }

    /// Waits for bad news.
    ///
    /// # Errors
    /// There is none.
    pub async fn failure(&self) -> Result<Failure<'_>> {
        self.on("failure").await?;
        Ok(Failure(&self.browser))
    }

    /// Waits for news that contains this text.
    ///
    /// # Errors
    /// It does not come.
    pub async fn hears(&self, text: &str) -> Result<()> {
        self.browser.hears(text).await
    }

    /// Waits until this text is to be read somewhere on the page.
    ///
    /// # Errors
    /// It does not come.
    pub async fn reads(&self, text: &str) -> Result<()> {
        until(format!("{} to read “{text}”", self.name), async || {
            let all: String = self.browser.script("return document.body.innerText", vec![]).await?;
            Ok(Look::at(all.contains(text), all))
        })
        .await
    }

    /// Which page is shown now.
    ///
    /// # Errors
    /// The browser is gone.
    pub async fn page(&self) -> Result<String> {
        let page = "return document.documentElement.dataset.page ?? ''";
        self.browser.script(page, Vec::new()).await
    }

    async fn on(&self, page: &str) -> Result<()> {
        until(format!("{} to see the page “{page}”", self.name), async || {
            let seen = self.page().await?;
            Ok(Look::at(seen == page, format!("the page “{seen}”")))
        })
        .await
    }

    /// Looks closely at what is shown, in dark and in light: keeps pictures of it under this name,
    /// and holds it to the rules of accessibility and to the window's width.
    ///
    /// # Errors
    /// It breaks them, the browser is gone, or a file can't be written.
    pub async fn inspects(&self, name: &str) -> Result<()> {
        std::fs::create_dir_all(PICTURES).with_context(|| format!("can't make {PICTURES}"))?;
        let device = match self.browser.device() {
            Device::Desktop | Device::Keyboard => "desktop",
            Device::Phone => "phone",
        };
        for (scheme, colours) in [(Scheme::Dark, "dark"), (Scheme::Light, "light")] {
            self.browser.prefer(scheme).await?;
            let file = PathBuf::from(PICTURES).join(format!("{name}-{device}-{colours}.png"));
            self.browser.picture(&file).await?;
            let broken = self.browser.violations().await?;
            ensure!(
                broken.is_empty(),
                "the page “{name}” ({device}, {colours}) breaks rules of accessibility:\n{}",
                broken.join("\n")
            );
        }
        self.fits_its_window(name).await
    }

    /// Nothing of the page, which is told by this name, lies to the right of what the window shows.
    ///
    /// # Errors
    /// Something does, or the browser is gone.
    pub async fn fits_its_window(&self, name: &str) -> Result<()> {
        let script = "const page = document.documentElement;
            return page.scrollWidth - page.clientWidth";
        let overflow: i64 = self.browser.script(script, Vec::new()).await?;
        ensure!(overflow == 0, "{overflow} pixels of the page “{name}” are out of sight");
        Ok(())
    }
}

impl fmt::Debug for Player {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.name)
    }
}

/// The same of everybody, at the same time.
///
/// # Errors
/// The first that anybody meets, with that player's name.
pub async fn everybody<T>(
    players: &[Rc<Player>],
    deed: impl AsyncFn(&Player) -> Result<T>,
) -> Result<Vec<T>> {
    let deed = &deed;
    let deeds = players.iter().map(async |player| deed(player).await.context(player.name.clone()));
    try_join_all(deeds).await
}
