//! The versions of the tools. Most stand in the root `Cargo.toml`; that of the
//! wasm-bindgen CLI must be the library's, so it is read from `Cargo.lock`. `Trunk.toml` repeats
//! them for whoever runs trunk without us, and [`check`] holds it to them.

use std::{fs, path::Path};

use anyhow::{Context, Result};
use toml::Table;

use super::Tool;

/// The versions that this repository is built with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Pins {
    trunk: String,
    wasm_bindgen: String,
    binaryen: String,
    esbuild: String,
    geckodriver: String,
    axe_core: String,
    lighthouse: String,
}

impl Pins {
    /// Reads them from the files at `root`.
    ///
    /// # Errors
    /// A file is missing, is no TOML, or does not name a version.
    pub(crate) fn read(root: &Path) -> Result<Self> {
        Self::from_tables(&table(root, "Cargo.toml")?, &table(root, "Cargo.lock")?)
    }

    /// The pinned version of `tool`.
    pub(crate) fn version(&self, tool: Tool) -> &str {
        match tool {
            Tool::Trunk => &self.trunk,
            Tool::WasmBindgen => &self.wasm_bindgen,
            Tool::Binaryen => &self.binaryen,
            Tool::Esbuild => &self.esbuild,
            Tool::Geckodriver => &self.geckodriver,
        }
    }

    /// The pinned version of axe-core.
    pub(super) fn axe_core(&self) -> &str {
        &self.axe_core
    }

    /// The pinned version of Lighthouse.
    pub(super) fn lighthouse(&self) -> &str {
        &self.lighthouse
    }

    fn from_tables(manifest: &Table, lock: &Table) -> Result<Self> {
        let tool = |name| {
            text(manifest, &["workspace", "metadata", "tools", name])
                .with_context(|| format!("Cargo.toml: [workspace.metadata.tools] lacks {name}"))
        };
        Ok(Self {
            trunk: tool("trunk")?.to_owned(),
            binaryen: tool("binaryen")?.to_owned(),
            esbuild: tool("esbuild")?.to_owned(),
            geckodriver: tool("geckodriver")?.to_owned(),
            axe_core: tool("axe-core")?.to_owned(),
            lighthouse: tool("lighthouse")?.to_owned(),
            wasm_bindgen: locked_version(lock, "wasm-bindgen")
                .context("Cargo.lock: wasm-bindgen is missing")?
                .to_owned(),
        })
    }
}

/// Where `Trunk.toml` differs from the pinned versions, a sentence each.
///
/// # Errors
/// A file can't be read.
pub(crate) fn check(root: &Path) -> Result<Vec<String>> {
    Ok(differences(&Pins::read(root)?, &table(root, "Trunk.toml")?))
}

fn differences(pins: &Pins, trunk: &Table) -> Vec<String> {
    let binaryen = Tool::Binaryen.own_version(&pins.binaryen);
    let expected = [
        (&["trunk-version"][..], format!("={}", pins.trunk)),
        (&["tools", "wasm_bindgen"][..], pins.wasm_bindgen.clone()),
        (&["tools", "wasm_opt"][..], format!("version_{binaryen}")),
    ];
    let wrong = expected.iter().filter(|(keys, version)| text(trunk, keys) != Some(version));
    wrong
        .map(|(keys, version)| {
            let found = text(trunk, keys).unwrap_or("missing");
            format!("Trunk.toml: {} is {found}, but must be \"{version}\"", keys.join("."))
        })
        .collect()
}

fn table(root: &Path, file: &str) -> Result<Table> {
    let path = root.join(file);
    let text = fs::read_to_string(&path).with_context(|| format!("can't read {file}"))?;
    text.parse().with_context(|| format!("{file} is no TOML"))
}

fn text<'a>(table: &'a Table, keys: &[&str]) -> Option<&'a str> {
    let (last, tables) = keys.split_last()?;
    let mut table = table;
    for key in tables {
        table = table.get(*key)?.as_table()?;
    }
    table.get(*last)?.as_str()
}

fn locked_version<'a>(lock: &'a Table, name: &str) -> Option<&'a str> {
    let packages = lock.get("package")?.as_array()?.iter().filter_map(toml::Value::as_table);
    let mut packages = packages.filter(|package| text(package, &["name"]) == Some(name));
    packages.find_map(|package| text(package, &["version"]))
}

#[cfg(test)]
mod tests {
    use super::*;

    const MANIFEST: &str = "[workspace.metadata.tools]\ntrunk = \"1.2.3\"\nbinaryen = \"7.0.0\"\n\
                            esbuild = \"0.3.4\"\ngeckodriver = \"0.8.9\"\n\
                            axe-core = \"5.0.1\"\nlighthouse = \"9.8.7\"";
    const LOCK: &str = "[[package]]\nname = \"other\"\nversion = \"9.9.9\"\n\
                        [[package]]\nname = \"wasm-bindgen\"\nversion = \"4.5.6\"";
    const TRUNK: &str = "trunk-version = \"=1.2.3\"\n\
                         [tools]\nwasm_bindgen = \"4.5.6\"\nwasm_opt = \"version_7\"";

    fn pins() -> Pins {
        Pins::from_tables(&MANIFEST.parse().unwrap(), &LOCK.parse().unwrap()).unwrap()
    }

    #[test]
    fn versions_come_from_the_manifest_and_the_lock_file() {
        assert_eq!(pins().version(Tool::Trunk), "1.2.3");
        assert_eq!(pins().version(Tool::WasmBindgen), "4.5.6");
        assert_eq!(pins().version(Tool::Binaryen), "7.0.0");
        assert_eq!(pins().version(Tool::Esbuild), "0.3.4");
        assert_eq!(pins().version(Tool::Geckodriver), "0.8.9");
        assert_eq!(pins().axe_core(), "5.0.1");
        assert_eq!(pins().lighthouse(), "9.8.7");
    }

    #[test]
    fn equal_pins_pass() {
        assert_eq!(differences(&pins(), &TRUNK.parse().unwrap()), Vec::<String>::new());
    }

    #[test]
    fn each_pin_that_differs_or_is_missing_is_named() {
        for (good, bad) in [("=1.2.3", "1.2.3"), ("4.5.6", "4.5.7"), ("version_7", "version_8")] {
            let found = differences(&pins(), &TRUNK.replace(good, bad).parse().unwrap());
            assert_eq!(found.len(), 1, "{good} for {bad}: {found:?}");
            assert!(found[0].contains(good), "{found:?}");
        }
        assert_eq!(differences(&pins(), &Table::new()).len(), 3);
    }

    #[test]
    fn a_lock_file_without_wasm_bindgen_is_refused() {
        let lock = LOCK.replace("wasm-bindgen", "another");
        assert!(Pins::from_tables(&MANIFEST.parse().unwrap(), &lock.parse().unwrap()).is_err());
    }
}
