//! What a session is made of.

use alloc::string::String;
use alloc::vec::Vec;
use core::time::Duration;

use protocol::delta::{Colour, Profile};
use protocol::id::{GameId, PlayerId};
use protocol::name::{Name, NameError};

/// What a session needs to know to begin.
#[derive(Clone, Debug)]
pub struct Config {
    /// The game that the link names.
    pub game: GameId,
    /// This player: random at first, then the same for as long as the tab remembers.
    pub player: PlayerId,
    /// How often this player has begun anew: one more with each start of the page, so that no two
    /// lives ever write under one key.
    pub incarnation: u16,
    /// The secret that proves to the signalling server that a reloaded page is the same owner of
    /// its address. At least 128 random bits.
    pub token: String,
    /// How the player shows itself.
    pub profile: Profile,
    /// Whether it makes the game or comes to it.
    pub opening: Opening,
    /// What [`Command::Save`](crate::Command::Save) last gave, after a reload. Bytes that are
    /// none of it are ignored.
    pub saved: Option<Vec<u8>>,
    /// How long ago that was, by the machine's wall clock: the game's clock went on meanwhile. Zero
    /// where it is not known; the host's clock soon corrects it.
    pub saved_age: Duration,
    /// For the jitter of retries.
    pub seed: u64,
}

/// How a player comes to a game.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opening {
    /// It makes the game and hosts it.
    Create,
    /// It follows a link.
    Join,
}

/// The profile of one who plays.
///
/// # Errors
///
/// [`NameError`] if nothing visible is in the name.
pub fn profile(name: &str, colour: u8) -> Result<Profile, NameError> {
    Ok(Profile { name: Name::clean(name)?, colour: Colour::from(colour), spectating: false })
}
