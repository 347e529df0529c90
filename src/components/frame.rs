//! The frame around every page.

use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use yew::prelude::*;

use crate::browser;
use crate::store::Page;
use crate::text;

/// See [`Frame`].
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct FrameProps {
    /// Which page it is.
    pub(crate) page: Page,
    /// What it shows; its first `h1` is its heading.
    pub(crate) children: Html,
}

/// Says to the document which page is shown, and moves the focus to its heading, so that a screen
/// reader tells of the change.
#[component]
pub(crate) fn Frame(props: &FrameProps) -> Html {
    use_effect_with(props.page.heading_of(), |page| {
        announce(*page);
    });
    use_effect_with(props.page, |page| {
        // It throws only for a name that is none.
        let _ = browser::root().set_attribute(PAGE, page.name());
    });
    html! {
        <div class="frame">
            <header class="brand" aria-hidden="true">{ text::TITLE }</header>
            <main class={props.page.heading_of().name()}>{ props.children.clone() }</main>
        </div>
    }
}

/// Where the document says which page is shown.
const PAGE: &str = "data-page";

/// The document's page before the first of ours.
const SHELL: &str = "shell";

fn announce(_page: Page) {
    // The first page is read out anyway, and stealing the focus from its fields would be rude.
    if browser::root().get_attribute(PAGE).is_none_or(|page| page == SHELL) {
        return;
    }
    let heading = browser::document().query_selector("main h1").ok().flatten();
    if let Some(heading) = heading.and_then(|heading| heading.dyn_into::<HtmlElement>().ok()) {
        // It is there, so it takes the focus, or is hidden and needs none.
        let _ = heading.focus();
    }
}
