//! The system's own way to hand something on, where it has one and the page may use it: phones have,
//! in a secure context.

use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::ShareData;

use crate::browser;

/// Whether there is one.
#[must_use]
pub(crate) fn is_there() -> bool {
    browser::has(&browser::window().navigator(), "share")
}

/// Offers a link under this title, after a text that may be empty.
pub(crate) fn offer(title: &str, text: &str, link: &str) {
    let data = ShareData::new();
    data.set_title(title);
    data.set_text(text);
    data.set_url(link);
    let shared = JsFuture::from(browser::window().navigator().share_with_data(&data));
    // Who thinks better of it needs no word about it.
    spawn_local(async { drop(shared.await) });
}
