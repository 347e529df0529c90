//! What can go wrong, and the words for it.

use anyhow::{Result, ensure};
use e2e::{Device, Role, story};

#[test]
fn a_link_to_a_game_that_nobody_hosts() -> Result<()> {
    story("a_link_to_a_game_that_nobody_hosts", async |stage| {
        let [ana, ben] = stage.players(["Ana", "Ben"]).await?;
        let link = ana.starts_a_game().await?;
        ana.lobby().await?.leave().await?;
        ana.landing().await?;

        ben.knocks(&link).await?;
        let failure = ben.failure().await?;
        failure.says("No such game").await?;
        ben.inspects("7-no-such-game").await?;
        let text = failure.text().await?;
        ensure!(text.contains("Ask the one who sent it"), "no word on what to do: {text}");
        failure.press("Start a new game").await?;
        ben.landing().await?.start("Ben").await?;
        ben.lobby().await?.holds(&["Ben"]).await
    })
}

#[test]
fn a_link_that_lost_a_letter() -> Result<()> {
    story("a_link_that_lost_a_letter", async |stage| {
        let ana = stage.player("Ana", Device::Desktop).await?;
        let link = ana.starts_a_game().await?;
        let mut broken = link;
        broken.pop();
        let ben = stage.player("Ben", Device::Desktop).await?;
        ben.browser().open(&broken).await?;
        let failure = ben.failure().await?;
        failure.says("This link is not a game").await?;
        ben.inspects("7-wrong-link").await?;
        failure.press("Start a new game").await?;
        ben.landing().await.map(drop)
    })
}

#[test]
fn a_server_that_is_gone() -> Result<()> {
    story("a_server_that_is_gone", async |stage| {
        let ana = stage.player("Ana", Device::Desktop).await?;
        let landing = ana.comes_home().await?;
        ana.browser().excuses("net::ERR_CONNECTION_REFUSED");
        stage.server().kill()?;
        landing.start("Ana").await?;
        let failure = ana.failure().await?;
        failure.says("The server can’t be reached").await?;
        ana.inspects("7-no-server").await?;
        let text = failure.text().await?;
        ensure!(text.contains("It may have been stopped"), "no word on the cause: {text}");
        ensure!(failure.offers("Try again").await?, "no way on");
        Ok(())
    })
}

#[test]
fn a_browser_without_web_rtc() -> Result<()> {
    story("a_browser_without_web_rtc", async |stage| {
        let ana = stage.player("Ana", Device::Desktop).await?;
        ana.browser().prepare("delete window.RTCPeerConnection").await?;
        ana.browser().open(stage.server().address()).await?;
        let failure = ana.failure().await?;
        failure.says("This browser can’t play with others").await?;
        ana.inspects("7-no-web-rtc").await?;
        let text = failure.text().await?;
        ensure!(text.contains("Open the link in a current"), "no word on what to do: {text}");
        failure.practise().await?;
        ana.round().await?;
        // A game with people is as far away as before.
        ana.browser().click(Role::Button, "Start a real game").await?;
        ana.failure().await?.says("This browser can’t play with others").await
    })
}
