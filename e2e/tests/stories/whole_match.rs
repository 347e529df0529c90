//! A whole match, as the rules say.

use std::rc::Rc;

use anyhow::{Result, ensure};
use e2e::{
    Arrow::{Left, Right},
    Device, Player, Role, everybody, gather,
    pages::{ResultRow, Score},
    story,
};

/// Three rounds without loading the page anew, and another match with the same players.
#[test]
fn three_players_play_a_match() -> Result<()> {
    story("three_players_play_a_match", async |stage| {
        let ana = stage.player("Ana", Device::Desktop).await?;
        let ben = stage.player("Ben", Device::Phone).await?;
        let cat = stage.player("Cat", Device::Desktop).await?;
        let players = &[Rc::clone(&ana), Rc::clone(&ben), Rc::clone(&cat)];
        everybody(players, async |player| player.comes_home().await.map(drop)).await?;
        look_at(players, "1-landing").await?;
        gather(players).await?;
        look_at(players, "2-lobby").await?;
        mark_the_page(players).await?;

        ana.lobby().await?.choose(3, 5).await?;
        ana.lobby().await?.start().await?;
        everybody(players, async |player| player.countdown().await.map(drop)).await?;
        look_at(players, "3-countdown").await?;
        the_worked_example(players).await?;
        look_at(players, "5-result").await?;
        ana.result().await?.next_round().await?;
        the_second_round(players).await?;
        ana.result().await?.next_round().await?;
        the_third_round(players).await?;

        ana.result().await?.to_the_podium().await?;
        the_podium(players).await?;
        look_at(players, "6-podium").await?;
        ana.podium().await?.play_again().await?;
        everybody(players, async |player| {
            player.lobby().await?.holds(&["Ana", "Ben", "Cat"]).await?;
            let marked: bool = player.browser().script("return marked === true", vec![]).await?;
            ensure!(marked, "the page was loaded anew");
            Ok(())
        })
        .await?;
        ensure!(ana.lobby().await?.can_start().await?, "a second match can't be started");
        Ok(())
    })
}

/// A presses → twice and ← four times, B presses → five times and ← four times: B wins, and takes
/// the pot of seven. Cat only watches.
async fn the_worked_example(players @ [ana, ben, _]: &[Rc<Player>; 3]) -> Result<()> {
    round_begins(players).await?;
    ana.presses(Right, 2).await?;
    ben.presses(Right, 5).await?;
    ana.presses(Left, 4).await?;
    ben.presses(Left, 4).await?;
    everybody(players, async |player| {
        let round = player.round().await?;
        round.shows("Ana", Score::of(2, 4)).await?;
        round.shows("Ben", Score::of(5, 4)).await?;
        round.shows("Cat", Score::of(0, 0)).await
    })
    .await?;
    for paddle in ["Left", "Right"] {
        let in_sight = ben.browser().is_in_sight(Role::Button, paddle).await?;
        ensure!(in_sight, "the paddle “{paddle}” is outside of the phone’s window");
    }
    look_at(players, "4-playing").await?;
    let rows = [
        ResultRow::of("Ben", 5, 4, 7),
        ResultRow::of("Ana", 2, 4, 0),
        ResultRow::of("Cat", 0, 0, 0),
    ];
    round_ends(players, "Ben wins round 1", 7, &rows).await
}

async fn the_second_round(players @ [ana, ben, _]: &[Rc<Player>; 3]) -> Result<()> {
    round_begins(players).await?;
    ana.presses(Left, 3).await?;
    ana.presses(Right, 3).await?;
    ben.presses(Left, 1).await?;
    let rows = [
        ResultRow::of("Ana", 3, 3, 3),
        ResultRow::of("Cat", 0, 0, 0),
        ResultRow::of("Ben", 0, 1, 7),
    ];
    round_ends(players, "Ana wins round 2", 3, &rows).await
}

/// Ben wins again, so that its points add up.
async fn the_third_round(players @ [_, ben, cat]: &[Rc<Player>; 3]) -> Result<()> {
    round_begins(players).await?;
    cat.drums(2).await?;
    ben.drums(3).await?;
    let rows = [
        ResultRow::of("Ben", 3, 3, 12),
        ResultRow::of("Cat", 2, 2, 0),
        ResultRow::of("Ana", 0, 0, 3),
    ];
    round_ends(players, "Ben wins round 3", 5, &rows).await
}

async fn the_podium(players: &[Rc<Player>; 3]) -> Result<()> {
    everybody(players, async |player| {
        let podium = player.podium().await?;
        podium.says("Ben wins the match").await?;
        let standings = podium.standings().await?;
        let points = |name: &str, points| (name.to_owned(), points);
        ensure!(standings == [points("Ben", 12), points("Ana", 3), points("Cat", 0)]);
        Ok(())
    })
    .await
    .map(drop)
}

/// Everybody looks closely at its page.
async fn look_at(players: &[Rc<Player>], name: &str) -> Result<()> {
    everybody(players, async |player| {
        player.inspects(&format!("{name}-{}", player.name().to_lowercase())).await
    })
    .await
    .map(drop)
}

/// Leaves a mark that lasts until the page is loaded anew.
async fn mark_the_page(players: &[Rc<Player>]) -> Result<()> {
    let mark = "window.marked = true";
    everybody(players, async |player| player.browser().script::<()>(mark, vec![]).await)
        .await
        .map(drop)
}

/// Presses count from now on, and everybody starts from zero.
async fn round_begins(players: &[Rc<Player>]) -> Result<()> {
    everybody(players, async |player| {
        let round = player.round().await?;
        for other in players {
            round.shows(other.name(), Score::of(0, 0)).await?;
        }
        Ok(())
    })
    .await
    .map(drop)
}

/// Every screen shows the same result.
async fn round_ends(
    players: &[Rc<Player>],
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
