//! Short words on what just happened.

use yew::prelude::*;

/// A few words, with a number that no other has.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Toast {
    /// The number.
    pub(crate) id: u32,
    /// The words.
    pub(crate) words: AttrValue,
}

/// The words, at the edge, the oldest first. The element is always there: a screen reader reads out
/// only what is added to one that it knows.
pub(crate) fn toasts<'toast>(toasts: impl Iterator<Item = &'toast Toast>) -> Html {
    html! {
        <div class="toasts" role="status">
            { for toasts.map(|toast| html! { <p key={toast.id}>{ &toast.words }</p> }) }
        </div>
    }
}
