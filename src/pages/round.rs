//! A round, from the countdown to the tally.

use game::{Direction, Phase, View};
use yew::prelude::*;

use super::trouble;
use crate::components::{Paddles, ScoreRow, frame, keycaps, seesaw, timer};
use crate::store::{self, Balance, Page};
use crate::text::{self, words};

/// From this number of players on, the lines stand closer: more than a laptop's window has room for.
const CROWD: usize = 12;

/// The clock, the seesaw, everybody's counts and the paddles; `on_press` is told which paddle was
/// hit, and the time stamp of its event in milliseconds.
pub fn round(view: &View, on_press: &Callback<(Direction, f64)>) -> Html {
    let plays = view.player(view.me).is_some_and(|me| me.plays);
    let body = html! {
        <>
            <h1 tabindex="-1">{ text::round_of(view.round, view.settings.rounds()) }</h1>
            { trouble(view) }
            { board(view, plays) }
            { seesaw(&Balance::of(view)) }
            { scores(view) }
            <p class="hint">{ hint(view, plays) }</p>
            if plays { <Paddles {on_press} /> }
        </>
    };
    frame(Page::of(view), body)
}

/// One's own score, the clock and the pot.
fn board(view: &View, plays: bool) -> Html {
    let own = view.player(view.me).filter(|_| plays).map(|me| {
        html! { <>{ words().balanced() }<strong>{ me.balanced }</strong></> }
    });
    html! {
        <div class="board">
            <p>{ own }</p>
            { clock(view) }
            <p class="pot">
                { words().pot() }<strong data-pot={view.pot.to_string()}>{ view.pot }</strong>
            </p>
        </div>
    }
}

fn clock(view: &View) -> Html {
    match view.phase {
        Phase::Countdown { left } => timer(words().countdown(), store::count(left), None),
        Phase::Playing { left } => {
            let remaining = store::remaining_permille(left, view.settings.round_length());
            timer(words().time_left(), store::seconds(left), Some(remaining))
        }
        _ => html! { <p class="waiting timer" role="status">{ words().counting() }</p> },
    }
}

fn scores(view: &View) -> Html {
    let scale = store::bar_scale(view);
    let row = |(place, standing)| {
        let store::Standing { id, .. } = standing;
        html! { <ScoreRow key={id.to_bits()} {standing} {place} {scale} /> }
    };
    let rows = view.players.len();
    html! {
        <ul class="scores" aria-label={words().scores()} style={format!("--rows: {rows}")}
            data-crowd={(rows >= CROWD).then_some("")} tabindex="0">
            { for store::in_steady_order(view).into_iter().map(row) }
        </ul>
    }
}

fn hint(view: &View, plays: bool) -> Html {
    match view.phase {
        _ if view.player(view.me).is_some_and(|me| me.spectating) => {
            words().you_chose_to_watch().into()
        }
        _ if !plays => words().you_watch().into(),
        Phase::Countdown { .. } => keycaps(words().tagline()),
        _ => Html::default(),
    }
}
