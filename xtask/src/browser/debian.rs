//! Debian's packages, installed where that needs no password.

use std::{fs, process::Command};

use anyhow::Result;

use crate::{process::run_quietly, progress::Step};

/// Whether packages can be installed here without asking anybody.
pub(super) fn installs_here() -> bool {
    is_debian() && is_root()
}

/// Installs `packages`, and nothing that they merely recommend.
///
/// # Errors
/// Those of apt-get.
pub(super) fn install(step: &Step, packages: &[&str]) -> Result<()> {
    run_quietly(step, apt_get(&["update"]))?;
    let install = ["install", "--yes", "--no-install-recommends"];
    let install: Vec<_> = install.iter().chain(packages).copied().collect();
    run_quietly(step, apt_get(&install))
}

/// Whether this is Debian itself.
pub(super) fn is_debian() -> bool {
    fs::read_to_string("/etc/os-release").is_ok_and(|release| names_debian(&release))
}

/// Whether whoever runs this may do anything.
#[cfg(unix)]
pub(super) fn is_root() -> bool {
    rustix::process::geteuid().is_root()
}

#[cfg(not(unix))]
pub(super) fn is_root() -> bool {
    false
}

fn apt_get(arguments: &[&str]) -> Command {
    let mut command = Command::new("apt-get");
    command.args(arguments).env("DEBIAN_FRONTEND", "noninteractive");
    command
}

/// Whether `/etc/os-release` is Debian's own. Ubuntu's `chromium` and `firefox` packages are pointers
/// to snaps, which do not install in a container.
fn names_debian(release: &str) -> bool {
    release.lines().any(|line| matches!(line, "ID=debian" | "ID=\"debian\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_debian_itself_is_debian() {
        assert!(names_debian("PRETTY_NAME=\"Debian\"\nID=debian\n"));
        assert!(!names_debian("ID=ubuntu\nID_LIKE=debian\n"));
    }
}
