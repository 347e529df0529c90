//! The clipboard, also where the page may not use it by itself: outside of a secure context, which
//! a game on a local network is.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{HtmlDocument, HtmlInputElement};
use yew::Callback;

use crate::browser;

/// What became of a text that shall be copied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Copied {
    /// It is in the clipboard.
    Yes,
    /// It is selected; the person can copy it.
    OnlySelected,
}

/// Copies what is in a text field, and tells what became of it. A `textarea` will do as well: it is
/// only asked for what the two have in common, `value` and `select`.
pub(crate) fn copy(field: HtmlInputElement, told: Callback<Copied>) {
    let navigator = browser::window().navigator();
    if !browser::has(&navigator, "clipboard") {
        told.emit(copy_selection(&field));
        return;
    }
    let written = navigator.clipboard().write_text(&field.value());
    spawn_local(async move {
        let copied = match JsFuture::from(written).await {
            Ok(_) => Copied::Yes,
            Err(_) => copy_selection(&field),
        };
        told.emit(copied);
    });
}

/// The old way, which needs no permission.
fn copy_selection(field: &HtmlInputElement) -> Copied {
    field.select();
    let document = browser::document();
    let document = document.dyn_ref::<HtmlDocument>();
    let copied = document.is_some_and(|document| document.exec_command("copy").unwrap_or(false));
    if copied { Copied::Yes } else { Copied::OnlySelected }
}
