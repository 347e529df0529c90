//! What two peers say to each other over the data channels, in [postcard]'s wire format.
//!
//! The first two bytes of [`Message::Hello`] and the whole of [`Refusal::Version`] keep their form
//! in every version, so that peers of different versions can at least tell each other so.
//!
//! [postcard]: https://postcard.jamesmunns.com/wire-format

use alloc::vec::Vec;

use serde::{Deserialize, Serialize};

use crate::delta::{Delta, Digest, Section, StampedProfile};
use crate::id::{GameId, PlayerId, Replica};
use crate::limits::{MESSAGE_BYTES, PROTOCOL_VERSION};
use crate::stage::Term;
use crate::time::GameTime;

/// The two data channels of a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Channel {
    /// Reliable and ordered: membership, stages, seals, anti-entropy.
    Control,
    /// Unordered, without retransmission: live deltas, pings.
    Live,
}

impl Channel {
    /// Both, in the order of their ids.
    pub const ALL: [Self; 2] = [Self::Control, Self::Live];

    /// The id that both sides agree on beforehand (RFC 8832 is not spoken).
    #[must_use]
    pub const fn id(self) -> u16 {
        match self {
            Self::Control => 0,
            Self::Live => 1,
        }
    }

    /// The channel's label.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Control => "control",
            Self::Live => "live",
        }
    }
}

/// A message between two peers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Message {
    /// The first on every link, from both sides, on the control channel.
    Hello(Hello),
    /// The link ends, because of this.
    Refused(Refusal),
    /// The sender goes away on purpose.
    Bye,
    /// Are you there? On the live channel.
    Ping {
        /// Comes back in the pong.
        nonce: u32,
    },
    /// The answer to a ping.
    Pong {
        /// The ping's.
        nonce: u32,
        /// The game's time at the sender, as well as it knows.
        now: GameTime,
    },
    /// A part of the replicated state.
    Delta(Delta),
    /// What the sender holds. On the control channel.
    Digest(Digest),
    /// Asks for whole sections. On the control channel.
    Pull {
        /// Which.
        sections: Vec<Section>,
        /// Whether counts of players who are connected, and so speak for themselves, shall come
        /// along.
        everything: bool,
    },
    /// Answers a pull, in one message or several. On the control channel.
    Push {
        /// A part of the answer.
        delta: Delta,
        /// Whether it is the last.
        last: bool,
    },
    /// The sender hosts from now on, or, from the host so far, somebody else does. On the control
    /// channel.
    Claim(Term),
    /// From the host: whom it is connected with, the longest-present first. The first of them who
    /// is not the host is the successor.
    Presence(Vec<Present>),
}

/// One of those who are connected with the host.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Present {
    /// Who.
    pub player: PlayerId,
    /// The last round trip to the host and back, in milliseconds; none of the host itself, nor
    /// before the first.
    pub round_trip_ms: Option<u16>,
}

/// Who is at this end of the link.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hello {
    /// [`PROTOCOL_VERSION`] of the sender.
    pub version: u32,
    /// The game that it means.
    pub game: GameId,
    /// Who it is.
    pub replica: Replica,
    /// How it shows itself.
    pub profile: StampedProfile,
    /// The highest term that it has heard of.
    pub lease: Option<Term>,
}

/// Why a peer ends a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[non_exhaustive]
pub enum Refusal {
    /// The other side speaks another version of this protocol.
    #[error("this side speaks version {ours} of the protocol")]
    Version {
        /// [`PROTOCOL_VERSION`] of the side that refuses.
        ours: u32,
    },
    /// The other side means another game.
    #[error("another game is played here")]
    OtherGame,
    /// The host has removed the player.
    #[error("the host has removed you from this game")]
    Removed,
    /// The game remembers as many players as it can.
    #[error("this game is full")]
    Full,
    /// This side is not the host, and the link is of no use to it.
    #[error("this player is not the host")]
    NotHost,
    /// Bytes that are no message, or a message out of its place.
    #[error("a message could not be read")]
    Malformed,
    /// Writes that the sender may not make, again and again.
    #[error("too many writes that are not allowed")]
    Misconduct,
}

/// Why bytes are no message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DecodeError {
    /// More bytes than [`MESSAGE_BYTES`].
    #[error("a message of {len} bytes is over the bound of {MESSAGE_BYTES}")]
    TooLong {
        /// How many there are.
        len: usize,
    },
    /// A greeting in another version of the protocol.
    #[error("the peer speaks version {theirs} of the protocol, this side {PROTOCOL_VERSION}")]
    Version {
        /// The version that it speaks.
        theirs: u32,
    },
    /// Cut short, an unknown kind, or a value out of its bounds.
    #[error("the bytes are no message")]
    Malformed,
    /// A message, and then more.
    #[error("{extra} bytes follow the message")]
    TrailingBytes {
        /// How many.
        extra: usize,
    },
}

/// A message over [`MESSAGE_BYTES`] was not sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a message of {len} bytes is over the bound of {MESSAGE_BYTES}")]
pub struct TooLongError {
    /// How many bytes it would have had.
    pub len: usize,
}

/// The bytes of what is plain data, which can always be encoded.
///
/// # Panics
///
/// If it is not plain: a map or a list that does not say its length.
pub fn plain_bytes(data: &impl Serialize) -> Vec<u8> {
    // Not `expect`, which would bring the names of all errors into the app.
    let Ok(bytes) = postcard::to_allocvec(data) else {
        panic!("plain data is always encodable");
    };
    bytes
}

/// The bytes of a message.
///
/// # Errors
///
/// [`TooLongError`] over [`MESSAGE_BYTES`].
///
/// # Panics
///
/// Never: writing plain data to memory can't fail.
pub fn encode(message: &Message) -> Result<Vec<u8>, TooLongError> {
    let bytes = plain_bytes(message);
    if bytes.len() > MESSAGE_BYTES { Err(TooLongError { len: bytes.len() }) } else { Ok(bytes) }
}

/// The message that the bytes are.
///
/// # Errors
///
/// [`DecodeError`] says why they are none.
pub fn decode(bytes: &[u8]) -> Result<Message, DecodeError> {
    if bytes.len() > MESSAGE_BYTES {
        return Err(DecodeError::TooLong { len: bytes.len() });
    }
    if let Some(theirs) = hello_version(bytes)
        && theirs != PROTOCOL_VERSION
    {
        return Err(DecodeError::Version { theirs });
    }
    match postcard::take_from_bytes(bytes) {
        Ok((message, [])) => Ok(message),
        Ok((_, rest)) => Err(DecodeError::TrailingBytes { extra: rest.len() }),
        Err(_) => Err(DecodeError::Malformed),
    }
}

/// The version of a greeting, of whatever version the rest of it is.
fn hello_version(bytes: &[u8]) -> Option<u32> {
    let (&tag, rest) = bytes.split_first()?;
    if tag != 0 {
        return None;
    }
    postcard::take_from_bytes(rest).ok().map(|(version, _)| version)
}
