//! What the page's address says: the game is named in the fragment, which browsers keep from
//! servers and their logs.

use gloo_events::EventListener;
use protocol::id::GameId;
use wasm_bindgen::JsValue;

/// The fragment that asks for a practice. It is no game's: those have thirteen digits.
const PRACTICE: &str = "practice";

/// The address of a practice, for a link on this page.
pub(crate) const PRACTICE_LINK: &str = "#practice";

/// How many bots a practice has, unless the query asks for others.
const BOTS: u8 = 3;

/// The most that it can ask for: a full screen, and no more than a phone can play for.
const MOST_BOTS: u8 = 40;

/// Where an address leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Route {
    /// It names nothing.
    Landing,
    /// It names a game.
    Game(GameId),
    /// It asks for a game against bots.
    Practice,
    /// Its fragment is no game id.
    Wrong,
}

impl Route {
    /// Reads a fragment, with or without its `#`.
    #[must_use]
    pub(crate) fn from_fragment(fragment: &str) -> Self {
        match fragment.strip_prefix('#').unwrap_or(fragment) {
            "" => Self::Landing,
            PRACTICE => Self::Practice,
            id => id.parse().map_or(Self::Wrong, Self::Game),
        }
    }

    /// Where the page's address leads now.
    #[must_use]
    pub(crate) fn current() -> Self {
        // The browser refuses to tell an address only to pages of another origin.
        Self::from_fragment(&crate::browser::window().location().hash().unwrap_or_default())
    }
}

/// The page's address without the fragment, or what it is at another origin.
fn base(origin: Option<&str>) -> String {
    let location = crate::browser::window().location();
    let part = |part: Result<String, JsValue>| part.unwrap_or_default();
    let origin = origin.map_or_else(|| part(location.origin()), Into::into);
    format!("{origin}{}{}", part(location.pathname()), part(location.search()))
}

/// How many bots a practice has, by the page's address: `?bots=29` asks for so many.
#[must_use]
pub(crate) fn bots() -> u8 {
    bots_of(&crate::browser::window().location().search().unwrap_or_default())
}

fn bots_of(query: &str) -> u8 {
    let asked = query.strip_prefix("?bots=").and_then(|number| number.parse().ok());
    asked.map_or(BOTS, |number: u8| number.clamp(1, MOST_BOTS))
}

/// The link to a game, as it is shared: at the page's own origin, unless others need another.
#[must_use]
pub(crate) fn link_to(game: GameId, origin: Option<&str>) -> String {
    format!("{}#{game}", base(origin))
}

/// Makes the page's address lead to the game, or to none. The way back leads to what it was.
pub(crate) fn go(game: Option<GameId>) {
    let address = game.map_or_else(|| base(None), |game| link_to(game, None));
    let history = crate::browser::window().history();
    if let Ok(history) = history {
        // Some browsers refuse when it happens hundreds of times a minute: then the address is
        // stale, and the page goes on.
        let _ = history.push_state_with_url(&JsValue::NULL, "", Some(&address));
    }
}

/// Whether the page was opened under a name that only this machine understands, so that its links
/// lead nobody else here.
#[must_use]
pub(crate) fn is_local() -> bool {
    let host = crate::browser::window().location().hostname().unwrap_or_default();
    is_loopback(&host)
}

fn is_loopback(host: &str) -> bool {
    host == "localhost"
        || host.ends_with(".localhost")
        || host == "[::1]"
        || host.starts_with("127.")
}

/// Loads the page again.
pub(crate) fn reload() {
    // The browser refuses this only to pages of another origin.
    let _ = crate::browser::window().location().reload();
}

/// Calls back whenever the person changes the address, until it is dropped.
pub(crate) fn on_change(changed: impl Fn(Route) + Clone + 'static) -> [EventListener; 2] {
    let window = crate::browser::window();
    // Typing another fragment fires the first everywhere; the way back fires the second, and the
    // first only if the fragments differ.
    ["hashchange", "popstate"].map(|kind| {
        let changed = changed.clone();
        EventListener::new(&window, kind, move |_| changed(Route::current()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fragment_names_a_game_or_nothing_or_is_wrong() {
        let game = GameId::from_random(77);
        assert_eq!(Route::from_fragment(""), Route::Landing);
        assert_eq!(Route::from_fragment("#"), Route::Landing);
        assert_eq!(Route::from_fragment(&format!("#{game}")), Route::Game(game));
        assert_eq!(Route::from_fragment(PRACTICE_LINK), Route::Practice);
        assert_eq!(Route::from_fragment("#0000000000000"), Route::Wrong);
        assert_eq!(Route::from_fragment("#%20"), Route::Wrong);
    }

    #[test]
    fn a_query_asks_for_bots_within_reason() {
        let bots = ["", "?bots=29", "?bots=1", "?bots=0", "?bots=200", "?bots=999", "?bots=many"];
        assert_eq!(bots.map(bots_of), [3, 29, 1, 1, 40, 3, 3]);
    }

    #[test]
    fn a_loopback_name_leads_nobody_else_here() {
        for host in ["localhost", "seesaw.localhost", "127.0.0.1", "[::1]"] {
            assert!(is_loopback(host), "{host}");
        }
        for host in ["192.168.1.7", "seesaw.example", "localhost.example"] {
            assert!(!is_loopback(host), "{host}");
        }
    }
}
