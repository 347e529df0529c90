//! The question for a name, and for the colour with its symbol.

use protocol::delta::{COLOURS, Colour, Profile};
use protocol::name::Name;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement};
use yew::prelude::*;

use super::mark;
use crate::text::{self, words};

/// See [`NameForm`].
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct NameFormProps {
    /// The button's words.
    pub(crate) button: AttrValue,
    /// What is filled in already.
    pub(crate) suggestion: Profile,
    /// The colours that can't be had, a bit for each.
    #[prop_or_default]
    pub(crate) taken: u16,
    /// How the player wants to show itself.
    pub(crate) on_submit: Callback<Profile>,
}

/// Asks for a name, until it is one. Inside of a dialog the answer closes it. The fields keep what
/// was typed and chosen by themselves, however often the form is drawn.
#[component]
pub(crate) fn NameForm(props: &NameFormProps) -> Html {
    let refused = use_state(|| false);
    let NameFormProps { button, suggestion, taken, on_submit } = props.clone();
    let name = suggestion.name.as_str().to_owned();
    let colours = colours(suggestion.colour, taken);
    let onsubmit = {
        let refused = refused.clone();
        move |event: SubmitEvent| {
            let form: Element = event.target_unchecked_into();
            match Name::clean(&chosen(&form, "[name=name]")) {
                Ok(name) => {
                    refused.set(false);
                    let colour = chosen(&form, ":checked").parse::<u8>();
                    let colour = colour.map_or(suggestion.colour, Colour::from);
                    on_submit.emit(Profile { name, colour, ..suggestion });
                }
                Err(_) => {
                    event.prevent_default();
                    refused.set(true);
                }
            }
        }
    };
    html! {
        <form class="name-form" method="dialog" {onsubmit}>
            <label>
                <span>{ words().your_name }</span>
                <input type="text" name="name" ~defaultValue={name}
                    maxlength={text::name_chars()} autocomplete="nickname" spellcheck="false"
                    aria-invalid={refused.to_string()} aria-describedby="name-problem" />
            </label>
            <p id="name-problem" class="problem" role="status">
                if *refused { { words().name_needed } }
            </p>
            { colours }
            <button type="submit" class="primary">{ button }</button>
        </form>
    }
}

/// All colours to choose from, by a click or with the arrow keys.
fn colours(mine: Colour, taken: u16) -> Html {
    let choice = |colour: u8| {
        html! {
            <label>
                <input type="radio" name="colour" value={colour.to_string()}
                    ~defaultChecked={colour == u8::from(mine)} disabled={taken >> colour & 1 == 1}
                    aria-label={words().symbols[usize::from(colour)]} />
                { mark(colour) }
            </label>
        }
    };
    html! {
        <fieldset class="colours">
            <legend>{ words().your_colour }</legend>
            { for (0..COLOURS).map(choice) }
        </fieldset>
    }
}

/// What is in the first field of a form that fits the selector; nothing if there is none.
fn chosen(form: &Element, selector: &str) -> String {
    let field = form.query_selector(selector).ok().flatten();
    let field = field.and_then(|field| field.dyn_into::<HtmlInputElement>().ok());
    field.map_or_else(String::new, |field| field.value())
}
