//! The address under which players open the game, where the server is told it. Link previews need
//! it: of a picture's address they take only a whole one (<https://ogp.me>), and behind a proxy the
//! server can't know what its own begins with.

use std::str::FromStr;

use thiserror::Error;

/// How the page, as it is built, names its preview picture.
const BUILT: &str = r#"content="preview.png""#;

/// What an address consists of, besides letters and digits. What else a URL may contain is of no use
/// here, or means something in a page.
const MARKS: &str = "-._~:/[]%";

/// The address of the folder that the page is in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicUrl(String);

/// Why something is no [`PublicUrl`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum PublicUrlError {
    /// It begins with neither `https://` nor `http://` and a host.
    #[error("it must begin with https:// or http:// and a host")]
    NoOrigin,
    /// It contains something else than letters, digits and a few marks.
    #[error("it can't contain {0:?}")]
    Character(char),
}

impl FromStr for PublicUrl {
    type Err = PublicUrlError;

    fn from_str(text: &str) -> Result<Self, PublicUrlError> {
        let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
        if host.is_none_or(|host| host.is_empty() || host.starts_with('/')) {
            return Err(PublicUrlError::NoOrigin);
        }
        let stranger = text.chars().find(|&c| !c.is_ascii_alphanumeric() && !MARKS.contains(c));
        match stranger {
            Some(stranger) => Err(PublicUrlError::Character(stranger)),
            None => Ok(Self(format!("{}/", text.trim_end_matches('/')))),
        }
    }
}

impl PublicUrl {
    /// The page with its preview picture under its whole address.
    pub(crate) fn write_into(&self, page: &str) -> String {
        page.replace(BUILT, &format!(r#"content="{}preview.png""#, self.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_begins_an_address_is_taken() {
        for text in ["https://seesaw.example", "https://seesaw.example/"] {
            assert_eq!(text.parse(), Ok(PublicUrl("https://seesaw.example/".into())), "{text}");
        }
        assert!("http://[::1]:8080/games/see%20saw".parse::<PublicUrl>().is_ok());
        for text in ["", "seesaw.example", "ftp://seesaw.example", "https://", "https:///a"] {
            assert_eq!(text.parse::<PublicUrl>(), Err(PublicUrlError::NoOrigin), "{text}");
        }
        for (text, stranger) in [("http://a/?b", '?'), ("http://a\"><b", '"'), ("http://ä", 'ä')]
        {
            assert_eq!(text.parse::<PublicUrl>(), Err(PublicUrlError::Character(stranger)));
        }
    }

    #[test]
    fn the_page_names_its_picture_once() {
        let url: PublicUrl = "https://seesaw.example/games".parse().expect("an address");
        let built = include_str!("../../../index.html");
        let page = url.write_into(built);
        let picture = r#"property="og:image" content="https://seesaw.example/games/preview.png""#;
        assert_eq!(page.matches(picture).count(), 1);
        assert_eq!(page.len() - built.len(), "https://seesaw.example/games/".len());
    }
}
