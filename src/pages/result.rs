//! A round's result.

use game::{Control, Phase, View};
use yew::prelude::*;

use super::{go_on, trouble};
use crate::components::{Column, chart, facts, frame, standings};
use crate::store::{self, Best, Page, Recording};
use crate::text::{self, words};

/// Who won, why, by what course, and how it goes on; nothing outside of [`Phase::Result`]. The course
/// is `recording`'s; `best` is this person's.
pub fn result(
    view: &View,
    recording: &Recording,
    best: Option<Best>,
    wants: &Callback<Control>,
) -> Html {
    let Phase::Result { winners, last } = &view.phase else { return Html::default() };
    let columns = [Column::Left, Column::Right, Column::Balanced, Column::Points];
    let next = if *last { words().to_the_podium() } else { words().next_round() };
    let course = store::chart::of_round(view, recording);
    let body = html! {
        <>
            <div class="headline">
                <h1 tabindex="-1">{ text::round_won(&store::winners(view, winners), view.round) }</h1>
                <p class="why" data-pot={view.pot.to_string()}>{ text::why(view, winners) }</p>
                { trouble(view) }
                { facts(view, best) }
            </div>
            <div class="on">{ go_on(view, next, Control::Next, wants) }</div>
            <div class="course">
                if let Some(course) = course {
                    { chart(words().course_of_round(), words().after_seconds(), &course) }
                }
                { standings(words().results(), &columns, view) }
            </div>
        </>
    };
    frame(Page::Result, body)
}
