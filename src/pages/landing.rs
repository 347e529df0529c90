//! The pages for those who are in no game yet.

use protocol::delta::Profile;
use yew::prelude::*;

use crate::components::{frame, keycaps, name_form, practice_link, seesaw};
use crate::store::{Balance, Page};
use crate::text::words;

/// Where the address names no game.
pub(crate) fn landing(suggestion: &Profile, on_enter: &Callback<Profile>) -> Html {
    let body = html! {
        <>
            <div class="hero">
                <h1 tabindex="-1">{ words().title() }</h1>
                { seesaw(&Balance::default()) }
                <p class="tagline">{ keycaps(words().tagline()) }</p>
            </div>
            <div class="actions">
                { name_form(words().start_a_game(), suggestion, 0, on_enter.clone()) }
                { practice_link() }
            </div>
            <section class="rules">
                <h2>{ words().how_to_play() }</h2>
                <ol>{ for words().rules().iter().map(|rule| html! { <li>{ rule }</li> }) }</ol>
            </section>
        </>
    };
    frame(Page::Landing, body)
}

/// Where the address names a game that this tab is not in.
pub(crate) fn join(suggestion: &Profile, on_enter: &Callback<Profile>) -> Html {
    let body = html! {
        <>
            <h1 tabindex="-1">{ words().join_the_game() }</h1>
            <p class="tagline">{ keycaps(words().tagline()) }</p>
            { name_form(words().join(), suggestion, 0, on_enter.clone()) }
        </>
    };
    frame(Page::Join, body)
}
