//! A round begins and ends everywhere at the same instant, whatever the machines' clocks say.
//!
//! All browsers run on one machine, whose monotonic clock is the measure. A page shows a round as it
//! stands at each frame, so what a page takes for the round's beginning lies between two instants
//! that can be seen from outside: the frame before the one that first shows the round, and the
//! change of the page. Two pages whose intervals lie apart have disagreed by at least the gap; that
//! is held to the bound, and no busy machine makes it larger: a late frame makes an interval longer.

use std::{rc::Rc, time::Duration};

use anyhow::{Result, ensure};
use e2e::{Player, everybody, gather, pages::ResultRow, report, story};
use serde::Deserialize;
use tokio::try_join;

/// How far two pages' clocks may be apart. The promise adds half of the asymmetry of the path
/// between them, of which a machine's path to itself has none.
const AGREEMENT: Duration = Duration::from_millis(20);

/// How many rounds are looked at, and for how long each is: four times what is pressed in it.
const ROUNDS: u8 = 2;
const SECONDS: u8 = 8;

/// Sets a machine's clocks hours ahead, the monotonic one with the time stamps of events, and the
/// calendar's, which can be set back later. What they really say is kept for the measurement.
const SET_CLOCKS_AHEAD: &str = "
    const ahead = 5 * 3600e3;
    window.calendarAhead = ahead;
    window.realNow = performance.now.bind(performance);
    Performance.prototype.now = () => realNow() + ahead;
    const stamp = Object.getOwnPropertyDescriptor(Event.prototype, 'timeStamp').get;
    Object.defineProperty(Event.prototype, 'timeStamp', {
        configurable: true, enumerable: true,
        get() { return stamp.call(this) + ahead; },
    });
    const date = Date.now;
    Date.now = () => date() + calendarAhead;
";

/// Notes from now on, for each page that is shown, within which instants its time came: the
/// beginning of the frame before, and the change itself, by the machine's monotonic clock.
const NOTE_TURNS: &str = "
    window.turns = [];
    const now = window.realNow ?? (() => performance.now());
    let before = 0, latest = 0;
    const frame = at => {
        [before, latest] = [latest, at];
        requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
    new MutationObserver(() => {
        // Whether the frame that shows it has been noted depends on who was called first in it.
        const noted = latest === document.timeline.currentTime;
        turns.push({
            page: document.documentElement.dataset.page,
            after: performance.timeOrigin + (noted ? before : latest),
            by: performance.timeOrigin + now(),
        });
    }).observe(document.documentElement, { attributes: true, attributeFilter: ['data-page'] });
";

/// A page that was shown.
#[derive(Debug, Deserialize)]
struct Turn {
    page: String,
    /// Its time came after this, in milliseconds of the machine's clock.
    after: f64,
    /// And not after this.
    by: f64,
}

#[test]
fn rounds_begin_and_end_everywhere_at_once() -> Result<()> {
    story("rounds_begin_and_end_everywhere_at_once", async |stage| {
        let players @ [ana, _, cat] = &stage.players(["Ana", "Ben", "Cat"]).await?;
        cat.browser().prepare(SET_CLOCKS_AHEAD).await?;
        gather(players).await?;
        for player in players {
            player.browser().script::<()>(NOTE_TURNS, vec![]).await?;
        }
        let ahead: f64 =
            cat.browser().script("return performance.now() - realNow()", vec![]).await?;
        ensure!(ahead > 1e7, "Cat’s clock is only {ahead} ms ahead");
        ana.lobby().await?.choose(ROUNDS, SECONDS).await?;
        ana.lobby().await?.start().await?;
        a_round(players, 1).await?;
        ana.result().await?.next_round().await?;
        a_round(players, 2).await?;

        let seen = everybody(players, turns).await?;
        for page in ["playing", "tally"] {
            for round in 0..usize::from(ROUNDS) {
                let turns = seen.iter().map(|turns| nth(turns, page, round));
                agree(&format!("“{page}” of round {}", round + 1), &turns.collect::<Vec<_>>())?;
            }
        }
        Ok(())
    })
}

/// Everybody plays; in the midst of it Cat's calendar is set right. All presses count.
async fn a_round(players @ [ana, ben, cat]: &[Rc<Player>; 3], number: u64) -> Result<()> {
    everybody(players, async |player| player.round().await.map(drop)).await?;
    let resetting = async {
        cat.drums(4).await?;
        cat.browser().script::<()>("window.calendarAhead = 0", vec![]).await?;
        cat.drums(4).await
    };
    try_join!(ana.drums(6), ben.drums(4), resetting)?;
    let pot = 6 + 4 + 8;
    let rows = [
        ResultRow::of("Cat", 8, 8, number * pot),
        ResultRow::of("Ana", 6, 6, 0),
        ResultRow::of("Ben", 4, 4, 0),
    ];
    everybody(players, async |player| player.result().await?.shows(pot, &rows).await)
        .await
        .map(drop)
}

async fn turns(player: &Player) -> Result<Vec<Turn>> {
    player.browser().script("return turns", vec![]).await
}

/// The turn to a page for the `nth` time.
fn nth<'a>(turns: &'a [Turn], page: &str, nth: usize) -> &'a Turn {
    let turn = turns.iter().filter(|turn| turn.page == page).nth(nth);
    turn.unwrap_or_else(|| panic!("“{page}” was not shown {} times: {turns:?}", nth + 1))
}

/// Whether pages took the same instant for one moment of the game, as far as their frames tell.
fn agree(moment: &str, turns: &[&Turn]) -> Result<()> {
    let first_by = turns.iter().map(|turn| turn.by).fold(f64::INFINITY, f64::min);
    let last_by = turns.iter().map(|turn| turn.by).fold(0.0, f64::max);
    let last_after = turns.iter().map(|turn| turn.after).fold(0.0, f64::max);
    let longest = turns.iter().map(|turn| turn.by - turn.after).fold(0.0, f64::max);
    let gap = (last_after - first_by).max(0.0);
    report(&format!(
        "{moment} was on all screens within {:.1} ms, in frames of up to {longest:.1} ms, \
         and the clocks were at least {gap:.1} ms apart",
        last_by - first_by
    ))?;
    ensure!(gap <= AGREEMENT.as_secs_f64() * 1_000.0, "{moment}: {turns:#?}");
    Ok(())
}
