//! The keys that do something on every page, besides the two that count.

use gloo_events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::{Event, KeyboardEvent};

use crate::keyboard::KeyDown;
use crate::{browser, preferences, sound};

/// What a key does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shortcut {
    /// Opens the statistics, or closes them.
    Statistics,
    /// Closes whatever is open.
    Close,
}

/// Calls back for each key that does something, until it is dropped. Each key and each touch also
/// wakes the loudspeaker, if sounds are wanted.
pub(crate) fn listen(hear: impl Fn(Shortcut) + 'static) -> [EventListener; 2] {
    let window = browser::window();
    let keydown = move |event: &Event| {
        wake_loudspeaker();
        if let Some(shortcut) = event.dyn_ref::<KeyboardEvent>().and_then(read) {
            hear(shortcut);
        }
    };
    [
        EventListener::new(&window, "keydown", keydown),
        EventListener::new(&window, "pointerdown", |_| wake_loudspeaker()),
    ]
}

fn read(event: &KeyboardEvent) -> Option<Shortcut> {
    let KeyDown { repeat, shortcut, in_field, .. } = KeyDown::read(event);
    match event.key().as_str() {
        "Escape" => Some(Shortcut::Close),
        "?" | "i" if !(repeat || shortcut || in_field) => Some(Shortcut::Statistics),
        _ => None,
    }
}

fn wake_loudspeaker() {
    if preferences::wants_sounds() {
        sound::unlock();
    }
}
