//! Where players gather.

use game::{Control, StartGate, View};
use yew::prelude::*;

use super::{leave, trouble};
use crate::components::{Share, frame, mark, settings_form};
use crate::store::{Page, Standing};
use crate::text::{self, words};

/// The link, the players, the settings and the start. `local` says that the link leads nobody else
/// here.
pub fn lobby(view: &View, link: String, local: bool, wants: &Callback<Control>) -> Html {
    let body = html! {
        <>
            <h1 tabindex="-1">{ words().lobby }</h1>
            { trouble(view) }
            <Share {link} {local} />
            <section>
                <h2 id="players">{ words().players }</h2>
                <ul class="players" aria-labelledby="players">
                    { for Standing::all(view).map(|standing| player(standing, view, wants)) }
                </ul>
            </section>
            { settings(view, wants) }
            { start(view, wants) }
            { leave(wants) }
        </>
    };
    frame(Page::Lobby, body)
}

fn player(standing: Standing, view: &View, wants: &Callback<Control>) -> Html {
    let Standing { id, name, colour, me, host, connected, plays, .. } = standing;
    let remove = (view.is_host() && !me).then(|| {
        let onclick = wants.reform(move |_| Control::Remove(id));
        let label = text::remove(&name);
        html! {
            <button type="button" class="remove" aria-label={label.clone()} title={label} {onclick}>
                <svg viewBox="0 0 24 24" aria-hidden="true"><path d="M6 6l12 12M18 6l-12 12" /></svg>
            </button>
        }
    });
    html! {
        <li key={id.to_bits()} data-away={(!connected).then_some("")}
            data-player-name={&name}>
            { mark(colour) }
            <span class="name">{ &name }</span>
            if me { <span class="tag">{ words().you }</span> }
            if host { <span class="tag">{ words().host }</span> }
            if !plays { <span class="tag">{ words().watching }</span> }
            if !connected { <span class="tag">{ words().away }</span> }
            { remove }
        </li>
    }
}

fn settings(view: &View, wants: &Callback<Control>) -> Html {
    if view.is_host() {
        settings_form(view.settings, &wants.reform(Control::Settings))
    } else {
        let secs = view.settings.round_length().as_secs();
        html! { <p class="hint">{ text::settings(view.settings.rounds(), secs) }</p> }
    }
}

fn start(view: &View, wants: &Callback<Control>) -> Html {
    if view.start == StartGate::NotHost {
        return html! { <p class="waiting">{ words().waiting_for_start }</p> };
    }
    let alone = view.start == StartGate::Alone;
    let start = |practice| wants.reform(move |_| Control::Start { practice });
    html! {
        <div class="actions">
            <button type="button" class="primary" disabled={view.start != StartGate::Ready}
                onclick={start(false)}>{ words().start }</button>
            if alone {
                <button type="button" onclick={start(true)}>{ words().practise_alone }</button>
                <p class="waiting">{ words().waiting_for_player }</p>
            }
        </div>
    }
}
