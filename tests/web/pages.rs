//! Pages, drawn from snapshots that no session has made.

use core::time::Duration;
use std::rc::Rc;

use game::{Connection, Phase, PlayerView, StartGate, View};
use gloo_timers::future::TimeoutFuture;
use protocol::delta::Colour;
use protocol::id::{GameId, PlayerId};
use protocol::name::Name;
use protocol::settings::Settings;
use seesaw::pages;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Element, HtmlInputElement};
use yew::prelude::*;

/// How often a test looks for what it waits for. The scheduler of Yew draws in the next task; a
/// hundred are more than it ever needs.
const LOOKS: usize = 100;

const LINK: &str = "https://seesaw.example/#000000000005";

#[derive(Clone, PartialEq, Properties)]
struct StageProps {
    view: Rc<View>,
}

/// Draws the page that the snapshot asks for.
#[component]
fn Stage(props: &StageProps) -> Html {
    match props.view.phase {
        Phase::Lobby => pages::lobby(&props.view, LINK.into(), false, &Callback::noop()),
        Phase::Result { .. } => pages::result(&props.view, &Callback::noop()),
        _ => pages::round(&props.view, &Callback::noop()),
    }
}

fn player(bits: u64, name: &str, positive: u64, negative: u64) -> PlayerView {
    let balanced = positive.min(negative);
    PlayerView {
        id: PlayerId::from_random(bits),
        name: Name::clean(name).unwrap(),
        colour: Colour::from(u8::try_from(bits).unwrap()),
        host: bits == 0,
        connected: true,
        plays: true,
        positive,
        negative,
        balanced,
        value: i64::try_from(positive).unwrap() - i64::try_from(negative).unwrap(),
        points: 0,
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
struct Shown(Element);

impl Shown {
    async fn of(phase: Phase) -> Self {
        let document = web_sys::window().unwrap().document().unwrap();
        let root = document.create_element("div").unwrap();
        document.body().unwrap().append_child(&root).unwrap();
        let props = StageProps { view: Rc::new(view(phase)) };
        yew::Renderer::<Stage>::with_root_and_props(root.clone(), props).render();
        let shown = Self(root);
        for _ in 0..LOOKS {
            if shown.find("h1").is_some() {
                return shown;
            }
            TimeoutFuture::new(0).await;
        }
        panic!("nothing was drawn");
    }

    fn find(&self, selector: &str) -> Option<Element> {
        self.0.query_selector(selector).unwrap()
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
        self.0.remove();
    }
}

#[wasm_bindgen_test]
async fn a_lobby_shows_its_link_and_its_players() {
    let lobby = Shown::of(Phase::Lobby).await;
    assert_eq!(lobby.text("h1"), "Lobby");
    let link = lobby.find("[aria-label='Link to this game']").unwrap();
    let link = link.unchecked_into::<HtmlInputElement>().value();
    assert_eq!(link, LINK);
    assert!(lobby.text(".players li").contains("Ana"));
    assert!(lobby.find("[aria-label='Remove Ben']").is_some());
    assert!(lobby.find("[aria-label='Remove Ana']").is_none(), "nobody removes oneself");
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
async fn a_result_names_the_winner_and_what_was_won() {
    let winners = vec![PlayerId::from_random(1)];
    let result = Shown::of(Phase::Result { winners, last: false }).await;
    assert_eq!(result.text("h1"), "Ben wins round 1");
    assert!(result.text("main").contains("Pot: 7"));
    assert_eq!(result.0.query_selector_all("tbody tr").unwrap().length(), 2);
    assert_eq!(result.text("main > button"), "Next round");
}
