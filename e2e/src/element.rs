//! Finding what is on a page by its role and its accessible name, as assistive technology does: the
//! browser itself computes both (WebDriver, section "Get Computed Role" and "Get Computed Label").

use std::{borrow::Cow, fmt};

use anyhow::{Result, bail};
use http::Method;
use thirtyfour::{
    By, ElementId, RequestData, SessionId, WebElement,
    common::command::FormatRequestData,
    error::{WebDriverError, WebDriverErrorInner},
};

use crate::{
    browser::Browser,
    wait::{Look, until},
};

/// What a thing on a page is (WAI-ARIA).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Bad news.
    Alert,
    /// To be pressed.
    Button,
    /// To be ticked.
    Checkbox,
    /// Of a section.
    Heading,
    /// A picture.
    Image,
    /// What leads to another page.
    Link,
    /// Items.
    List,
    /// A number to be chosen.
    Spinbutton,
    /// Rows and columns.
    Table,
    /// A line of text to be typed.
    Textbox,
    /// A clock.
    Timer,
}

impl Role {
    /// Its name in WAI-ARIA.
    fn name(self) -> &'static str {
        match self {
            Self::Alert => "alert",
            Self::Button => "button",
            Self::Checkbox => "checkbox",
            Self::Heading => "heading",
            Self::Image => "image",
            Self::Link => "link",
            Self::List => "list",
            Self::Spinbutton => "spinbutton",
            Self::Table => "table",
            Self::Textbox => "textbox",
            Self::Timer => "timer",
        }
    }

    /// Which elements can have it; whether they do is for the browser to say.
    fn candidates(self) -> &'static str {
        match self {
            Self::Alert => "[role=alert]",
            Self::Button => "button, [role=button], summary, input[type=submit]",
            Self::Checkbox => "input[type=checkbox], [role=checkbox]",
            Self::Heading => "h1, h2, h3, h4, [role=heading]",
            Self::Image => "img, svg, [role=img]",
            Self::Link => "a[href], [role=link]",
            Self::List => "ul, ol, [role=list]",
            Self::Spinbutton => "input[type=number], [role=spinbutton]",
            Self::Table => "table, [role=table]",
            Self::Textbox => "input, textarea, [role=textbox]",
            Self::Timer => "[role=timer]",
        }
    }
}

/// Notes all that appears where assistive technology listens for news, from the page's beginning.
pub(crate) const NOTE_NEWS: &str = "window.news = new Set();
    new MutationObserver(() => {
        for (const part of document.querySelectorAll('[role=status], [role=status] > *'))
            news.add(part.textContent);
    }).observe(document, { subtree: true, childList: true, characterData: true });";

/// Asks the browser what it computes of an element for assistive technology.
#[derive(Debug)]
struct Computed {
    element: ElementId,
    what: &'static str,
}

impl FormatRequestData for Computed {
    fn format_request(&self, session: &SessionId) -> RequestData {
        let Self { element, what } = self;
        let path = format!("session/{session}/element/{element}/computed{what}");
        RequestData::new(Method::GET, path)
    }
}

/// Something on a page.
#[derive(Clone, Debug)]
pub struct Element(WebElement);

impl Element {
    /// The text that it shows.
    ///
    /// # Errors
    /// It is no longer there.
    pub async fn text(&self) -> Result<String> {
        Ok(self.0.text().await?)
    }

    /// The text that was typed into it.
    ///
    /// # Errors
    /// It is no longer there.
    pub async fn value(&self) -> Result<String> {
        Ok(self.0.value().await?.unwrap_or_default())
    }

    /// Whether it can be used.
    ///
    /// # Errors
    /// It is no longer there.
    pub async fn is_enabled(&self) -> Result<bool> {
        Ok(self.0.is_enabled().await?)
    }

    /// It, to the driver.
    pub(crate) fn driven(&self) -> &WebElement {
        &self.0
    }

    /// It, as an argument for a script.
    pub(crate) fn argument(&self) -> Result<serde_json::Value> {
        Ok(self.0.to_json()?)
    }
}

impl Browser {
    /// Waits for the one thing of this role and accessible name.
    ///
    /// # Errors
    /// It does not come, or there are several.
    pub async fn find(&self, role: Role, name: &str) -> Result<Element> {
        until(Wanted(role, name), async || self.look_for(role, name).await).await
    }

    /// Waits for it, and clicks it, as the player who sits here does: with the mouse, a finger or
    /// the keyboard.
    ///
    /// # Errors
    /// It does not come, something covers it, or the keyboard does not lead there.
    pub async fn click(&self, role: Role, name: &str) -> Result<()> {
        until(Wanted(role, name), async || match self.look_for(role, name).await? {
            Look::Yes(found) => redrawn_is_not_yet(self.use_once(&found).await),
            Look::NotYet(seen) => Ok(Look::NotYet(seen)),
        })
        .await
    }

    /// Waits for it, and types a text in place of what is there.
    ///
    /// # Errors
    /// It does not come, or can't be typed into.
    pub async fn fill_in(&self, role: Role, name: &str, text: &str) -> Result<()> {
        until(Wanted(role, name), async || match self.look_for(role, name).await? {
            Look::Yes(found) => redrawn_is_not_yet(self.type_into(&found, text).await),
            Look::NotYet(seen) => Ok(Look::NotYet(seen)),
        })
        .await
    }

    /// Whether it is there now.
    ///
    /// # Errors
    /// The browser is gone, or there are several.
    pub async fn shows(&self, role: Role, name: &str) -> Result<bool> {
        Ok(matches!(self.look_for(role, name).await?, Look::Yes(_)))
    }

    /// Waits until it has the focus.
    ///
    /// # Errors
    /// It does not come, or something else has the focus.
    pub async fn focuses(&self, role: Role, name: &str) -> Result<()> {
        let element = self.find(role, name).await?.argument()?;
        until(format!("the focus on {}", Wanted(role, name)), async || {
            let script = "const now = document.activeElement;
                return [now === arguments[0], now.outerHTML.slice(0, 80)]";
            let (focused, seen): (bool, String) =
                self.script(script, vec![element.clone()]).await?;
            Ok(Look::at(focused, seen))
        })
        .await
    }

    /// Whether all of it is inside the window, without scrolling.
    ///
    /// # Errors
    /// It does not come.
    pub async fn is_in_sight(&self, role: Role, name: &str) -> Result<bool> {
        let element = self.find(role, name).await?;
        let script = "const box = arguments[0].getBoundingClientRect();
            return box.left >= 0 && box.top >= 0
                && box.right <= innerWidth && box.bottom <= innerHeight";
        self.script(script, vec![element.argument()?]).await
    }

    /// Waits for news that contains this text. Whatever was news since the page was opened counts,
    /// though it may have faded since.
    ///
    /// # Errors
    /// It does not come.
    pub async fn hears(&self, text: &str) -> Result<()> {
        until(format!("word of “{text}”"), async || {
            let news: Vec<String> = self.script("return [...news]", Vec::new()).await?;
            Ok(Look::at(news.iter().any(|heard| heard.contains(text)), format!("{news:?}")))
        })
        .await
    }

    async fn look_for(&self, role: Role, name: &str) -> Result<Look<Element>> {
        let mut found = Vec::new();
        let mut others = Vec::new();
        for (element, label) in self.all(role).await? {
            if label == name {
                found.push(element);
            } else {
                others.push(label);
            }
        }
        match found.len() {
            0 => Ok(Look::NotYet(format!("{} with the names {others:?}", role.name()))),
            1 => Ok(Look::Yes(found.remove(0))),
            several => bail!("there are {several} of {}", Wanted(role, name)),
        }
    }

    /// All that is visible and of this role, with the accessible names.
    ///
    /// # Errors
    /// The browser is gone.
    pub async fn all(&self, role: Role) -> Result<Vec<(Element, String)>> {
        let mut all = Vec::new();
        for element in self.driver().find_all(By::Css(role.candidates())).await? {
            match self.described(role, &element).await {
                Ok(Some(label)) => all.push((Element(element), label)),
                Ok(None) => {}
                // The page was redrawn meanwhile; what came instead is for the next look.
                Err(error) if is_redrawn(&error) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Ok(all)
    }

    /// The accessible name, if the element is visible and of this role.
    async fn described(
        &self,
        role: Role,
        element: &WebElement,
    ) -> Result<Option<String>, WebDriverError> {
        if !element.is_displayed().await? || self.computed(element, "role").await? != role.name() {
            return Ok(None);
        }
        self.computed(element, "label").await.map(Some)
    }

    async fn computed(
        &self,
        element: &WebElement,
        what: &'static str,
    ) -> Result<String, WebDriverError> {
        let element = element.element_id();
        self.driver().cmd(Computed { element, what }).await?.value()
    }
}

/// How a thing is asked for.
struct Wanted<'a>(Role, &'a str);

impl fmt::Display for Wanted<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name: Cow<'_, str> = if self.1.is_empty() {
            "without a name".into()
        } else {
            format!("“{}”", self.1).into()
        };
        write!(out, "the {} {name}", self.0.name())
    }
}

fn redrawn_is_not_yet(outcome: Result<()>) -> Result<Look<()>> {
    match outcome {
        Ok(()) => Ok(Look::Yes(())),
        Err(error) if error.downcast_ref().is_some_and(is_redrawn) => {
            Ok(Look::NotYet("the page was redrawn".to_owned()))
        }
        Err(error) => Err(error),
    }
}

/// Whether an element was replaced between being found and being used.
fn is_redrawn(error: &WebDriverError) -> bool {
    matches!(error.as_inner(), WebDriverErrorInner::StaleElementReference(_))
}
