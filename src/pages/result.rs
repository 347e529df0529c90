//! A round's result.

use game::{Control, Phase, View};
use yew::prelude::*;

use super::{go_on, trouble};
use crate::components::{Column, frame, standings};
use crate::store::{self, Page, Standing};
use crate::text::{self, words};

/// Who won, by what, and how it goes on; nothing outside of [`Phase::Result`].
pub fn result(view: &View, wants: &Callback<Control>) -> Html {
    let Phase::Result { winners, last } = &view.phase else { return Html::default() };
    let columns = [Column::Right, Column::Left, Column::Balanced, Column::Points];
    let players = Standing::all(view).filter(|standing| standing.plays);
    let next = if *last { words().to_the_podium } else { words().next_round };
    let body = html! {
        <>
            <h1 tabindex="-1">{ text::round_won(&store::winners(view, winners), view.round) }</h1>
            { trouble(view) }
            <p class="pot">{ words().pot }{ " " }
                <strong data-pot={view.pot.to_string()}>{ view.pot }</strong>
            </p>
            { standings(words().results, &columns, players) }
            { go_on(view, next, Control::Next, wants) }
        </>
    };
    frame(Page::Result, body)
}
