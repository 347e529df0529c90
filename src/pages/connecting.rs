//! While there is nothing to show yet.

use yew::prelude::*;

use crate::components::frame;
use crate::store::Page;
use crate::text;

/// Says what is waited for.
pub(crate) fn connecting(words: &'static str) -> Html {
    let body = html! {
        <>
            <h1 tabindex="-1">{ text::CONNECTING }</h1>
            <p class="waiting" role="status">{ words }</p>
        </>
    };
    frame(Page::Connecting, body)
}
