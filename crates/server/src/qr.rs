//! `/qr.svg?text=…`: a text, such as the link to a game, as a picture to point a phone at.
//!
//! It is drawn here and not in the page, where the encoder would be a part of every player's first
//! load. A page that was not served by this server simply has no such picture.

use std::fmt::Write;

use axum::extract::RawQuery;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use qrcode::{Color, QrCode};

use crate::query::parameter;

/// The longest text, in bytes: a link with the longest host name there can be (253 characters), and
/// room for its scheme, a port, a short path and the game's id. It bounds what a request costs as
/// well, which is a fraction of a millisecond; and the code stays coarse enough for a phone's camera.
const TEXT_BYTES: usize = 320;

/// The light frame that a reader needs to find the code (ISO/IEC 18004: four modules).
const QUIET_MODULES: usize = 4;

/// The same text always gives the same picture. A day is longer than a game; and the text names
/// the game, so the picture is kept by the browser alone, not by caches on the way.
const CACHE: &str = "private, max-age=86400, immutable";

/// Answers with the picture, or with what is wrong with the text.
pub(crate) async fn picture(RawQuery(query): RawQuery) -> Response {
    let text = parameter(query.as_deref().unwrap_or_default(), "text");
    match svg(&text) {
        Ok(svg) => {
            let headers = [(header::CONTENT_TYPE, "image/svg+xml"), (header::CACHE_CONTROL, CACHE)];
            (headers, svg).into_response()
        }
        Err(refusal) => (StatusCode::BAD_REQUEST, format!("{refusal}.\n")).into_response(),
    }
}

/// Why there is no picture of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
enum Refusal {
    #[error("`text` is missing: /qr.svg?text=<percent-encoded text>")]
    Empty,
    #[error("`text` has {bytes} bytes, and may have {TEXT_BYTES}")]
    TooLong { bytes: usize },
}

/// The picture. It has no size of its own, so that the page gives it one.
fn svg(text: &str) -> Result<String, Refusal> {
    match text.len() {
        0 => return Err(Refusal::Empty),
        bytes if bytes > TEXT_BYTES => return Err(Refusal::TooLong { bytes }),
        _ => {}
    }
    let code = QrCode::new(text).expect("a code holds 2,331 bytes at medium error correction");
    let side = code.width() + 2 * QUIET_MODULES;
    Ok(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {side} {side}\" \
         shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M0 0h{side}v{side}H0z\"/>\
         <path d=\"{}\"/></svg>",
        dark_path(&code)
    ))
}

/// The dark modules as one path: a bar for each run of them in a row.
fn dark_path(code: &QrCode) -> String {
    let mut path = String::new();
    for (row, colors) in code.to_colors().chunks(code.width()).enumerate() {
        let mut column = 0;
        for run in colors.chunk_by(PartialEq::eq) {
            if run[0] == Color::Dark {
                let (x, y, length) = (column + QUIET_MODULES, row + QUIET_MODULES, run.len());
                write!(path, "M{x} {y}h{length}v1h-{length}z").expect("a string takes all");
            }
            column += run.len();
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Which modules a path makes dark, read back from it, quiet zone included.
    fn drawn(path: &str, side: usize) -> Vec<bool> {
        let mut dark = vec![false; side * side];
        for bar in path.split('M').skip(1) {
            let numbers: Vec<usize> = bar
                .split(|char: char| !char.is_ascii_digit())
                .filter_map(|number| number.parse().ok())
                .collect();
            let &[x, y, length, 1, again] = numbers.as_slice() else { panic!("{bar}") };
            assert_eq!(length, again, "{bar}");
            dark[y * side + x..][..length].fill(true);
        }
        dark
    }

    #[test]
    fn the_path_draws_the_code_within_its_quiet_zone() {
        let code = QrCode::new("http://192.168.1.20:8080/#0123456789abc").expect("it is short");
        let width = code.width();
        let side = width + 2 * QUIET_MODULES;
        let dark = drawn(&dark_path(&code), side);
        let inside = QUIET_MODULES..QUIET_MODULES + width;
        for (index, &dark) in dark.iter().enumerate() {
            let (x, y) = (index % side, index / side);
            let expected = inside.contains(&x)
                && inside.contains(&y)
                && code[(x - QUIET_MODULES, y - QUIET_MODULES)] == Color::Dark;
            assert_eq!(dark, expected, "{x}, {y}");
        }
    }

    #[test]
    fn the_bound_of_the_text_is_held() {
        assert_eq!(svg(""), Err(Refusal::Empty));
        assert!(svg(&"x".repeat(TEXT_BYTES)).is_ok());
        let bytes = TEXT_BYTES + 1;
        assert_eq!(svg(&"x".repeat(bytes)), Err(Refusal::TooLong { bytes }));
    }
}
