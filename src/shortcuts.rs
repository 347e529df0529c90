//! The keys that do something on every page, besides the two that count. None of them writes a
//! character: who dictates, or types where the focus is not, must not set anything off by it
//! ([WCAG 2.1.4](https://www.w3.org/TR/WCAG22/#character-key-shortcuts)).

use gloo_events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::{Event, KeyboardEvent};

use crate::{browser, preferences, sound};

/// The key of the statistics; browsers have no use for it.
pub(crate) const STATISTICS_KEY: &str = "F2";

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
    match event.key().as_str() {
        "Escape" => Some(Shortcut::Close),
        STATISTICS_KEY if !event.repeat() => Some(Shortcut::Statistics),
        _ => None,
    }
}

fn wake_loudspeaker() {
    if preferences::wants_sounds() {
        sound::unlock();
    }
}
