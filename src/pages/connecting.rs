//! While there is nothing to show yet.

use yew::prelude::*;

use crate::components::frame;
use crate::store::Page;
use crate::text::words;

/// Says what is waited for.
pub(crate) fn connecting(waiting_for: &'static str) -> Html {
    let body = html! {
        <>
            <h1 tabindex="-1">{ words().connecting() }</h1>
            <p class="waiting" role="status">{ waiting_for }</p>
        </>
    };
    frame(Page::Connecting, body)
}
