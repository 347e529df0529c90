//! What the session wants of its shell: commands that must be carried out, and events that may be
//! shown.

use alloc::string::String;
use alloc::vec::Vec;

use protocol::id::{Address, PlayerId};
use protocol::name::Name;
use protocol::peer::{Channel, Refusal};
use protocol::signalling::{Candidate, Description, Envelope, Payload};

use crate::input::{LinkId, SocketId};

/// A command or an event.
#[derive(Clone, Debug, PartialEq)]
#[allow(clippy::large_enum_variant, reason = "it is moved once, to the shell that asked for it")]
pub enum Output {
    /// Must be carried out, in order.
    Command(Command),
    /// May be shown.
    Event(Event),
}

/// What the shell must do.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// Open a socket to the signalling server under this address.
    OpenSocket {
        /// Its id from now on.
        socket: SocketId,
        /// Whom to register as.
        address: Address,
        /// The secret that proves the same owner after a reload.
        token: String,
    },
    /// Close a socket; no input of it is expected any more.
    CloseSocket {
        /// Which.
        socket: SocketId,
    },
    /// Send a message to the signalling server. On a socket that is not yet open it waits there.
    Signal {
        /// On which socket.
        socket: SocketId,
        /// The message.
        envelope: Envelope<Payload>,
    },
    /// Make a peer connection with both channels, and an offer for it.
    MakeOffer {
        /// Its id from now on.
        link: LinkId,
    },
    /// Make a peer connection with both channels from this offer, and an answer for it.
    MakeAnswer {
        /// Its id from now on.
        link: LinkId,
        /// The remote offer.
        offer: Description,
    },
    /// Set the answer to a link's offer.
    TakeAnswer {
        /// Of which link.
        link: LinkId,
        /// The remote answer.
        answer: Description,
    },
    /// Add a remote candidate. It comes after the remote description.
    TakeCandidate {
        /// Of which link.
        link: LinkId,
        /// The candidate.
        candidate: Candidate,
    },
    /// Send a message.
    Send {
        /// On which link.
        link: LinkId,
        /// On which of its channels.
        channel: Channel,
        /// Its bytes.
        bytes: Vec<u8>,
    },
    /// Close a link, after what was sent on it has left; no input of it is expected any more.
    Close {
        /// Which.
        link: LinkId,
    },
    /// Keep these bytes for this tab, in place of the last ones: they restore the session after a
    /// reload ([`Config::saved`](crate::Config::saved)).
    Save(Vec<u8>),
}

/// What the shell may show, once, as it happens. What lasts is in the [`View`](crate::View).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// Somebody came.
    Joined {
        /// Who.
        name: Name,
    },
    /// Somebody is gone, of its own will or not.
    Left {
        /// Who.
        name: Name,
    },
    /// The host removed somebody.
    Removed {
        /// Who.
        name: Name,
    },
    /// Another player hosts from now on.
    HostChanged {
        /// Who.
        host: PlayerId,
    },
    /// A message was refused: what a bug report should carry.
    Refused {
        /// Whose, where known.
        player: Option<PlayerId>,
        /// Why the link ended, if it did.
        refusal: Option<Refusal>,
        /// What was wrong, for the log.
        reason: RefusedBecause,
    },
}

/// What was wrong with a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RefusedBecause {
    /// Its bytes are none.
    #[error(transparent)]
    Undecodable(#[from] protocol::peer::DecodeError),
    /// It came before the greeting, on the wrong channel, or from one who has no such part.
    #[error("a message out of its place")]
    OutOfPlace,
    /// The greeting names another game than this one.
    #[error("a greeting for another game")]
    OtherGame,
    /// The greeting names another player than the link's.
    #[error("a greeting in another player's name")]
    Impersonation,
    /// The sender was removed from the game.
    #[error("a removed player")]
    Removed,
    /// The game is full.
    #[error("one player too many")]
    Full,
    /// A count of another player.
    #[error("another player's count")]
    ForeignCount,
    /// A stage, a removal, or a membership from one who is not the host.
    #[error("a stage or membership from a guest")]
    NotHost,
    /// A profile of another player.
    #[error("another player's profile")]
    ForeignProfile,
    /// A count of a round that is closed or not begun.
    #[error("a count of a closed round")]
    ClosedRound,
    /// A count that rose faster than hands press.
    #[error("a count faster than hands")]
    TooFast,
    /// More incarnations, rounds or members than the bounds allow.
    #[error("more entries than the bounds allow")]
    OverBound,
}
