//! What a shell tells the session: each callback of the outside world becomes one input.

use alloc::vec::Vec;

use protocol::delta::Profile;
use protocol::id::PlayerId;
use protocol::peer::Channel;
use protocol::settings::Settings;
use protocol::signalling::{Candidate, Description, Envelope, Payload};
use protocol::time::Instant;

/// A socket to the signalling server. Ids are never used again, so that a callback of an old
/// socket can't be taken for one of its successor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SocketId(pub u32);

/// A connection to a peer, or an attempt at one. Ids are never used again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LinkId(pub u32);

/// One of the two keys that count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// ←, a decrement.
    Left,
    /// →, an increment.
    Right,
}

/// What happened.
#[derive(Clone, Debug, PartialEq)]
pub enum Input {
    /// Nothing but the time: the session asked to be woken.
    Tick,
    /// A key went down.
    Press {
        /// Which.
        direction: Direction,
        /// When, by the event's own time stamp: it decides whether the press was in time.
        at: Instant,
    },
    /// The player wants something.
    Control(Control),
    /// The signalling server sent a message.
    Signalled {
        /// On which socket.
        socket: SocketId,
        /// The message.
        envelope: Envelope<Payload>,
    },
    /// The socket closed or could not be opened.
    SocketClosed {
        /// Which.
        socket: SocketId,
    },
    /// The description that [`Command::MakeOffer`] or [`Command::MakeAnswer`] asked for is ready
    /// and set as the local one.
    ///
    /// [`Command::MakeOffer`]: crate::Command::MakeOffer
    /// [`Command::MakeAnswer`]: crate::Command::MakeAnswer
    Described {
        /// Of which link.
        link: LinkId,
        /// The offer or answer.
        description: Description,
    },
    /// A local candidate was gathered.
    Gathered {
        /// For which link.
        link: LinkId,
        /// The candidate.
        candidate: Candidate,
    },
    /// Both channels are open.
    LinkUp {
        /// Of which link.
        link: LinkId,
    },
    /// The link is closed or failed, for good.
    LinkDown {
        /// Which.
        link: LinkId,
    },
    /// A message came.
    Received {
        /// On which link.
        link: LinkId,
        /// On which of its channels.
        channel: Channel,
        /// Its bytes, not yet looked at.
        bytes: Vec<u8>,
    },
    /// What was sent on the live channel piles up: deltas shall wait.
    Congested {
        /// On which link.
        link: LinkId,
    },
    /// The pile is gone.
    Drained {
        /// On which link.
        link: LinkId,
    },
    /// The page goes away: for good, for a reload, or to be shown again later. Whoever is linked
    /// shall know at once.
    Unloading,
    /// The page was shown again, woke up, or the network came back: time to look after everything.
    Woken,
}

/// What a player can want.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Control {
    /// The host: begin the match. It needs another player who plays, or the explicit choice of a
    /// practice alone.
    Start {
        /// Whether a lone player wants to practise.
        practice: bool,
    },
    /// The host: go on after a result, to the next round or to the podium.
    Next,
    /// The host: after the podium (or a result), a new match with the same people, from the lobby.
    Again,
    /// The host: other settings for the match. Only in the lobby.
    Settings(Settings),
    /// The host: remove a player, who can't return.
    Remove(PlayerId),
    /// Show oneself otherwise.
    Profile(Profile),
    /// Leave the game.
    Leave,
}
