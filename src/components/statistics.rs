//! The statistics, for who wants to know how the connections are, or reports that they are not.

use yew::prelude::*;

use super::button;
use crate::text::words;

/// The id of the field with the text.
pub(crate) const STATISTICS_FIELD: &str = "statistics";

/// A text of some lines, with a button that copies it.
pub(crate) fn statistics(
    text: &AttrValue,
    on_copy: Callback<MouseEvent>,
    on_close: Callback<MouseEvent>,
) -> Html {
    let rows = text.lines().count().to_string();
    html! {
        <aside class="statistics" aria-label={words().statistics()}>
            <textarea id={STATISTICS_FIELD} readonly=true {rows} value={text} aria-label={words().statistics()} />
            <div class="row">
                { button("", words().copy(), on_copy) }
                { button("", words().close(), on_close) }
            </div>
        </aside>
    }
}
