//! What the browser's console says.

use anyhow::Result;

use crate::browser::Browser;

impl Browser {
    /// All that the console said since the browser started, a line each.
    ///
    /// # Errors
    /// The browser is gone.
    pub async fn console(&self) -> Result<Vec<String>> {
        // The driver tells each entry once.
        let new = self.driver().browser_log().await?;
        let mut all = self.console.borrow_mut();
        all.extend(new);
        Ok(all.iter().map(|entry| format!("{} {}", entry.level, entry.message)).collect())
    }

    /// The errors and warnings among them.
    ///
    /// # Errors
    /// The browser is gone.
    pub async fn complaints(&self) -> Result<Vec<String>> {
        let mut lines = self.console().await?;
        lines.retain(|line| line.starts_with("SEVERE") || line.starts_with("WARNING"));
        Ok(lines)
    }
}
