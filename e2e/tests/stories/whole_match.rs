//! A whole match, as the rules say.

use anyhow::Result;
use e2e::{
    Arrow::{Left, Right},
    everybody,
    pages::ResultRow,
    story,
};

/// The worked example of the rules: Ana presses → twice and ← four times, Ben → five times and ←
/// four times; Cat watches.
#[test]
fn three_players_play_a_match() -> Result<()> {
    story("three_players_play_a_match", async |stage| {
        let players @ [ana, ben, _cat] = &stage.game(["Ana", "Ben", "Cat"]).await?;
        ana.lobby().await?.choose(3, 5).await?;
        ana.lobby().await?.start().await?;

        everybody(players, async |player| player.round().await.map(drop)).await?;
        ana.presses(Right, 2).await?;
        ana.presses(Left, 4).await?;
        ben.presses(Right, 5).await?;
        ben.presses(Left, 4).await?;
        everybody(players, async |player| {
            let result = player.result().await?;
            result.says("Ben wins round 1").await?;
            assert_eq!(result.pot().await?, 7);
            assert_eq!(
                result.rows().await?,
                [
                    ResultRow::of("Ben", 5, 4, 7),
                    ResultRow::of("Ana", 2, 4, 0),
                    ResultRow::of("Cat", 0, 0, 0)
                ]
            );
            Ok(())
        })
        .await?;
        Ok(())
    })
}
