//! The pages for those who are in no game yet.

use protocol::delta::Profile;
use yew::prelude::*;

use crate::components::{Frame, NameForm};
use crate::store::Page;
use crate::text;

/// See [`Landing`] and [`Join`].
#[derive(Clone, PartialEq, Properties)]
pub struct EntranceProps {
    /// Who the player wants to be.
    pub on_enter: Callback<Profile>,
}

/// Where the address names no game.
#[component]
pub fn Landing(props: &EntranceProps) -> Html {
    html! {
        <Frame page={Page::Landing}>
            <h1 tabindex="-1">{ text::TITLE }</h1>
            <p class="tagline">{ text::TAGLINE }</p>
            <NameForm button={text::START_A_GAME} on_submit={&props.on_enter} />
            <section class="rules">
                <h2>{ text::HOW_TO_PLAY }</h2>
                <ol>{ for text::RULES.map(|rule| html! { <li>{ rule }</li> }) }</ol>
            </section>
        </Frame>
    }
}

/// Where the address names a game that this tab is not in.
#[component]
pub fn Join(props: &EntranceProps) -> Html {
    html! {
        <Frame page={Page::Join}>
            <h1 tabindex="-1">{ text::JOIN_THE_GAME }</h1>
            <p class="tagline">{ text::TAGLINE }</p>
            <NameForm button={text::JOIN} on_submit={&props.on_enter} />
        </Frame>
    }
}

/// See [`WrongLink`].
#[derive(Clone, PartialEq, Properties)]
pub struct WrongLinkProps {
    /// The player wants a game of its own.
    pub on_start_new: Callback<()>,
}

/// Where the address names something that can't be a game.
#[component]
pub fn WrongLink(props: &WrongLinkProps) -> Html {
    html! {
        <Frame page={Page::Failure}>
            <div role="alert">
                <h1 tabindex="-1">{ text::WRONG_LINK }</h1>
                <p>{ text::WRONG_LINK_SENTENCE }</p>
            </div>
            <button type="button" class="primary" onclick={props.on_start_new.reform(|_| ())}>
                { text::START_A_NEW_GAME }
            </button>
        </Frame>
    }
}
