//! The official prebuilt releases of the tools, as their projects publish them on GitHub.

use std::{env::consts, fs, path::Path, process::Command};

use anyhow::{Context, Result};

use super::Tool;
use crate::{process::run_quietly, progress::Step};

/// Where the releases are.
pub(crate) const GITHUB: &str = "https://github.com";

/// Being offline should cost a moment, not a minute; a server that can be reached answers sooner.
const CONNECT_TIMEOUT_S: &str = "5";

/// A download below [`STALL_BYTES_PER_S`] for this long won't end; compiling will.
const STALL_AFTER_S: &str = "20";

/// The slowest download that is still worth waiting for.
const STALL_BYTES_PER_S: &str = "10000";

/// An archive of a release.
#[derive(Debug, PartialEq, Eq)]
struct Archive {
    /// Its path below the release server.
    path: String,
    /// Where to unpack it below the installation.
    into: &'static str,
    /// How many leading folders of the names inside to leave off.
    strip: u8,
}

/// Downloads `tool` from `releases` and unpacks it into `home`.
///
/// # Errors
/// There is no release for this machine, it can't be downloaded, or it can't be unpacked.
pub(super) fn install(
    step: &Step,
    tool: Tool,
    version: &str,
    releases: &str,
    home: &Path,
) -> Result<()> {
    let archive = archive(tool, version, consts::OS, consts::ARCH).with_context(|| {
        format!("{tool} has no prebuilt release for {} on {}", consts::OS, consts::ARCH)
    })?;
    let file = home.join("download");
    let into = home.join(archive.into);
    fs::create_dir_all(&into)?;
    step.note(&format!("downloading {tool} {version}"));
    run_quietly(step, download(&format!("{releases}/{}", archive.path), &file))?;
    run_quietly(step, unpack(&file, &into, archive.strip))?;
    fs::remove_file(&file)?;
    Ok(())
}

/// The archive of `tool` for a machine; `None` where its project publishes none that we can use.
fn archive(tool: Tool, version: &str, os: &str, arch: &str) -> Option<Archive> {
    let (machine, into, strip) = match (tool, os) {
        (Tool::Binaryen, "linux") => (format!("{arch}-linux"), "", 1),
        (Tool::Binaryen, "macos") if arch == "aarch64" => ("arm64-macos".to_owned(), "", 1),
        (Tool::Binaryen, "macos") => (format!("{arch}-macos"), "", 1),
        (Tool::Trunk, "linux") => (format!("{arch}-unknown-linux-gnu"), "bin", 0),
        (Tool::WasmBindgen, "linux") => (format!("{arch}-unknown-linux-musl"), "bin", 1),
        (Tool::Trunk, "macos") => (format!("{arch}-apple-darwin"), "bin", 0),
        (Tool::WasmBindgen, "macos") => (format!("{arch}-apple-darwin"), "bin", 1),
        (Tool::Geckodriver, "linux") if arch == "x86_64" => ("linux64".to_owned(), "bin", 0),
        (Tool::Geckodriver, "linux") => (format!("linux-{arch}"), "bin", 0),
        (Tool::Geckodriver, "macos") if arch == "x86_64" => ("macos".to_owned(), "bin", 0),
        (Tool::Geckodriver, "macos") => (format!("macos-{arch}"), "bin", 0),
        _ => return None,
    };
    if !matches!(arch, "x86_64" | "aarch64") {
        return None;
    }
    let version = tool.own_version(version);
    let path = match tool {
        // npm alone has it.
        Tool::Esbuild => return None,
        Tool::Trunk => {
            format!("trunk-rs/trunk/releases/download/v{version}/trunk-{machine}.tar.gz")
        }
        Tool::WasmBindgen => format!(
            "wasm-bindgen/wasm-bindgen/releases/download/{version}/wasm-bindgen-{version}-{machine}.tar.gz"
        ),
        Tool::Binaryen => format!(
            "WebAssembly/binaryen/releases/download/version_{version}/binaryen-version_{version}-{machine}.tar.gz"
        ),
        Tool::Geckodriver => format!(
            "mozilla/geckodriver/releases/download/v{version}/geckodriver-v{version}-{machine}.tar.gz"
        ),
    };
    Some(Archive { path, into, strip })
}

fn download(address: &str, file: &Path) -> Command {
    let mut curl = Command::new("curl");
    curl.args(["--fail", "--silent", "--show-error", "--location"])
        .args(["--connect-timeout", CONNECT_TIMEOUT_S])
        .args(["--speed-time", STALL_AFTER_S, "--speed-limit", STALL_BYTES_PER_S])
        .arg("--output")
        .args([file.as_os_str(), address.as_ref()]);
    curl
}

fn unpack(file: &Path, into: &Path, strip: u8) -> Command {
    let mut tar = Command::new("tar");
    tar.arg("-xzf").arg(file).arg("-C").arg(into).arg(format!("--strip-components={strip}"));
    tar
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(tool: Tool, version: &str, os: &str, arch: &str) -> String {
        archive(tool, version, os, arch).unwrap().path
    }

    #[test]
    fn archives_are_named_as_their_projects_name_them() {
        assert_eq!(
            path(Tool::Trunk, "0.21.14", "linux", "x86_64"),
            "trunk-rs/trunk/releases/download/v0.21.14/trunk-x86_64-unknown-linux-gnu.tar.gz"
        );
        assert_eq!(
            path(Tool::WasmBindgen, "0.2.130", "linux", "aarch64"),
            "wasm-bindgen/wasm-bindgen/releases/download/0.2.130/\
             wasm-bindgen-0.2.130-aarch64-unknown-linux-musl.tar.gz"
        );
        assert_eq!(
            path(Tool::Binaryen, "132.0.0", "macos", "aarch64"),
            "WebAssembly/binaryen/releases/download/version_132/\
             binaryen-version_132-arm64-macos.tar.gz"
        );
    }

    #[test]
    fn geckodriver_names_each_machine_in_its_own_way() {
        for (os, arch, named) in [
            ("linux", "x86_64", "linux64"),
            ("linux", "aarch64", "linux-aarch64"),
            ("macos", "aarch64", "macos-aarch64"),
        ] {
            let path = path(Tool::Geckodriver, "0.37.1", os, arch);
            let file = format!("v0.37.1/geckodriver-v0.37.1-{named}.tar.gz");
            assert!(path.ends_with(&file), "{path}");
        }
    }

    #[test]
    fn a_machine_without_a_release_has_none() {
        assert_eq!(archive(Tool::Trunk, "0.21.14", "windows", "x86_64"), None);
        assert_eq!(archive(Tool::Binaryen, "132.0.0", "linux", "riscv64"), None);
    }
}
