//! Word of a newer version of the page.

use yew::prelude::*;

use crate::text;

/// The word, and the button by which one gets it. The element is always there: a screen reader reads
/// out only what is added to one that it knows. The style hides it while a round runs.
pub(crate) fn renewal(outdated: bool, on_reload: &Callback<()>) -> Html {
    let words = text::words();
    html! {
        <div class="renewal" role="status">
            if outdated {
                <div>
                    <p>{ words.newer_version() }</p>
                    <button type="button" class="quiet" onclick={on_reload.reform(|_| ())}>
                        { words.reload() }
                    </button>
                </div>
            }
        </div>
    }
}
