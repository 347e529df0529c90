//! Where the app's files come from: the binary itself, or a folder.

use std::borrow::Cow;
use std::path::{Component, Path, PathBuf};

use axum::body::Bytes;
use rust_embed::RustEmbed;
use sha2::{Digest, Sha256};

/// The built app. A release build carries it; a development build reads it from the folder when
/// it runs. It may be missing, for the crate must compile before the app does.
#[derive(RustEmbed)]
#[folder = "../../dist"]
#[allow_missing = true]
struct Built;

/// Where the app's files come from.
#[derive(Clone, Debug)]
pub(crate) enum Assets {
    /// The binary.
    Embedded,
    /// A folder, read anew for each request.
    Folder(PathBuf),
}

/// A file as it is stored.
#[derive(Clone, Debug)]
pub(crate) struct Asset {
    pub(crate) bytes: Bytes,
    pub(crate) sha256: [u8; 32],
}

impl From<Bytes> for Asset {
    fn from(bytes: Bytes) -> Self {
        let sha256 = Sha256::digest(&bytes).into();
        Self { bytes, sha256 }
    }
}

impl Assets {
    /// The file at a path that was asked for, without its leading slash; `None` if there is none,
    /// or if the path leads elsewhere.
    pub(crate) async fn load(&self, path: &str) -> Option<Asset> {
        if !is_plain(path) {
            return None;
        }
        match self {
            Self::Embedded => Built::get(path).map(|file| {
                let bytes = match file.data {
                    Cow::Borrowed(bytes) => Bytes::from_static(bytes),
                    Cow::Owned(bytes) => bytes.into(),
                };
                Asset { bytes, sha256: file.metadata.sha256_hash() }
            }),
            Self::Folder(folder) => {
                let bytes = tokio::fs::read(folder.join(path)).await.ok()?;
                Some(Bytes::from(bytes).into())
            }
        }
    }
}

/// Whether a path only leads down. Escapes (`%2e`) are not undone: no file of the app needs them.
fn is_plain(path: &str) -> bool {
    let mut components = Path::new(path).components();
    components.all(|component| matches!(component, Component::Normal(_)))
        && !path.contains(['\\', ':', '\0'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_paths_that_lead_down_are_plain() {
        for path in ["index.html", "snippets/a-1/inline0.js"] {
            assert!(is_plain(path), "{path}");
        }
        for path in ["../secret", "a/../../secret", "/etc/passwd", "c:\\x", "..\\x", "\0"] {
            assert!(!is_plain(path), "{path}");
        }
    }
}
