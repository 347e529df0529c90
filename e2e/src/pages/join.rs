//! The page of a link, before the player is in the game.

use anyhow::Result;

use crate::{browser::Browser, element::Role};

/// Where one joins.
#[derive(Clone, Copy, Debug)]
pub struct Join<'a>(pub(crate) &'a Browser);

impl Join<'_> {
    /// Gives a name, and joins.
    ///
    /// # Errors
    /// The page has no such thing.
    pub async fn join(self, name: &str) -> Result<()> {
        self.0.find(Role::Heading, "Join the game").await?;
        self.0.fill_in(Role::Textbox, "Your name", name).await?;
        self.0.click(Role::Button, "Join").await
    }
}
