//! Makes the icons and the preview picture. The program that does is a package of its own, since it
//! takes a while to compile, and nobody needs it who does not draw.

use anyhow::Result;

use crate::{process::run_openly, workspace::Workspace};

/// Runs it.
///
/// # Errors
/// Its own: a drawing that is none.
pub(crate) fn run() -> Result<()> {
    let mut cargo = Workspace::load()?.cargo();
    cargo.args(["run", "--package", "artwork"]);
    run_openly(cargo)
}
