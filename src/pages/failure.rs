//! When it is over, and not as it should be.

use yew::prelude::*;

use crate::components::frame;
use crate::store::Page;
use crate::text::{Failure, Problem, Remedy};

/// Says what happened, and offers what can be done.
pub(crate) fn failure(failure: Failure, on_remedy: &Callback<Remedy>) -> Html {
    let Failure { problem: Problem { heading, sentence }, remedies } = failure;
    let button = |&remedy: &Remedy| {
        let onclick = on_remedy.reform(move |_| remedy);
        html! { <button type="button" {onclick}>{ remedy.words() }</button> }
    };
    let body = html! {
        <>
            <div role="alert">
                <h1 tabindex="-1">{ heading }</h1>
                <p>{ sentence }</p>
            </div>
            <div class="remedies">{ for remedies.iter().map(button) }</div>
        </>
    };
    frame(Page::Failure, body)
}
