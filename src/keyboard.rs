//! The two keys that count: heard wherever the focus is, once each time they go down, and kept
//! from scrolling the page while a round runs.

use core::cell::{Cell, RefCell};
use std::rc::Rc;

use game::Direction;
use gloo_events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, KeyboardEvent};

/// What an event of a key says, as far as it matters here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyDown {
    /// Which of the two, if it is one.
    pub direction: Option<Direction>,
    /// The place of the key on the keyboard: arrows may be there twice.
    pub code: String,
    /// Whether the key is held and the browser only repeats it.
    pub repeat: bool,
    /// Whether Ctrl, Alt or Meta is held: then it is somebody's shortcut. Shift makes none of an
    /// arrow.
    pub shortcut: bool,
    /// Whether the focus is where the arrow moves a text cursor or a choice.
    pub in_field: bool,
}

impl KeyDown {
    /// Reads a browser's event.
    #[must_use]
    pub fn read(event: &KeyboardEvent) -> Self {
        let direction = match event.key().as_str() {
            "ArrowLeft" => Some(Direction::Left),
            "ArrowRight" => Some(Direction::Right),
            _ => None,
        };
        Self {
            direction,
            code: event.code(),
            repeat: event.repeat(),
            shortcut: event.ctrl_key() || event.alt_key() || event.meta_key(),
            in_field: event.target().is_some_and(|target| is_field(target.dyn_ref())),
        }
    }
}

/// Whether arrows have a meaning of their own in this element.
fn is_field(target: Option<&Element>) -> bool {
    let Some(target) = target else { return false };
    let editable = target.dyn_ref::<HtmlElement>().is_some_and(HtmlElement::is_content_editable);
    editable || matches!(target.tag_name().as_str(), "INPUT" | "SELECT" | "TEXTAREA")
}

/// What becomes of a key that went down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// Whether it is a press.
    pub press: Option<Direction>,
    /// Whether the browser must not do with it what it usually does.
    pub prevent_default: bool,
}

/// The keys that are down: a handful at most.
#[derive(Clone, Debug, Default)]
pub struct HeldKeys(Vec<String>);

impl HeldKeys {
    /// A key went down, while a round is on or not.
    pub fn down(&mut self, key: KeyDown, in_round: bool) -> Verdict {
        const NOTHING: Verdict = Verdict { press: None, prevent_default: false };
        let Some(direction) = key.direction else { return NOTHING };
        if key.shortcut || (key.in_field && !in_round) {
            return NOTHING;
        }
        // Some systems repeat a held key without saying so.
        let first = !key.repeat && !self.0.contains(&key.code);
        if first {
            self.0.push(key.code);
        }
        Verdict { press: first.then_some(direction), prevent_default: in_round }
    }

    /// A key came up.
    pub fn up(&mut self, code: &str) {
        self.0.retain(|held| held != code);
    }

    /// The window lost the keyboard: whatever is down comes up unheard.
    pub fn clear(&mut self) {
        self.0.clear();
    }
}

/// Listens for the two keys until it is dropped.
pub struct Keyboard {
    _listeners: [EventListener; 3],
}

impl Keyboard {
    /// Calls `press` with the direction and the event's time stamp in milliseconds. While `in_round`
    /// says so the arrows belong to the game alone. Only events that `is_genuine` count: see
    /// [`Event::is_trusted`].
    #[must_use]
    pub fn listen(
        in_round: Rc<Cell<bool>>,
        is_genuine: fn(&Event) -> bool,
        press: impl Fn(Direction, f64) + 'static,
    ) -> Self {
        let window = crate::browser::window();
        let held = Rc::new(RefCell::new(HeldKeys::default()));

        // In the capture phase, so that nothing on the page can swallow a key; not passive, so that
        // it can be kept from scrolling.
        let options = EventListenerOptions {
            phase: gloo_events::EventListenerPhase::Capture,
            passive: false,
        };
        let down = {
            let held = Rc::clone(&held);
            move |event: &Event| {
                // Autofill sends events of this kind that are no keyboard events.
                let Some(key) = event.dyn_ref::<KeyboardEvent>() else { return };
                if !is_genuine(event) {
                    return;
                }
                let verdict = held.borrow_mut().down(KeyDown::read(key), in_round.get());
                if verdict.prevent_default {
                    event.prevent_default();
                }
                if let Some(direction) = verdict.press {
                    press(direction, event.time_stamp());
                }
            }
        };
        let up = {
            let held = Rc::clone(&held);
            move |event: &Event| {
                if let Some(key) = event.dyn_ref::<KeyboardEvent>() {
                    held.borrow_mut().up(&key.code());
                }
            }
        };
        let listeners = [
            EventListener::new_with_options(&window, "keydown", options, down),
            EventListener::new_with_options(&window, "keyup", options, up),
            EventListener::new(&window, "blur", move |_| held.borrow_mut().clear()),
        ];
        Self { _listeners: listeners }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn right() -> KeyDown {
        KeyDown {
            direction: Some(Direction::Right),
            code: "ArrowRight".into(),
            repeat: false,
            shortcut: false,
            in_field: false,
        }
    }

    #[test]
    fn a_held_key_counts_once() {
        let mut held = HeldKeys::default();
        assert_eq!(held.down(right(), true).press, Some(Direction::Right));
        let repeated = held.down(KeyDown { repeat: true, ..right() }, true);
        assert_eq!(repeated, Verdict { press: None, prevent_default: true });
        assert_eq!(held.down(right(), true).press, None, "even if it is not called a repeat");
        held.up("ArrowRight");
        assert_eq!(held.down(right(), true).press, Some(Direction::Right));
    }

    #[test]
    fn a_key_that_comes_up_while_nobody_listens_counts_again() {
        let mut held = HeldKeys::default();
        let _ = held.down(right(), true);
        held.clear();
        assert_eq!(held.down(right(), true).press, Some(Direction::Right));
    }

    #[test]
    fn arrows_do_nothing_but_count_while_a_round_is_on() {
        for in_round in [true, false] {
            let verdict = HeldKeys::default().down(right(), in_round);
            assert_eq!(verdict.prevent_default, in_round);
        }
    }

    #[test]
    fn arrows_belong_to_a_text_field_unless_a_round_is_on() {
        let typing = KeyDown { in_field: true, ..right() };
        assert_eq!(HeldKeys::default().down(typing.clone(), false).press, None);
        assert_eq!(HeldKeys::default().down(typing, true).press, Some(Direction::Right));
    }

    #[test]
    fn shortcuts_and_other_keys_are_left_alone() {
        let nothing = Verdict { press: None, prevent_default: false };
        let back = KeyDown { shortcut: true, ..right() };
        assert_eq!(HeldKeys::default().down(back, true), nothing);
        let letter = KeyDown { direction: None, code: "KeyA".into(), ..right() };
        assert_eq!(HeldKeys::default().down(letter, true), nothing);
    }
}
