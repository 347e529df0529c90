//! Where things are in this repository, and what cargo knows about it.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result};
use cargo_metadata::{DependencyKind, Metadata, MetadataCommand, Package};

/// The repository with cargo's view of it.
pub(crate) struct Workspace {
    metadata: Metadata,
}

impl Workspace {
    /// Asks cargo.
    ///
    /// # Errors
    /// Cargo's own: a broken manifest, or dependencies that can't be fetched.
    pub(crate) fn load() -> Result<Self> {
        let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml");
        let metadata = MetadataCommand::new()
            .manifest_path(manifest)
            .exec()
            .context("cargo can't describe this workspace")?;
        Ok(Self { metadata })
    }

    /// The repository's folder.
    pub(crate) fn root(&self) -> &Path {
        self.metadata.workspace_root.as_std_path()
    }

    /// What the player's browser gets, as trunk leaves it.
    pub(crate) fn dist(&self) -> PathBuf {
        self.root().join("dist")
    }

    /// Cargo's target folder.
    pub(crate) fn target(&self) -> &Path {
        self.metadata.target_directory.as_std_path()
    }

    /// Our own corner of the target folder.
    pub(crate) fn scratch(&self) -> PathBuf {
        self.target().join("xtask")
    }

    /// A cargo command at the root of the repository.
    pub(crate) fn cargo(&self) -> Command {
        let mut command = Command::new(std::env::var_os("CARGO").unwrap_or("cargo".into()));
        command.current_dir(self.root());
        command
    }

    /// The packages of this repository.
    pub(crate) fn packages(&self) -> Vec<&Package> {
        self.metadata.workspace_packages()
    }

    /// The folders of `package` and of the packages of this repository that it is built from.
    pub(crate) fn sources_of(&self, package: &str) -> BTreeSet<PathBuf> {
        let packages = self.packages();
        let mut names = vec![package.to_owned()];
        let mut folders = BTreeSet::new();
        while let Some(name) = names.pop() {
            let Some(package) = packages.iter().find(|package| package.name == name) else {
                continue;
            };
            let folder = package.manifest_path.parent().expect("a manifest is in a folder");
            if folders.insert(folder.as_std_path().to_owned()) {
                names.extend(local_dependencies(package));
            }
        }
        folders
    }
}

/// What `package` takes from this repository to be built, tests aside.
fn local_dependencies(package: &Package) -> impl Iterator<Item = String> {
    let used = |dependency: &&cargo_metadata::Dependency| {
        dependency.path.is_some() && dependency.kind != DependencyKind::Development
    };
    package.dependencies.iter().filter(used).map(|dependency| dependency.name.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_app_is_built_from_the_game_but_not_from_the_server() {
        let workspace = Workspace::load().unwrap();
        let sources = workspace.sources_of("seesaw");
        assert!(sources.contains(workspace.root()));
        assert!(sources.contains(&workspace.root().join("crates/game")));
        assert!(sources.contains(&workspace.root().join("crates/crdt")), "through the game");
        assert!(!sources.contains(&workspace.root().join("crates/server")));
    }
}
