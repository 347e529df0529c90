//! A close look at the pages and states on which no other story stands.

use anyhow::Result;
use e2e::{Device, Role, story};

#[test]
fn the_way_into_a_game() -> Result<()> {
    story("the_way_into_a_game", async |stage| {
        let ana = stage.player("Ana", Device::Desktop).await?;
        let link = ana.starts_a_game().await?;
        let ben = stage.player("Ben", Device::Phone).await?;
        ben.browser().open(&link).await?;
        let join = ben.join().await?;
        ben.inspects("8-join").await?;
        // So that nothing comes of it for a while.
        stage.server().freeze()?;
        join.join("Ben").await?;
        ben.connecting().await?;
        ben.inspects("8-connecting").await?;
        stage.server().thaw()?;
        ben.lobby().await?.holds(&["Ana", "Ben"]).await?;
        ben.browser().click(Role::Button, "Español").await?;
        ben.browser().find(Role::Heading, "Sala").await?;
        ben.inspects("8-lobby-spanish").await
    })
}

#[test]
fn a_practice_and_its_statistics() -> Result<()> {
    story("a_practice_and_its_statistics", async |stage| {
        let ana = stage.player("Ana", Device::Phone).await?;
        ana.comes_home().await?.practise().await?;
        ana.countdown().await?;
        ana.inspects("8-practice-countdown").await?;
        ana.round().await?;
        ana.inspects("8-practice-round").await?;
        ana.result().await?;
        ana.inspects("8-practice-result").await?;
        ana.browser().click(Role::Button, "Statistics").await?;
        ana.browser().find(Role::Textbox, "Statistics").await?;
        ana.inspects("8-statistics").await
    })
}
