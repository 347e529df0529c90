//! Random values, from the browser's cryptographic source.

use protocol::id::PlayerId;

/// 64 random bits.
///
/// # Panics
///
/// Never in a browser that can play: each has had `crypto.getRandomValues` for longer than WebRTC.
#[must_use]
pub(crate) fn bits() -> u64 {
    // Not `expect`, which would write out the error: that is 2 kB of code for what never happens.
    let Ok(bits) = getrandom::u64() else {
        panic!("a browser with WebRTC has crypto.getRandomValues");
    };
    bits
}

/// A secret of 128 random bits, as 26 base-32 digits.
#[must_use]
pub(crate) fn token() -> String {
    format!("{}{}", PlayerId::from_random(bits()), PlayerId::from_random(bits()))
}
