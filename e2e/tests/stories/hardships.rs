//! What people, networks and machines do in the middle of a round. However it goes, every screen
//! ends up with the same result, and with exactly the presses that were made.

use std::{rc::Rc, time::Duration};

use anyhow::{Result, ensure};
use e2e::{
    Player, Stage, everybody, gather,
    pages::{ResultRow, Score},
    report, story,
};
use tokio::try_join;

/// How long the others may seem to stand still when the host closes its tab. The goal is under one
/// second, and is for whoever reads the measurement: a busy machine is no fault. One is that they
/// were not told, and found out by the two seconds of silence after which a host counts as gone.
const CLOSED: Duration = Duration::from_secs(2);

/// How long they may seem to when the host vanishes without a word. The goal is under three seconds;
/// a fault is that the first in line did not take over, and the next had to after its patience.
const VANISHED: Duration = Duration::from_secs(4);

#[test]
fn the_host_closes_its_tab() -> Result<()> {
    story("the_host_closes_its_tab", async |stage| {
        let silence = without_the_host(stage, async |ana| ana.browser().close_tab().await).await?;
        report(&format!("the others stood still for {silence:?} when the host closed its tab"))?;
        ensure!(silence < CLOSED, "the others stood still for {silence:?}");
        Ok(())
    })
}

#[test]
fn the_host_vanishes() -> Result<()> {
    story("the_host_vanishes", async |stage| {
        let silence = without_the_host(stage, async |ana| ana.browser().kill()).await?;
        report(&format!("the others stood still for {silence:?} when the host vanished"))?;
        ensure!(silence < VANISHED, "the others stood still for {silence:?}");
        Ok(())
    })
}

#[test]
fn the_host_falls_asleep_and_comes_back() -> Result<()> {
    story("the_host_falls_asleep_and_comes_back", async |stage| {
        let players @ [ana, ben, cat] = &in_a_round(stage, ["Ana", "Ben", "Cat"]).await?;
        ana.drums(5).await?;
        ben.round().await?.shows("Ana", Score::of(5, 5)).await?;
        ana.browser().fall_asleep()?;
        try_join!(ben.drums(10), cat.drums(10))?;
        ben.hears("You are the host now").await?;
        try_join!(ben.drums(10), cat.drums(5))?;
        ana.browser().wake_up()?;
        ana.hears("Ben is the host now").await?;
        ana.drums(5).await?;
        all_see(players, &[("Ben", 20), ("Cat", 15), ("Ana", 10)]).await
    })
}

#[test]
fn a_guest_reloads() -> Result<()> {
    story("a_guest_reloads", async |stage| {
        let players @ [ana, ben, cat] = &in_a_round(stage, ["Ana", "Ben", "Cat"]).await?;
        let reloading = async {
            ben.drums(10).await?;
            ben.browser().reload().await?;
            ben.round().await?;
            ben.drums(10).await
        };
        try_join!(ana.drums(30), reloading, cat.drums(25))?;
        all_see(players, &[("Ana", 30), ("Cat", 25), ("Ben", 20)]).await
    })
}

#[test]
fn the_host_reloads() -> Result<()> {
    story("the_host_reloads", async |stage| {
        let players @ [ana, ben, cat] = &in_a_round(stage, ["Ana", "Ben", "Cat"]).await?;
        let reloading = async {
            ana.drums(10).await?;
            ana.browser().reload().await?;
            ana.round().await?;
            ana.drums(10).await
        };
        try_join!(reloading, ben.drums(30), cat.drums(25))?;
        all_see(players, &[("Ben", 30), ("Cat", 25), ("Ana", 20)]).await
    })
}

#[test]
fn a_guest_is_offline_for_five_seconds() -> Result<()> {
    story("a_guest_is_offline_for_five_seconds", async |stage| {
        let players @ [ana, ben, cat] = &stage.players(["Ana", "Ben", "Cat"]).await?;
        ben.browser().put_network_to_the_test().await?;
        ben.browser().excuses("net::ERR_INTERNET_DISCONNECTED");
        gather(players).await?;
        begin(players).await?;
        let offline = async {
            ben.drums(10).await?;
            ana.round().await?.shows("Ben", Score::of(10, 10)).await?;
            ben.browser().go_offline(true).await?;
            let left = ben.round().await?.time_left().await?;
            ben.drums(10).await?;
            ben.round().await?.comes_down_to(left - 5).await?;
            let seen = ana.round().await?.score("Ben").await?;
            ensure!(seen == Some(Score::of(10, 10)), "Ben was not offline: {seen:?}");
            ben.browser().go_offline(false).await?;
            ben.drums(10).await
        };
        try_join!(ana.drums(40), offline, cat.drums(35))?;
        all_see(players, &[("Ana", 40), ("Cat", 35), ("Ben", 30)]).await
    })
}

#[test]
fn a_guest_sleeps_for_five_seconds() -> Result<()> {
    story("a_guest_sleeps_for_five_seconds", async |stage| {
        let players @ [ana, ben, cat] = &in_a_round(stage, ["Ana", "Ben", "Cat"]).await?;
        let asleep = async {
            ben.drums(10).await?;
            ben.browser().fall_asleep()?;
            let round = ana.round().await?;
            let left = round.time_left().await?;
            round.comes_down_to(left - 5).await?;
            ben.browser().wake_up()?;
            ben.drums(10).await
        };
        try_join!(asleep, cat.drums(40))?;
        all_see(players, &[("Cat", 40), ("Ben", 20), ("Ana", 0)]).await
    })
}

/// Three guests go on while the host goes, and each screen ends with what was pressed. Returns the
/// longest time for which the others seemed to stand still on any of them.
async fn without_the_host(
    stage: &Stage,
    go: impl AsyncFn(&Player) -> Result<()>,
) -> Result<Duration> {
    let [ana, ben, cat, dan] = in_a_round(stage, ["Ana", "Ben", "Cat", "Dan"]).await?;
    ana.drums(5).await?;
    ben.round().await?.shows("Ana", Score::of(5, 5)).await?;
    ben.watches(&["Cat", "Dan"]).await?;
    cat.watches(&["Ben", "Dan"]).await?;
    dan.watches(&["Ben", "Cat"]).await?;
    let going = async {
        // When Ana sees these the others are in the middle of it.
        ana.round().await?.shows_presses("Dan", 20).await?;
        go(&ana).await
    };
    try_join!(going, ben.drums(40), cat.drums(38), dan.drums(36))?;
    let guests = [ben, cat, dan];
    let silences = everybody(&guests, Player::longest_silence).await?;
    all_see(&guests, &[("Ben", 40), ("Cat", 38), ("Dan", 36), ("Ana", 5)]).await?;
    Ok(silences.into_iter().max().expect("there are three"))
}

/// Everybody in the one round of a match.
async fn in_a_round<const N: usize>(stage: &Stage, names: [&str; N]) -> Result<[Rc<Player>; N]> {
    let players = stage.game(names).await?;
    begin(&players).await?;
    Ok(players)
}

async fn begin(players: &[Rc<Player>]) -> Result<()> {
    let host = &players[0];
    // Twice the time that any of the stories needs for what is pressed in it.
    host.lobby().await?.choose(1, 15).await?;
    host.lobby().await?.start().await?;
    everybody(players, async |player| player.round().await.map(drop)).await.map(drop)
}

/// Each of these screens shows the same result: so many presses of either key, the most first.
async fn all_see(players: &[Rc<Player>], drummed: &[(&str, u64)]) -> Result<()> {
    let pot: u64 = drummed.iter().map(|&(_, times)| times).sum();
    let winner = drummed[0].0;
    let row = |&(name, times): &(&str, u64)| {
        ResultRow::of(name, times, times, if name == winner { pot } else { 0 })
    };
    let rows: Vec<ResultRow> = drummed.iter().map(row).collect();
    everybody(players, async |player| {
        let result = player.result().await?;
        result.says(&format!("{winner} wins round 1")).await?;
        result.shows(pot, &rows).await
    })
    .await
    .map(drop)
}
