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

/// See [`Toasts`].
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct ToastsProps {
    /// Those to show, the oldest first.
    pub(crate) toasts: Vec<Toast>,
}

/// The words, in a corner. The element is always there: a screen reader reads out only what is
/// added to one that it knows.
#[component]
pub(crate) fn Toasts(props: &ToastsProps) -> Html {
    html! {
        <div class="toasts" role="status">
            { for props.toasts.iter().map(|toast| {
                html! { <p key={toast.id}>{ &toast.words }</p> }
            }) }
        </div>
    }
}
