//! Bad news.

use anyhow::{Context, Result};

use crate::{browser::Browser, element::Role};

/// What went wrong, and what can be done.
#[derive(Clone, Copy, Debug)]
pub struct Failure<'a>(pub(crate) &'a Browser);

impl Failure<'_> {
    /// Waits for this heading.
    ///
    /// # Errors
    /// Another stands there.
    pub async fn says(self, heading: &str) -> Result<()> {
        self.0.find(Role::Heading, heading).await.map(drop)
    }

    /// All that the alert says.
    ///
    /// # Errors
    /// There is none.
    pub async fn text(self) -> Result<String> {
        let alerts = self.0.all(Role::Alert).await?;
        let (alert, _) = alerts.first().context("no alert is shown")?;
        alert.text().await
    }

    /// Presses the button that leads on.
    ///
    /// # Errors
    /// There is no such button.
    pub async fn press(self, button: &str) -> Result<()> {
        self.0.click(Role::Button, button).await
    }

    /// Plays against bots instead.
    ///
    /// # Errors
    /// There is no such link.
    pub async fn practise(self) -> Result<()> {
        self.0.click(Role::Link, "Practise now").await
    }

    /// Whether there is such a button.
    ///
    /// # Errors
    /// The browser is gone.
    pub async fn offers(self, button: &str) -> Result<bool> {
        self.0.shows(Role::Button, button).await
    }
}
