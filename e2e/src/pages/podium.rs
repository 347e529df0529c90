//! The end of a match.

use anyhow::Result;

use super::table;
use crate::{browser::Browser, element::Role};

/// Where the match's winner is shown.
#[derive(Clone, Copy, Debug)]
pub struct Podium<'a>(pub(crate) &'a Browser);

impl Podium<'_> {
    /// Waits for this heading, which names the winner.
    ///
    /// # Errors
    /// Another stands there.
    pub async fn says(self, heading: &str) -> Result<()> {
        self.0.find(Role::Heading, heading).await.map(drop)
    }

    /// The players and their points, the best first.
    ///
    /// # Errors
    /// There is no such table.
    pub async fn standings(self) -> Result<Vec<(String, u64)>> {
        let rows = table::rows(self.0, "Final standings").await?;
        let read = rows.iter().map(|row| Ok((table::player(row)?, table::number(row, "Points")?)));
        read.collect()
    }

    /// The host: back to the lobby, with everybody.
    ///
    /// # Errors
    /// There is no such button.
    pub async fn play_again(self) -> Result<()> {
        self.0.click(Role::Button, "Play again").await
    }
}
