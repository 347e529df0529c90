//! The lobby.

use anyhow::Result;

use crate::{
    browser::Browser,
    element::Role,
    wait::{Look, until},
};

/// Where players wait for each other.
#[derive(Clone, Copy, Debug)]
pub struct Lobby<'a>(pub(crate) &'a Browser);

impl Lobby<'_> {
    /// The game's link.
    ///
    /// # Errors
    /// There is none.
    pub async fn link(self) -> Result<String> {
        self.0.find(Role::Textbox, "Link to this game").await?.value().await
    }

    /// Copies the link, and waits to be told so.
    ///
    /// # Errors
    /// Nothing says that it was copied.
    pub async fn copy_link(self) -> Result<()> {
        self.0.click(Role::Button, "Copy link").await?;
        self.0.hears("Link copied").await
    }

    /// Waits until exactly these players are there, in this order.
    ///
    /// # Errors
    /// Others are.
    pub async fn holds(self, names: &[&str]) -> Result<()> {
        until(format!("{names:?} in the lobby"), async || {
            let items = self.items().await?;
            let holds = items.len() == names.len()
                && items.iter().zip(names).all(|(item, name)| item.contains(name));
            Ok(Look::at(holds, format!("{items:?}")))
        })
        .await
    }

    /// What the list of players says of each.
    ///
    /// # Errors
    /// There is none.
    pub async fn items(self) -> Result<Vec<String>> {
        let list = self.0.find(Role::List, "Players").await?;
        let script = "return [...arguments[0].children].map(item => item.innerText)";
        self.0.script(script, vec![list.argument()?]).await
    }

    /// The host: chooses how many rounds of how many seconds.
    ///
    /// # Errors
    /// One can't choose.
    pub async fn choose(self, rounds: u8, seconds: u8) -> Result<()> {
        for (name, number) in [("Rounds", rounds), ("Seconds", seconds)] {
            self.0.fill_in(Role::Spinbutton, name, &number.to_string()).await?;
        }
        Ok(())
    }

    /// The host: starts the match.
    ///
    /// # Errors
    /// There is no such button.
    pub async fn start(self) -> Result<()> {
        self.0.click(Role::Button, "Start").await
    }

    /// Whether the button to start can be pressed.
    ///
    /// # Errors
    /// There is no such button.
    pub async fn can_start(self) -> Result<bool> {
        self.0.find(Role::Button, "Start").await?.is_enabled().await
    }

    /// The host, while alone: starts a practice.
    ///
    /// # Errors
    /// There is no such button.
    pub async fn practise_alone(self) -> Result<()> {
        self.0.click(Role::Button, "Practise alone").await
    }

    /// Leaves the game.
    ///
    /// # Errors
    /// There is no such button.
    pub async fn leave(self) -> Result<()> {
        self.0.click(Role::Button, "Leave").await
    }

    /// The host: removes a player, and means it.
    ///
    /// # Errors
    /// There is no such button.
    pub async fn remove(self, name: &str) -> Result<()> {
        self.nearly_removes(name).await?;
        self.0.click(Role::Button, "Remove").await
    }

    /// The host: is asked whether this player shall be removed.
    ///
    /// # Errors
    /// There is no such button.
    pub async fn nearly_removes(self, name: &str) -> Result<()> {
        self.0.click(Role::Button, &format!("Remove {name}")).await
    }

    /// Answers a question with neither yes nor no.
    ///
    /// # Errors
    /// Nothing is asked.
    pub async fn cancel(self) -> Result<()> {
        self.0.click(Role::Button, "Cancel").await
    }

    /// Opens the question for another name and colour.
    ///
    /// # Errors
    /// There is no such button.
    pub async fn open_profile(self) -> Result<()> {
        self.0.click(Role::Button, "Change name and colour").await
    }

    /// Takes another name, once the question for it is open.
    ///
    /// # Errors
    /// It is not.
    pub async fn take_name(self, name: &str) -> Result<()> {
        self.0.fill_in(Role::Textbox, "Your name", name).await?;
        self.0.click(Role::Button, "Save").await
    }

    /// Watches instead of playing, or the other way round.
    ///
    /// # Errors
    /// There is no such choice.
    pub async fn toggle_watching(self) -> Result<()> {
        self.0.click(Role::Checkbox, "Watch instead of playing").await
    }
}
