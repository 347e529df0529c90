//! Who may depend on whom. Arrows point down only, and nothing below the app or the server reaches
//! the outside world.

use anyhow::Result;
use cargo_metadata::Package;

use super::SANS_IO;
use crate::{process::capture, workspace::Workspace};

/// What each package may take from this repository, for its tests too. A package that is not in the
/// table is a breach: adding one is a decision about the house, made here.
const ARROWS: [(&str, &[&str]); 12] = [
    ("artwork", &[]),
    ("crdt", &[]),
    ("protocol", &["crdt"]),
    ("game", &["crdt", "protocol"]),
    ("broker", &["protocol"]),
    ("simulation", &["crdt", "protocol", "game", "broker"]),
    ("bot", &["crdt", "protocol", "game"]),
    ("server", &["protocol", "broker"]),
    ("seesaw", &["crdt", "protocol", "game"]),
    ("e2e", &["protocol", "game"]),
    ("fuzz", &["crdt", "protocol", "game", "broker"]),
    ("xtask", &["game", "simulation"]),
];

/// Crates that bring a clock, randomness of the system, a socket, a thread or the browser with them.
const OUTSIDE: [&str; 22] = [
    "async-io",
    "async-std",
    "chrono",
    "crossbeam",
    "getrandom",
    "gloo",
    "hyper",
    "instant",
    "js-sys",
    "mio",
    "rayon",
    "reqwest",
    "smol",
    "socket2",
    "time",
    "tokio",
    "tungstenite",
    "wasm-bindgen",
    "wasm-bindgen-futures",
    "web-sys",
    "web-time",
    "yew",
];

/// Where a package takes from this repository what the table does not grant it.
pub(super) fn check_arrows(packages: &[&Package]) -> Vec<String> {
    let taken = |package: &Package| {
        let local = package.dependencies.iter().filter(|dependency| dependency.path.is_some());
        local.map(|dependency| dependency.name.clone()).collect()
    };
    let packages = packages.iter().map(|package| (package.name.to_string(), taken(package)));
    packages.flat_map(|(name, taken): (_, Vec<_>)| check_arrow(&name, &taken)).collect()
}

fn check_arrow(package: &str, taken: &[String]) -> Vec<String> {
    let Some((_, granted)) = ARROWS.iter().find(|(name, _)| *name == package) else {
        return vec![format!("{package} is not in the table of who may depend on whom")];
    };
    // A package may take itself, as some do to test themselves with all of their features.
    let is_granted = |name: &str| granted.contains(&name) || name == package;
    let beyond = taken.iter().filter(|name| !is_granted(name));
    beyond.map(|name| format!("{package} depends on {name}, which is not below it")).collect()
}

/// Where a sans-IO crate, or anything that it is built from, reaches the outside world.
pub(super) fn check_sans_io(workspace: &Workspace) -> Result<Vec<String>> {
    let mut breaches = Vec::new();
    for package in SANS_IO {
        // Cargo's metadata unites the features of all packages; the tree of one is what it gets.
        let mut tree = workspace.cargo();
        tree.args(["tree", "--package", package, "--edges", "normal,build", "--target", "all"])
            .args(["--prefix", "none", "--format", "{p}"]);
        breaches.extend(check_tree(package, &capture(tree)?));
    }
    Ok(breaches)
}

fn check_tree(package: &str, tree: &str) -> Vec<String> {
    let names = tree.lines().filter_map(|line| line.split_whitespace().next());
    let mut outside: Vec<_> = names.filter(|name| OUTSIDE.contains(name)).collect();
    outside.sort_unstable();
    outside.dedup();
    outside.iter().map(|name| format!("{package} must do no I/O, but depends on {name}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_arrow_that_points_up_is_a_breach() {
        assert_eq!(check_arrow("game", &["crdt".to_owned()]), Vec::<String>::new());
        assert_eq!(check_arrow("crdt", &["crdt".to_owned()]), Vec::<String>::new());
        let breaches = check_arrow("crdt", &["protocol".to_owned()]);
        assert_eq!(breaches, ["crdt depends on protocol, which is not below it"]);
    }

    #[test]
    fn a_package_that_the_table_does_not_know_is_a_breach() {
        assert_eq!(check_arrow("newcomer", &[]).len(), 1);
    }

    #[test]
    fn the_table_itself_has_no_arrow_up() {
        let place = |name: &str| ARROWS.iter().position(|(row, _)| *row == name).unwrap();
        for (name, granted) in ARROWS {
            assert!(granted.iter().all(|below| place(below) < place(name)), "{name}");
        }
    }

    #[test]
    fn a_crate_from_outside_is_a_breach_however_deep() {
        let tree = "game v0.1.0 (/seesaw/crates/game)\nserde v1.0.229\nsome-crate v2.0.0\n\
                    web-sys v0.3.107\nweb-sys v0.3.107 (*)\n";
        assert_eq!(check_tree("game", tree), ["game must do no I/O, but depends on web-sys"]);
        assert_eq!(check_tree("game", "game v0.1.0\nserde v1.0.229\n"), Vec::<String>::new());
    }

    #[test]
    fn every_sans_io_crate_is_in_the_table() {
        assert!(SANS_IO.iter().all(|name| ARROWS.iter().any(|(row, _)| row == name)));
    }
}
