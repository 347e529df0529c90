//! When the host goes.

use anyhow::{Result, ensure};
use e2e::{Device, story};

#[test]
fn the_host_leaves_and_the_game_goes_on() -> Result<()> {
    story("the_host_leaves_and_the_game_goes_on", async |stage| {
        let [ana, ben, cat] = stage.game(["Ana", "Ben", "Cat"]).await?;
        let link = ana.lobby().await?.link().await?;
        ana.lobby().await?.leave().await?;
        ana.landing().await?;
        ben.hears("You are the host now").await?;
        ben.inspects("7-new-host").await?;
        cat.hears("Ben is the host now").await?;
        for player in [&ben, &cat] {
            player.lobby().await?.holds(&["Ben", "Cat"]).await?;
        }

        let dan = stage.player("Dan", Device::Desktop).await?;
        dan.joins(&link).await?;
        for player in [&ben, &cat, &dan] {
            player.lobby().await?.holds(&["Ben", "Cat", "Dan"]).await?;
        }
        ensure!(ben.lobby().await?.can_start().await?, "the new host can't start");
        ben.lobby().await?.start().await?;
        for player in [&ben, &cat, &dan] {
            player.round().await?;
        }
        Ok(())
    })
}
