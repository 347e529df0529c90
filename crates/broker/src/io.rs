//! What goes into the realm and what comes out of it.

use core::fmt;

use protocol::signalling::{Envelope, KEY, Kind};

use crate::names::{PeerId, SocketId};

/// What a client presents in the address of its socket.
#[derive(Clone, PartialEq, Eq)]
pub struct Hello {
    /// Which realm it wants; only [`KEY`] is served.
    pub key: String,
    /// The id that it wants.
    pub id: String,
    /// Its secret.
    pub token: String,
}

impl Hello {
    /// A hello with the right key.
    #[must_use]
    pub fn new(id: &str, token: &str) -> Self {
        Self { key: KEY.to_owned(), id: id.to_owned(), token: token.to_owned() }
    }
}

/// Without the token, which must not show in a log.
impl fmt::Debug for Hello {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { key, id, token: _ } = self;
        f.debug_struct("Hello").field("key", key).field("id", id).finish_non_exhaustive()
    }
}

/// What the shell tells the realm.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input<P> {
    /// A socket was accepted. It is registered and told `OPEN`, or refused.
    Connected {
        /// Its number, never given before.
        socket: SocketId,
        /// What it presented.
        hello: Hello,
    },
    /// A message came on a socket.
    Received {
        /// The socket.
        socket: SocketId,
        /// What it says. Its `src` is not believed.
        message: Envelope<P>,
        /// How long it was on the wire.
        bytes: usize,
    },
    /// A message that a [`Command::Send`] named could not be handed to its socket: too much waits
    /// there already, or it is gone.
    Undelivered {
        /// The socket that would not take it.
        socket: SocketId,
        /// The message.
        message: Envelope<P>,
    },
    /// A socket is gone, by whichever side.
    Closed {
        /// The socket.
        socket: SocketId,
    },
    /// Nothing but that time has passed.
    Tick,
}

/// What comes out of the realm.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Output<P> {
    /// What the shell must do.
    Command(Command<P>),
    /// What the shell may show.
    Event(Event),
}

/// What the shell must do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command<P> {
    /// Send this message on this socket.
    Send {
        /// The socket.
        socket: SocketId,
        /// The message.
        message: Envelope<P>,
    },
    /// Send [`Refusal::kind`] with [`Refusal::to_string`](ToString::to_string) as its payload's
    /// `msg`, then close this socket without a code, as `PeerServer` does.
    Refuse {
        /// The socket.
        socket: SocketId,
        /// Why.
        refusal: Refusal,
    },
    /// Close this socket, which the realm has forgotten.
    Close {
        /// The socket.
        socket: SocketId,
        /// Why.
        reason: Closing,
    },
}

/// Why a client is not registered, in the protocol's own words where it has them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Refusal {
    /// The address lacks a parameter.
    #[error("No id, token, or key supplied to websocket server")]
    Incomplete,
    /// The key is not [`KEY`].
    #[error("Invalid key provided")]
    InvalidKey,
    /// The id or the token is longer than `protocol::limits` allows. `PeerServer` has no such
    /// bound, hence no words for it.
    #[error("Id or token is too long")]
    TooLong,
    /// Too many clients are registered.
    #[error("Server has reached its concurrent user limit")]
    Full,
    /// Another holds the id.
    #[error("ID is taken")]
    IdTaken,
}

impl Refusal {
    /// The kind of message that says so.
    #[must_use]
    pub const fn kind(self) -> Kind {
        match self {
            Self::IdTaken => Kind::IdTaken,
            Self::Incomplete | Self::InvalidKey | Self::TooLong | Self::Full => Kind::Error,
        }
    }
}

/// Why the realm closes a socket that was registered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Closing {
    /// The client gave its id up.
    #[error("left")]
    Left,
    /// The client came back on another socket.
    #[error("replaced by a newer socket")]
    Replaced,
    /// Nothing was heard of it for [`Config::alive_timeout`](crate::Config::alive_timeout).
    #[error("silent for too long")]
    Silent,
    /// It sent more than [`Config::burst_bytes`](crate::Config::burst_bytes) and
    /// [`Config::bytes_per_second`](crate::Config::bytes_per_second) allow.
    #[error("sends too much")]
    Flooding,
    /// It did not take what was sent to it.
    #[error("reads too slowly")]
    Slow,
}

/// What happened, for the log.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Event {
    /// A client took an id.
    Registered {
        /// Its socket.
        socket: SocketId,
        /// Its id.
        id: PeerId,
    },
    /// A client took its own id again.
    Resumed {
        /// Its socket from now on.
        socket: SocketId,
        /// Its id.
        id: PeerId,
        /// Its socket until now.
        replaced: SocketId,
    },
    /// An id is free again.
    Unregistered {
        /// The socket of its last holder.
        socket: SocketId,
        /// The id.
        id: PeerId,
    },
    /// What one client sent to an absent one is dropped, since that one did not come.
    Expired {
        /// The sender.
        src: PeerId,
        /// The absent one.
        dst: PeerId,
    },
    /// A message to an absent one is dropped, since too much waits already.
    Dropped {
        /// The sender.
        src: PeerId,
        /// The absent one.
        dst: PeerId,
    },
}
