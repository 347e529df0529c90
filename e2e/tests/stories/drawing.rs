//! What is drawn anew when somebody presses.

use anyhow::{Result, ensure};
use e2e::{Device, everybody, pages::Score, story};

#[test]
fn only_the_bar_that_moved_is_drawn_anew() -> Result<()> {
    story("only_the_bar_that_moved_is_drawn_anew", async |stage| {
        let players @ [ana, ben, _] = &stage.game(["Ana", "Ben", "Cat"]).await?;
        ana.lobby().await?.choose(1, 15).await?;
        ana.lobby().await?.start().await?;
        everybody(players, async |player| player.round().await.map(drop)).await?;
        // From here on Ben is the first, and nobody overtakes.
        ben.drums(3).await?;
        ana.round().await?.shows("Ben", Score::of(3, 3)).await?;
        let changes = ana.notes_what_is_drawn().await?;
        ben.drums(5).await?;
        ana.round().await?.shows("Ben", Score::of(8, 8)).await?;
        let drawn = changes.so_far().await?;
        let rows = drawn.keys().filter(|thing| players.iter().any(|one| one.name() == *thing));
        ensure!(rows.eq(["Ben"]), "these were drawn anew, so often: {drawn:?}");
        Ok(())
    })
}

#[test]
fn a_still_round_draws_the_clock_alone() -> Result<()> {
    story("a_still_round_draws_the_clock_alone", async |stage| {
        let ana = stage.player("Ana", Device::Desktop).await?;
        ana.starts_a_game().await?;
        ana.lobby().await?.choose(1, 8).await?;
        ana.lobby().await?.practise_alone().await?;
        let round = ana.round().await?;
        let changes = ana.notes_what_is_drawn().await?;
        round.comes_down_to(5).await?;
        let drawn = changes.so_far().await?;
        ensure!(drawn.keys().eq(["timer"]), "these were touched, so often: {drawn:?}");
        Ok(())
    })
}
