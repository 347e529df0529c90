//! Has the crate compiled again when the app that it carries has changed: the embedding macro sees
//! the files that are there, but nobody tells cargo about new ones.

use std::path::Path;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    // A development build reads the folder when it runs. Naming a folder that is not there would
    // compile the crate anew each time, which is worth it only where the app must not be missed.
    let dist = Path::new("../../dist");
    let release = std::env::var("PROFILE").is_ok_and(|profile| profile == "release");
    if release || dist.exists() {
        println!("cargo::rerun-if-changed={}", dist.display());
    }
}
