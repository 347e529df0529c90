//! What this person has chosen for the page, in whatever game: its language, and whether it makes
//! sounds.

use wasm_bindgen::JsValue;

use crate::browser;
use crate::sound;
use crate::storage::Memory;
use crate::text::{self, Language};

const LANGUAGE_KEY: &str = "seesaw.language";

/// It is there if sounds are wanted.
const SOUNDS_KEY: &str = "seesaw.sounds";

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

/// Whether the page shall make sounds. Not before it was asked to.
#[must_use]
pub(crate) fn wants_sounds() -> bool {
    Memory::Person.load(SOUNDS_KEY).is_some()
}

/// Makes the page sound or be silent from now on, on later visits too. To be called while a button
/// is pressed: see [`sound::unlock`].
pub(crate) fn choose_sounds(wanted: bool) {
    if wanted {
        Memory::Person.save(SOUNDS_KEY, "");
        sound::unlock();
    } else {
        Memory::Person.forget(SOUNDS_KEY);
    }
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
