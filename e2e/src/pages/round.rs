//! A round, while it is counted down, played and tallied.

use anyhow::{Context as _, Result};
use serde::Deserialize;

use crate::{
    browser::Browser,
    element::Role,
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

    /// All that the clock shows before presses count, in its order.
    ///
    /// # Errors
    /// The browser is gone.
    pub async fn countdown(self) -> Result<Vec<String>> {
        let script = "if (document.documentElement.dataset.page !== 'countdown') return null;
            return document.querySelector('[role=timer]').textContent";
        let mut shown = Vec::new();
        until("the end of the countdown", async || {
            let now: Option<String> = self.0.script(script, Vec::new()).await?;
            let Some(number) = now else { return Ok(Look::Yes(())) };
            if shown.last() != Some(&number) {
                shown.push(number.clone());
            }
            Ok(Look::NotYet(number))
        })
        .await?;
        Ok(shown)
    }

    /// The seconds that are left.
    ///
    /// # Errors
    /// The round is not on.
    pub async fn time_left(self) -> Result<u64> {
        let clock = self.0.find(Role::Timer, "Time left").await?.text().await?;
        clock.parse().with_context(|| format!("the clock shows “{clock}”"))
    }

    /// Waits until the clock has come down to so many seconds.
    ///
    /// # Errors
    /// The round is over.
    pub async fn comes_down_to(self, seconds: u64) -> Result<()> {
        until(format!("the clock to show {seconds}"), async || {
            let left = self.time_left().await?;
            Ok(Look::at(left <= seconds, left))
        })
        .await
    }

    /// Waits until this screen shows at least so many presses of a player.
    ///
    /// # Errors
    /// It never does.
    pub async fn shows_presses(self, name: &str, at_least: u64) -> Result<()> {
        until(format!("{at_least} presses of {name}"), async || {
            let seen = self.score(name).await?;
            let presses = seen.map_or(0, |score| score.right + score.left);
            Ok(Look::at(presses >= at_least, format!("{seen:?}")))
        })
        .await
    }

    /// Waits until this screen shows that score.
    ///
    /// # Errors
    /// It does not as long as the round is shown.
    pub async fn shows(self, name: &str, score: Score) -> Result<()> {
        until(format!("{score:?} of {name}"), async || {
            let seen =
                self.score(name).await?.context("the round is over, or without that player")?;
            Ok(Look::at(seen == score, format!("{seen:?}")))
        })
        .await
    }
}
