//! What is said to those who don't see it.

use yew::prelude::*;

use crate::text::words;

/// The turns of the game, for screen readers alone. At once, since each is about the time. The
/// element is always there: what is new in one that they know is read out.
pub(crate) fn said(words: &AttrValue) -> Html {
    html! { <p class="said" aria-live="assertive">{ words }</p> }
}

/// Says that the keys go to another window, if they do. A click goes through to what is below it.
pub(crate) fn elsewhere(keys_do: bool) -> Html {
    let said = keys_do.then(|| words().keys_go_elsewhere());
    html! { <p class="elsewhere" role="alert">{ said }</p> }
}
