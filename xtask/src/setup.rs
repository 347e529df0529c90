//! Obtains everything that the other commands need, so that they need no network afterwards.

use anyhow::Result;

use crate::{
    browser::Browser,
    progress::Progress,
    rust,
    tools::{Tool, Toolbox},
    workspace::Workspace,
};

/// Obtains it all and says where it is.
///
/// # Errors
/// Something can't be had; the error says what to type.
pub(crate) fn run() -> Result<()> {
    let progress = Progress::new();
    let workspace = Workspace::load()?;
    progress.step("Rust's browser target", rust::ensure_wasm_target)?;
    progress.step("clippy and rustfmt", rust::ensure_lint_tools)?;
    let tools = Toolbox::obtain(&progress, workspace.root(), &Tool::ALL)?;
    let browser = progress.step("test browser", Browser::obtain);
    for found in tools.found() {
        println!("{} {}: {}", found.tool, found.version, found.folder.display());
    }
    let browser = browser?;
    println!("Chromium: {}", browser.chrome().display());
    println!("ChromeDriver: {}", browser.driver().display());
    Ok(())
}
