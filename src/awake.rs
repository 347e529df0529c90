//! Keeps the screen awake while a round runs (W3C Screen Wake Lock), where the browser can: a phone
//! whose paddles are drummed on stays awake anyway, one that only watches does not.

use core::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};

/// The screen, kept awake or not. Dropping it lets it sleep.
#[derive(Default)]
pub(crate) struct Screen {
    shared: Rc<Shared>,
}

#[derive(Default)]
struct Shared {
    wanted: Cell<bool>,
    /// The lock, as the browser gave it. It is void once the page was hidden.
    lock: RefCell<JsValue>,
}

impl Screen {
    /// From now on it shall stay awake, or may sleep.
    pub(crate) fn keep_awake(&self, wanted: bool) {
        if self.shared.wanted.replace(wanted) == wanted {
            return;
        }
        if wanted {
            self.request();
        } else {
            self.shared.hold(JsValue::NULL);
        }
    }

    /// The page is shown again: what was kept awake before must be so anew.
    pub(crate) fn page_shows_again(&self) {
        if self.shared.wanted.get() {
            self.request();
        }
    }

    fn request(&self) {
        let Some(promise) = request() else { return };
        let shared = Rc::clone(&self.shared);
        spawn_local(async move {
            // It is refused when the battery is low, or the page was hidden again: then it sleeps.
            if let Ok(lock) = JsFuture::from(promise).await {
                shared.hold(lock);
            }
        });
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        self.keep_awake(false);
    }
}

impl Shared {
    /// Holds this lock and lets go of the one before; or of this one too, if it comes too late.
    fn hold(&self, lock: JsValue) {
        release(&self.lock.replace(lock));
        if !self.wanted.get() {
            release(&self.lock.take());
        }
    }
}

fn request() -> Option<Promise> {
    let navigator = crate::browser::window().navigator();
    // `web-sys` has it only behind a flag of the compiler.
    let locks = Reflect::get(&navigator, &"wakeLock".into()).ok()?;
    call(&locks, "request")?.dyn_into().ok()
}

fn release(lock: &JsValue) {
    // Its promise is kept even if the lock is void already.
    let _ = call(lock, "release");
}

fn call(object: &JsValue, method: &str) -> Option<JsValue> {
    let method: Function = Reflect::get(object, &method.into()).ok()?.dyn_into().ok()?;
    method.call0(object).ok()
}
