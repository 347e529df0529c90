//! A player's line while a round runs.

use yew::prelude::*;

use super::mark;
use crate::store::{Standing, bar_permille};
use crate::text::words;

/// See [`ScoreRow`].
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct ScoreRowProps {
    /// Who, and the counts.
    pub(crate) standing: Standing,
    /// The line that it stands on, from 0.
    pub(crate) place: usize,
    /// The balanced count of a full bar.
    pub(crate) scale: u64,
}

/// A player's counts, with a bar that grows by the balanced one.
#[component]
pub(crate) fn ScoreRow(props: &ScoreRowProps) -> Html {
    let Standing { name, colour, me, positive, negative, balanced, plays, connected, .. } =
        &props.standing;
    let filled = bar_permille(*balanced, props.scale);
    let mark_if = |condition: bool| condition.then_some("");
    html! {
        <li class="score" data-colour={colour.to_string()} data-me={mark_if(*me)}
            style={format!("--place: {}", props.place)} data-watches={mark_if(!plays)} data-away={mark_if(!connected)} data-player-name={name} data-positive={positive.to_string()}
            data-negative={negative.to_string()} data-balanced={balanced.to_string()}>
            <div class="bar" style={format!("--filled: {filled}")}></div>
            { mark(*colour) }
            <span class="name">{ name }</span>
            if *me { <span class="tag">{ words().you() }</span> }
            if !connected { <span class="tag">{ words().away() }</span> }
            if *plays {
                <span class="counts">
                    <span>{ "←\u{202f}" }{ negative }</span>
                    <span>{ "→\u{202f}" }{ positive }</span>
                </span>
                <strong class="balanced">{ balanced }</strong>
            } else {
                <span class="tag end">{ words().watching() }</span>
            }
        </li>
    }
}
