//! A round, while it is counted down, played and tallied.

use anyhow::Result;
use serde::Deserialize;

use crate::{
    browser::Browser,
    wait::{Look, until},
};

/// What a player pressed, as a screen shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub struct Score {
    /// → presses.
    pub right: u64,
    /// ← presses.
    pub left: u64,
    /// The smaller of the two.
    pub balanced: u64,
}

impl Score {
    /// The score of so many presses.
    #[must_use]
    pub fn of(right: u64, left: u64) -> Self {
        Self { right, left, balanced: right.min(left) }
    }
}

/// Where presses count.
#[derive(Clone, Copy, Debug)]
pub struct Round<'a>(pub(crate) &'a Browser);

impl Round<'_> {
    /// A player's score on this screen.
    ///
    /// # Errors
    /// The browser is gone.
    pub async fn score(self, name: &str) -> Result<Option<Score>> {
        let script = "const item = document.querySelector(
                `[data-player-name=\"${arguments[0]}\"][data-positive]`);
            return item && {
                right: Number(item.dataset.positive),
                left: Number(item.dataset.negative),
                balanced: Number(item.dataset.balanced),
            }";
        self.0.script(script, vec![name.into()]).await
    }

    /// Waits until this screen shows that score.
    ///
    /// # Errors
    /// It never does.
    pub async fn shows(self, name: &str, score: Score) -> Result<()> {
        until(format!("{score:?} of {name}"), async || {
            let seen = self.score(name).await?;
            Ok(Look::at(seen == Some(score), format!("{seen:?}")))
        })
        .await
    }
}
