//! Watching what changes on a screen, by the page's own clock.

use std::{
    collections::BTreeMap,
    io::{self, Write as _},
    time::Duration,
};

use anyhow::{Context, Result};

use crate::player::Player;

impl Player {
    /// Notes from now on when this screen shows more presses of these players.
    ///
    /// # Errors
    /// The browser is gone.
    pub async fn watches(&self, others: &[&str]) -> Result<()> {
        let script = "window.noted = [];
            const changed = records => {
                if (records.some(record => arguments[0].includes(record.target.dataset.playerName)))
                    noted.push(performance.now());
            };
            new MutationObserver(changed).observe(document.body, {
                subtree: true, attributes: true,
                attributeFilter: ['data-positive', 'data-negative'],
            });";
        self.browser().script::<()>(script, vec![others.into()]).await
    }

    /// The longest time for which none of them did.
    ///
    /// # Errors
    /// Nothing was watched.
    pub async fn longest_silence(&self) -> Result<Duration> {
        let noted: Vec<f64> = self.browser().script("return noted", vec![]).await?;
        let gaps = noted.windows(2).map(|pair| pair[1] - pair[0]);
        let longest = gaps.reduce(f64::max).context("nobody’s counts have grown")?;
        Ok(Duration::from_secs_f64(longest / 1_000.0))
    }
}

/// What changes in the document of a screen.
#[derive(Debug)]
pub struct Changes<'a>(&'a Player);

impl Player {
    /// Notes from now on what is drawn anew.
    ///
    /// # Errors
    /// The browser is gone.
    pub async fn notes_what_is_drawn(&self) -> Result<Changes<'_>> {
        let script = "window.drawn = {};
            const place = node => {
                const element = node instanceof Element ? node : node.parentElement;
                const row = element.closest('.score');
                return row ? row.dataset.playerName
                    : (element.closest('.timer') ? 'timer' : element.outerHTML.slice(0, 80));
            };
            // What is for screen readers alone is out of sight, and nothing of it is drawn.
            const isSaid = node =>
                (node instanceof Element ? node : node.parentElement)?.closest('.said');
            const changed = records => {
                for (const { target } of records)
                    if (!isSaid(target)) drawn[place(target)] = (drawn[place(target)] ?? 0) + 1;
            };
            new MutationObserver(changed).observe(document.body, {
                subtree: true, attributes: true, childList: true, characterData: true,
            });";
        self.browser().script::<()>(script, vec![]).await?;
        Ok(Changes(self))
    }
}

impl Changes<'_> {
    /// How often each thing was drawn anew: a player's line under its name, the clock as `timer`,
    /// anything else under the beginning of its HTML.
    ///
    /// # Errors
    /// The browser is gone.
    pub async fn so_far(&self) -> Result<BTreeMap<String, u64>> {
        self.0.browser().script("return drawn", vec![]).await
    }
}

/// Says something that was measured, also when the test passes, whose output is kept back.
///
/// # Errors
/// Nobody listens.
pub fn report(measured: &str) -> Result<()> {
    Ok(writeln!(io::stdout().lock(), "\nmeasured: {measured}")?)
}
