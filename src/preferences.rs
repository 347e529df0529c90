//! What this person has chosen for the page, in whatever game: its language, and whether it makes
//! sounds.

use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;
use yew::Callback;

use crate::browser;
use crate::sound;
use crate::storage::Memory;
use crate::text::{self, Language};

const LANGUAGE_KEY: &str = "seesaw.language";

/// It is there if sounds are wanted.
const SOUNDS_KEY: &str = "seesaw.sounds";

/// The element of the page that names the file with the Spanish texts.
const SPANISH: &str = "spanish";

/// Makes the page speak the language that was chosen by hand, else the first of the browser's
/// languages that it can speak, else English; and calls back when it does, or never will.
pub(crate) fn apply_language(done: Callback<()>) {
    let chosen = Memory::Person.load(LANGUAGE_KEY);
    let chosen = chosen.as_deref().and_then(Language::of_tag);
    speak(chosen.or_else(browsers_language).unwrap_or(Language::English), done);
}

/// Makes the page speak this language, on later visits too; and calls back when it does, or if it
/// can't just now.
pub(crate) fn choose_language(language: Language, done: Callback<()>) {
    Memory::Person.save(LANGUAGE_KEY, language.code());
    speak(language, done);
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

fn speak(language: Language, done: Callback<()>) {
    spawn_local(async move {
        if !text::knows(language)
            && let Some(file) = spanish_file().await
        {
            text::learn(file);
        }
        text::speak(language);
        // It throws only for a name that is none.
        let _ = browser::root().set_attribute("lang", text::spoken().code());
        done.emit(());
    });
}

async fn spanish_file() -> Option<String> {
    let address = browser::document().get_element_by_id(SPANISH)?.get_attribute("src")?;
    browser::fetch(&address, "text").await.ok()?.as_string()
}
