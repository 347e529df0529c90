//! Takes pictures of every page in every state, in three sizes of window, in light and in dark, into
//! the folder that it is given; those that the README shows go into a second one, if it is given,
//! as WebP. `cargo xtask screenshots` runs it with everything that it needs.

use std::{cell::RefCell, env, path::PathBuf, rc::Rc};

use anyhow::{Context, Result, ensure};
use e2e::{
    Arrow::{Left, Right},
    Device, Extent, Player, Role, Scheme, Stage, Window, everybody, story,
    wait::{Look, until},
};
use tokio::try_join;

/// A small phone, a tablet and a laptop, and what their pictures are called.
const WINDOWS: [(&str, Window); 3] = [
    ("360x640", Window { width: 360, height: 640, touch: true }),
    ("768x1024", Window { width: 768, height: 1024, touch: true }),
    ("1440x900", Window { width: 1440, height: 900, touch: false }),
];

const SCHEMES: [(&str, Scheme); 2] = [("dark", Scheme::Dark), ("light", Scheme::Light)];

/// What the README shows: a state, the number of its window and of its colours, and the file.
const SHOWN: [(&str, usize, usize, &str); 3] = [
    ("20-practice-playing", 2, 1, "round.webp"),
    ("12-playing-guest", 0, 0, "round-on-a-phone.webp"),
    ("15-result-host", 0, 1, "result-on-a-phone.webp"),
];

/// Long enough for all pictures of a round, which are taken one after the other, on a busy machine too.
const ROUND_SECS: u8 = 60;

fn main() -> Result<()> {
    let mut folders = env::args_os().skip(1).map(PathBuf::from);
    let album = Album {
        folder: folders.next().context("tell me the folder for the pictures")?,
        shown: folders.next(),
        states: RefCell::default(),
    };
    story("screenshots before a game", async |stage| before_a_game(stage, &album).await)?;
    story("screenshots of a match", async |stage| a_match(stage, &album).await)?;
    story("screenshots of questions", async |stage| questions(stage, &album).await)?;
    story("screenshots of a practice", async |stage| practice(stage, &album).await)?;
    story("screenshots without a server", async |stage| without_a_server(stage, &album).await)?;
    story("screenshots without WebRTC", async |stage| without_web_rtc(stage, &album).await)?;
    story("screenshots in Spanish", async |stage| in_spanish(stage, &album).await)?;
    album.print();
    Ok(())
}

/// Whether there is time to wait until all is in its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Pace {
    AtRest,
    InHaste,
}

/// Where pictures are kept.
struct Album {
    folder: PathBuf,
    /// Those that the README shows.
    shown: Option<PathBuf>,
    states: RefCell<Vec<String>>,
}

impl Album {
    /// Takes all pictures of what a player sees now, under the name of the state, which must not
    /// change meanwhile. What unfolds is waited for.
    async fn add(&self, player: &Player, state: &str) -> Result<()> {
        self.add_as(Pace::AtRest, &WINDOWS, player, state).await
    }

    /// The same where there is no time to wait, nor perhaps for all sizes.
    async fn add_in_haste(
        &self,
        sizes: &[(&str, Window)],
        player: &Player,
        state: &str,
    ) -> Result<()> {
        self.add_as(Pace::InHaste, sizes, player, state).await
    }

    async fn add_as(
        &self,
        pace: Pace,
        sizes: &[(&str, Window)],
        player: &Player,
        state: &str,
    ) -> Result<()> {
        let browser = player.browser();
        let before = player.page().await?;
        for &(size, window) in sizes {
            browser.put_into(window).await?;
            player.fits_its_window(state).await?;
            for (colours, scheme) in SCHEMES {
                browser.prefer(scheme).await?;
                if pace == Pace::AtRest {
                    browser.comes_to_rest().await?;
                }
                let file = |part| self.folder.join(format!("{state}.{size}.{colours}{part}.png"));
                browser.photograph(Extent::Window, &file("")).await?;
                if browser.is_longer_than_its_window().await? {
                    browser.photograph(Extent::Page, &file(".whole")).await?;
                }
            }
        }
        self.show(player, state).await?;
        let after = player.page().await?;
        ensure!(before == after, "the page “{before}” became “{after}” before its pictures");
        self.states.borrow_mut().push(state.to_owned());
        Ok(())
    }

    /// Takes the picture for the README, if it shows this state.
    async fn show(&self, player: &Player, state: &str) -> Result<()> {
        let Some(folder) = &self.shown else { return Ok(()) };
        for (_, window, scheme, file) in SHOWN.into_iter().filter(|shown| shown.0 == state) {
            player.browser().put_into(WINDOWS[window].1).await?;
            player.browser().prefer(SCHEMES[scheme].1).await?;
            player.browser().photograph(Extent::Window, &folder.join(file)).await?;
        }
        Ok(())
    }

    fn print(&self) {
        let [sizes, colours] = [
            WINDOWS.map(|(size, _)| size).join(","),
            SCHEMES.map(|(colours, _)| colours).join(","),
        ];
        for state in self.states.borrow().iter() {
            println!(
                "{}",
                self.folder.join(format!("{state}.{{{sizes}}}.{{{colours}}}.png")).display()
            );
        }
    }
}

async fn before_a_game(stage: &Stage, album: &Album) -> Result<()> {
    let ana = stage.player("Ana", Device::Desktop).await?;
    let landing = ana.comes_home().await?;
    album.add(&ana, "01-landing").await?;
    landing.start("\u{200b}").await?;
    album.add(&ana, "02-landing-without-a-name").await?;

    let link = ana.starts_a_game().await?;
    let ben = stage.player("Ben", Device::Desktop).await?;
    ben.browser().open(&link).await?;
    let join = ben.join().await?;
    album.add(&ben, "03-join").await?;
    // It goes elsewhere before the server answers.
    ben.browser().excuses("WebSocket connection to");
    stage.server().freeze()?;
    join.join("Ben").await?;
    ben.connecting().await?;
    album.add(&ben, "04-connecting").await?;
    stage.server().thaw()?;
    ben.browser().open(&link[..link.len() - 1]).await?;
    ben.failure().await?;
    album.add(&ben, "05-failure-wrong-link").await?;
    ana.lobby().await?.leave().await?;
    ana.landing().await?;
    ben.browser().open(&link).await?;
    ben.failure().await?;
    album.add(&ben, "06-failure-no-such-game").await
}

async fn a_match(stage: &Stage, album: &Album) -> Result<()> {
    let names = ["Amelia", "Benjamin", "Chloé", "Dmitri"];
    let players = &stage.players(names).await?;
    let [host, guest, third, late] = players;
    let link = host.starts_a_game().await?;
    album.add(host, "07-lobby-alone").await?;
    guest.joins(&link).await?;
    third.joins(&link).await?.holds(&names[..3]).await?;
    host.lobby().await?.choose(1, ROUND_SECS).await?;
    try_join!(album.add(host, "08-lobby-host"), album.add(guest, "09-lobby-guest"))?;

    host.lobby().await?.start().await?;
    host.countdown().await?;
    album.add_in_haste(&WINDOWS, host, "10-countdown").await?;
    everybody(&players[..3], async |player| player.round().await.map(drop)).await?;
    late.knocks(&link).await?;
    late.round().await?;
    try_join!(host.drums(20), guest.drums(26), third.drums(9))?;
    try_join!(host.presses(Right, 6), guest.presses(Left, 2), third.presses(Left, 3))?;
    album.add(host, "11-playing-host").await?;
    album.add(guest, "12-playing-guest").await?;
    album.add(late, "13-watching").await?;
    the_tally(album, host, third).await?;

    host.result().await?;
    album.add(host, "15-result-host").await?;
    album.add(guest, "16-result-guest").await?;
    host.result().await?.to_the_podium().await?;
    everybody(&players[..3], async |player| player.podium().await.map(drop)).await?;
    try_join!(album.add(host, "17-podium-host"), album.add(guest, "18-podium-guest"))?;
    Ok(())
}

/// The seconds in which a count is missing.
async fn the_tally(album: &Album, host: &Rc<Player>, asleep: &Rc<Player>) -> Result<()> {
    // In steps, since one is given no more than half a minute.
    for seconds in [40, 20, 1] {
        host.round().await?.comes_down_to(seconds).await?;
    }
    asleep.browser().fall_asleep()?;
    host.tally().await?;
    let pictures = album.add_in_haste(&WINDOWS[..1], host, "14-tally").await;
    asleep.browser().wake_up()?;
    pictures
}

/// Those that a lobby asks before it does something.
async fn questions(stage: &Stage, album: &Album) -> Result<()> {
    let [host, guest] = stage.game(["Host", "Guest"]).await?;
    guest.lobby().await?.open_profile().await?;
    album.add(&guest, "24-lobby-profile").await?;
    host.lobby().await?.nearly_removes("Guest").await?;
    album.add(&host, "25-lobby-remove").await?;
    host.browser().click(Role::Button, "Remove").await?;
    guest.failure().await?;
    album.add(&guest, "19-failure-removed").await
}

async fn practice(stage: &Stage, album: &Album) -> Result<()> {
    let alone = stage.player("Amelia", Device::Desktop).await?;
    alone.comes_home().await?.practise().await?;
    alone.round().await?;
    alone.drums(20).await?;
    alone.presses(Left, 3).await?;
    album.add(&alone, "20-practice-playing").await?;
    alone.result().await?;
    album.add(&alone, "21-practice-result").await?;
    alone.browser().click(Role::Button, "Statistics").await?;
    measured(&alone).await?;
    album.add(&alone, "26-statistics").await?;
    alone.browser().click(Role::Button, "Close").await?;
    alone.practises_against(29).await?;
    alone.round().await?;
    alone.drums(20).await?;
    album.add(&alone, "22-practice-against-29").await
}

/// Waits until the statistics tell of links, which they do when they are measured first.
async fn measured(player: &Player) -> Result<()> {
    let field = player.browser().find(Role::Textbox, "Statistics").await?;
    until("the statistics to be measured", async || {
        let text = field.value().await?;
        Ok(Look::at(text.contains("Connected"), text))
    })
    .await
}

async fn without_a_server(stage: &Stage, album: &Album) -> Result<()> {
    let lonely = stage.player("Lonely", Device::Desktop).await?;
    lonely.browser().excuses("net::ERR_CONNECTION_REFUSED");
    let landing = lonely.comes_home().await?;
    stage.server().kill()?;
    landing.start("Lonely").await?;
    lonely.failure().await?;
    album.add(&lonely, "23-failure-no-server").await
}

async fn without_web_rtc(stage: &Stage, album: &Album) -> Result<()> {
    let alone = stage.player("Alone", Device::Desktop).await?;
    alone.browser().prepare("delete window.RTCPeerConnection").await?;
    alone.browser().open(stage.server().address()).await?;
    alone.failure().await?;
    album.add(&alone, "27-failure-no-web-rtc").await
}

/// The longest texts, on the fullest pages.
async fn in_spanish(stage: &Stage, album: &Album) -> Result<()> {
    let [host, guest] = stage.players(["Inés", "Benjamín"]).await?;
    host.comes_home().await?;
    host.browser().click(Role::Button, "Español").await?;
    host.browser().fill_in(Role::Textbox, "Tu nombre", host.name()).await?;
    album.add(&host, "28-landing-spanish").await?;
    host.browser().click(Role::Button, "Crear una partida").await?;
    host.lobby().await?;
    let link = host.browser().address().await?;
    guest.joins(&link).await?.holds(&[host.name(), guest.name()]).await?;
    album.add(&host, "29-lobby-spanish").await?;
    for (name, number) in [("Rondas", "1"), ("Segundos", "5")] {
        host.browser().fill_in(Role::Spinbutton, name, number).await?;
    }
    host.browser().click(Role::Button, "Empezar").await?;
    host.round().await?;
    host.drums(9).await?;
    guest.presses(Left, 3).await?;
    host.result().await?;
    album.add(&host, "30-result-spanish").await
}
