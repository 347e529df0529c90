//! Keys, as the browser tells of them.

use core::cell::{Cell, RefCell};
use std::rc::Rc;

use game::Direction;
use seesaw::keyboard::Keyboard;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Event, EventTarget, KeyboardEvent, KeyboardEventInit};

/// Sends a key's event to an element, and returns whether its default was prevented.
fn send(target: &EventTarget, kind: &str, key: &str, repeat: bool) -> bool {
    let init = KeyboardEventInit::new();
    init.set_bubbles(true);
    init.set_cancelable(true);
    init.set_key(key);
    init.set_code(key);
    init.set_repeat(repeat);
    let event = KeyboardEvent::new_with_keyboard_event_init_dict(kind, &init).unwrap();
    !target.dispatch_event(&event).unwrap()
}

fn body() -> EventTarget {
    web_sys::window().unwrap().document().unwrap().body().unwrap().into()
}

/// A keyboard that believes events of this page's own making, unless told otherwise.
fn listen(
    in_round: bool,
    is_genuine: fn(&Event) -> bool,
) -> (Keyboard, Rc<RefCell<Vec<Direction>>>) {
    let presses: Rc<RefCell<Vec<Direction>>> = Rc::default();
    let heard = Rc::clone(&presses);
    let press = move |direction, _| heard.borrow_mut().push(direction);
    (Keyboard::listen(Rc::new(Cell::new(in_round)), is_genuine, press), presses)
}

#[wasm_bindgen_test]
fn a_held_key_counts_once_and_never_scrolls() {
    let (_keyboard, presses) = listen(true, |_| true);
    assert!(send(&body(), "keydown", "ArrowRight", false), "the page would scroll");
    assert!(send(&body(), "keydown", "ArrowRight", true), "the page would scroll by a repeat");
    send(&body(), "keyup", "ArrowRight", false);
    send(&body(), "keydown", "ArrowLeft", false);
    send(&body(), "keydown", "ArrowRight", false);
    assert_eq!(*presses.borrow(), [Direction::Right, Direction::Left, Direction::Right]);
}

#[wasm_bindgen_test]
fn a_text_field_keeps_its_arrows_outside_of_a_round() {
    let document = web_sys::window().unwrap().document().unwrap();
    let field = document.create_element("input").unwrap();
    document.body().unwrap().append_child(&field).unwrap();
    let (_keyboard, presses) = listen(false, |_| true);
    assert!(!send(&field, "keydown", "ArrowLeft", false));
    assert!(presses.borrow().is_empty());
    field.remove();
}

#[wasm_bindgen_test]
fn what_a_script_makes_up_is_no_press() {
    let (_keyboard, presses) = listen(true, Event::is_trusted);
    send(&body(), "keydown", "ArrowLeft", false);
    assert!(presses.borrow().is_empty());
}

#[wasm_bindgen_test]
fn a_dropped_keyboard_hears_nothing() {
    let (keyboard, presses) = listen(true, |_| true);
    drop(keyboard);
    send(&body(), "keydown", "ArrowLeft", false);
    assert!(presses.borrow().is_empty());
}
