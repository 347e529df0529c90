//! The end of a match.

use game::{Control, Phase, View};
use yew::prelude::*;

use super::{go_on, leave, trouble};
use crate::components::{Column, Invitation, chart, frame, share_result, standings, steps};
use crate::store::{self, Page};
use crate::text::{self, words};

/// Who won the match, and how it goes on; nothing outside of [`Phase::Podium`]. Where others
/// can come in, they can be told.
pub fn podium(view: &View, invitation: Option<Invitation>, wants: &Callback<Control>) -> Html {
    let Phase::Podium { winners } = &view.phase else { return Html::default() };
    let course = store::chart::of_match(view);
    let share =
        invitation.map(|invitation| share_result(text::to_share(view, winners), invitation));
    let body = html! {
        <>
            <div class="headline">
                <h1 tabindex="-1">{ text::match_won(&store::winners(view, winners)) }</h1>
                { trouble(view) }
                { steps(view) }
            </div>
            <div class="on">
                { go_on(view, words().play_again(), Control::Again, wants) }
                { share }
                { leave(wants) }
            </div>
            <div class="course">
                if let Some(course) = course {
                    { chart(words().course_of_match(), "{0}", &course) }
                }
                { standings(words().final_standings(), &[Column::Place, Column::Points], view) }
            </div>
        </>
    };
    frame(Page::Podium, body)
}
