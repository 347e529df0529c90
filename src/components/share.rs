//! The link to the game, to give away.

use web_sys::{HtmlElement, HtmlInputElement};
use yew::prelude::*;

use crate::clipboard::{self, Copied};
use crate::share_sheet;
use crate::text::words;

/// See [`Share`].
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct ShareProps {
    /// The link.
    pub(crate) link: AttrValue,
    /// Whether it leads nobody else here.
    pub(crate) local: bool,
}

/// The link as a code to point a phone at and as text, with buttons that copy it and hand it on.
#[component]
pub(crate) fn Share(props: &ShareProps) -> Html {
    let field = use_node_ref();
    let copied = use_state(|| None);

    let onclick = {
        let (field, copied) = (field.clone(), copied.clone());
        move |_| {
            let copied = copied.clone();
            if let Some(field) = field.cast::<HtmlInputElement>() {
                clipboard::copy(field, move |outcome| copied.set(Some(outcome)));
            }
        }
    };
    let onfocus = |event: FocusEvent| event.target_unchecked_into::<HtmlInputElement>().select();
    let outcome = match *copied {
        None => "",
        Some(Copied::Yes) => words().link_copied,
        Some(Copied::OnlySelected) => words().link_selected,
    };
    html! {
        <section class="share">
            if !props.local { { qr_code(&props.link) } }
            <div>
                <p>{ words().share_sentence }</p>
                <input ref={field} type="text" readonly=true value={&props.link} {onfocus}
                    aria-label={words().link_to_this_game} />
                <div class="row">
                    <button type="button" {onclick}>{ words().copy_link }</button>
                    { share_button(&props.link) }
                </div>
                <p class="hint" role="status">{ outcome }</p>
                if props.local { <p class="hint">{ words().local_hint }</p> }
            </div>
        </section>
    }
}

/// A picture that the page's own server draws. Elsewhere nobody does, and there is none.
fn qr_code(link: &AttrValue) -> Html {
    let src = format!("qr.svg?text={}", js_sys::encode_uri_component(link));
    let onerror = |event: Event| event.target_unchecked_into::<HtmlElement>().set_hidden(true);
    html! { <img key={&**link} {src} alt={words().qr_code} width="160" height="160" {onerror} /> }
}

fn share_button(link: &AttrValue) -> Option<Html> {
    let link = link.clone();
    let onclick = move |_| share_sheet::offer(words().title, &link);
    let button = || html! { <button type="button" {onclick}>{ words().share_link }</button> };
    share_sheet::is_there().then(button)
}
