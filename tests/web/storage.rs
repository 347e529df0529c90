//! What the browser remembers.

use seesaw::storage::Memory;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
fn what_is_kept_is_found_again_until_it_is_forgotten() {
    for memory in [Memory::Tab, Memory::Person] {
        memory.save("test.text", "α and β");
        assert_eq!(memory.load("test.text").as_deref(), Some("α and β"));
        memory.forget("test.text");
        assert_eq!(memory.load("test.text"), None);
    }
}

#[wasm_bindgen_test]
fn the_two_memories_are_apart() {
    Memory::Tab.save("test.apart", "tab");
    assert_eq!(Memory::Person.load("test.apart"), None);
    Memory::Tab.forget("test.apart");
}

#[wasm_bindgen_test]
fn every_byte_survives() {
    let bytes: Vec<u8> = (0..=255).collect();
    Memory::Tab.save_bytes("test.bytes", &bytes);
    assert_eq!(Memory::Tab.load_bytes("test.bytes"), Some(bytes));
    Memory::Tab.forget("test.bytes");
}

/// More than any browser gives a page.
#[wasm_bindgen_test]
fn what_the_browser_refuses_to_keep_is_remembered_all_the_same() {
    let text = "x".repeat(16 * 1024 * 1024);
    Memory::Tab.save("test.large", &text);
    let storage = web_sys::window().unwrap().session_storage().unwrap().unwrap();
    assert_eq!(storage.get_item("test.large").unwrap(), None);
    assert_eq!(Memory::Tab.load("test.large").map(|found| found.len()), Some(text.len()));
    Memory::Tab.forget("test.large");
    assert_eq!(Memory::Tab.load("test.large"), None);
}
