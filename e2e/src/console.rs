//! What the browser's console says. A story fails if there is an error or a warning at its end,
//! except those that it has excused because it injects the fault that they tell of.

use std::fmt;

use anyhow::Result;

use crate::browser::{Browser, Engine};

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Level {
    Error,
    Warning,
    Remark,
}

/// One thing that it says.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    pub(crate) level: Level,
    pub(crate) text: String,
}

impl fmt::Display for Line {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:?}: {}", self.level, self.text)
    }
}

impl Browser {
    /// All that the console said since the browser started, a line each.
    ///
    /// # Errors
    /// The browser is gone.
    pub(crate) async fn console(&self) -> Result<Vec<Line>> {
        if !self.is_gone() {
            // Both drivers tell each line once.
            let new = match self.engine() {
                Engine::Chromium => self.chromium_console().await?,
                Engine::Firefox => self.firefox_console().await?,
            };
            self.console.borrow_mut().extend(new);
        }
        Ok(self.console.borrow().clone())
    }

    /// From now on what the console says with these words in it is no complaint: the story injects
    /// the fault that they tell of.
    pub fn excuses(&self, words: &'static str) {
        self.excused.borrow_mut().push(words);
    }

    /// The errors and warnings that nobody has excused.
    ///
    /// # Errors
    /// The browser is gone.
    pub async fn complaints(&self) -> Result<Vec<String>> {
        let mut lines = self.console().await?;
        let excused = self.excused.borrow();
        lines.retain(|line| {
            line.level != Level::Remark && !excused.iter().any(|words| line.text.contains(words))
        });
        Ok(lines.iter().map(Line::to_string).collect())
    }

    async fn chromium_console(&self) -> Result<Vec<Line>> {
        let level = |name: &str| match name {
            "SEVERE" => Level::Error,
            "WARNING" => Level::Warning,
            _ => Level::Remark,
        };
        let entries = self.driver().browser_log().await?.into_iter();
        Ok(entries.map(|entry| Line { level: level(&entry.level), text: entry.message }).collect())
    }
}
