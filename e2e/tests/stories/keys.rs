//! Which key events count, and what they must not do. A practice needs nobody else.

use std::rc::Rc;

use anyhow::{Result, ensure};
use e2e::{
    Arrow::{Left, Right},
    Device, Player, Role, Stage,
    pages::Score,
    story,
    wait::{Look, until},
};

#[test]
fn a_held_key_counts_once() -> Result<()> {
    story("a_held_key_counts_once", async |stage| {
        let ana = practising(stage, Device::Desktop).await?;
        let round = ana.round().await?;
        let listen = "window.repeats = 0;
            addEventListener('keydown', event => { repeats += event.repeat; });";
        ana.browser().script::<()>(listen, vec![]).await?;
        ana.browser().hold(Right, 30).await?;
        let repeats: u64 = ana.browser().script("return repeats", vec![]).await?;
        ensure!(repeats == 30, "the keyboard repeated the key {repeats} times");
        // Keys are heard in their order: when this one has counted, all before it have.
        ana.presses(Left, 1).await?;
        round.shows("Ana", Score::of(1, 1)).await?;
        ana.presses(Right, 1).await?;
        round.shows("Ana", Score::of(2, 1)).await
    })
}

#[test]
fn keys_count_whatever_was_clicked_before() -> Result<()> {
    story("keys_count_whatever_was_clicked_before", async |stage| {
        let ana = practising(stage, Device::Desktop).await?;
        let round = ana.round().await?;
        ana.browser().click(Role::Button, "Right").await?;
        round.shows("Ana", Score::of(1, 0)).await?;
        ana.presses(Right, 1).await?;
        round.shows("Ana", Score::of(2, 0)).await?;
        ana.browser().click(Role::Button, "Left").await?;
        ana.presses(Left, 1).await?;
        round.shows("Ana", Score::of(2, 2)).await?;
        for (role, name) in [
            (Role::Heading, "Round 1 of 1"),
            (Role::Image, "Seesaw"),
            (Role::List, "Scores"),
            (Role::Timer, "Time left"),
        ] {
            ana.browser().click(role, name).await?;
            ana.presses(Right, 1).await?;
        }
        round.shows("Ana", Score::of(6, 2)).await
    })
}

#[test]
fn the_statistics_have_a_key_and_no_character_does_anything() -> Result<()> {
    story("the_statistics_have_a_key_and_no_character_does_anything", async |stage| {
        let ana = stage.player("Ana", Device::Desktop).await?;
        ana.starts_a_game().await?;
        let shown = async || ana.browser().shows(Role::Textbox, "Statistics").await;
        // Keys are heard in their order: when the second has done something, the first has not.
        ana.browser().type_anywhere("i").await?;
        ana.browser().strike_statistics_key().await?;
        ana.browser().find(Role::Textbox, "Statistics").await?;
        ana.browser().type_anywhere("?").await?;
        ana.browser().strike_statistics_key().await?;
        until("the statistics to close", async || Ok(Look::at(!shown().await?, "open"))).await?;
        // Who closes them by their own button is left with something that can be read out.
        ana.browser().strike_statistics_key().await?;
        ana.browser().click(Role::Button, "Close").await?;
        ana.browser().focuses(Role::Heading, "Lobby").await
    })
}

#[test]
fn fingers_count_on_a_phone() -> Result<()> {
    story("fingers_count_on_a_phone", async |stage| {
        let ana = practising(stage, Device::Phone).await?;
        let round = ana.round().await?;
        ana.presses(Left, 2).await?;
        ana.presses(Right, 1).await?;
        round.shows("Ana", Score::of(1, 2)).await?;
        ana.presses_both(3).await?;
        round.shows("Ana", Score::of(4, 5)).await
    })
}

#[test]
fn arrow_keys_do_not_scroll_a_round() -> Result<()> {
    story("arrow_keys_do_not_scroll_a_round", async |stage| {
        let ana = practising(stage, Device::Desktop).await?;
        let round = ana.round().await?;
        let widen = "document.body.style.width = '300vw';
            window.scrolled = [];
            addEventListener('scroll', () => {
                scrolled.push(document.documentElement.dataset.page);
            });";
        ana.browser().script::<()>(widen, vec![]).await?;
        ana.presses(Right, 3).await?;
        round.shows("Ana", Score::of(3, 0)).await?;

        // Between rounds the keys are the browser's. That they scroll the page then shows that they
        // could have before.
        ana.result().await?;
        let before = scrolled(&ana).await?;
        ensure!(!before.contains(&"playing".to_owned()), "scrolled on {before:?}");
        ana.presses(Right, 1).await?;
        until("the result to be scrolled", async || {
            let after = scrolled(&ana).await?;
            Ok(Look::at(after.len() > before.len(), format!("{after:?}")))
        })
        .await
    })
}

#[test]
fn fingers_neither_scroll_nor_zoom_a_round() -> Result<()> {
    story("fingers_neither_scroll_nor_zoom_a_round", async |stage| {
        let ana = stage.player("Ana", Device::Phone).await?;
        ana.comes_home().await?;
        // That the landing page, which is like any other, scrolls and zooms shows that a round could.
        make_room_to_scroll(&ana).await?;
        ana.browser().swipe_up_from(Role::Button, "Start a game").await?;
        ana.browser().spread_over(Role::Button, "Start a game").await?;
        let moved = ana.browser().scrolled_and_zoomed().await?;
        ensure!(moved.0 > 0.0 && moved.1 > 1.0, "scrolled and zoomed to {moved:?}");

        ana.starts_a_game().await?;
        ana.lobby().await?.choose(1, 60).await?;
        ana.lobby().await?.practise_alone().await?;
        ana.round().await?;
        make_room_to_scroll(&ana).await?;
        let before = ana.browser().scrolled_and_zoomed().await?;
        ensure!(before == (0.0, 1.0), "scrolled and zoomed to {before:?} before");
        for (role, name) in
            [(Role::Button, "Left"), (Role::Image, "Seesaw"), (Role::Timer, "Time left")]
        {
            ana.browser().swipe_up_from(role, name).await?;
            ana.browser().spread_over(role, name).await?;
        }
        let after = ana.browser().scrolled_and_zoomed().await?;
        ana.round().await?;
        ensure!(after == (0.0, 1.0), "scrolled and zoomed to {after:?}");
        Ok(())
    })
}

async fn make_room_to_scroll(player: &Player) -> Result<()> {
    let lengthen = "scrollTo(0, 0); document.body.style.height = '300vh'";
    player.browser().script(lengthen, vec![]).await
}

/// On which page it was scrolled, for each time.
async fn scrolled(player: &Player) -> Result<Vec<String>> {
    player.browser().script("return scrolled", vec![]).await
}

/// Somebody alone in a round of eight seconds.
async fn practising(stage: &Stage, device: Device) -> Result<Rc<Player>> {
    let ana = stage.player("Ana", device).await?;
    ana.starts_a_game().await?;
    ana.lobby().await?.choose(1, 8).await?;
    ana.lobby().await?.practise_alone().await?;
    Ok(ana)
}
