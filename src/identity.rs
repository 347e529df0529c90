//! Who this tab is in a game. The tab remembers it over a reload, so that a player who comes back
//! is the same player; a duplicate of the tab, which begins with a copy of its memory, is not.

use core::cell::RefCell;
use core::time::Duration;
use std::rc::Rc;

use game::Opening;
use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use protocol::delta::{Colour, Profile};
use protocol::id::{GameId, PlayerId};
use protocol::name::Name;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{BroadcastChannel, MessageEvent};

use crate::storage::Memory;
use crate::{clock, random};

/// How long a tab has to say that an identity is its own. A tab answers within a few milliseconds
/// unless its main thread is busy; nobody waits for this but one who comes back after a crash.
const ANSWER_MS: u32 = 150;

/// Who this tab is in a game.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Identity {
    /// The player.
    pub(crate) player: PlayerId,
    /// How often the page was loaded with this identity.
    pub(crate) incarnation: u16,
    /// The secret that proves to the signalling server that a reloaded page is the same owner.
    pub(crate) token: String,
    /// How the player came to the game.
    pub(crate) opening: Opening,
    /// How it shows itself.
    pub(crate) profile: Profile,
}

impl Identity {
    /// A new player.
    #[must_use]
    pub(crate) fn fresh(opening: Opening, profile: Profile) -> Self {
        let player = PlayerId::from_random(random::bits());
        Self { player, incarnation: 0, token: random::token(), opening, profile }
    }

    /// The same player in its next life; none after the last.
    #[must_use]
    pub(crate) fn reborn(self) -> Option<Self> {
        Some(Self { incarnation: self.incarnation.checked_add(1)?, ..self })
    }

    /// Keeps it for this tab.
    pub(crate) fn save(&self, game: GameId) {
        Memory::Tab.save(&identity_key(game), &self.to_text());
    }

    /// What this tab kept.
    #[must_use]
    pub(crate) fn load(game: GameId) -> Option<Self> {
        Self::from_text(&Memory::Tab.load(&identity_key(game))?)
    }

    /// One line: the name comes last, since it alone can hold spaces.
    fn to_text(&self) -> String {
        let Self { player, incarnation, token, opening, profile } = self;
        let opening = match opening {
            Opening::Create => "create",
            Opening::Join => "join",
        };
        let colour = u8::from(profile.colour);
        let part = if profile.spectating { "watch" } else { "play" };
        format!("{player} {incarnation} {token} {opening} {colour} {part} {}", profile.name)
    }

    /// None if it is no such line: an older version of the page may have left something else.
    fn from_text(text: &str) -> Option<Self> {
        let mut fields = text.splitn(7, ' ');
        let player = fields.next()?.parse().ok()?;
        let incarnation = fields.next()?.parse().ok()?;
        let token = fields.next()?.into();
        let opening = match fields.next()? {
            "create" => Opening::Create,
            "join" => Opening::Join,
            _ => return None,
        };
        let colour = Colour::from(fields.next()?.parse::<u8>().ok()?);
        let spectating = match fields.next()? {
            "watch" => true,
            "play" => false,
            _ => return None,
        };
        let name = Name::clean(fields.next()?).ok()?;
        let profile = Profile { name, colour, spectating };
        Some(Self { player, incarnation, token, opening, profile })
    }
}

fn identity_key(game: GameId) -> String {
    format!("seesaw.{game}")
}

fn saved_key(game: GameId) -> String {
    format!("seesaw.{game}.saved")
}

fn saved_at_key(game: GameId) -> String {
    format!("seesaw.{game}.saved-at")
}

fn held_key(game: GameId) -> String {
    format!("seesaw.{game}.held")
}

/// Keeps what the session wants to find after a reload.
pub(crate) fn save_session(game: GameId, bytes: &[u8]) {
    Memory::Tab.save_bytes(&saved_key(game), bytes);
    Memory::Tab.save(&saved_at_key(game), &clock::wall_millis().to_string());
}

/// What [`save_session`] kept.
#[must_use]
pub(crate) fn load_session(game: GameId) -> Option<Vec<u8>> {
    Memory::Tab.load_bytes(&saved_key(game))
}

/// How long ago [`save_session`] kept it, by the wall clock; nothing if that was stepped back.
#[must_use]
pub(crate) fn session_age(game: GameId) -> Duration {
    let saved_at = Memory::Tab.load(&saved_at_key(game)).and_then(|text| text.parse().ok());
    Duration::from_millis(clock::wall_millis().saturating_sub(saved_at.unwrap_or(u64::MAX)))
}

/// Forgets all that this tab knows about a game.
pub(crate) fn forget(game: GameId) {
    for key in [identity_key(game), saved_key(game), saved_at_key(game), held_key(game)] {
        Memory::Tab.forget(&key);
    }
}

/// Marks that a page lives with this tab's identity. A mark that is found when a page is loaded is
/// either a copy, in a duplicate of the tab, or was left by a crash.
pub(crate) fn hold(game: GameId) {
    Memory::Tab.save(&held_key(game), "");
}

/// Takes the mark away: the page goes.
pub(crate) fn release(game: GameId) {
    Memory::Tab.forget(&held_key(game));
}

/// Whether the mark is there.
#[must_use]
pub(crate) fn is_held(game: GameId) -> bool {
    Memory::Tab.load(&held_key(game)).is_some()
}

/// The channel on which the tabs of a browser ask each other who they are.
const CHANNEL: &str = "seesaw.identity";

fn question(player: PlayerId) -> String {
    format!("who is {player}?")
}

fn answer(player: PlayerId) -> String {
    format!("I am {player}.")
}

/// Answers for this tab's identity until it is dropped.
pub(crate) struct Guard {
    _conversation: Option<Conversation>,
}

impl Guard {
    /// Answers for this player. Where tabs can't talk to each other nobody asks either.
    #[must_use]
    pub(crate) fn of(player: PlayerId) -> Self {
        let conversation = Conversation::begin(move |channel, heard| {
            if heard == question(player) {
                // It throws only on a closed channel, on which nothing is heard.
                let _ = channel.post_message(&answer(player).into());
            }
        });
        Self { _conversation: conversation }
    }
}

/// Asks whether another tab lives with an identity. Dropping it takes the question back.
pub(crate) struct Probe {
    _conversation: Option<Conversation>,
    _timeout: Timeout,
}

impl Probe {
    /// Calls `told` once, after at most [`ANSWER_MS`].
    pub(crate) fn ask(player: PlayerId, told: impl FnOnce(bool) + 'static) -> Self {
        let told = Rc::new(RefCell::new(Some(told)));
        let tell = move |alive| {
            if let Some(told) = told.take() {
                told(alive);
            }
        };
        let conversation = Conversation::begin({
            let tell = tell.clone();
            move |_, heard| {
                if heard == answer(player) {
                    tell(true);
                }
            }
        });
        if let Some(conversation) = &conversation {
            // It throws only on a closed channel; this one was just opened.
            let _ = conversation.channel.post_message(&question(player).into());
        }
        let timeout = Timeout::new(ANSWER_MS, move || tell(false));
        Self { _conversation: conversation, _timeout: timeout }
    }
}

/// The channel, open.
struct Conversation {
    channel: BroadcastChannel,
    _on_message: EventListener,
}

impl Conversation {
    fn begin(hear: impl Fn(&BroadcastChannel, String) + 'static) -> Option<Self> {
        let channel = BroadcastChannel::new(CHANNEL).ok()?;
        let on_message = EventListener::new(&channel, "message", {
            let channel = channel.clone();
            move |event| {
                let said =
                    event.dyn_ref::<MessageEvent>().map_or(JsValue::NULL, MessageEvent::data);
                hear(&channel, said.as_string().unwrap_or_default());
            }
        });
        Some(Self { channel, _on_message: on_message })
    }
}

impl Drop for Conversation {
    fn drop(&mut self) {
        self.channel.close();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn identity() -> Identity {
        Identity {
            player: PlayerId::from_random(5),
            incarnation: 3,
            token: "0123456789abcdefghjkmnpqrs".into(),
            opening: Opening::Join,
            profile: game::profile("Ada of the Arrows", 7).unwrap(),
        }
    }

    #[test]
    fn an_identity_survives_the_way_through_text() {
        let created = Identity { opening: Opening::Create, ..identity() };
        let mut watching = identity();
        watching.profile.spectating = true;
        for identity in [identity(), created, watching] {
            assert_eq!(Identity::from_text(&identity.to_text()), Some(identity));
        }
    }

    #[test]
    fn anything_else_is_no_identity() {
        let line = identity().to_text();
        for text in [
            "",
            "null",
            "{}",
            &line[1..],
            &line.replace("join", "look"),
            &line.replace(" play", ""),
        ] {
            assert_eq!(Identity::from_text(text), None, "{text:?}");
        }
    }

    #[test]
    fn each_life_has_its_own_number_and_the_last_has_no_successor() {
        assert_eq!(identity().reborn().map(|identity| identity.incarnation), Some(4));
        let last = Identity { incarnation: u16::MAX, ..identity() };
        assert_eq!(last.reborn(), None);
    }
}

#[cfg(test)]
#[cfg(target_arch = "wasm32")]
mod browser_tests {
    use super::*;
    use js_sys::{Function, Promise};
    use wasm_bindgen_futures::JsFuture;
    use wasm_bindgen_test::wasm_bindgen_test;

    wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);

    async fn alive(player: PlayerId) -> bool {
        let mut probe = None;
        let told = Promise::new(&mut |resolve: Function, _| {
            probe = Some(Probe::ask(player, move |alive| {
                resolve.call1(&JsValue::NULL, &alive.into()).unwrap();
            }));
        });
        JsFuture::from(told).await.unwrap().is_truthy()
    }

    #[wasm_bindgen_test]
    async fn an_identity_is_alive_while_a_page_answers_for_it() {
        let (here, elsewhere) = (PlayerId::from_random(1), PlayerId::from_random(2));
        let guard = Guard::of(here);
        assert!(alive(here).await);
        assert!(!alive(elsewhere).await);
        drop(guard);
        assert!(!alive(here).await);
    }
}
