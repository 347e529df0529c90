//! The question for a name.

use protocol::delta::{Colour, Profile};
use protocol::name::Name;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::storage::Memory;
use crate::{random, text};

/// Under which keys this person's name and colour are remembered.
const NAME_KEY: &str = "seesaw.name";
const COLOUR_KEY: &str = "seesaw.colour";

/// See [`NameForm`].
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct NameFormProps {
    /// The button's words.
    pub(crate) button: AttrValue,
    /// Who the player wants to be.
    pub(crate) on_submit: Callback<Profile>,
}

/// Asks for a name, with the last one or a suggestion filled in.
#[component]
pub(crate) fn NameForm(props: &NameFormProps) -> Html {
    let typed = use_state(|| {
        let remembered = Memory::Person.load(NAME_KEY);
        remembered.unwrap_or_else(|| text::suggested_name(random::bits()))
    });
    let refused = use_state(|| false);

    let oninput = {
        let typed = typed.clone();
        move |event: InputEvent| {
            typed.set(event.target_unchecked_into::<HtmlInputElement>().value());
        }
    };
    let onsubmit = {
        let (typed, refused, on_submit) = (typed.clone(), refused.clone(), props.on_submit.clone());
        move |event: SubmitEvent| {
            event.prevent_default();
            match Name::clean(&typed) {
                Ok(name) => {
                    Memory::Person.save(NAME_KEY, name.as_str());
                    on_submit.emit(Profile { name, colour: colour(), spectating: false });
                }
                Err(_) => refused.set(true),
            }
        }
    };
    html! {
        <form class="name-form" {onsubmit}>
            <label>
                <span>{ text::YOUR_NAME }</span>
                <input type="text" name="name" value={(*typed).clone()} {oninput}
                    maxlength={text::name_chars()} autocomplete="nickname" spellcheck="false"
                    aria-invalid={refused.to_string()} aria-describedby="name-problem" />
            </label>
            <p id="name-problem" class="problem" role="status">
                if *refused { { text::NAME_NEEDED } }
            </p>
            <button type="submit" class="primary">{ &props.button }</button>
        </form>
    }
}

/// This person's colour: random at first, then always the same.
fn colour() -> Colour {
    let remembered = Memory::Person.load(COLOUR_KEY).and_then(|text| text.parse::<u8>().ok());
    let colour = remembered.unwrap_or_else(|| random::bits().to_be_bytes()[0]);
    let colour = Colour::from(colour);
    Memory::Person.save(COLOUR_KEY, &u8::from(colour).to_string());
    colour
}
