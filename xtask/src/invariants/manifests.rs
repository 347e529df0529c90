//! What every manifest must say: the lints of the workspace, which forbid `unsafe`, and for the
//! sans-IO crates no list of clippy's of their own, since the strict one is the root's.

use std::{fs, path::Path};

use anyhow::{Context, Result};
use toml::Table;

use super::SANS_IO;
use crate::workspace::Workspace;

/// Where a manifest of the repository does not say it.
pub(super) fn check(workspace: &Workspace) -> Result<Vec<String>> {
    let root = read(&workspace.root().join("Cargo.toml"))?;
    let mut breaches: Vec<_> = check_root(&root).into_iter().collect();
    for package in workspace.packages() {
        let manifest = package.manifest_path.as_std_path();
        breaches.extend(check_package(&package.name, &read(manifest)?));
        let folder = manifest.parent().expect("a manifest is in a folder");
        breaches.extend(check_clippy_list(&package.name, folder));
    }
    Ok(breaches)
}

fn read(manifest: &Path) -> Result<Table> {
    let text = fs::read_to_string(manifest)
        .with_context(|| format!("can't read {}", manifest.display()))?;
    text.parse().with_context(|| format!("{} is no TOML", manifest.display()))
}

fn check_root(root: &Table) -> Option<String> {
    let keys = ["lints", "rust", "unsafe_code"];
    let lints = root.get("workspace");
    let level = keys.iter().fold(lints, |table, key| table?.get(key));
    let level = level.and_then(toml::Value::as_str);
    (level != Some("forbid")).then(|| "Cargo.toml: unsafe_code is not forbidden".to_owned())
}

fn check_package(name: &str, manifest: &Table) -> Option<String> {
    let lints = manifest.get("lints").and_then(|lints| lints.get("workspace"));
    let inherits = lints.and_then(toml::Value::as_bool) == Some(true);
    (!inherits).then(|| format!("{name} does not inherit the workspace's lints"))
}

fn check_clippy_list(name: &str, folder: &Path) -> Option<String> {
    let is_strict = !folder.join("clippy.toml").exists() || !SANS_IO.contains(&name);
    (!is_strict).then(|| format!("{name} has a clippy.toml of its own, which hides the strict one"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_root_must_forbid_unsafe() {
        let forbids = "[workspace.lints.rust]\nunsafe_code = \"forbid\"";
        assert_eq!(check_root(&forbids.parse().unwrap()), None);
        for broken in [
            "[workspace.lints.rust]\nunsafe_code = \"deny\"",
            "[workspace.lints.rust]",
            "[workspace]",
            "",
        ] {
            assert!(check_root(&broken.parse().unwrap()).is_some(), "{broken}");
        }
    }

    #[test]
    fn a_package_must_inherit_the_lints() {
        assert_eq!(check_package("game", &"[lints]\nworkspace = true".parse().unwrap()), None);
        for broken in ["[lints]\nworkspace = false", "[lints.rust]\nunsafe_code = \"allow\"", ""] {
            assert!(check_package("game", &broken.parse().unwrap()).is_some(), "{broken}");
        }
    }

    #[test]
    fn only_crates_with_io_may_have_a_list_of_their_own() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(check_clippy_list("game", folder.path()), None);
        fs::write(folder.path().join("clippy.toml"), "").unwrap();
        assert!(check_clippy_list("game", folder.path()).is_some());
        assert_eq!(check_clippy_list("server", folder.path()), None);
    }
}
