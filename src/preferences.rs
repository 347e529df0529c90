//! What this person has chosen for the page, in whatever game: its language.

use wasm_bindgen::JsValue;

use crate::browser;
use crate::storage::Memory;
use crate::text::{self, Language};

const LANGUAGE_KEY: &str = "seesaw.language";

/// Makes the page speak the language that was chosen by hand, else the first of the browser's
/// languages that it can speak, else English.
pub(crate) fn apply_language() {
    let chosen = Memory::Person.load(LANGUAGE_KEY);
    let chosen = chosen.as_deref().and_then(Language::of_tag);
    speak(chosen.or_else(browsers_language).unwrap_or(Language::English));
}

/// Makes the page speak this language, on later visits too.
pub(crate) fn choose_language(language: Language) {
    Memory::Person.save(LANGUAGE_KEY, language.code());
    speak(language);
}

fn browsers_language() -> Option<Language> {
    let tags = browser::window().navigator().languages();
    let tags = tags.iter().filter_map(|tag: JsValue| tag.as_string());
    tags.into_iter().find_map(|tag| Language::of_tag(&tag))
}

fn speak(language: Language) {
    text::speak(language);
    // It throws only for a name that is none.
    let _ = browser::root().set_attribute("lang", language.code());
}
