//! The bar of what one can choose on any page.

use yew::prelude::*;

use crate::text::{self, Language};

/// A switch to each other language, in that language's own words.
pub(crate) fn preferences(on_language: &Callback<Language>) -> Html {
    let others = Language::ALL.into_iter().filter(|&language| language != text::spoken());
    let switch = |language: Language| {
        let onclick = on_language.reform(move |_| language);
        html! {
            <button type="button" class="quiet" lang={language.code()} {onclick}>
                { language.name() }
            </button>
        }
    };
    html! { <div class="preferences">{ for others.map(switch) }</div> }
}
