//! A player's name: what may stand on somebody else's screen.

use alloc::string::String;
use core::fmt;

use serde::{Deserialize, Serialize};

use crate::limits::NAME_CHARS;

/// A name of 1 to [`NAME_CHARS`] characters, without control or invisible formatting characters,
/// without white space at its ends or doubled within.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Name(String);

/// Why a text is no name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NameError {
    /// Nothing visible is in it.
    #[error("a name needs at least one visible character")]
    Empty,
    /// It is longer than [`NAME_CHARS`] characters.
    #[error("a name has at most {NAME_CHARS} characters")]
    TooLong,
    /// It holds a control character, or one that turns or hides its neighbours, or white space
    /// that [`Name::clean`] would have taken away.
    #[error("a name holds only visible characters and single spaces")]
    Invisible,
}

impl Name {
    /// The name that somebody meant who typed `text`: what is invisible falls away, white space is
    /// folded, and what is too long is cut.
    ///
    /// # Errors
    ///
    /// [`NameError::Empty`] if nothing is left.
    pub fn clean(text: &str) -> Result<Self, NameError> {
        let mut name = String::new();
        let mut chars = 0;
        for word in text.split(|c: char| c.is_whitespace() || is_invisible(c)) {
            if word.is_empty() {
                continue;
            }
            let gap = usize::from(chars > 0);
            if chars + gap >= NAME_CHARS {
                break;
            }
            if gap > 0 {
                name.push(' ');
                chars += 1;
            }
            for c in word.chars().take(NAME_CHARS - chars) {
                name.push(c);
                chars += 1;
            }
        }
        if name.is_empty() { Err(NameError::Empty) } else { Ok(Self(name)) }
    }

    /// The name as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Name {
    type Error = NameError;

    fn try_from(text: String) -> Result<Self, NameError> {
        if text.chars().count() > NAME_CHARS {
            return Err(NameError::TooLong);
        }
        let clean = Self::clean(&text)?;
        if clean.0 == text { Ok(clean) } else { Err(NameError::Invisible) }
    }
}

impl From<Name> for String {
    fn from(name: Name) -> Self {
        name.0
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Control characters, and the format characters by which a name could reverse the text around it
/// or look like another's: zero-width ones, bidirectional controls, fillers, tags (Unicode
/// Technical Report 36, section 3).
fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{180e}' | '\u{200b}'
            | '\u{200e}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{3164}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::ToString;

    #[test]
    fn a_typed_name_is_cleaned() {
        let clean = |text: &str| Name::clean(text).map(|name| name.to_string());
        assert_eq!(clean("  Ada \t Lovelace\n"), Ok("Ada Lovelace".into()));
        assert_eq!(clean("a\u{202e}b"), Ok("a b".into()));
        assert_eq!(clean("\u{200b} \u{7}"), Err(NameError::Empty));
        assert_eq!(clean("αβγ👩‍🚀"), Ok("αβγ👩‍🚀".into()), "joined emoji stay whole");
        assert_eq!(clean(&"x".repeat(50)), Ok("x".repeat(NAME_CHARS)));
        assert_eq!(clean("nineteen characters x"), Ok("nineteen characters".into()));
    }

    #[test]
    fn a_name_from_outside_must_be_clean_already() {
        let take = |text: &str| Name::try_from(String::from(text));
        assert!(take("Ada").is_ok());
        assert_eq!(take(""), Err(NameError::Empty));
        assert_eq!(take(" Ada"), Err(NameError::Invisible));
        assert_eq!(take(&"x".repeat(NAME_CHARS + 1)), Err(NameError::TooLong));
    }
}
