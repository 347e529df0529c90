//! Who and what is meant: games, players, replicas, and their addresses at the signalling server.

use alloc::string::{String, ToString};
use core::fmt;
use core::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::base32;

/// Digits of a game's id: 60 bits, which nobody finds by guessing at a rate-limited server, and
/// which still can be typed.
const GAME_DIGITS: u32 = 12;
const GAME_BITS: u64 = (1 << 60) - 1;

/// Digits of a player's id: all 64 bits.
const PLAYER_DIGITS: u32 = 13;

/// A text is no id of the wanted kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an id")]
pub struct ParseIdError;

/// A game: what one link names. Written as twelve base-32 digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(from = "[u8; 8]", into = "[u8; 8]")]
pub struct GameId(u64);

impl GameId {
    /// The id made of the lowest 60 of 64 random bits.
    #[must_use]
    pub const fn from_random(bits: u64) -> Self {
        Self(bits & GAME_BITS)
    }
}

impl From<[u8; 8]> for GameId {
    fn from(bytes: [u8; 8]) -> Self {
        Self::from_random(u64::from_be_bytes(bytes))
    }
}

impl From<GameId> for [u8; 8] {
    fn from(game: GameId) -> Self {
        game.0.to_be_bytes()
    }
}

impl fmt::Display for GameId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&base32::encode(self.0, GAME_DIGITS))
    }
}

impl FromStr for GameId {
    type Err = ParseIdError;

    fn from_str(text: &str) -> Result<Self, ParseIdError> {
        base32::decode(text, GAME_DIGITS as usize).map(Self).ok_or(ParseIdError)
    }
}

/// A player: one tab of one browser, for as long as the tab remembers. Eight bytes on the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(from = "[u8; 8]", into = "[u8; 8]")]
pub struct PlayerId(u64);

impl PlayerId {
    /// The id made of 64 random bits.
    #[must_use]
    pub const fn from_random(bits: u64) -> Self {
        Self(bits)
    }

    /// The id's 64 bits.
    #[must_use]
    pub const fn to_bits(self) -> u64 {
        self.0
    }
}

impl From<[u8; 8]> for PlayerId {
    fn from(bytes: [u8; 8]) -> Self {
        Self(u64::from_be_bytes(bytes))
    }
}

impl From<PlayerId> for [u8; 8] {
    fn from(player: PlayerId) -> Self {
        player.0.to_be_bytes()
    }
}

impl fmt::Display for PlayerId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&base32::encode(self.0, PLAYER_DIGITS))
    }
}

impl FromStr for PlayerId {
    type Err = ParseIdError;

    fn from_str(text: &str) -> Result<Self, ParseIdError> {
        base32::decode(text, PLAYER_DIGITS as usize).map(Self).ok_or(ParseIdError)
    }
}

/// Who writes a count: a player in one incarnation. A tab that can't prove that it still holds its
/// last count takes the next incarnation, since a count that starts again at zero under an old
/// key would vanish in the maximum.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Replica {
    /// The player that the count belongs to.
    pub player: PlayerId,
    /// Which of the player's lives writes it.
    pub incarnation: u16,
}

/// Where somebody is reached at the signalling server. Its text is the peer id there, in the form
/// that PeerJS clients accept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Address {
    /// The host's place in a game, whoever holds it. Place 0 is the usual one; the others serve
    /// while a vanished host still holds those before them.
    Place {
        /// The game that is hosted there.
        game: GameId,
        /// Which of the game's places.
        index: u8,
    },
    /// A player, host or not.
    Player {
        /// The game that the player is in.
        game: GameId,
        /// The player.
        player: PlayerId,
    },
}

impl Address {
    /// The game that the address belongs to.
    #[must_use]
    pub const fn game(self) -> GameId {
        match self {
            Self::Place { game, .. } | Self::Player { game, .. } => game,
        }
    }

    /// The player whose address it is, if it is a player's.
    #[must_use]
    pub const fn player(self) -> Option<PlayerId> {
        match self {
            Self::Place { .. } => None,
            Self::Player { player, .. } => Some(player),
        }
    }

    /// The peer id, as the signalling server knows it.
    #[must_use]
    pub fn to_peer_id(self) -> String {
        self.to_string()
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Place { game, index } => write!(f, "{game}-{index}"),
            Self::Player { game, player } => write!(f, "{game}-{player}"),
        }
    }
}

impl FromStr for Address {
    type Err = ParseIdError;

    fn from_str(text: &str) -> Result<Self, ParseIdError> {
        let (game, whose) = text.split_once('-').ok_or(ParseIdError)?;
        let game = game.parse()?;
        if let Ok(player) = whose.parse() {
            return Ok(Self::Player { game, player });
        }
        let index = whose.parse().map_err(|_| ParseIdError)?;
        Ok(Self::Place { game, index })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_survive_the_way_through_text() {
        let game = GameId::from_random(0xfedc_ba98_7654_3210);
        let player = PlayerId::from_random(u64::MAX);
        assert_eq!(game.to_string().parse(), Ok(game));
        assert_eq!(player.to_string().parse(), Ok(player));
        for address in [Address::Place { game, index: 2 }, Address::Player { game, player }] {
            assert_eq!(address.to_peer_id().parse(), Ok(address));
        }
    }

    #[test]
    fn a_peer_id_has_the_form_that_peerjs_clients_demand() {
        let game = GameId::from_random(1);
        let id = Address::Place { game, index: 0 }.to_peer_id();
        assert_eq!(id, "000000000001-0");
        let words = id.split('-').all(|word| word.bytes().all(|b| b.is_ascii_alphanumeric()));
        assert!(words && id.split('-').all(|word| !word.is_empty()));
    }

    #[test]
    fn what_is_no_id_is_refused() {
        for text in ["", "abc", "abcdefghjkmnpq", "abcdefghjkm!", "000000000001-", "x-0", "-0"] {
            assert!(text.parse::<GameId>().is_err(), "{text:?}");
            assert!(text.parse::<Address>().is_err(), "{text:?}");
        }
    }
}
