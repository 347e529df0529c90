//! How the realm names its clients: by socket, by id, and what proves that two sockets are one
//! client's.

use core::borrow::Borrow;
use core::fmt;
use std::sync::Arc;

use protocol::limits;

/// One accepted socket. The shell numbers them and never gives a number twice, so a number is also
/// a generation: whatever an old socket does can't be mistaken for the new one's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SocketId(pub u64);

impl fmt::Display for SocketId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{}", self.0)
    }
}

/// The id under which a client can be reached: any text of 1 to [`limits::PEER_ID_BYTES`] bytes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PeerId(Arc<str>);

impl PeerId {
    /// The id that `text` is; `None` if it is empty or too long to be one.
    #[must_use]
    pub fn new(text: &str) -> Option<Self> {
        let fits = (1..=limits::PEER_ID_BYTES).contains(&text.len());
        fits.then(|| Self(text.into()))
    }

    /// As text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// So that ids can be looked up by a text that may be none.
impl Borrow<str> for PeerId {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for PeerId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The secret that a client chose when it first took its id, and with which it takes it again. It
/// never shows in a log.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

impl Token {
    /// The token that `text` is; `None` if it is empty or longer than [`limits::TOKEN_BYTES`].
    #[must_use]
    pub fn new(text: &str) -> Option<Self> {
        let fits = (1..=limits::TOKEN_BYTES).contains(&text.len());
        fits.then(|| Self(text.to_owned()))
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_and_tokens_are_neither_empty_nor_longer_than_their_bounds() {
        let longest = "x".repeat(limits::PEER_ID_BYTES);
        assert_eq!(PeerId::new(&longest).map(|id| id.to_string()), Some(longest.clone()));
        assert_eq!(PeerId::new(&format!("{longest}x")), None);
        assert_eq!(PeerId::new(""), None);
        assert_eq!(Token::new(&"x".repeat(limits::TOKEN_BYTES + 1)), None);
        assert_eq!(Token::new(""), None);
    }

    #[test]
    fn a_token_does_not_show() {
        let token = Token::new("hunter2").expect("seven bytes are a token");
        assert!(!format!("{token:?}").contains("hunter2"));
    }
}
