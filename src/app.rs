//! The whole page: which part of it the address names.

use game::Opening;
use gloo_events::EventListener;
use protocol::delta::Profile;
use protocol::id::GameId;
use yew::prelude::*;

use crate::address::{self, Route};
use crate::components::{self, Announcer, Preference};
use crate::identity::Identity;
use crate::renewal::Renewal;
use crate::room::Room;
use crate::shortcuts::{self, Shortcut};
use crate::store::Page;
use crate::text::{self, Failure};
use crate::{browser, pages, person, preferences, random};

/// Draws the app in place of the static shell.
///
/// # Panics
///
/// If the page has no element with the id `app`.
pub fn mount() {
    let shell = browser::document().get_element_by_id("app").expect("index.html has the element");
    let broken = shell.clone();
    yew::set_custom_panic_hook(Box::new(move |panic| {
        // For the console, and for a bug report.
        console_error_panic_hook::hook(panic);
        broken.set_text_content(Some(text::words().broken()));
    }));
    preferences::apply_language(Callback::from(move |()| {
        yew::Renderer::<App>::with_root(shell.clone()).render();
    }));
}

/// What an [`App`] hears.
enum Msg {
    /// The address leads elsewhere now.
    Moved(Route),
    /// The player begins a game of its own.
    Began(Profile),
    /// The player is done with this game.
    Left,
    /// The player wants the page otherwise.
    Chose(Preference),
    /// The page speaks the language that was chosen.
    Spoke,
    /// The player hit a key that does something everywhere.
    Hit(Shortcut),
    /// There is a newer version of the page.
    Outdated,
}

struct App {
    /// Where the address leads.
    route: Route,
    /// Whether this browser can play with others.
    able: bool,
    suggestion: Profile,
    announcer: Announcer,
    /// Whether the statistics are shown, where there are any.
    statistics: bool,
    /// Whether there is a newer version of the page.
    outdated: bool,
    renewal: Option<Renewal>,
    _address: [EventListener; 2],
    _shortcuts: [EventListener; 2],
}

impl Component for App {
    type Message = Msg;
    type Properties = ();

    fn create(ctx: &Context<Self>) -> Self {
        let moved = ctx.link().callback(Msg::Moved);
        let hit = ctx.link().callback(Msg::Hit);
        Self {
            route: Route::current(),
            able: browser::has_web_rtc(),
            suggestion: person::suggestion(),
            announcer: Announcer::default(),
            statistics: false,
            outdated: false,
            renewal: None,
            _address: address::on_change(move |route| moved.emit(route)),
            _shortcuts: shortcuts::listen(move |shortcut| hit.emit(shortcut)),
        }
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        let route = match msg {
            Msg::Moved(route) => route,
            Msg::Began(profile) => {
                address::go(Some(open(profile)));
                Route::current()
            }
            Msg::Left => {
                address::go(None);
                Route::current()
            }
            Msg::Chose(preference) => {
                match preference {
                    Preference::Language(language) => {
                        let spoke = ctx.link().callback(|()| Msg::Spoke);
                        preferences::choose_language(language, spoke);
                    }
                    Preference::Sounds(wanted) => preferences::choose_sounds(wanted),
                    Preference::Statistics(open) => self.statistics = open,
                }
                return true;
            }
            Msg::Spoke => return true,
            Msg::Hit(shortcut) => {
                let open = shortcut == Shortcut::Statistics && !self.statistics;
                return core::mem::replace(&mut self.statistics, open) != open;
            }
            Msg::Outdated => return !core::mem::replace(&mut self.outdated, true),
        };
        // The player may have taken another name meanwhile.
        self.suggestion = person::suggestion();
        core::mem::replace(&mut self.route, route) != route
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let on_choice = ctx.link().callback(Msg::Chose);
        let sounds = preferences::wants_sounds();
        let in_room = matches!(self.place(), Place::Room(_));
        let statistics = in_room.then_some(self.statistics);
        let on_reload = Callback::from(|()| address::reload());
        html! {
            <>
                { self.page(ctx) }
                { components::preferences(sounds, statistics, &on_choice) }
                { components::renewal(self.outdated, &on_reload) }
            </>
        }
    }

    fn rendered(&mut self, ctx: &Context<Self>, first: bool) {
        if first {
            // Not before: what the player waits for comes first.
            self.renewal = Renewal::watch(ctx.link().callback(|()| Msg::Outdated));
        }
        match self.place() {
            Place::Failure(_) => self.announcer.announce(Page::Failure),
            Place::Landing => self.announcer.announce(Page::Landing),
            // The room does it.
            Place::Room(_) => self.announcer = Announcer::default(),
        }
    }
}

/// What the player gets to see.
enum Place {
    Landing,
    /// A game, or none for a practice.
    Room(Option<GameId>),
    Failure(Failure),
}

impl App {
    /// Where the address leads, in this browser.
    fn place(&self) -> Place {
        match self.route {
            Route::Practice => Place::Room(None),
            _ if !self.able => Place::Failure(text::unable()),
            Route::Landing => Place::Landing,
            Route::Game(game) => Place::Room(Some(game)),
            Route::Wrong => Place::Failure(text::wrong_link()),
        }
    }

    fn page(&self, ctx: &Context<Self>) -> Html {
        match self.place() {
            Place::Landing => pages::landing(&self.suggestion, &ctx.link().callback(Msg::Began)),
            Place::Failure(failure) => pages::failure(failure, &ctx.link().callback(|_| Msg::Left)),
            Place::Room(game) => self.room(ctx, game),
        }
    }

    /// A game, or a practice. Another game is another room.
    fn room(&self, ctx: &Context<Self>, game: Option<GameId>) -> Html {
        let key = game.map_or_else(String::new, |game| game.to_string());
        let on_leave = ctx.link().callback(|()| Msg::Left);
        let on_begin = ctx.link().callback(Msg::Began);
        let on_close = ctx.link().callback(|()| Msg::Hit(Shortcut::Close));
        let (language, statistics) = (text::spoken(), self.statistics);
        html! { <Room {key} {game} {language} {statistics} {on_leave} {on_begin} {on_close} /> }
    }
}

/// Makes a game and this tab its maker. The room finds that out when the address leads to it, just
/// as it does after a reload.
fn open(profile: Profile) -> GameId {
    let game = GameId::from_random(random::bits());
    person::remember(&profile);
    Identity::fresh(Opening::Create, profile).save(game);
    game
}
