//! Makes the app's icons and its preview picture out of drawings, and writes them where trunk finds
//! them: `cargo xtask icons`. They are kept in the repository, so that the app is built without
//! this program; a test holds them to the drawings.

mod indexed;
mod picture;

use std::{fs, path::Path};

use anyhow::{Context, Result};

use crate::picture::PICTURES;

/// The repository's folder, to which all paths here are relative.
const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");

fn main() -> Result<()> {
    for picture in PICTURES {
        let png = indexed::encode(&picture.draw()?)?;
        let file = Path::new(ROOT).join(picture.file);
        let folder = file.parent().expect("a picture is in a folder");
        fs::create_dir_all(folder)?;
        fs::write(&file, &png).with_context(|| format!("can't write {}", file.display()))?;
        println!("{} ({} bytes)", picture.file, png.len());
    }
    Ok(())
}
