//! A game that the address names, from the question for a name to the end; or a practice, which
//! asks nothing.

mod entry;

use core::time::Duration;
use std::rc::Rc;

use game::{Connection, Control, Ending, Event, Opening, Phase, StartGate, View};
use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use protocol::delta::Profile;
use protocol::id::GameId;
use protocol::stage::RoundId;
use wasm_bindgen::JsCast;
use yew::prelude::*;

use crate::clipboard::{self, Copied};
use crate::components::{
    Announcer, Invitation, LINK_FIELD, STATISTICS_FIELD, Toast, elsewhere, practice_bar, said,
    toasts,
};
use crate::driver::Driver;
use crate::identity::{self, Identity, Probe};
use crate::panel::Panel;
use crate::store::{self, Best, Contact, News, Page, Recording};
use crate::text::{self, Language, Remedy, words};
use crate::{address, browser, invite, pages, person, preferences, sound};

/// How long a toast stays: time to look up and read a few words.
const TOAST: Duration = Duration::from_secs(4);

/// How many toasts there are at once, so that they don't bury a phone's page; the oldest goes first.
const TOASTS: usize = 2;

/// See [`Room`].
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct RoomProps {
    /// The game; none for a practice.
    pub(crate) game: Option<GameId>,
    /// What its pages are written in; they are drawn anew when it changes.
    pub(crate) language: Language,
    /// Whether the statistics are shown.
    pub(crate) statistics: bool,
    /// The player has left the game, or wants another.
    pub(crate) on_leave: Callback<()>,
    /// The player has practised enough, and begins a game of its own, showing itself like this.
    pub(crate) on_begin: Callback<Profile>,
    /// The player has seen enough of the statistics.
    pub(crate) on_close: Callback<()>,
}

/// What a [`Room`] hears.
pub(crate) enum Msg {
    /// Whether another tab lives with the identity that this one remembers.
    Probed(GameId, Identity, bool),
    /// The player has said how it wants to show itself.
    Entered(GameId, Profile),
    /// Others reach the page at this origin.
    Invited(String),
    /// There is something new to show.
    Shown(Rc<View>),
    /// Something happened.
    Happened(Event),
    /// A toast has stayed long enough.
    Faded(u32),
    /// The player wants something of the game.
    Wanted(Control),
    /// The player wants the link in the clipboard.
    CopyLink,
    /// The player wants the match's result in the clipboard.
    CopyResult,
    /// What became of the link.
    LinkCopied(Copied),
    /// The player hit a paddle.
    Pressed(game::Direction, f64),
    /// The player wants something done about a failure.
    Remedied(Remedy),
    /// The window has the keyboard, or has lost it.
    Focused(bool),
    /// The statistics are due.
    Measured,
    /// The player wants the statistics in the clipboard.
    CopyStatistics,
    /// They were copied, or the result was, or could not be.
    TextCopied(Copied),
}

/// How far one is in.
enum Progress {
    /// It must be seen whether the identity is this tab's own.
    Probing(#[expect(dead_code, reason = "it is held until it has told")] Probe),
    /// A newcomer to the game is asked for a name.
    Asking(GameId),
    /// The session runs.
    Playing { identity: Identity, driver: Box<Driver>, view: Option<Rc<View>> },
}

/// See the module.
pub(crate) struct Room {
    progress: Progress,
    toasts: Vec<(Toast, Timeout)>,
    last_toast: u32,
    suggestion: Profile,
    /// Where others find this page, if not where it was opened.
    origin: Option<String>,
    contact: Contact,
    announcer: Announcer,
    /// What a screen reader said last.
    said: AttrValue,
    focused: bool,
    panel: Option<Panel>,
    _focus: [EventListener; 2],
    recording: Recording,
    /// The last round that was seen to have a result, and this person's best score by then.
    scored: (Option<RoundId>, Option<Best>),
}

impl Component for Room {
    type Message = Msg;
    type Properties = RoomProps;

    fn create(ctx: &Context<Self>) -> Self {
        let invited = ctx.link().callback(Msg::Invited);
        if ctx.props().game.is_some() {
            invite::ask(move |origin| invited.emit(origin));
        }
        Self {
            progress: ctx
                .props()
                .game
                .map_or_else(|| entry::practise(ctx), |game| entry::enter(ctx, game)),
            toasts: Vec::new(),
            last_toast: 0,
            suggestion: person::suggestion(),
            origin: None,
            contact: Contact::default(),
            announcer: Announcer::default(),
            said: AttrValue::default(),
            focused: browser::has_focus(),
            panel: ctx.props().statistics.then(|| open_panel(ctx)),
            _focus: browser::on_focus(&ctx.link().callback(Msg::Focused)),
            recording: Recording::default(),
            scored: (None, None),
        }
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        self.announcer.look();
        match msg {
            Msg::Probed(game, identity, alive) => {
                self.progress = if alive {
                    // This tab is a duplicate: whoever sits before it is a second player.
                    identity::forget(game);
                    Progress::Asking(game)
                } else {
                    entry::come_back(ctx, game, identity)
                };
            }
            Msg::Entered(game, profile) => {
                person::remember(&profile);
                let identity = Identity::fresh(Opening::Join, profile);
                identity.save(game);
                self.progress = entry::play(ctx, game, identity, None);
            }
            Msg::Invited(origin) => self.origin = Some(origin),
            Msg::Shown(view) => return self.show(ctx, view),
            Msg::Happened(event) => return self.happened(ctx, &event),
            Msg::Faded(id) => self.toasts.retain(|(toast, _)| toast.id != id),
            Msg::Wanted(control) => self.take(ctx, control),
            Msg::CopyLink => return copy(ctx, LINK_FIELD, Msg::LinkCopied),
            Msg::CopyResult => return copy(ctx, LINK_FIELD, Msg::TextCopied),
            Msg::LinkCopied(Copied::Yes) => self.say(ctx, words().link_copied().into()),
            Msg::LinkCopied(Copied::OnlySelected) | Msg::TextCopied(Copied::OnlySelected) => {
                self.say(ctx, words().selected().into());
            }
            Msg::Pressed(direction, at) => self.with_driver(|driver| driver.press(direction, at)),
            Msg::Remedied(remedy) => remedied(ctx, remedy),
            Msg::Focused(focused) => {
                return core::mem::replace(&mut self.focused, focused) != focused;
            }
            Msg::Measured => return self.measure(),
            Msg::CopyStatistics => {
                return copy(ctx, STATISTICS_FIELD, Msg::TextCopied);
            }
            Msg::TextCopied(Copied::Yes) => self.say(ctx, words().copied().into()),
        }
        true
    }

    fn changed(&mut self, ctx: &Context<Self>, _before: &RoomProps) -> bool {
        self.announcer.look();
        if ctx.props().statistics != self.panel.is_some() {
            self.panel = ctx.props().statistics.then(|| open_panel(ctx));
            self.measure();
        }
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let page = match &self.progress {
            Progress::Probing(_) => pages::connecting(words().checking_tab()),
            Progress::Asking(game) => {
                let game = *game;
                let entered = ctx.link().callback(move |profile| Msg::Entered(game, profile));
                pages::join(&self.suggestion, &entered)
            }
            Progress::Playing { view: None, .. } => pages::connecting(words().reaching_server()),
            Progress::Playing { view: Some(view), .. } => self.page(ctx, view),
        };
        html! {
            <>
                { self.practice_bar(ctx) }
                { page }
                { elsewhere(!self.focused && self.wants_keys()) }
                { said(&self.said) }
                { self.statistics(ctx) }
                { toasts(self.toasts.iter().map(|(toast, _)| toast)) }
            </>
        }
    }

    fn rendered(&mut self, _ctx: &Context<Self>, _first: bool) {
        self.announcer.announce(match &self.progress {
            Progress::Asking(_) => Page::Join,
            Progress::Probing(_) | Progress::Playing { view: None, .. } => Page::Connecting,
            Progress::Playing { view: Some(view), .. } => Page::of(view),
        });
    }
}

impl Room {
    fn with_driver(&self, act: impl FnOnce(&Driver)) {
        if let Progress::Playing { driver, .. } = &self.progress {
            act(driver);
        }
    }

    /// What a practice has on every page: the way to a game with people, and the way out.
    fn practice_bar(&self, ctx: &Context<Self>) -> Html {
        let RoomProps { game: None, on_leave, on_begin, .. } = ctx.props() else {
            return Html::default();
        };
        practice_bar(&on_begin.reform(|()| person::suggestion()), on_leave)
    }

    /// The player wants something; how it shows itself is kept for a reload, and for other games.
    fn take(&mut self, ctx: &Context<Self>, control: Control) {
        let Progress::Playing { identity, driver, .. } = &mut self.progress else { return };
        if let (Control::Profile(profile), Some(game)) = (&control, ctx.props().game) {
            person::remember(profile);
            identity.profile = profile.clone();
            identity.save(game);
        }
        driver.control(control);
    }

    fn show(&mut self, ctx: &Context<Self>, new: Rc<View>) -> bool {
        let Progress::Playing { identity, driver, view } = &mut self.progress else {
            return false;
        };
        if view.as_ref() == Some(&new) {
            return false;
        }
        let connection = new.connection;
        if let Some(colour) = store::colour_to_take(&new) {
            identity.profile.colour = colour;
            identity.save(new.game);
            driver.control(Control::Profile(identity.profile.clone()));
        }
        if ctx.props().game.is_none() && new.start == StartGate::Ready {
            // There is nobody to wait for in its lobby, and nothing to see.
            driver.control(Control::Start { practice: false });
            return false;
        }
        self.recording.observe(&new);
        if Page::of(&new) == Page::Result && self.scored.0 != Some(new.round_id()) {
            self.scored = (Some(new.round_id()), best(&new));
        }
        if let Some(news) = store::news(view.as_deref(), &new) {
            let mut said = text::news(news, &new);
            if matches!(news, News::RoundOver { .. }) {
                said.push_str(&text::new_best(self.scored.1));
            }
            self.said = said.into();
            if preferences::wants_sounds() {
                sound::play(store::notes(news));
            }
        }
        if new.connection == Connection::Ended(Ending::Left) {
            identity::forget(new.game);
            ctx.props().on_leave.emit(());
        }
        *view = Some(new);
        if self.contact.regained(connection) {
            self.say(ctx, words().connected_again().into());
        }
        true
    }

    fn invitation(&self, ctx: &Context<Self>, view: &View, copy: fn() -> Msg) -> Invitation {
        let origin = self.origin.as_deref();
        Invitation {
            link: address::link_to(view.game, origin),
            local: origin.is_none() && address::is_local(),
            on_copy: ctx.link().callback(move |_| copy()),
        }
    }

    fn statistics(&self, ctx: &Context<Self>) -> Html {
        let Some(panel) = &self.panel else { return Html::default() };
        panel.draw(ctx.link().callback(|_| Msg::CopyStatistics), &ctx.props().on_close)
    }

    /// Whether it matters now where the keys go.
    fn wants_keys(&self) -> bool {
        let Progress::Playing { view: Some(view), .. } = &self.progress else { return false };
        let running = matches!(view.phase, Phase::Countdown { .. } | Phase::Playing { .. });
        running && view.player(view.me).is_some_and(|me| me.plays)
    }

    /// Whether there was anything to measure.
    fn measure(&mut self) -> bool {
        let Progress::Playing { driver, view: Some(view), .. } = &self.progress else {
            return false;
        };
        let Some(panel) = &mut self.panel else { return false };
        panel.measure(driver, view);
        true
    }

    fn happened(&mut self, ctx: &Context<Self>, event: &Event) -> bool {
        if let Event::Refused { reason, .. } = event {
            web_sys::console::info_1(&format!("refused: {reason}").into());
        }
        let Progress::Playing { view: Some(view), .. } = &self.progress else { return false };
        let Some(words) = text::event(event, view) else { return false };
        self.say(ctx, words.into());
        true
    }

    fn say(&mut self, ctx: &Context<Self>, words: AttrValue) {
        self.last_toast += 1;
        let id = self.last_toast;
        if self.toasts.len() == TOASTS {
            drop(self.toasts.remove(0));
        }
        let faded = ctx.link().callback(Msg::Faded);
        let millis = u32::try_from(TOAST.as_millis()).expect("a toast stays for seconds");
        let timeout = Timeout::new(millis, move || faded.emit(id));
        self.toasts.push((Toast { id, words }, timeout));
    }

    fn page(&self, ctx: &Context<Self>, view: &View) -> Html {
        let wants = ctx.link().callback(Msg::Wanted);
        match Page::of(view) {
            // Left: the landing page is on its way.
            Page::Landing | Page::Join => Html::default(),
            Page::Connecting => pages::connecting(text::waiting_for(view.connection)),
            Page::Lobby => pages::lobby(view, self.invitation(ctx, view, || Msg::CopyLink), &wants),
            Page::Countdown | Page::Playing | Page::Tally => {
                let on_press = |(direction, at)| Msg::Pressed(direction, at);
                pages::round(view, &ctx.link().callback(on_press))
            }
            Page::Result => pages::result(view, &self.recording, self.scored.1, &wants),
            Page::Podium => {
                let open = ctx.props().game.is_some();
                let invitation = open.then(|| self.invitation(ctx, view, || Msg::CopyResult));
                pages::podium(view, invitation, &wants)
            }
            Page::Failure => {
                let Connection::Ended(ending) = view.connection else { return Html::default() };
                pages::failure(text::failure(ending), &ctx.link().callback(Msg::Remedied))
            }
        }
    }
}

fn open_panel(ctx: &Context<Room>) -> Panel {
    Panel::open(ctx.link().callback(|()| Msg::Measured))
}

/// This person's best score, now that a round has a result that it played in.
fn best(view: &View) -> Option<Best> {
    let me = view.player(view.me).filter(|me| me.plays)?;
    person::best(view.settings.round_length().as_secs(), me.balanced)
}

/// Copies what is in a field, and says so later; until then there is nothing new to draw.
fn copy(ctx: &Context<Room>, field: &str, told: fn(Copied) -> Msg) -> bool {
    if let Some(field) = browser::document().get_element_by_id(field) {
        clipboard::copy(field.unchecked_into(), ctx.link().callback(told));
    }
    false
}

fn remedied(ctx: &Context<Room>, remedy: Remedy) {
    match remedy {
        // A reload tries everything again, and as the same player.
        Remedy::TryAgain | Remedy::Reload => address::reload(),
        Remedy::StartNew => ctx.props().on_leave.emit(()),
        // That was a link.
        Remedy::Practise => {}
    }
}
