//! A round's result.

use game::{Control, Phase};
use yew::prelude::*;

use super::{PageProps, go_on, trouble};
use crate::components::{Column, Frame, Standings};
use crate::store::{self, Page, Standing};
use crate::text;

const COLUMNS: [Column; 4] = [Column::Right, Column::Left, Column::Balanced, Column::Points];

/// Who won, by what, and how it goes on.
#[component]
pub fn RoundResult(props: &PageProps) -> Html {
    let view = &*props.view;
    let Phase::Result { winners, last } = &view.phase else { return Html::default() };
    let names = store::winners(view, winners);
    let rows: Vec<Standing> = Standing::all(view).filter(|standing| standing.plays).collect();
    let next = if *last { text::TO_THE_PODIUM } else { text::NEXT_ROUND };
    html! {
        <Frame page={Page::Result}>
            <h1 tabindex="-1">{ text::round_won(&names, view.round) }</h1>
            { trouble(view) }
            <p class="pot" data-pot={view.pot.to_string()}>{ text::pot(view.pot) }</p>
            <Standings caption={text::RESULTS} columns={COLUMNS.to_vec()} {rows} />
            { go_on(view, next, &props.on_control.reform(|()| Control::Next)) }
        </Frame>
    }
}
