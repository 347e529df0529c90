//! The question for a name.

use protocol::name::Name;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::text::{self, words};

/// See [`NameForm`].
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct NameFormProps {
    /// The button's words.
    pub(crate) button: AttrValue,
    /// What is filled in already.
    pub(crate) suggestion: AttrValue,
    /// What the player wants to be called.
    pub(crate) on_submit: Callback<Name>,
}

/// Asks for a name, until it is one.
#[component]
pub(crate) fn NameForm(props: &NameFormProps) -> Html {
    let typed = use_state(|| props.suggestion.to_string());
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
                Ok(name) => on_submit.emit(name),
                Err(_) => refused.set(true),
            }
        }
    };
    html! {
        <form class="name-form" {onsubmit}>
            <label>
                <span>{ words().your_name }</span>
                <input type="text" name="name" value={(*typed).clone()} {oninput}
                    maxlength={text::name_chars()} autocomplete="nickname" spellcheck="false"
                    aria-invalid={refused.to_string()} aria-describedby="name-problem" />
            </label>
            <p id="name-problem" class="problem" role="status">
                if *refused { { words().name_needed } }
            </p>
            <button type="submit" class="primary">{ &props.button }</button>
        </form>
    }
}
