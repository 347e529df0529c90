//! The invariants of the design that a program can hold: what each package may depend on, that all
//! of them forbid `unsafe`, and what each folder of the app may mention.
//!
//! Each check takes what it looks at as a value and returns a sentence a breach, so that its tests
//! can show it a broken repository.

mod dependencies;
mod manifests;
mod sources;

use anyhow::{Result, bail};

use crate::workspace::Workspace;

/// The crates that have no clock, no randomness, no socket and no thread of their own.
const SANS_IO: [&str; 5] = ["crdt", "protocol", "game", "broker", "simulation"];

/// Holds the repository to all of them.
///
/// # Errors
/// An invariant is broken, or can't be looked at.
pub(crate) fn check(workspace: &Workspace) -> Result<()> {
    let mut breaches = dependencies::check_arrows(&workspace.packages());
    breaches.extend(dependencies::check_sans_io(workspace)?);
    breaches.extend(manifests::check(workspace)?);
    breaches.extend(sources::check(workspace)?);
    if !breaches.is_empty() {
        bail!("{}", breaches.join("\n"));
    }
    Ok(())
}
