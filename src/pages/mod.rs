//! What fills the window: pure functions of a snapshot. What the player wants goes out through
//! callbacks.

mod connecting;
mod failure;
mod landing;
mod lobby;
mod podium;
mod result;
mod round;

pub use connecting::Connecting;
pub(crate) use failure::FailurePage;
pub use landing::{Join, Landing, WrongLink};
pub use lobby::Lobby;
pub use podium::Podium;
pub use result::RoundResult;
pub use round::Round;

use std::rc::Rc;

use game::{Control, View};
use yew::prelude::*;

use crate::text;

/// What most pages in a game take.
#[derive(Clone, PartialEq, Properties)]
pub struct PageProps {
    /// What there is to show.
    pub view: Rc<View>,
    /// What the player wants.
    pub on_control: Callback<Control>,
}

/// A word on what is wrong with the connection, if anything is.
fn trouble(view: &View) -> Html {
    let words = text::trouble(view.connection);
    html! { <p class="trouble" role="status">{ words }</p> }
}

/// The host's way on; everybody else is told to wait for it.
fn go_on(view: &View, words: &'static str, go: &Callback<()>) -> Html {
    if view.is_host() {
        let onclick = go.reform(|_| ());
        html! { <button type="button" class="primary" {onclick}>{ words }</button> }
    } else {
        html! { <p class="waiting">{ text::WAITING_FOR_HOST }</p> }
    }
}
