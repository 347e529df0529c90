//! Pages, drawn from snapshots that no session has made.

use core::cell::RefCell;
use core::time::Duration;
use std::rc::Rc;

use game::{Connection, Control, Phase, PlayerView, StartGate, View};
use gloo_timers::future::TimeoutFuture;
use protocol::delta::{Colour, Profile};
use protocol::id::{GameId, PlayerId};
use protocol::name::Name;
use protocol::settings::Settings;
use seesaw::pages::{self, Best, Invitation, Recording};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Element, HtmlElement, HtmlInputElement};
use yew::prelude::*;

/// How often a test looks for what it waits for. The scheduler of Yew draws in the next task; a
/// hundred are more than it ever needs.
const LOOKS: usize = 100;

const LINK: &str = "https://seesaw.example/#000000000005";

#[derive(Clone, PartialEq, Properties)]
struct StageProps {
    view: Rc<View>,
    wants: Callback<Control>,
}

/// Draws the page that the snapshot asks for.
#[component]
fn Stage(props: &StageProps) -> Html {
    let StageProps { view, wants } = props;
    match view.phase {
        Phase::Lobby => pages::lobby(view, invitation(), wants),
        Phase::Result { .. } => {
            let best = Best { balanced: 2, new: true };
            pages::result(view, &recorded(view), Some(best), wants)
        }
        Phase::Podium { .. } => pages::podium(view, Some(invitation()), wants),
        _ => pages::round(view, &Callback::noop()),
    }
}

fn invitation() -> Invitation {
    Invitation { link: LINK.into(), local: false, on_copy: Callback::noop() }
}

/// The course of a round of which this page saw the last five seconds.
fn recorded(view: &View) -> Recording {
    let phase = Phase::Playing { left: Duration::from_secs(5) };
    let mut recording = Recording::default();
    recording.observe(&View { phase, ..view.clone() });
    recording.observe(view);
    recording
}

fn player(bits: u64, name: &str, positive: u64, negative: u64) -> PlayerView {
    let balanced = positive.min(negative);
    PlayerView {
        id: PlayerId::from_random(bits),
        name: Name::clean(name).unwrap(),
        colour: Colour::from(u8::try_from(bits).unwrap()),
        host: bits == 0,
        connected: true,
        round_trip: None,
        spectating: false,
        plays: true,
        positive,
        negative,
        balanced,
        value: i64::try_from(positive).unwrap() - i64::try_from(negative).unwrap(),
        points: bits * 7,
        rank: 1,
    }
}

/// The worked example, seen by Ana.
fn view(phase: Phase) -> View {
    View {
        game: GameId::from_random(5),
        me: PlayerId::from_random(0),
        connection: Connection::Connected { server: true },
        host: Some(PlayerId::from_random(0)),
        phase,
        settings: Settings::default(),
        match_no: 1,
        round: 1,
        outcomes: Vec::new(),
        players: vec![player(0, "Ana", 2, 4), player(1, "Ben", 5, 4)],
        pot: 7,
        start: StartGate::Ready,
    }
}

/// A page on the screen, until it is dropped.
struct Shown {
    root: Element,
    app: AppHandle<Stage>,
    /// What the player wanted so far.
    wanted: Rc<RefCell<Vec<Control>>>,
}

impl Shown {
    async fn of(phase: Phase) -> Self {
        Self::at(view(phase)).await
    }

    async fn at(view: View) -> Self {
        let document = web_sys::window().unwrap().document().unwrap();
        let root = document.create_element("div").unwrap();
        document.body().unwrap().append_child(&root).unwrap();
        let wanted: Rc<RefCell<Vec<Control>>> = Rc::default();
        let wants = {
            let wanted = Rc::clone(&wanted);
            Callback::from(move |control| wanted.borrow_mut().push(control))
        };
        let props = StageProps { view: Rc::new(view), wants };
        let app = yew::Renderer::<Stage>::with_root_and_props(root.clone(), props).render();
        let shown = Self { root, app, wanted };
        shown.until("a heading", |shown| shown.find("h1").is_some()).await;
        shown
    }

    /// Draws another snapshot in the same place.
    async fn changes(&mut self, view: View, what: &str, done: impl Fn(&Self) -> bool) {
        let wanted = Rc::clone(&self.wanted);
        let wants = Callback::from(move |control| wanted.borrow_mut().push(control));
        self.app.update(StageProps { view: Rc::new(view), wants });
        self.until(what, done).await;
    }

    async fn until(&self, what: &str, done: impl Fn(&Self) -> bool) {
        for _ in 0..LOOKS {
            if done(self) {
                return;
            }
            TimeoutFuture::new(0).await;
        }
        panic!("never came: {what}");
    }

    fn find(&self, selector: &str) -> Option<Element> {
        self.root.query_selector(selector).unwrap()
    }

    fn click(&self, selector: &str) {
        self.find(selector).expect("it is there").unchecked_into::<HtmlElement>().click();
    }

    fn input(&self, selector: &str) -> HtmlInputElement {
        self.find(selector).expect("it is there").unchecked_into()
    }

    fn text(&self, selector: &str) -> String {
        self.find(selector).and_then(|element| element.text_content()).expect("it is there")
    }

    fn attribute(&self, selector: &str, name: &str) -> Option<String> {
        self.find(selector).expect("it is there").get_attribute(name)
    }
}

impl Drop for Shown {
    fn drop(&mut self) {
        self.root.remove();
    }
}

#[wasm_bindgen_test]
async fn a_lobby_shows_its_link_and_its_players() {
    let lobby = Shown::of(Phase::Lobby).await;
    assert_eq!(lobby.text("h1"), "Lobby");
    assert_eq!(lobby.input("[aria-label='Link to this game']").value(), LINK);
    let code = lobby.attribute(".share img", "src");
    assert_eq!(code.as_deref(), Some("qr.svg?text=https%3A%2F%2Fseesaw.example%2F%23000000000005"));
    assert!(lobby.text(".players li").contains("Ana"));
    assert!(lobby.find("[aria-label='Remove Ben']").is_some());
    assert!(lobby.find("[aria-label='Remove Ana']").is_none(), "nobody removes oneself");
}

#[wasm_bindgen_test]
async fn nobody_is_removed_by_one_click() {
    const OPEN: &str = "dialog[open]";
    let lobby = Shown::of(Phase::Lobby).await;
    lobby.click("[aria-label='Remove Ben']");
    assert_eq!(lobby.text(&format!("{OPEN} h2")), "Remove Ben?");
    lobby.click(&format!("{OPEN} form button"));
    assert!(lobby.find(OPEN).is_none(), "it is cancelled");
    assert!(lobby.wanted.borrow().is_empty());

    lobby.click("[aria-label='Remove Ben']");
    lobby.click(&format!("{OPEN} button.alarm"));
    assert!(lobby.find(OPEN).is_none(), "it is answered");
    assert_eq!(*lobby.wanted.borrow(), [Control::Remove(PlayerId::from_random(1))]);
}

#[wasm_bindgen_test]
async fn a_player_takes_another_name_and_a_colour_that_nobody_has() {
    let lobby = Shown::of(Phase::Lobby).await;
    lobby.click("[aria-label='Change name and colour']");
    assert!(lobby.input("dialog[open] [value='1']").disabled(), "it is Ben's");
    lobby.input("dialog[open] [name=name]").set_value("  Ann ");
    lobby.click("dialog[open] [value='7']");
    lobby.click("dialog[open] .primary");
    let name = Name::clean("Ann").unwrap();
    let profile = Profile { name, colour: Colour::from(7), spectating: false };
    assert_eq!(*lobby.wanted.borrow(), [Control::Profile(profile)]);
    assert!(lobby.find("dialog[open]").is_none(), "it is answered");
}

#[wasm_bindgen_test]
async fn a_name_that_can_not_be_seen_is_refused_with_a_word() {
    let lobby = Shown::of(Phase::Lobby).await;
    lobby.click("[aria-label='Change name and colour']");
    lobby.input("dialog[open] [name=name]").set_value(" \u{200b} ");
    lobby.click("dialog[open] .primary");
    let word = lobby.input("dialog[open] [name=name]").validation_message().unwrap();
    assert_eq!(word, "Please type a name that can be seen.");
    assert!(lobby.wanted.borrow().is_empty());
}

#[wasm_bindgen_test]
async fn who_watches_can_choose_to_play_again() {
    let mut watching = view(Phase::Lobby);
    watching.players[0].spectating = true;
    let lobby = Shown::at(watching).await;
    assert!(lobby.input(".watch input").checked());
    lobby.click(".watch input");
    let profile =
        Profile { name: Name::clean("Ana").unwrap(), colour: Colour::from(0), spectating: false };
    assert_eq!(*lobby.wanted.borrow(), [Control::Profile(profile)]);
}

#[wasm_bindgen_test]
async fn what_the_host_is_typing_stays_when_somebody_comes() {
    let mut lobby = Shown::of(Phase::Lobby).await;
    lobby.input("[type=number]").set_value("7");
    let mut fuller = view(Phase::Lobby);
    fuller.players.push(player(2, "Cat", 0, 0));
    lobby.changes(fuller, "Cat", |lobby| lobby.text(".players").contains("Cat")).await;
    assert_eq!(lobby.input("[type=number]").value(), "7");
}

#[wasm_bindgen_test]
async fn a_lobby_says_how_good_each_connection_is_and_what_is_waited_for() {
    let mut guest = view(Phase::Lobby);
    guest.me = PlayerId::from_random(1);
    guest.start = StartGate::NotHost;
    guest.players[1].round_trip = Some(Duration::from_millis(900));
    let lobby = Shown::at(guest).await;
    assert!(lobby.find("[data-player-name=Ben] [aria-label='slow connection']").is_some());
    assert!(lobby.find("[data-player-name=Ana] [role=img]").is_none(), "nothing is known of it");
    assert_eq!(lobby.text(".actions"), "Waiting for Ana to start");
}

#[wasm_bindgen_test]
async fn a_round_shows_the_time_and_everybodys_counts() {
    let round = Shown::of(Phase::Playing { left: Duration::from_millis(12_001) }).await;
    assert_eq!(round.text("h1"), "Round 1 of 3");
    assert_eq!(round.text("[role=timer][aria-label='Time left']"), "13");
    let ben = "[data-player-name='Ben']";
    for (name, count) in [("data-positive", "5"), ("data-negative", "4"), ("data-balanced", "4")] {
        assert_eq!(round.attribute(ben, name).as_deref(), Some(count), "{name}");
    }
    assert_eq!(round.attribute("[data-pot]", "data-pot").as_deref(), Some("7"));
    // Ana leans to the left.
    assert_eq!(round.attribute(".plank", "style").as_deref(), Some("--tilt: -400"));
}

#[wasm_bindgen_test]
async fn who_watches_has_nothing_to_press() {
    let mut watching = view(Phase::Playing { left: Duration::from_secs(9) });
    assert!(Shown::at(watching.clone()).await.find(".paddle").is_some());
    watching.players[0].plays = false;
    assert!(Shown::at(watching).await.find(".paddle").is_none());
}

#[wasm_bindgen_test]
async fn a_result_names_the_winner_and_what_was_won() {
    let winners = vec![PlayerId::from_random(1)];
    let result = Shown::of(Phase::Result { winners, last: false }).await;
    assert_eq!(result.text("h1"), "Ben wins round 1");
    assert_eq!(
        result.text(".why"),
        "With 4 balanced (←\u{202f}4,\u{a0}→\u{202f}5), and takes the pot of 7."
    );
    assert_eq!(result.attribute("[data-pot]", "data-pot").as_deref(), Some("7"));
    assert_eq!(result.text("[data-new]"), "New personal best2");
    assert_eq!(result.root.query_selector_all("tbody tr").unwrap().length(), 2);
    assert_eq!(
        result.attribute("[role='img']", "aria-label").as_deref(),
        Some("Balanced, second by second; 10 s: Ben 4; 15 s: Ben 4")
    );
    assert_eq!(result.root.query_selector_all(".plot [data-colour]").unwrap().length(), 2);
    assert_eq!(result.text("main button"), "Next round");
}

#[wasm_bindgen_test]
async fn a_podium_has_steps_for_who_has_points() {
    let podium = Shown::of(Phase::Podium { winners: vec![PlayerId::from_random(1)] }).await;
    assert_eq!(podium.text("h1"), "Ben wins the match");
    assert_eq!(podium.root.query_selector_all(".steps li").unwrap().length(), 1);
    assert_eq!(podium.text(".steps [data-place='1'] .name"), "Ben");
    let shared = podium.input("[aria-label='Result to share']").value();
    assert_eq!(shared, format!("Seesaw: 🥇 Ben 7. Beat us: {LINK}"));
}
