//! What a practice has on every page.

use yew::prelude::*;

use super::button;
use crate::text::words;

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
