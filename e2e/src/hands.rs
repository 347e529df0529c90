//! How players use what is on a page, each with what it holds: the mouse, fingers on a screen, or
//! the keyboard alone.

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

    /// Swipes upwards over the middle of a thing, by half the window's height.
    ///
    /// # Errors
    /// It is not there.
    pub async fn swipe_over(&self, role: Role, name: &str) -> Result<()> {
        let half = self.script::<f64>("return -innerHeight / 2", Vec::new()).await?;
        let gesture = json!({ "yDistance": half.round(), "preventFling": true });
        self.gesture("Input.synthesizeScrollGesture", role, name, gesture).await
    }

    /// Spreads two fingers over the middle of a thing, to twice their distance.
    ///
    /// # Errors
    /// It is not there.
    pub async fn pinch(&self, role: Role, name: &str) -> Result<()> {
        let gesture = json!({ "scaleFactor": 2.0 });
        self.gesture("Input.synthesizePinchGesture", role, name, gesture).await
    }

    /// How far the page is scrolled downwards, in pixels, and how many times it is enlarged.
    ///
    /// # Errors
    /// The browser is gone.
    pub async fn scrolled_and_zoomed(&self) -> Result<(f64, f64)> {
        self.script("return [scrollY, visualViewport.scale]", Vec::new()).await
    }

    async fn gesture(
        &self,
        command: &'static str,
        role: Role,
        name: &str,
        mut gesture: Value,
    ) -> Result<()> {
        let element = self.find(role, name).await?;
        let middle = "const box = arguments[0].getBoundingClientRect();
            return [Math.round(box.x + box.width / 2), Math.round(box.y + box.height / 2)]";
        let [x, y]: [i64; 2] = self.script(middle, vec![element.argument()?]).await?;
        gesture["x"] = x.into();
        gesture["y"] = y.into();
        gesture["gestureSourceType"] = "touch".into();
        self.cdp()?.send_raw(command, gesture).await?;
        Ok(())
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
        let is_on_top = "const box = arguments[0].getBoundingClientRect();
            const top = document.elementFromPoint(
                box.x + box.width / 2, box.y + box.height / 2);
            return arguments[0].contains(top)";
        let is_on_top: bool = self.script(is_on_top, vec![element.argument()?]).await?;
        ensure!(is_on_top, "something covers what is to be touched");
        self.touch(vec![finger("finger", vec![element.argument()?])]).await
    }

    /// Scrolls with a finger until a thing is inside the window.
    async fn swipe_to(&self, element: &Element) -> Result<()> {
        let missing = "const box = arguments[0].getBoundingClientRect();
            if (box.top >= 0 && box.bottom <= innerHeight) return null;
            const most = innerHeight * 0.4;
            const way = innerHeight / 2 - (box.top + box.bottom) / 2;
            return {
                x: innerWidth / 2, y: innerHeight / 2,
                yDistance: Math.round(Math.max(-most, Math.min(most, way))),
                gestureSourceType: 'touch', preventFling: true,
            }";
        for _ in 0..MOST_SWIPES {
            let swipe: Value = self.script(missing, vec![element.argument()?]).await?;
            if swipe.is_null() {
                return Ok(());
            }
            self.cdp()?.send_raw("Input.synthesizeScrollGesture", swipe).await?;
        }
        bail!("swiping does not lead to {}", element.driven().outer_html().await?)
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
