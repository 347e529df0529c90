//! When it is over, and not as it should be.

use yew::prelude::*;

use crate::components::Frame;
use crate::store::Page;
use crate::text::{Failure, Remedy};

/// Says what happened, and offers what can be done.
pub(crate) fn failure(failure: Failure, on_remedy: &Callback<Remedy>) -> Html {
    let Failure { heading, sentence, remedies } = failure;
    let button = |(index, &remedy): (usize, &Remedy)| {
        let onclick = on_remedy.reform(move |_| remedy);
        let class = (index == 0).then_some("primary");
        html! { <button type="button" {class} {onclick}>{ remedy.words() }</button> }
    };
    html! {
        <Frame page={Page::Failure}>
            <div role="alert">
                <h1 tabindex="-1">{ heading }</h1>
                <p>{ sentence }</p>
            </div>
            <div class="actions">{ for remedies.iter().enumerate().map(button) }</div>
        </Frame>
    }
}
