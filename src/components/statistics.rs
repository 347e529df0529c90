//! The statistics, for who wants to know how the connections are, or reports that they are not.

use yew::prelude::*;

use crate::text::words;

/// A text of some lines, with a button that copies it. `field` is the text's place on the page.
pub(crate) fn statistics(
    text: &AttrValue,
    field: &NodeRef,
    on_copy: Callback<MouseEvent>,
    on_close: Callback<MouseEvent>,
) -> Html {
    let rows = text.lines().count().to_string();
    html! {
        <aside class="statistics" aria-label={words().statistics}>
            <textarea ref={field} readonly=true {rows} value={text} aria-label={words().statistics} />
            <div class="row">
                <button type="button" onclick={on_copy}>{ words().copy }</button>
                <button type="button" onclick={on_close}>{ words().close }</button>
            </div>
        </aside>
    }
}
