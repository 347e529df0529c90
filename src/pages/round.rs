//! A round, from the countdown to the tally.

use std::rc::Rc;

use game::{Direction, Phase, View};
use yew::prelude::*;

use super::trouble;
use crate::components::{Frame, Paddles, ScoreRow, Seesaw, Timer};
use crate::store::{Page, Standing, bar_scale, remaining, seconds, tilt_degrees};
use crate::text;

/// See [`Round`].
#[derive(Clone, PartialEq, Properties)]
pub struct RoundProps {
    /// What there is to show.
    pub view: Rc<View>,
    /// A paddle was hit, at this time stamp of its event in milliseconds.
    pub on_press: Callback<(Direction, f64)>,
}

/// The clock, the seesaw, everybody's counts and the paddles.
#[component]
pub fn Round(props: &RoundProps) -> Html {
    let view = &*props.view;
    let scale = bar_scale(view);
    html! {
        <Frame page={Page::of(view)}>
            <div class="top">
                <h1 tabindex="-1">{ text::round_of(view.round, view.settings.rounds()) }</h1>
                <p class="pot">{ text::POT }{ " " }
                    <strong data-pot={view.pot.to_string()}>{ view.pot }</strong>
                </p>
            </div>
            { trouble(view) }
            { timer(view) }
            <Seesaw tilt={tilt_degrees(view)} />
            <ul class="scores" aria-label={text::SCORES}>
                { for Standing::all(view).map(|standing| {
                    let key = standing.id.to_bits();
                    html! { <ScoreRow {key} {standing} {scale} /> }
                }) }
            </ul>
            <p class="hint">{ hint(view) }</p>
            <Paddles on_press={&props.on_press} />
        </Frame>
    }
}

fn timer(view: &View) -> Html {
    match view.phase {
        Phase::Countdown { left } => html! {
            <Timer label={text::COUNTDOWN} seconds={seconds(left)} />
        },
        Phase::Playing { left } => html! {
            <Timer label={text::TIME_LEFT} seconds={seconds(left)}
                remaining={remaining(left, view.settings.round_length())} />
        },
        _ => html! { <p class="waiting timer" role="status">{ text::COUNTING }</p> },
    }
}

fn hint(view: &View) -> &'static str {
    let plays = view.player(view.me).is_some_and(|me| me.plays);
    match view.phase {
        _ if !plays => text::YOU_WATCH,
        Phase::Countdown { .. } => text::GET_READY,
        _ => "",
    }
}
