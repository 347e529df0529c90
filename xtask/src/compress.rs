//! Compresses what a browser downloads, once and as hard as can be, so that the server only has to
//! hand it out.

use std::{
    ffi::OsString,
    fs,
    io::Write,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};
use brotli::enc::BrotliEncoderParams;
use flate2::{Compression, write::GzEncoder};

use crate::fingerprint::files_below;

/// The kinds of files that shrink; pictures and fonts are compressed already.
const SHRINKING: [&str; 8] = ["css", "html", "js", "json", "svg", "txt", "wasm", "webmanifest"];

/// Brotli's greatest window is 24 bits; with 22, decoders need no more than 4 MB, and the app is far
/// smaller than that anyway.
const BROTLI_WINDOW_BITS: i32 = 22;

/// Brotli's greatest: slow to make, just as quick to read.
const BROTLI_QUALITY: i32 = 11;

/// Writes `<file>.br` and `<file>.gz` beside every file below `folder` that they make smaller.
///
/// # Errors
/// A file can't be read or written.
pub(crate) fn compress_below(folder: &Path) -> Result<()> {
    for file in files_below(folder)? {
        if !file.extension().is_some_and(|kind| SHRINKING.iter().any(|shrinks| kind == *shrinks)) {
            continue;
        }
        let bytes = fs::read(&file).with_context(|| format!("can't read {}", file.display()))?;
        for (ending, smaller) in [("br", brotli(&bytes)?), ("gz", gzip(&bytes)?)] {
            if smaller.len() < bytes.len() {
                fs::write(with_ending(&file, ending), smaller)?;
            }
        }
    }
    Ok(())
}

/// `bytes` as brotli at its hardest.
///
/// # Errors
/// None that happen in memory.
pub(crate) fn brotli(bytes: &[u8]) -> Result<Vec<u8>> {
    let parameters = BrotliEncoderParams {
        quality: BROTLI_QUALITY,
        lgwin: BROTLI_WINDOW_BITS,
        size_hint: bytes.len(),
        ..BrotliEncoderParams::default()
    };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut &bytes[..], &mut compressed, &parameters)?;
    Ok(compressed)
}

/// `bytes` as gzip at its hardest, without a time stamp, so that equal input gives equal output.
///
/// # Errors
/// None that happen in memory.
pub(crate) fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}

fn with_ending(file: &Path, ending: &str) -> PathBuf {
    let mut name = OsString::from(file);
    name.push(".");
    name.push(ending);
    name.into()
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use super::*;

    #[test]
    fn both_kinds_read_back_as_what_was_written() {
        let page = "<p>seesaw</p>".repeat(100);
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("index.html"), &page).unwrap();
        compress_below(folder.path()).unwrap();

        let mut read = Vec::new();
        let br = fs::read(folder.path().join("index.html.br")).unwrap();
        brotli::BrotliDecompress(&mut &br[..], &mut read).unwrap();
        assert_eq!(read, page.as_bytes());

        let mut read = String::new();
        let gz = fs::read(folder.path().join("index.html.gz")).unwrap();
        flate2::read::GzDecoder::new(&gz[..]).read_to_string(&mut read).unwrap();
        assert_eq!(read, page);
    }

    #[test]
    fn what_would_not_shrink_stays_alone() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("tiny.txt"), "x").unwrap();
        fs::write(folder.path().join("picture.png"), "x".repeat(1_000)).unwrap();
        compress_below(folder.path()).unwrap();
        assert_eq!(files_below(folder.path()).unwrap().len(), 2);
    }
}
