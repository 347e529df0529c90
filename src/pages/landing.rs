//! The pages for those who are in no game yet.

use protocol::name::Name;
use yew::prelude::*;

use crate::components::{NameForm, frame};
use crate::store::Page;
use crate::text;

/// Where the address names no game.
pub(crate) fn landing(suggestion: &AttrValue, on_enter: &Callback<Name>) -> Html {
    let body = html! {
        <>
            <h1 tabindex="-1">{ text::TITLE }</h1>
            <p class="tagline">{ text::TAGLINE }</p>
            <NameForm button={text::START_A_GAME} {suggestion} on_submit={on_enter} />
            <section class="rules">
                <h2>{ text::HOW_TO_PLAY }</h2>
                <ol>{ for text::RULES.map(|rule| html! { <li>{ rule }</li> }) }</ol>
            </section>
        </>
    };
    frame(Page::Landing, body)
}

/// Where the address names a game that this tab is not in.
pub(crate) fn join(suggestion: &AttrValue, on_enter: &Callback<Name>) -> Html {
    let body = html! {
        <>
            <h1 tabindex="-1">{ text::JOIN_THE_GAME }</h1>
            <p class="tagline">{ text::TAGLINE }</p>
            <NameForm button={text::JOIN} {suggestion} on_submit={on_enter} />
        </>
    };
    frame(Page::Join, body)
}

/// Where the address names something that can't be a game.
pub(crate) fn wrong_link(on_start_new: &Callback<()>) -> Html {
    let body = html! {
        <>
            <div role="alert">
                <h1 tabindex="-1">{ text::WRONG_LINK }</h1>
                <p>{ text::WRONG_LINK_SENTENCE }</p>
            </div>
            <button type="button" class="primary" onclick={on_start_new.reform(|_| ())}>
                { text::START_A_NEW_GAME }
            </button>
        </>
    };
    frame(Page::Failure, body)
}
