//! The end of a match.

use game::{Control, Phase, View};
use yew::prelude::*;

use super::{go_on, leave, trouble};
use crate::components::{Column, frame, standings};
use crate::store::{self, Page, Standing};
use crate::text::{self, words};

/// Who won the match, and how it goes on; nothing outside of [`Phase::Podium`].
pub fn podium(view: &View, wants: &Callback<Control>) -> Html {
    let Phase::Podium { winners } = &view.phase else { return Html::default() };
    let players = Standing::all(view).filter(|standing| standing.rank > 0);
    let body = html! {
        <>
            <h1 tabindex="-1">{ text::match_won(&store::winners(view, winners)) }</h1>
            { trouble(view) }
            { standings(words().final_standings, &[Column::Place, Column::Points], players) }
            { go_on(view, words().play_again, Control::Again, wants) }
            { leave(wants) }
        </>
    };
    frame(Page::Podium, body)
}
