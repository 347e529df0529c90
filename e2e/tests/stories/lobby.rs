//! The lobby, and who may start.

use anyhow::{Result, ensure};
use e2e::{Device, story};

#[test]
fn nobody_starts_alone_but_for_practice() -> Result<()> {
    story("nobody_starts_alone_but_for_practice", async |stage| {
        let ana = stage.player("Ana", Device::Desktop).await?;
        ana.starts_a_game().await?;
        let lobby = ana.lobby().await?;
        lobby.holds(&["Ana"]).await?;
        ensure!(!lobby.can_start().await?, "one can start alone");
        ana.reads("Waiting for another player").await?;
        ana.inspects("7-lobby-alone").await?;
        lobby.start().await?;
        // The practice begins with a countdown only because nothing has begun yet.
        lobby.practise_alone().await?;
        let countdown = ana.countdown().await?.countdown().await?;
        ensure!(countdown == ["3", "2", "1"]);
        ana.round().await.map(drop)
    })
}

#[test]
fn the_link_is_copied_and_leads_to_the_game() -> Result<()> {
    story("the_link_is_copied_and_leads_to_the_game", async |stage| {
        let [ana, ben] = stage.players(["Ana", "Ben"]).await?;
        let link = ana.starts_a_game().await?;
        ensure!(link == ana.browser().address().await?);
        ana.lobby().await?.copy_link().await?;
        let copied = ana.browser().clipboard().await?;
        ensure!(copied == link);
        ben.joins(&copied).await?;
        ana.lobby().await?.holds(&["Ana", "Ben"]).await?;
        ensure!(ana.lobby().await?.can_start().await?, "two can't start");
        ben.reads("Waiting for Ana to start").await
    })
}

#[test]
fn guests_see_what_the_host_chooses() -> Result<()> {
    story("guests_see_what_the_host_chooses", async |stage| {
        let [ana, ben] = stage.game(["Ana", "Ben"]).await?;
        ben.reads("3 rounds of 15 seconds").await?;
        ana.lobby().await?.choose(1, 99).await?;
        ana.lobby().await?.copy_link().await?;
        ben.reads("1 round of 60 seconds").await
    })
}
