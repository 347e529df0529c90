//! How players use what is on a page, each with what it holds: the mouse, fingers on a screen, or
//! the keyboard alone.

use std::ops::Range;

use anyhow::{Result, bail, ensure};
use serde::Deserialize;
use serde_json::{Value, json};
use thirtyfour::{Key, common::command::Command};

use crate::{
    browser::{Browser, Device},
    element::{Element, Role},
    keys::{Arrow, KEY_TIME_MS},
};

/// How often the key Tab may be pressed to get anywhere: no page has half as many stops.
const MOST_STOPS: usize = 60;

/// How often a finger may swipe to get anywhere: no page is half as long.
const MOST_SWIPES: usize = 20;

/// How far from the middle two fingers are before and after they spread, in pixels: from the middle of
/// a paddle this stays within a phone's window, and half as much zooms nothing.
const SPREAD: Range<f64> = 10.0..85.0;

/// In how many steps a finger moves, each a frame's time long.
const STEPS: u8 = 10;
const STEP_MS: u64 = 16;

/// How long a finger rests before it is lifted: what moved before that long ago has no momentum.
const REST_MS: u64 = 100;

/// Where the keyboard's focus is.
#[derive(Debug, Deserialize)]
struct Focus {
    /// On what is wanted.
    is_there: bool,
    /// On the page as a whole.
    is_nowhere: bool,
    /// One sees where it is: there is an outline, and it is inside the window.
    is_seen: bool,
    /// The beginning of the HTML of what has it.
    html: String,
}

const FOCUS: &str = "const active = document.activeElement ?? document.body;
    const box = active.getBoundingClientRect();
    const style = getComputedStyle(active);
    const outlined = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1
        && style.outlineColor !== 'rgba(0, 0, 0, 0)';
    const inside = box.width > 0 && box.height > 0 && box.bottom > 0 && box.right > 0
        && box.top < innerHeight && box.left < innerWidth;
    return {
        is_there: active === arguments[0],
        is_nowhere: active === document.body || active === document.documentElement,
        is_seen: outlined && inside,
        html: active.outerHTML.slice(0, 160),
    }";

impl Browser {
    /// Uses a button, a link or the like.
    pub(crate) async fn use_once(&self, element: &Element) -> Result<()> {
        match self.device() {
            Device::Desktop => Ok(element.driven().click().await?),
            Device::Phone => self.tap(element).await,
            Device::Keyboard => {
                self.tab_to(element).await?;
                self.strike([Key::Enter.value()]).await
            }
        }
    }

    /// Types a text in place of what is there.
    pub(crate) async fn type_into(&self, element: &Element, text: &str) -> Result<()> {
        match self.device() {
            Device::Desktop => {
                element.driven().send_keys(Key::Control + "a").await?;
                Ok(element.driven().send_keys(text).await?)
            }
            Device::Keyboard => {
                self.tab_to(element).await?;
                element.driven().send_keys(Key::Control + "a").await?;
                self.strike(text.chars()).await
            }
            Device::Phone => {
                self.tap(element).await?;
                // As a long touch and “Select all” in its menu do.
                self.script::<()>("arguments[0].select()", vec![element.argument()?]).await?;
                // What a keyboard on the screen writes comes without key events.
                self.cdp()?.send_raw("Input.insertText", json!({ "text": text })).await?;
                Ok(())
            }
        }
    }

    /// Hits the paddles one after the other with one finger.
    ///
    /// # Errors
    /// There are none.
    pub async fn hit(&self, arrows: impl IntoIterator<Item = Arrow>) -> Result<()> {
        let (left, right) = (self.paddle(Arrow::Left).await?, self.paddle(Arrow::Right).await?);
        let hits = arrows.into_iter().map(|arrow| match arrow {
            Arrow::Left => left.argument(),
            Arrow::Right => right.argument(),
        });
        let finger = finger("finger", hits.collect::<Result<Vec<Value>>>()?);
        self.touch(vec![finger]).await
    }

    /// Hits both paddles with two fingers at the same time, so many times.
    ///
    /// # Errors
    /// There are none.
    pub async fn hit_both(&self, times: usize) -> Result<()> {
        let (left, right) = (self.paddle(Arrow::Left).await?, self.paddle(Arrow::Right).await?);
        let first = finger("first finger", vec![left.argument()?; times]);
        let second = finger("second finger", vec![right.argument()?; times]);
        self.touch(vec![first, second]).await
    }

    /// Swipes upwards from the middle of a thing, by a third of the window's height.
    ///
    /// # Errors
    /// It is not there.
    pub async fn swipe_up_from(&self, role: Role, name: &str) -> Result<()> {
        let (x, y) = self.middle(&self.find(role, name).await?).await?;
        let way: f64 = self.script("return innerHeight / 3", Vec::new()).await?;
        // Where there is less above, to the window's edge.
        let to = (x, (y - way).max(1.0));
        self.touch(vec![moving_finger("finger", (x, y), to)]).await
    }

    /// Spreads two fingers, to the left and to the right from the middle of a thing.
    ///
    /// # Errors
    /// It is not there.
    pub async fn spread_over(&self, role: Role, name: &str) -> Result<()> {
        let (x, y) = self.middle(&self.find(role, name).await?).await?;
        let finger = |id, side: f64| {
            moving_finger(id, (x + side * SPREAD.start, y), (x + side * SPREAD.end, y))
        };
        self.touch(vec![finger("first finger", -1.0), finger("second finger", 1.0)]).await
    }

    /// How far the page is scrolled downwards, in pixels, and how many times it is enlarged.
    ///
    /// # Errors
    /// The browser is gone.
    pub async fn scrolled_and_zoomed(&self) -> Result<(f64, f64)> {
        self.script("return [scrollY, visualViewport.scale]", Vec::new()).await
    }

    /// The middle of a thing, in the window's coordinates.
    async fn middle(&self, element: &Element) -> Result<(f64, f64)> {
        let middle = "const box = arguments[0].getBoundingClientRect();
            return [box.x + box.width / 2, box.y + box.height / 2]";
        self.script(middle, vec![element.argument()?]).await
    }

    async fn paddle(&self, arrow: Arrow) -> Result<Element> {
        let name = match arrow {
            Arrow::Left => "Left",
            Arrow::Right => "Right",
        };
        self.find(Role::Button, name).await
    }

    /// Touches the middle of a thing, and lifts the finger.
    async fn tap(&self, element: &Element) -> Result<()> {
        self.swipe_to(element).await?;
        self.touch(vec![finger("finger", vec![element.argument()?])]).await
    }

    /// Scrolls with a finger until the middle of a thing is inside the window, and nothing, such as
    /// a bar at its edge, covers it.
    async fn swipe_to(&self, element: &Element) -> Result<()> {
        let missing = "const box = arguments[0].getBoundingClientRect();
            const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
            if (arguments[0].contains(document.elementFromPoint(x, y))) return null;
            const most = innerHeight * 0.4;
            const way = Math.max(-most, Math.min(most, innerHeight / 2 - y));
            return [innerWidth / 2, innerHeight / 2, way]";
        for _ in 0..MOST_SWIPES {
            let swipe: Option<[f64; 3]> = self.script(missing, vec![element.argument()?]).await?;
            let Some([x, y, way]) = swipe else { return Ok(()) };
            self.touch(vec![moving_finger("finger", (x, y), (x, y + way))]).await?;
        }
        bail!("no finger gets to {}", element.driven().outer_html().await?)
    }

    async fn touch(&self, fingers: Vec<Value>) -> Result<()> {
        self.driver().cmd(Command::PerformActions(json!(fingers).into())).await?;
        Ok(())
    }

    /// Goes to a thing with the key Tab, and checks at each stop that one sees where it is.
    async fn tab_to(&self, element: &Element) -> Result<()> {
        for _ in 0..MOST_STOPS {
            let focus: Focus = self.script(FOCUS, vec![element.argument()?]).await?;
            if focus.is_there {
                ensure!(focus.is_seen, "one does not see the focus on {}", focus.html);
                return Ok(());
            }
            self.strike([Key::Tab.value()]).await?;
            let focus: Focus = self.script(FOCUS, vec![element.argument()?]).await?;
            ensure!(
                focus.is_nowhere || focus.is_seen,
                "one does not see the focus on {}",
                focus.html
            );
        }
        bail!("the key Tab does not lead to {}", element.driven().outer_html().await?)
    }
}

/// A finger that touches the middle of one thing after the other.
fn finger(id: &str, things: Vec<Value>) -> Value {
    let mut actions = Vec::new();
    for thing in things {
        actions.push(json!({ "type": "pointerMove", "origin": thing, "x": 0, "y": 0 }));
        for way in ["pointerDown", "pointerUp"] {
            actions.push(json!({ "type": way, "button": 0 }));
            actions.push(json!({ "type": "pause", "duration": KEY_TIME_MS }));
        }
    }
    json!({
        "type": "pointer", "id": id, "parameters": { "pointerType": "touch" }, "actions": actions,
    })
}

/// A finger that moves from one point of the window to another, and rests there before it is lifted,
/// so that nothing goes on moving.
fn moving_finger(id: &str, from: (f64, f64), to: (f64, f64)) -> Value {
    let at = |part: f64| {
        let [x, y] = [(from.0, to.0), (from.1, to.1)].map(|(from, to)| from + (to - from) * part);
        json!({ "type": "pointerMove", "duration": STEP_MS, "x": x.round(), "y": y.round() })
    };
    let mut actions = vec![at(0.0), json!({ "type": "pointerDown", "button": 0 })];
    actions.extend((1..=STEPS).map(|step| at(f64::from(step) / f64::from(STEPS))));
    actions.push(json!({ "type": "pause", "duration": REST_MS }));
    actions.push(json!({ "type": "pointerUp", "button": 0 }));
    json!({
        "type": "pointer", "id": id, "parameters": { "pointerType": "touch" }, "actions": actions,
    })
}
