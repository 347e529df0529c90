//! Serves the app's files: in the encoding that the browser wants, and with what it needs to keep
//! them.

use std::io::{self, Write};
use std::ops::RangeInclusive;

use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use flate2::Compression;
use flate2::write::GzEncoder;

use crate::assets::{Asset, Assets};
use crate::csp;
use crate::encoding::{Encoding, wanted};
use crate::public_url::PublicUrl;

/// The file that is the page.
const PAGE: &str = "index.html";

/// What `/` says when there is no app to serve.
const NOT_BUILT: &str = "The game is not built yet: run `cargo xtask play`, which builds it and \
                         serves it, or name a folder with the built app by `--dist`.\n";

/// For a file whose name changes with its contents: keep it, never ask again.
const FOREVER: &str = "public, max-age=31536000, immutable";

/// For all others: keep it, and ask each time whether it is still the same.
const ASK: &str = "no-cache";

/// How many hexadecimal digits a hash has. What is shorter may be a word, such as `facade`.
const HASH_DIGITS: RangeInclusive<usize> = 8..=16;

/// What is served.
#[derive(Clone, Debug)]
pub(crate) struct Site {
    pub(crate) assets: Assets,
    pub(crate) public_url: Option<PublicUrl>,
}

/// Answers a request that no route takes: a file, or what is wrong with it.
pub(crate) async fn serve(State(site): State<Site>, uri: Uri, headers: HeaderMap) -> Response {
    let path = match uri.path().trim_start_matches('/') {
        "" => PAGE,
        path => path,
    };
    let Some((encoding, asset)) = choose(&site, path, &headers).await else {
        return missing(path).into_response();
    };
    let mut response = if is_known(&headers, &etag(&asset)) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        whole(&site.assets, path, encoding, &asset).await
    };
    let cache = if is_hashed(path) { FOREVER } else { ASK };
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
    headers.insert(header::ETAG, etag(&asset));
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    response
}

/// The best encoding of a file for this browser: as it is stored, but for the page of a server that
/// knows its address.
async fn choose(site: &Site, path: &str, headers: &HeaderMap) -> Option<(Encoding, Asset)> {
    let accept: Vec<_> = headers
        .get_all(header::ACCEPT_ENCODING)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .collect();
    let wanted = wanted(&accept.join(","));
    if let (PAGE, Some(url)) = (path, &site.public_url) {
        let built = site.assets.load(path).await?;
        let page = url.write_into(&String::from_utf8_lossy(&built.bytes));
        return Some(encoded(page, &wanted));
    }
    for encoding in wanted {
        if let Some(asset) = site.assets.load(&format!("{path}{}", encoding.suffix())).await {
            return Some((encoding, asset));
        }
    }
    None
}

/// A text that is not stored, in gzip where that is wanted: at 3 kB, brotli would save 300 bytes more.
fn encoded(text: String, wanted: &[Encoding]) -> (Encoding, Asset) {
    if wanted.contains(&Encoding::Gzip)
        && let Ok(bytes) = gzip(text.as_bytes())
    {
        return (Encoding::Gzip, Bytes::from(bytes).into());
    }
    (Encoding::Identity, Bytes::from(text).into())
}

fn gzip(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    encoder.finish()
}

/// The whole file.
async fn whole(assets: &Assets, path: &str, encoding: Encoding, asset: &Asset) -> Response {
    let mut response = asset.bytes.clone().into_response();
    let headers = response.headers_mut();
    let content_type = content_type(path);
    if content_type == HTML {
        let page = assets.load(path).await.map(|asset| asset.bytes).unwrap_or_default();
        let policy = csp::policy(&String::from_utf8_lossy(&page));
        let policy = HeaderValue::try_from(policy).expect("base64 and plain words");
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    let content_type = HeaderValue::try_from(content_type).expect("a media type is plain ASCII");
    headers.insert(header::CONTENT_TYPE, content_type);
    if encoding != Encoding::Identity {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding.name()));
    }
    response
}

fn missing(path: &str) -> (StatusCode, &'static str) {
    if path == PAGE {
        (StatusCode::SERVICE_UNAVAILABLE, NOT_BUILT)
    } else {
        (StatusCode::NOT_FOUND, "There is no such page here.\n")
    }
}

/// An entity tag from the stored bytes, so that each encoding has its own. 128 of the hash's bits
/// are plenty.
fn etag(asset: &Asset) -> HeaderValue {
    let hash = u128::from_be_bytes(
        *asset.sha256.first_chunk().expect("a SHA-256 has 32 bytes, a u128 has 16"),
    );
    HeaderValue::try_from(format!("\"{hash:032x}\"")).expect("hexadecimal digits in quotes")
}

/// Whether the browser says that it has just this (RFC 9110 section 13.1.2, weak comparison).
fn is_known(headers: &HeaderMap, etag: &HeaderValue) -> bool {
    headers
        .get_all(header::IF_NONE_MATCH)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .map(str::trim)
        .any(|tag| tag == "*" || tag.trim_start_matches("W/").as_bytes() == etag.as_bytes())
}

const HTML: &str = "text/html; charset=utf-8";

fn content_type(path: &str) -> String {
    let kind = mime_guess::from_path(path).first_or_octet_stream();
    match (kind.type_().as_str(), kind.subtype().as_str()) {
        ("text", subtype) => format!("text/{subtype}; charset=utf-8"),
        _ => kind.to_string(),
    }
}

/// Whether a file's name holds the hash of its contents, as trunk makes them: `name-<hexadecimal
/// digits>.ext` or `name-<…>_bg.wasm`. The hash is a number of 64 bits, written without leading
/// zeros: it almost never has fewer than [`HASH_DIGITS`].
fn is_hashed(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let Some((stem, _extension)) = name.split_once('.') else {
        return false;
    };
    let stem = stem.strip_suffix("_bg").unwrap_or(stem);
    stem.rsplit_once('-').is_some_and(|(_, hash)| {
        HASH_DIGITS.contains(&hash.len()) && hash.bytes().all(|byte| byte.is_ascii_hexdigit())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_with_a_hash_are_told_from_others() {
        for path in [
            "seesaw-0123456789abcdef.js",
            "seesaw-app-0123456789abcdef_bg.wasm",
            "assets/style-fedcba9876543210.css",
            "style-744c34e79866a51.css",
        ] {
            assert!(is_hashed(path), "{path}");
        }
        for path in [
            "index.html",
            "seesaw-facade.js",
            "seesaw-0123456789abcdeg.js",
            "seesaw-00123456789abcdef.js",
            "0123456789abcdef.js",
            "seesaw-0123456789abcdef",
            "app-0123456789abcdef/inline0.js",
        ] {
            assert!(!is_hashed(path), "{path}");
        }
    }

    #[test]
    fn browsers_are_told_what_a_file_is() {
        let cases = [
            ("index.html", HTML),
            ("a.js", "text/javascript; charset=utf-8"),
            ("a.css", "text/css; charset=utf-8"),
            ("a_bg.wasm", "application/wasm"),
            ("a.webmanifest", "application/manifest+json"),
            ("a.svg", "image/svg+xml"),
            ("a", "application/octet-stream"),
        ];
        for (path, expected) in cases {
            assert_eq!(content_type(path), expected, "{path}");
        }
    }
}
