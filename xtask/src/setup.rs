//! Obtains everything that the other commands need, so that they need no network afterwards.

use anyhow::Result;

use crate::{
    browser::{Chromium, Firefox},
    progress::Progress,
    rust,
    tools::{AxeCore, Lighthouse, Tool, Toolbox},
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
    let tools = Toolbox::obtain(&progress, workspace.root(), &Tool::BUILD)?;
    let chromium = progress.step("Chromium", Chromium::obtain);
    let axe = progress.step("axe-core", |step| AxeCore::obtain(step, workspace.root()));
    let lighthouse = progress.step("lighthouse", |step| Lighthouse::obtain(step, workspace.root()));
    let firefox = Firefox::obtain(&progress, &workspace);
    for found in tools.found() {
        println!("{} {}: {}", found.tool, found.version, found.folder.display());
    }
    let (chromium, axe, lighthouse, firefox) = (chromium?, axe?, lighthouse?, firefox?);
    for (name, place) in [
        ("Chromium", chromium.program()),
        ("ChromeDriver", chromium.driver()),
        ("Firefox", firefox.program()),
        ("geckodriver", firefox.driver()),
        ("axe-core", &axe),
        ("Lighthouse", &lighthouse),
    ] {
        println!("{name}: {}", place.display());
    }
    Ok(())
}
