//! Tells the stories of `e2e` in real browsers, with everything that they need.

use std::{path::PathBuf, process::Command};

use anyhow::Result;
use clap::Args;

use crate::{
    app,
    browser::{Chromium, Firefox},
    process::run_openly,
    progress::Progress,
    rust,
    tools::{AxeCore, Tool, Toolbox},
    workspace::Workspace,
};

/// Which stories.
#[derive(Args)]
pub(crate) struct Options {
    /// Only those whose names contain one of these words
    words: Vec<String>,
}

/// Builds what is served and tells the stories.
///
/// # Errors
/// Something can't be had or built, or a story fails.
pub(crate) fn run(options: &Options) -> Result<()> {
    let progress = Progress::new();
    let workspace = Workspace::load()?;
    let props = Props::obtain(&progress, &workspace)?;
    let firefox = Firefox::obtain(&progress, &workspace)?;
    let mut test = workspace.cargo();
    test.args(["test", "--package", "e2e", "--"]).args(&options.words);
    props.hand_to(&mut test);
    firefox.hand_to(&mut test);
    run_openly(test)
}

/// What all stories need.
pub(crate) struct Props {
    pub(crate) server: PathBuf,
    pub(crate) chromium: Chromium,
    pub(crate) axe: PathBuf,
}

impl Props {
    /// Obtains and builds it.
    ///
    /// # Errors
    /// Something can't be had or built.
    pub(crate) fn obtain(progress: &Progress, workspace: &Workspace) -> Result<Self> {
        progress.step("Rust's browser target", rust::ensure_wasm_target)?;
        let tools = Toolbox::obtain(progress, workspace.root(), &Tool::BUILD)?;
        let chromium = progress.step("Chromium", Chromium::obtain)?;
        let axe = progress.step("axe-core", |step| AxeCore::obtain(step, workspace.root()))?;
        app::build(progress, workspace, &tools)?;
        let server = app::build_server(progress, workspace)?;
        Ok(Self { server, chromium, axe })
    }

    /// Tells a program of `e2e` where everything is.
    pub(crate) fn hand_to(&self, program: &mut Command) {
        program
            .env("SEESAW_SERVER", &self.server)
            .env("CHROME", self.chromium.program())
            .env("CHROMEDRIVER", self.chromium.driver())
            .env("AXE", &self.axe);
    }
}
