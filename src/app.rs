//! The whole page: which part of it the address names.

use game::Opening;
use protocol::delta::Profile;
use protocol::id::GameId;
use yew::prelude::*;

use crate::address::{self, Route};
use crate::identity::Identity;
use crate::room::Room;
use crate::{browser, pages, random, text};

/// Draws the app in place of the static shell.
///
/// # Panics
///
/// If the page has no element with the id `app`.
pub fn mount() {
    let shell = browser::document().get_element_by_id("app").expect("index.html has the element");
    yew::Renderer::<App>::with_root(shell).render();
}

#[component]
fn App() -> Html {
    let route = use_state_eq(Route::current);
    let go = {
        let route = route.clone();
        Callback::from(move |game: Option<GameId>| {
            address::go(game);
            route.set(Route::current());
        })
    };
    use_effect_with((), {
        let route = route.clone();
        move |()| {
            let listeners = address::on_change(move |changed| route.set(changed));
            move || drop(listeners)
        }
    });

    if !browser::has_web_rtc() {
        return pages::failure(text::UNABLE, &Callback::noop());
    }
    match *route {
        Route::Landing => pages::landing(&go.reform(|profile| Some(open(profile)))),
        Route::Game(game) => {
            html! { <Room key={game.to_string()} {game} on_leave={go.reform(|()| None)} /> }
        }
        Route::Wrong => pages::wrong_link(&go.reform(|()| None)),
    }
}

/// Makes a game and this tab its maker. The room finds that out when the address leads to it, just
/// as it does after a reload.
fn open(profile: Profile) -> GameId {
    let game = GameId::from_random(random::bits());
    Identity::fresh(Opening::Create, profile).save(game);
    game
}
