//! The page without a game.

use anyhow::Result;

use crate::{browser::Browser, element::Role};

/// Where a game is started.
#[derive(Clone, Copy, Debug)]
pub struct Landing<'a>(pub(crate) &'a Browser);

impl Landing<'_> {
    /// Gives a name, and starts a game.
    ///
    /// # Errors
    /// The page has no such thing.
    pub async fn start(self, name: &str) -> Result<()> {
        self.0.find(Role::Heading, "Seesaw").await?;
        self.0.fill_in(Role::Textbox, "Your name", name).await?;
        self.0.click(Role::Button, "Start a game").await
    }

    /// Goes to a practice against bots.
    ///
    /// # Errors
    /// There is no such link.
    pub async fn practise(self) -> Result<()> {
        self.0.click(Role::Link, "Practise now").await
    }
}
