//! What every part of the app asks the browser for.

use gloo_events::EventListener;
use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Document, Element, Window};
use yew::Callback;

/// The page's window.
///
/// # Panics
///
/// Outside a browser's window.
#[must_use]
pub(crate) fn window() -> Window {
    web_sys::window().expect("the app runs in a window, never in a worker")
}

/// The page's document.
///
/// # Panics
///
/// Outside a browser's window.
#[must_use]
pub(crate) fn document() -> Document {
    window().document().expect("a window has a document")
}

/// The `html` element.
///
/// # Panics
///
/// Outside a browser's window.
#[must_use]
pub(crate) fn root() -> Element {
    document().document_element().expect("a document has a root")
}

/// Whether this browser can connect to others at all.
#[must_use]
pub(crate) fn has_web_rtc() -> bool {
    has(&window(), "RTCPeerConnection")
}

/// Whether there is something under this name, which not every browser has, or not everywhere.
#[must_use]
pub(crate) fn has(object: &JsValue, name: &str) -> bool {
    Reflect::get(object, &JsValue::from_str(name)).is_ok_and(|found| found.is_truthy())
}

/// The content of the `meta` element with this name; none if the page has no such element.
#[must_use]
pub(crate) fn meta(name: &str) -> Option<String> {
    let selector = format!("meta[name=\"{name}\"]");
    let element = document().query_selector(&selector).ok()??;
    element.get_attribute("content")
}

/// A file beside the page, read by this method of the response: `json` or `text`.
///
/// # Errors
///
/// What the browser throws: nothing answers, or something else than that.
pub(crate) async fn fetch(file: &str, method: &str) -> Result<JsValue, JsValue> {
    let response = JsFuture::from(window().fetch_with_str(file)).await?;
    let read: Function = Reflect::get(&response, &method.into())?.dyn_into()?;
    let content: Promise = read.call0(&response)?.dyn_into()?;
    JsFuture::from(content).await
}

/// Whether the keys come to this window.
#[must_use]
pub(crate) fn has_focus() -> bool {
    document().has_focus().unwrap_or(true)
}

/// Calls back when the window gets the keys or loses them, until it is dropped.
pub(crate) fn on_focus(told: &Callback<bool>) -> [EventListener; 2] {
    let window = window();
    ["focus", "blur"].map(|kind| {
        let told = told.clone();
        EventListener::new(&window, kind, move |_| told.emit(has_focus()))
    })
}
