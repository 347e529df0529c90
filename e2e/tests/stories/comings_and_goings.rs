//! Who comes late, who must go, and who comes twice.

use anyhow::{Result, ensure};
use e2e::{Arrow::Right, Device, Role, everybody, pages::Score, story};

#[test]
fn who_comes_late_watches_and_plays_the_next_round() -> Result<()> {
    story("who_comes_late_watches_and_plays_the_next_round", async |stage| {
        let [ana, ben, cat] = stage.players(["Ana", "Ben", "Cat"]).await?;
        let link = ana.starts_a_game().await?;
        ben.joins(&link).await?;
        ana.lobby().await?.choose(2, 8).await?;
        ana.lobby().await?.start().await?;
        ana.round().await?;
        ana.presses(Right, 2).await?;

        cat.knocks(&link).await?;
        let watching = cat.round().await?;
        watching.shows("Ana", Score::of(2, 0)).await?;
        cat.reads("You watch this round and play the next one").await?;
        cat.inspects("7-watching").await?;
        cat.presses(Right, 3).await?;
        ana.presses(Right, 1).await?;
        watching.shows("Ana", Score::of(3, 0)).await?;

        let result = ana.result().await?;
        let names: Vec<String> = result.rows().await?.into_iter().map(|row| row.player).collect();
        ensure!(names == ["Ben", "Ana"], "{names:?} played");
        result.next_round().await?;
        everybody(&[ana, ben], async |player| {
            player.round().await?.shows("Cat", Score::of(0, 0)).await
        })
        .await?;
        let playing = cat.round().await?;
        cat.presses(Right, 3).await?;
        playing.shows("Cat", Score::of(3, 0)).await
    })
}

#[test]
fn who_was_removed_stays_away() -> Result<()> {
    story("who_was_removed_stays_away", async |stage| {
        let [ana, ben, cat] = stage.game(["Ana", "Ben", "Cat"]).await?;
        ana.lobby().await?.remove("Ben").await?;
        ben.failure().await?.says("You were removed").await?;
        ben.inspects("7-removed").await?;
        cat.hears("Ben was removed").await?;
        for player in [&ana, &cat] {
            player.lobby().await?.holds(&["Ana", "Cat"]).await?;
        }
        // The button that Ana used is gone, and what has the focus now can be read out.
        ana.browser().focuses(Role::Heading, "Lobby").await?;
        ben.browser().reload().await?;
        ben.failure().await?.says("You were removed").await?;
        ana.lobby().await?.holds(&["Ana", "Cat"]).await
    })
}

#[test]
fn a_duplicate_of_the_tab_is_another_player() -> Result<()> {
    story("a_duplicate_of_the_tab_is_another_player", async |stage| {
        let [ana, ben] = stage.game(["Ana", "Ben"]).await?;
        ben.browser().duplicate_tab().await?;
        ben.joins_as("Benjamin").await?.holds(&["Ana", "Ben", "Benjamin"]).await?;
        ana.lobby().await?.holds(&["Ana", "Ben", "Benjamin"]).await
    })
}

#[test]
fn a_reload_in_the_lobby_asks_nothing() -> Result<()> {
    story("a_reload_in_the_lobby_asks_nothing", async |stage| {
        let [ana, ben] = stage.game(["Ana", "Ben"]).await?;
        for reloading in [&ben, &ana] {
            reloading.browser().reload().await?;
            for player in [&ana, &ben] {
                player.lobby().await?.holds(&["Ana", "Ben"]).await?;
            }
        }
        let late = stage.player("Cat", Device::Phone).await?;
        late.joins(&ana.lobby().await?.link().await?).await?.holds(&["Ana", "Ben", "Cat"]).await
    })
}
