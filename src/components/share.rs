//! The link to the game, to give away.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::clipboard::{self, Copied};
use crate::text::words;

/// See [`Share`].
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct ShareProps {
    /// The link.
    pub(crate) link: AttrValue,
    /// Whether it leads nobody else here.
    pub(crate) local: bool,
}

/// The link with a button that copies it.
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
            <p>{ words().share_sentence }</p>
            <div class="row">
                <input ref={field} type="text" readonly=true value={&props.link} {onfocus}
                    aria-label={words().link_to_this_game} />
                <button type="button" {onclick}>{ words().copy_link }</button>
            </div>
            <p class="hint" role="status">{ outcome }</p>
            if props.local { <p class="hint">{ words().local_hint }</p> }
        </section>
    }
}
