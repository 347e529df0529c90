//! When it is over, and not as it should be.

use yew::prelude::*;

use crate::components::Frame;
use crate::store::Page;
use crate::text::{Failure, Remedy};

/// See [`FailurePage`].
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct FailurePageProps {
    /// What happened.
    pub(crate) failure: Failure,
    /// What the player wants to do about it.
    pub(crate) on_remedy: Callback<Remedy>,
}

/// Says what happened, and offers what can be done.
#[component]
pub(crate) fn FailurePage(props: &FailurePageProps) -> Html {
    let Failure { heading, sentence, remedies } = props.failure;
    let button = |(index, &remedy): (usize, &Remedy)| {
        let onclick = props.on_remedy.reform(move |_| remedy);
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
