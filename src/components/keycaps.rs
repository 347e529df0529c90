//! Keys in a sentence.

use yew::prelude::*;

/// A text in which each arrow is drawn as the key that bears it.
pub(crate) fn keycaps(text: &'static str) -> Html {
    let parts = text.split_inclusive(['←', '→']).map(|part| {
        let Some(key) = part.chars().next_back().filter(|last| matches!(last, '←' | '→'))
        else {
            return html! { { part } };
        };
        let before = &part[..part.len() - key.len_utf8()];
        html! { <>{ before }<kbd>{ key }</kbd></> }
    });
    parts.collect()
}
