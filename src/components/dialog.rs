//! A question over the page, behind a button. The browser brings the focus into it and back, keeps
//! the rest of the page out of reach, and closes it by Escape; a form inside of it closes it when it
//! is sent.

use wasm_bindgen::JsCast;
use web_sys::HtmlDialogElement;
use yew::prelude::*;

use super::icon;
use crate::browser;

/// A button with a picture of these strokes and a name for those who can't see it, and the question
/// that it opens. `id` is found nowhere else on the page.
pub(crate) fn question(
    id: AttrValue,
    button: AttrValue,
    strokes: &'static str,
    heading: AttrValue,
    body: Html,
) -> Html {
    let label = AttrValue::from(format!("{id}-heading"));
    let onclick = {
        let id = id.clone();
        move |_| open(&id)
    };
    html! {
        <>
            <button type="button" class="icon" aria-label={button.clone()} title={button}
                {onclick}>{ icon(strokes) }</button>
            <dialog {id} closedby="any" aria-labelledby={label.clone()}>
                <h2 id={label}>{ heading }</h2>
                { body }
            </dialog>
        </>
    }
}

fn open(id: &str) {
    let dialog = browser::document().get_element_by_id(id);
    if let Some(dialog) = dialog.and_then(|found| found.dyn_into::<HtmlDialogElement>().ok()) {
        // It throws only if it is open already.
        let _ = dialog.show_modal();
    }
}
