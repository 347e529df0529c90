//! What is given away: the link to the game, and how a match went.

use web_sys::{HtmlElement, HtmlInputElement};
use yew::prelude::*;

use super::button;
use crate::share_sheet;
use crate::text::words;

/// The id of the field that holds the link.
pub(crate) const LINK_FIELD: &str = "link";

/// What others come in by.
#[derive(Clone, Debug)]
pub struct Invitation {
    /// The link.
    pub link: String,
    /// Whether it leads nobody else here.
    pub local: bool,
    /// The player wants it in the clipboard.
    pub on_copy: Callback<MouseEvent>,
}

/// The link as a code to point a phone at and as text, with buttons that copy it and hand it on.
pub(crate) fn share(invitation: Invitation) -> Html {
    let Invitation { link, local, on_copy } = invitation;
    let code = (!local).then(|| qr_code(&link));
    let hint = local.then(|| html! { <p class="hint">{ words().local_hint() }</p> });
    let field = field(words().link_to_this_game(), link.clone());
    html! {
        <section class="share">
            { code }
            <p>{ words().share_sentence() }</p>
            { buttons(words().copy_link(), String::new(), link, on_copy) }
            { field }
            { hint }
        </section>
    }
}

/// How a match went, as a text that the link follows, with the same buttons.
pub(crate) fn share_result(result: String, invitation: Invitation) -> Html {
    let Invitation { link, on_copy, .. } = invitation;
    let field = field(words().result_to_share(), format!("{result} {link}"));
    html! { <section>{ field }{ buttons(words().copy_result(), result, link, on_copy) }</section> }
}

fn field(label: &'static str, text: String) -> Html {
    let onfocus = |event: FocusEvent| event.target_unchecked_into::<HtmlInputElement>().select();
    html! {
        <input id={LINK_FIELD} type="text" readonly=true value={text} {onfocus}
            aria-label={label} />
    }
}

fn buttons(copy: &'static str, text: String, link: String, on_copy: Callback<MouseEvent>) -> Html {
    let hand_on = share_sheet::is_there().then(|| {
        let offer = move |_| share_sheet::offer(words().title(), &text, &link);
        button("", words().share_link(), offer.into())
    });
    html! { <div class="row">{ button("", copy, on_copy) }{ hand_on }</div> }
}

/// A picture that the page's own server draws. Elsewhere nobody does, and there is none.
fn qr_code(link: &str) -> Html {
    let src = AttrValue::from(format!("qr.svg?text={}", js_sys::encode_uri_component(link)));
    let onerror = |event: Event| event.target_unchecked_into::<HtmlElement>().set_hidden(true);
    let key = src.to_string();
    html! { <img {key} {src} alt={words().qr_code()} width="160" height="160" {onerror} /> }
}
