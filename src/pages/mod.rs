//! What fills the window: pure functions of a snapshot. What the player wants goes out through
//! callbacks.

mod connecting;
mod failure;
mod landing;
mod lobby;
mod podium;
mod result;
mod round;

use game::{Control, View};
use yew::prelude::*;

use crate::components::button;
use crate::text::{self, words};

pub use crate::components::Invitation;
pub use crate::store::{Best, Recording};
pub(crate) use connecting::connecting;
pub(crate) use failure::failure;
pub(crate) use landing::{join, landing};
pub use lobby::lobby;
pub use podium::podium;
pub use result::result;
pub use round::round;

/// A word on what is wrong with the connection, if anything is.
fn trouble(view: &View) -> Html {
    html! { <p class="trouble" role="status">{ text::trouble(view.connection) }</p> }
}

/// The host's way on; everybody else is told to wait for it.
fn go_on(view: &View, label: &'static str, control: Control, wants: &Callback<Control>) -> Html {
    if view.is_host() {
        button("primary", label, wants.reform(move |_| control.clone()))
    } else {
        html! { <p class="waiting">{ words().waiting_for_host() }</p> }
    }
}

/// The way out.
fn leave(wants: &Callback<Control>) -> Html {
    button("quiet", words().leave(), wants.reform(|_| Control::Leave))
}
