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

#[test]
fn another_name_and_the_wish_to_watch_are_seen_by_all_and_outlive_a_reload() -> Result<()> {
    story("another_name_and_the_wish_to_watch", async |stage| {
        let [ana, ben] = stage.game(["Ana", "Ben"]).await?;
        ben.lobby().await?.open_profile().await?;
        ben.inspects("7-lobby-profile").await?;
        ben.lobby().await?.take_name("Benedict").await?;
        ana.lobby().await?.holds(&["Ana", "Benedict"]).await?;
        ben.lobby().await?.toggle_watching().await?;
        ana.lobby().await?.holds(&["Ana", "watching"]).await?;
        ensure!(!ana.lobby().await?.can_start().await?, "one can play against a watcher");
        ben.browser().reload().await?;
        for player in [&ana, &ben] {
            player.lobby().await?.holds(&["Ana", "Benedict"]).await?;
            player.lobby().await?.holds(&["Ana", "watching"]).await?;
        }
        Ok(())
    })
}

#[test]
fn nobody_is_removed_before_the_question_is_answered() -> Result<()> {
    story("nobody_is_removed_before_the_question_is_answered", async |stage| {
        let [ana, ben] = stage.game(["Ana", "Ben"]).await?;
        ana.lobby().await?.nearly_removes("Ben").await?;
        ana.inspects("7-lobby-remove").await?;
        ana.lobby().await?.cancel().await?;
        ben.lobby().await?.holds(&["Ana", "Ben"]).await?;
        ana.lobby().await?.holds(&["Ana", "Ben"]).await?;
        ensure!(ana.lobby().await?.can_start().await?, "the question is still open");
        Ok(())
    })
}
