//! Takes pictures of every page in every state, in three sizes of window, in light and in dark, into
//! the folder that it is given. `cargo xtask screenshots` runs it with everything that it needs.

use std::{cell::RefCell, env, path::PathBuf, rc::Rc};

use anyhow::{Context, Result, ensure};
use e2e::{
    Arrow::{Left, Right},
    Device, Extent, Player, Scheme, Stage, Window, everybody, gather, story,
};
use tokio::try_join;

/// A small phone, a tablet and a laptop, and what their pictures are called.
const WINDOWS: [(&str, Window); 3] = [
    ("360x640", Window { width: 360, height: 640, touch: true }),
    ("768x1024", Window { width: 768, height: 1024, touch: true }),
    ("1440x900", Window { width: 1440, height: 900, touch: false }),
];

const SCHEMES: [(&str, Scheme); 2] = [("dark", Scheme::Dark), ("light", Scheme::Light)];

/// Long enough for all pictures of a round, which are taken one after the other.
const ROUND_SECS: u8 = 30;

fn main() -> Result<()> {
    let folder = env::args_os().nth(1).context("tell me the folder for the pictures")?;
    let album = Album { folder: folder.into(), states: RefCell::default() };
    story("screenshots before a game", async |stage| before_a_game(stage, &album).await)?;
    story("screenshots of a match", async |stage| a_match(stage, &album).await)?;
    story("screenshots of a removal", async |stage| removed(stage, &album).await)?;
    story("screenshots of a practice", async |stage| practice(stage, &album).await)?;
    story("screenshots without a server", async |stage| without_a_server(stage, &album).await)?;
    album.print();
    Ok(())
}

/// Where pictures are kept.
struct Album {
    folder: PathBuf,
    states: RefCell<Vec<String>>,
}

impl Album {
    /// Takes all pictures of what a player sees now, under the name of the state, which must not
    /// change meanwhile.
    async fn add(&self, player: &Player, state: &str) -> Result<()> {
        let browser = player.browser();
        let before = player.page().await?;
        for (size, window) in WINDOWS {
            browser.put_into(window).await?;
            for (colours, scheme) in SCHEMES {
                browser.prefer(scheme).await?;
                let file = |part| self.folder.join(format!("{state}.{size}.{colours}{part}.png"));
                browser.photograph(Extent::Window, &file("")).await?;
                if browser.is_longer_than_its_window().await? {
                    browser.photograph(Extent::Page, &file(".whole")).await?;
                }
            }
        }
        let after = player.page().await?;
        ensure!(before == after, "the page “{before}” became “{after}” before its pictures");
        self.states.borrow_mut().push(state.to_owned());
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
    album.add(host, "10-countdown").await?;
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
    host.round().await?.comes_down_to(1).await?;
    asleep.browser().fall_asleep()?;
    host.tally().await?;
    let pictures = album.add(host, "14-tally").await;
    asleep.browser().wake_up()?;
    pictures
}

async fn removed(stage: &Stage, album: &Album) -> Result<()> {
    let players = [
        stage.player("Host", Device::Desktop).await?,
        stage.player("Guest", Device::Desktop).await?,
    ];
    gather(&players).await?;
    let [host, guest] = players;
    host.lobby().await?.remove("Guest").await?;
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
    alone.practises_against(29).await?;
    alone.round().await?;
    alone.drums(20).await?;
    album.add(&alone, "22-practice-against-29").await
}

async fn without_a_server(stage: &Stage, album: &Album) -> Result<()> {
    let lonely = stage.player("Lonely", Device::Desktop).await?;
    lonely.browser().excuses("WebSocket");
    let landing = lonely.comes_home().await?;
    stage.server().kill()?;
    landing.start("Lonely").await?;
    lonely.failure().await?;
    album.add(&lonely, "23-failure-no-server").await
}
