//! Where players gather.

use game::{Control, StartGate, View};
use protocol::delta::Profile;
use yew::prelude::*;

use super::{leave, trouble};
use crate::components::{
    Invitation, button, frame, mark, name_form, question, settings_form, share, signal,
};
use crate::store::{Page, Standing, taken_colours};
use crate::text::{self, words};

/// A pencil and a cross, as strokes in a square of 24.
const PENCIL: &str = "M4 20l1-5L16 4l4 4L9 19z";
const CROSS: &str = "M6 6l12 12M18 6L6 18";

/// The link, the players, the settings and the start.
pub fn lobby(view: &View, invitation: Invitation, wants: &Callback<Control>) -> Html {
    let share = share(invitation);
    let here = here(view, wants);
    // A host who has just begun needs others, and a guest looks who is there.
    let [first, second] = if view.is_host() { [share, here] } else { [here, share] };
    let body = html! {
        <>
            <h1 tabindex="-1">{ words().lobby() }</h1>
            { trouble(view) }
            { first }
            { second }
            { settings(view, wants) }
            { start(view, wants) }
            { leave(wants) }
        </>
    };
    frame(Page::Lobby, body)
}

fn here(view: &View, wants: &Callback<Control>) -> Html {
    html! {
        <section class="here">
            <h2 id="players">{ words().players() }</h2>
            <ul class="players" aria-labelledby="players">
                { for Standing::all(view).map(|standing| player(&standing, view, wants)) }
            </ul>
            { watch_instead(view, wants) }
        </section>
    }
}

fn player(standing: &Standing, view: &View, wants: &Callback<Control>) -> Html {
    let Standing { id, name, colour, me, host, connected, reach, plays, .. } = standing;
    let tags = [
        (*me, words().you()),
        (*host, words().host()),
        (!plays, words().watching()),
        (!connected, words().away()),
    ];
    let tags = tags.into_iter().filter(|(holds, _)| *holds);
    let tag = |(_, word)| html! { <span class="tag">{ word }</span> };
    html! {
        <li key={id.to_bits()} data-away={(!connected).then_some("")}
            data-player-name={name}>
            { mark(*colour) }
            <div class="who">
                <span class="name">{ name }</span>
                { for tags.map(tag) }
            </div>
            { reach.map(signal) }
            if *me {
                { change_profile(view, wants) }
            } else if view.is_host() {
                { remove(standing, wants) }
            }
        </li>
    }
}

/// This player as it shows itself now; none before it is in the game.
fn profile(view: &View) -> Option<Profile> {
    let me = view.player(view.me)?;
    Some(Profile { name: me.name.clone(), colour: me.colour, spectating: me.spectating })
}

/// The question for another name or colour.
fn change_profile(view: &View, wants: &Callback<Control>) -> Option<Html> {
    let suggestion = profile(view)?;
    let on_submit = wants.reform(Control::Profile);
    let form = name_form(words().save(), &suggestion, taken_colours(view), on_submit);
    let label = AttrValue::Static(words().change_profile());
    Some(question("change-profile".into(), label.clone(), PENCIL, label, form))
}

/// The question whether a player shall really go.
fn remove(player: &Standing, wants: &Callback<Control>) -> Html {
    let id = player.id;
    let answers = html! {
        <form method="dialog">
            <p>{ words().removed_for_good() }</p>
            <div class="row">
                { button("", words().cancel(), Callback::noop()) }
                { button("alarm", words().remove_now(), wants.reform(move |_| Control::Remove(id))) }
            </div>
        </form>
    };
    let label = text::remove(&player.name).into();
    let heading = text::remove_whom(&player.name).into();
    question(format!("remove-{id}").into(), label, CROSS, heading, answers)
}

fn watch_instead(view: &View, wants: &Callback<Control>) -> Option<Html> {
    let profile = profile(view)?;
    let spectating = profile.spectating;
    let onchange = wants.reform(move |_: Event| {
        Control::Profile(Profile { spectating: !spectating, ..profile.clone() })
    });
    Some(html! {
        <label class="watch">
            <input type="checkbox" checked={spectating} {onchange} />
            <span>{ words().watch_instead() }</span>
        </label>
    })
}

fn settings(view: &View, wants: &Callback<Control>) -> Html {
    if view.is_host() {
        settings_form(view.settings, &wants.reform(Control::Settings))
    } else {
        let secs = view.settings.round_length().as_secs();
        let settings = text::settings(view.settings.rounds(), secs);
        html! { <p class="hint" role="status">{ settings }</p> }
    }
}

fn start(view: &View, wants: &Callback<Control>) -> Html {
    let start = |practice| wants.reform(move |_| Control::Start { practice });
    let i_play = view.player(view.me).is_some_and(|me| me.plays);
    html! {
        <div class="actions">
            <p class="waiting" role="status">{ text::waiting_in_lobby(view) }</p>
            if view.is_host() {
                <div class="row">
                    <button type="button" class="primary" onclick={start(false)}
                        disabled={view.start != StartGate::Ready}>{ words().start() }</button>
                    if view.start == StartGate::Alone && i_play {
                        { button("", words().practise_alone(), start(true)) }
                    }
                </div>
            }
        </div>
    }
}
