//! The way to a practice, and what one has on every page.

use yew::prelude::*;

use super::button;
use crate::address::PRACTICE_LINK;
use crate::text::words;

/// Leads to a practice.
pub(crate) fn practice_link() -> Html {
    html! { <a class="button" href={PRACTICE_LINK}>{ words().practise() }</a> }
}

/// Says that this is a practice, and leads out of it: into a game with people, or away.
pub(crate) fn practice_bar(on_begin: &Callback<()>, on_leave: &Callback<()>) -> Html {
    html! {
        <aside class="practice" aria-label={words().practice()}>
            <span>{ words().practice() }</span>
            { button("quiet", words().start_a_real_game(), on_begin.reform(|_| ())) }
            { button("quiet", words().leave_practice(), on_leave.reform(|_| ())) }
        </aside>
    }
}
