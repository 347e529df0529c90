//! When it is over, and not as it should be.

use yew::prelude::*;

use crate::components::{button, frame, practice_link};
use crate::store::Page;
use crate::text::{Failure, Problem, Remedy};

/// Says what happened, and offers what can be done.
pub(crate) fn failure(failure: Failure, on_remedy: &Callback<Remedy>) -> Html {
    let Failure { problem: Problem { heading, sentence }, remedies } = failure;
    let remedy = |&remedy: &Remedy| match remedy {
        Remedy::Practise => practice_link(),
        _ => button("", remedy.words(), on_remedy.reform(move |_| remedy)),
    };
    let body = html! {
        <>
            <div role="alert">
                <h1 tabindex="-1">{ heading }</h1>
                <p>{ sentence }</p>
            </div>
            <div class="remedies">{ for remedies.iter().map(remedy) }</div>
        </>
    };
    frame(Page::Failure, body)
}
