//! The result of a round.

use anyhow::{Context, Result};

use super::table;
use crate::{
    browser::Browser,
    element::Role,
    wait::{Look, until},
};

/// What a result says of one player.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResultRow {
    /// Who.
    pub player: String,
    /// → presses.
    pub right: u64,
    /// ← presses.
    pub left: u64,
    /// The smaller of the two.
    pub balanced: u64,
    /// Points of the match so far.
    pub points: u64,
}

impl ResultRow {
    /// The row of a player with so many presses and points.
    #[must_use]
    pub fn of(player: &str, right: u64, left: u64, points: u64) -> Self {
        Self { player: player.to_owned(), right, left, balanced: right.min(left), points }
    }
}

/// Where a round's winner is shown.
#[derive(Clone, Copy, Debug)]
pub struct RoundResult<'a>(pub(crate) &'a Browser);

impl RoundResult<'_> {
    /// Waits for this heading, which names the winner.
    ///
    /// # Errors
    /// Another stands there.
    pub async fn says(self, heading: &str) -> Result<()> {
        self.0.find(Role::Heading, heading).await.map(drop)
    }

    /// Waits for this pot and these rows: counts that come late still count.
    ///
    /// # Errors
    /// Others stay there.
    pub async fn shows(self, pot: u64, rows: &[ResultRow]) -> Result<()> {
        until(format!("a pot of {pot} and {rows:#?}"), async || {
            let (shown_pot, shown_rows) = (self.pot().await?, self.rows().await?);
            let right = shown_pot == pot && shown_rows == rows;
            Ok(Look::at(right, format!("a pot of {shown_pot} and {shown_rows:#?}")))
        })
        .await
    }

    /// The table, in the order of the ranks.
    ///
    /// # Errors
    /// There is none.
    pub async fn rows(self) -> Result<Vec<ResultRow>> {
        let rows = table::rows(self.0, "Results").await?;
        let read = rows.iter().map(|row| {
            Ok(ResultRow {
                player: table::player(row)?,
                right: table::number(row, "Right")?,
                left: table::number(row, "Left")?,
                balanced: table::number(row, "Balanced")?,
                points: table::number(row, "Points")?,
            })
        });
        read.collect()
    }

    /// The pot.
    ///
    /// # Errors
    /// It is not shown.
    pub async fn pot(self) -> Result<u64> {
        let script = "return document.querySelector('[data-pot]')?.dataset.pot ?? null";
        let pot: Option<String> = self.0.script(script, Vec::new()).await?;
        let pot = pot.context("no pot is shown")?;
        pot.parse().with_context(|| format!("the pot “{pot}” is no number"))
    }

    /// The host: goes on to the next round.
    ///
    /// # Errors
    /// There is no such button.
    pub async fn next_round(self) -> Result<()> {
        self.0.click(Role::Button, "Next round").await
    }

    /// The host, after the last round: goes on to the podium.
    ///
    /// # Errors
    /// There is no such button.
    pub async fn to_the_podium(self) -> Result<()> {
        self.0.click(Role::Button, "To the podium").await
    }
}
