//! The end of a match.

use game::{Control, Phase};
use yew::prelude::*;

use super::{PageProps, go_on, trouble};
use crate::components::{Column, Frame, Standings};
use crate::store::{self, Page, Standing};
use crate::text;

/// Who won the match, and how it goes on.
#[component]
pub fn Podium(props: &PageProps) -> Html {
    let view = &*props.view;
    let Phase::Podium { winners } = &view.phase else { return Html::default() };
    let names = store::winners(view, winners);
    let rows: Vec<Standing> = Standing::all(view).filter(|standing| standing.rank > 0).collect();
    let again = props.on_control.reform(|()| Control::Again);
    html! {
        <Frame page={Page::Podium}>
            <h1 tabindex="-1">{ text::match_won(&names) }</h1>
            { trouble(view) }
            <Standings caption={text::FINAL_STANDINGS}
                columns={vec![Column::Place, Column::Points]} {rows} />
            { go_on(view, text::PLAY_AGAIN, &again) }
            <button type="button" class="quiet"
                onclick={props.on_control.reform(|_| Control::Leave)}>{ text::LEAVE }</button>
        </Frame>
    }
}
