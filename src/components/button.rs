//! Buttons with words on them.

use yew::prelude::*;

/// A button of a class that the style sheet knows: `primary`, `quiet`, `alarm`, or none. A function
/// and not markup at each place, which would take half a kilobyte of the app for each button.
/// Within a form it sends the form.
pub(crate) fn button(
    class: &'static str,
    words: &'static str,
    onclick: Callback<MouseEvent>,
) -> Html {
    html! { <button ~className={class} {onclick}>{ words }</button> }
}
