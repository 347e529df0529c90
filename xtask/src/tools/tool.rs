//! What is particular to each tool.

use std::{
    fmt,
    path::{Path, PathBuf},
    process::Command,
};

use crate::process::{capture, find_program};

/// A tool that the build or the tests need besides Rust's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tool {
    /// Bundles the app.
    Trunk,
    /// Writes the JavaScript between the app and the browser, and runs tests in a browser.
    WasmBindgen,
    /// Holds wasm-opt, which makes the app a quarter smaller.
    Binaryen,
    /// Minifies JavaScript.
    Esbuild,
    /// Drives Firefox in tests.
    Geckodriver,
}

impl Tool {
    /// Those that the app is built with.
    pub(crate) const BUILD: [Self; 4] =
        [Self::Trunk, Self::WasmBindgen, Self::Binaryen, Self::Esbuild];

    /// Whether the build can do without.
    pub(crate) fn is_optional(self) -> bool {
        matches!(self, Self::Binaryen | Self::Esbuild)
    }

    /// The programs that we use of it.
    pub(crate) fn programs(self) -> &'static [&'static str] {
        match self {
            Self::Trunk => &["trunk"],
            Self::WasmBindgen => &["wasm-bindgen", "wasm-bindgen-test-runner"],
            Self::Binaryen => &["wasm-opt"],
            Self::Esbuild => &["esbuild"],
            Self::Geckodriver => &["geckodriver"],
        }
    }

    /// The version that a program of it says it is, for a pinned `version`. Binaryen counts with one
    /// number; npm, whose numbers have three, adds zeros to it.
    pub(crate) fn own_version(self, version: &str) -> &str {
        match self {
            Self::Binaryen => version.split('.').next().unwrap_or(version),
            Self::Trunk | Self::WasmBindgen | Self::Esbuild | Self::Geckodriver => version,
        }
    }

    /// The folders below an installation that its programs may be in.
    pub(crate) fn program_folders(self, home: &Path) -> Vec<PathBuf> {
        let mut folders = vec![home.join("bin")];
        if matches!(self, Self::Binaryen | Self::Esbuild) {
            folders.push(home.join("node_modules").join(".bin"));
        }
        folders
    }

    /// Whether every program is in `folder`, runs, and has exactly this version.
    pub(crate) fn is_in(self, folder: &Path, version: &str) -> bool {
        self.programs().iter().all(|program| {
            find_program(program, &[folder.to_owned()]).is_some_and(|path| {
                let mut command = Command::new(path);
                command.arg("--version");
                capture(command)
                    .is_ok_and(|said| stated_version(&said) == Some(self.own_version(version)))
            })
        })
    }
}

impl fmt::Display for Tool {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Trunk => "trunk",
            Self::WasmBindgen => "wasm-bindgen",
            Self::Binaryen => "binaryen",
            Self::Esbuild => "esbuild",
            Self::Geckodriver => "geckodriver",
        })
    }
}

/// The first word with a number in front, as in `wasm-opt version 132 (version_132)`.
fn stated_version(said: &str) -> Option<&str> {
    said.split_whitespace().find(|word| word.starts_with(|first: char| first.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_tool_states_its_version_in_its_own_way() {
        assert_eq!(stated_version("trunk 0.21.14\n"), Some("0.21.14"));
        assert_eq!(stated_version("wasm-bindgen 0.2.130 (abc 2026-01-01)"), Some("0.2.130"));
        assert_eq!(stated_version("wasm-opt version 132 (version_132)\n"), Some("132"));
        assert_eq!(stated_version("geckodriver 0.37.1 (a1b2 2026-01-01)\n\nMPL"), Some("0.37.1"));
        assert_eq!(stated_version("no version here"), None);
    }

    #[test]
    fn binaryen_counts_with_one_number() {
        assert_eq!(Tool::Binaryen.own_version("132.0.0"), "132");
        assert_eq!(Tool::Trunk.own_version("0.21.14"), "0.21.14");
    }
}
