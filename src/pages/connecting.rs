//! While there is nothing to show yet.

use yew::prelude::*;

use crate::components::Frame;
use crate::store::Page;
use crate::text;

/// See [`Connecting`].
#[derive(Clone, PartialEq, Properties)]
pub struct ConnectingProps {
    /// What is waited for.
    pub words: AttrValue,
}

/// Says what is waited for.
#[component]
pub fn Connecting(props: &ConnectingProps) -> Html {
    html! {
        <Frame page={Page::Connecting}>
            <h1 tabindex="-1">{ text::CONNECTING }</h1>
            <p class="waiting" role="status">{ &props.words }</p>
        </Frame>
    }
}
