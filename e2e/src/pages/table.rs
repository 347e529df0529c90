//! Reading tables by their headers, whatever the order of the columns.

use std::collections::BTreeMap;

use anyhow::{Context, Result};

use crate::{browser::Browser, element::Role};

/// The rows of the table of this name, from column header to cell.
///
/// # Errors
/// There is no such table.
pub(crate) async fn rows(browser: &Browser, name: &str) -> Result<Vec<BTreeMap<String, String>>> {
    let table = browser.find(Role::Table, name).await?;
    let script = "const text = cell => cell.innerText.trim();
        const [head, ...rows] = [...arguments[0].rows];
        const names = [...head.cells].map(cell => cell.getAttribute('aria-label') ?? text(cell));
        return rows.map(row =>
            Object.fromEntries([...row.cells].map((cell, column) => [names[column], text(cell)])))";
    browser.script(script, vec![table.argument()?]).await
}

/// The name in a row's header, where the player itself is told so beneath it.
pub(crate) fn player(row: &BTreeMap<String, String>) -> Result<String> {
    let cell = cell(row, "Player")?;
    Ok(cell.lines().next().unwrap_or_default().trim().to_owned())
}

/// A cell as it stands.
fn cell<'a>(row: &'a BTreeMap<String, String>, column: &str) -> Result<&'a str> {
    let cell = row.get(column);
    cell.map(String::as_str).with_context(|| format!("no column “{column}” in {row:?}"))
}

/// A cell that is a number.
pub(crate) fn number(row: &BTreeMap<String, String>, column: &str) -> Result<u64> {
    let cell = cell(row, column)?;
    cell.parse().with_context(|| format!("“{cell}” in the column “{column}” is no number"))
}
