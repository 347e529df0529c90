//! The system's own way to hand something on, where it has one and the page may use it: phones have,
//! in a secure context.

use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};

use crate::browser;

/// Whether there is one.
#[must_use]
pub(crate) fn is_there() -> bool {
    share().is_some()
}

/// Offers a link under this title.
pub(crate) fn offer(title: &str, link: &str) {
    let Some(share) = share() else { return };
    let entry = |key: &str, value: &str| Array::of2(&key.into(), &value.into());
    let data = Object::from_entries(&Array::of2(&entry("title", title), &entry("url", link)));
    let Ok(data) = data else { return };
    let navigator = browser::window().navigator();
    let shared = share.call1(&navigator, &data).and_then(JsCast::dyn_into::<Promise>);
    if let Ok(shared) = shared {
        // Who thinks better of it needs no word about it.
        spawn_local(async { drop(JsFuture::from(shared).await) });
    }
}

fn share() -> Option<Function> {
    let navigator = browser::window().navigator();
    Reflect::get(&navigator, &JsValue::from_str("share")).ok()?.dyn_into().ok()
}
