//! The question for a name, and for the colour with its symbol.

use protocol::delta::{Colour, Profile};
use protocol::name::Name;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement};
use yew::prelude::*;

use super::button;
use super::mark::mark_as_text;
use crate::text::{self, words};

/// Asks for a name, until it is one, and for one of the colours that are not `taken`, a bit for
/// each. What is suggested is filled in already; `words_on_button` are those that send the answer.
/// Inside of a dialog the answer closes it. The fields keep what was typed and chosen by themselves,
/// however often the form is drawn.
pub(crate) fn name_form(
    words_on_button: &'static str,
    suggestion: &Profile,
    taken: u16,
    on_submit: Callback<Profile>,
) -> Html {
    let Profile { name, colour, spectating } = suggestion.clone();
    // Another player may have had the colour first: then the form begins anew.
    let key = format!("{} {name}", u8::from(colour));
    let onsubmit = move |event: SubmitEvent| {
        let form: Element = event.target_unchecked_into();
        // Nothing but a dialog is to be closed, nor is anything sent.
        if !matches!(form.closest("dialog"), Ok(Some(_))) {
            event.prevent_default();
        }
        let Some(field) = field(&form, "[name=name]") else { return };
        if let Ok(name) = Name::clean(&field.value()) {
            let chosen = self::field(&form, ":checked").map(|field| field.value().parse::<u8>());
            let colour = chosen.and_then(Result::ok).map_or(colour, Colour::from);
            on_submit.emit(Profile { name, colour, spectating });
        } else {
            event.prevent_default();
            // The browser says it beside the field, and sends nothing before it is changed.
            field.set_custom_validity(words().name_needed());
            field.report_validity();
        }
    };
    let oninput = |event: InputEvent| {
        event.target_unchecked_into::<HtmlInputElement>().set_custom_validity("");
    };
    html! {
        <form {key} class="name-form" method="dialog" {onsubmit} {oninput}>
            <label>
                <span>{ words().your_name() }</span>
                <input type="text" name="name" ~defaultValue={name.as_str()}
                    maxlength={text::name_chars()} autocomplete="nickname" spellcheck="false" />
            </label>
            { colours(colour, taken) }
            { button("primary", words_on_button, Callback::noop()) }
        </form>
    }
}

/// All colours to choose from, by a click or with the arrow keys. As text, which the browser makes
/// elements of, once: it takes less of the app than to build them. Nothing in it is of a player's
/// making.
fn colours(mine: Colour, taken: u16) -> Html {
    let mut choices = String::new();
    for (colour, symbol) in (0_u8..).zip(words().symbols()) {
        let state = if colour == u8::from(mine) {
            "checked"
        } else if taken >> colour & 1 == 1 {
            "disabled"
        } else {
            ""
        };
        choices += &format!(
            "<label><input type=radio name=colour value={colour} aria-label='{symbol}' {state}>\
             {}</label>",
            mark_as_text(colour)
        );
    }
    html! {
        <fieldset class="colours">
            <legend>{ words().your_colour() }</legend>
            { Html::from_html_unchecked(choices.into()) }
        </fieldset>
    }
}

/// The first field of a form that fits the selector.
fn field(form: &Element, selector: &str) -> Option<HtmlInputElement> {
    form.query_selector(selector).ok()??.dyn_into().ok()
}
