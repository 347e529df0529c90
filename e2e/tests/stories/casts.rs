//! The same short match, told with other browsers and other hands.

use std::rc::Rc;

use anyhow::{Result, ensure};
use e2e::{
    Arrow::{Left, Right},
    Device, Engine, Player, everybody, gather,
    pages::{ResultRow, Score},
    story,
};

#[test]
fn a_match_in_firefox() -> Result<()> {
    story("a_match_in_firefox", async |stage| {
        let ana = stage.player_in(Engine::Firefox, "Ana", Device::Desktop).await?;
        let ben = stage.player_in(Engine::Firefox, "Ben", Device::Desktop).await?;
        play(&[ana, ben]).await
    })
}

#[test]
fn a_match_between_firefox_and_chromium() -> Result<()> {
    story("a_match_between_firefox_and_chromium", async |stage| {
        let ana = stage.player_in(Engine::Firefox, "Ana", Device::Desktop).await?;
        let ben = stage.player_in(Engine::Chromium, "Ben", Device::Desktop).await?;
        play(&[ana, ben]).await
    })
}

#[test]
fn a_match_by_touch_alone() -> Result<()> {
    story("a_match_by_touch_alone", async |stage| {
        let ana = stage.player("Ana", Device::Phone).await?;
        let ben = stage.player("Ben", Device::Phone).await?;
        play(&[ana, ben]).await
    })
}

#[test]
fn a_match_by_keyboard_alone() -> Result<()> {
    story("a_match_by_keyboard_alone", async |stage| {
        let ana = stage.player("Ana", Device::Keyboard).await?;
        let ben = stage.player("Ben", Device::Keyboard).await?;
        play(&[ana, ben]).await
    })
}

/// Two rounds with exact counts on both screens, the podium, and back to the lobby.
async fn play(players @ [ana, ben]: &[Rc<Player>; 2]) -> Result<()> {
    gather(players).await?;
    ana.lobby().await?.choose(2, 5).await?;
    ana.lobby().await?.start().await?;
    the_worked_example(players).await?;
    ana.result().await?.next_round().await?;
    both_sides_at_once(players).await?;
    ana.result().await?.to_the_podium().await?;
    everybody(players, async |player| {
        let podium = player.podium().await?;
        podium.says("Ben wins the match").await?;
        let standings = podium.standings().await?;
        ensure!(standings == [("Ben".to_owned(), 7), ("Ana".to_owned(), 4)], "{standings:?}");
        Ok(())
    })
    .await?;
    ana.podium().await?.play_again().await?;
    ben.lobby().await?.holds(&["Ana", "Ben"]).await
}

/// A presses → twice and ← four times, B presses → five times and ← four times: B wins, and takes
/// the pot of seven.
async fn the_worked_example(players @ [ana, ben]: &[Rc<Player>; 2]) -> Result<()> {
    everybody(players, async |player| player.round().await.map(drop)).await?;
    ana.presses(Right, 2).await?;
    ben.presses(Right, 5).await?;
    ana.presses(Left, 4).await?;
    ben.presses(Left, 4).await?;
    everybody(players, async |player| {
        let round = player.round().await?;
        round.shows("Ana", Score::of(2, 4)).await?;
        round.shows("Ben", Score::of(5, 4)).await
    })
    .await?;
    let rows = [ResultRow::of("Ben", 5, 4, 7), ResultRow::of("Ana", 2, 4, 0)];
    round_ends(players, "Ben wins round 1", 7, &rows).await
}

/// Two keys, or two fingers, that go down together: each counts.
async fn both_sides_at_once(players @ [ana, ben]: &[Rc<Player>; 2]) -> Result<()> {
    everybody(players, async |player| player.round().await.map(drop)).await?;
    ana.presses_both(4).await?;
    ben.presses(Left, 1).await?;
    let rows = [ResultRow::of("Ana", 4, 4, 4), ResultRow::of("Ben", 0, 1, 7)];
    round_ends(players, "Ana wins round 2", 4, &rows).await
}

/// Both screens show the same result.
async fn round_ends(
    players: &[Rc<Player>; 2],
    heading: &str,
    pot: u64,
    rows: &[ResultRow],
) -> Result<()> {
    everybody(players, async |player| {
        let result = player.result().await?;
        result.says(heading).await?;
        result.shows(pot, rows).await
    })
    .await
    .map(drop)
}
