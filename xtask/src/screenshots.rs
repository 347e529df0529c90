//! Pictures of every page in every state, for whoever designs them, and for the README.

use std::{fs, path::Path};

use anyhow::{Context, Result};
use clap::Args;

use crate::{process::run_openly, progress::Progress, stories::Props, workspace::Workspace};

/// Which pictures.
#[derive(Args)]
pub(crate) struct Options {
    /// Also take those anew that the README shows, into docs/images
    #[arg(long)]
    readme: bool,
}

/// Takes them, and prints where they are.
///
/// # Errors
/// Something can't be had or built, or a page does not come.
pub(crate) fn run(options: &Options) -> Result<()> {
    let progress = Progress::new();
    let workspace = Workspace::load()?;
    let props = Props::obtain(&progress, &workspace)?;
    let folder = workspace.target().join("screenshots");
    empty(&folder)?;
    let mut camera = workspace.cargo();
    camera.args(["run", "--package", "e2e", "--bin", "screenshots", "--"]).arg(&folder);
    if options.readme {
        camera.arg(workspace.root().join("docs").join("images"));
    }
    props.hand_to(&mut camera);
    run_openly(camera)
}

/// Makes the folder, without what an earlier run left there.
fn empty(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| format!("can't empty {}", folder.display()))?;
    }
    fs::create_dir_all(folder).with_context(|| format!("can't make {}", folder.display()))
}
