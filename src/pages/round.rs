//! A round, from the countdown to the tally.

use game::{Direction, Phase, View};
use yew::prelude::*;

use super::trouble;
use crate::components::{Paddles, ScoreRow, frame, seesaw, timer};
use crate::store::{Page, Standing, bar_scale, count, remaining_permille, seconds, tilt};
use crate::text::{self, words};

/// The clock, the seesaw, everybody's counts and the paddles; `on_press` is told which paddle was
/// hit, and the time stamp of its event in milliseconds.
pub fn round(view: &View, on_press: &Callback<(Direction, f64)>) -> Html {
    let scale = bar_scale(view);
    let row = |standing: Standing| {
        let key = standing.id.to_bits();
        html! { <ScoreRow {key} {standing} {scale} /> }
    };
    let body = html! {
        <>
            <div class="top">
                <h1 tabindex="-1">{ text::round_of(view.round, view.settings.rounds()) }</h1>
                <p class="pot">{ words().pot }{ " " }
                    <strong data-pot={view.pot.to_string()}>{ view.pot }</strong>
                </p>
            </div>
            { trouble(view) }
            { clock(view) }
            { seesaw(tilt(view)) }
            <ul class="scores" aria-label={words().scores}>
                { for Standing::all(view).map(row) }
            </ul>
            <p class="hint">{ hint(view) }</p>
            <Paddles {on_press} />
        </>
    };
    frame(Page::of(view), body)
}

fn clock(view: &View) -> Html {
    match view.phase {
        Phase::Countdown { left } => timer(words().countdown, count(left), None),
        Phase::Playing { left } => {
            let remaining = remaining_permille(left, view.settings.round_length());
            timer(words().time_left, seconds(left), Some(remaining))
        }
        _ => html! { <p class="waiting timer" role="status">{ words().counting }</p> },
    }
}

fn hint(view: &View) -> &'static str {
    let plays = view.player(view.me).is_some_and(|me| me.plays);
    match view.phase {
        _ if !plays => words().you_watch,
        Phase::Countdown { .. } => words().get_ready,
        _ => "",
    }
}
