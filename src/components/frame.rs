//! The frame around every page.

use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use yew::prelude::*;

use crate::browser;
use crate::store::Page;
use crate::text::words;

/// Where the document says which page is shown.
const PAGE: &str = "data-page";

/// What it says before the app has arrived.
const SHELL: &str = "shell";

/// A page in its frame. Its first `h1` is its heading.
pub(crate) fn frame(page: Page, body: Html) -> Html {
    html! {
        <div class="frame">
            <header class="brand" aria-hidden="true">{ words().title() }</header>
            <main data-layout={page.heading_of().name()}>{ body }</main>
        </div>
    }
}

/// Says to the document which page is shown, and moves the focus to the heading of a new one, so
/// that a screen reader tells of the change; to that of the same one if what had the focus is gone.
#[derive(Default)]
pub(crate) struct Announcer {
    page: Option<Page>,
    focused: bool,
}

impl Announcer {
    /// The page may be drawn anew next.
    pub(crate) fn look(&mut self) {
        self.focused = has_focus();
    }

    /// This page is shown now.
    pub(crate) fn announce(&mut self, page: Page) {
        let before = self.page.replace(page);
        if before == Some(page) {
            if self.focused && !has_focus() {
                focus_heading();
            }
            return;
        }
        let root = browser::root();
        // The first page is read out anyway, and to take the focus from its fields would be rude.
        let first = root.get_attribute(PAGE).is_none_or(|name| name == SHELL);
        // It throws only for a name that is none.
        let _ = root.set_attribute(PAGE, page.name());
        if !first && before.map(Page::heading_of) != Some(page.heading_of()) {
            focus_heading();
        }
    }
}

/// Whether anything on the page has the focus.
fn has_focus() -> bool {
    browser::document().query_selector(":focus").is_ok_and(|found| found.is_some())
}

fn focus_heading() {
    let heading = browser::document().query_selector("main h1").ok().flatten();
    if let Some(heading) = heading.and_then(|heading| heading.dyn_into::<HtmlElement>().ok()) {
        // It takes the focus, or is hidden and needs none.
        let _ = heading.focus();
    }
}
