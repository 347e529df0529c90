//! The service worker (`static/sw.js`), which keeps the app for visits without a network, and its
//! word that there is a newer version than the one that this page runs.
//!
//! The worker answers a page that asks, and only if it has the newer version ready. The page asks
//! when it has been drawn, and whenever it may have missed something: shown again after it was
//! hidden, or online again.

use gloo_events::EventListener;
use js_sys::Reflect;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{ServiceWorkerContainer, VisibilityState};
use yew::Callback;

use crate::browser;

/// The worker's script, in the page's own folder.
const SCRIPT: &str = "sw.js";

/// Listens for word from the worker, until it is dropped.
pub(crate) struct Renewal {
    _listeners: [EventListener; 3],
}

impl Renewal {
    /// Has the worker installed, and calls back when there is a newer version. None where pages
    /// can't have a worker, as those that came over plain HTTP from another machine.
    pub(crate) fn watch(outdated: Callback<()>) -> Option<Self> {
        let workers = workers()?;
        install(&workers);
        ask(&workers);
        let shown = workers.clone();
        let online = workers.clone();
        let listeners = [
            EventListener::new(&workers, "message", move |_| outdated.emit(())),
            EventListener::new(&browser::window(), "online", move |_| ask(&online)),
            EventListener::new(&browser::document(), "visibilitychange", move |_| {
                if browser::document().visibility_state() == VisibilityState::Visible {
                    ask(&shown);
                }
            }),
        ];
        Some(Self { _listeners: listeners })
    }
}

/// Where a page asks for workers, if it may have any. A sandboxed page may not even ask.
fn workers() -> Option<ServiceWorkerContainer> {
    let workers = Reflect::get(&browser::window().navigator(), &"serviceWorker".into()).ok()?;
    workers.is_object().then(|| workers.unchecked_into())
}

/// Installs the worker, or looks whether it has changed. Without one the game works as well, so a
/// refusal is a matter for who looks into it.
fn install(workers: &ServiceWorkerContainer) {
    let installed = JsFuture::from(workers.register(SCRIPT));
    spawn_local(async move {
        if let Err(refusal) = installed.await {
            web_sys::console::debug_2(&"no service worker:".into(), &refusal);
        }
    });
}

/// Asks the worker, if one is in charge of this page, whether there is a newer version. What a page
/// is made of stands in its head.
fn ask(workers: &ServiceWorkerContainer) {
    let head = browser::document().query_selector("head").ok().flatten();
    if let (Some(worker), Some(head)) = (workers.controller(), head) {
        // It throws only for what can't be copied, and a text can.
        let _ = worker.post_message(&head.inner_html().into());
    }
}
