//! Keys in a sentence.

use yew::prelude::*;

/// A text in which each arrow is drawn as the key that bears it.
pub(crate) fn keycaps(text: &'static str) -> Html {
    let parts = text.split_inclusive(['←', '→']).map(|part| {
        let key = part.chars().next_back();
        match (part.strip_suffix(['←', '→']), key) {
            (Some(before), Some(key)) => html! { <>{ before }<kbd>{ key }</kbd></> },
            _ => html! { { part } },
        }
    });
    parts.collect()
}
