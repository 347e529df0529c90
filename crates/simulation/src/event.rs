//! What can happen in the world. An event names what it is about by index; the index of a thing
//! that is gone is never given to another.

use crate::faults::Ending;

/// A machine with its browser, by its index.
pub(crate) type TabId = usize;
/// One end of a peer connection, by its index.
pub(crate) type EndId = usize;
/// A socket to the signalling server, by its index.
pub(crate) type SocketNo = usize;

/// Something that is going to happen.
#[derive(Debug)]
pub(crate) enum Event {
    /// A page is opened, for the first time or again.
    Open { tab: TabId },
    /// A session's alarm goes off, if it is still the same alarm.
    Wake { tab: TabId, ticket: u64 },
    /// A hand comes down, if it still plays the same round.
    Press { tab: TabId, run: u32 },
    /// The person before the screen looks what there is to do.
    Look { tab: TabId },
    /// A hostile one thinks of something.
    Lie { tab: TabId },

    /// A connection's own description is made.
    Described { end: EndId },
    /// A connection found a way on which it may be reached.
    Gathered { end: EndId },
    /// Two ends try to reach each other.
    Connect { offerer: EndId, tries: u32 },
    /// An end's channels open.
    Up { end: EndId },
    /// An end's connection is closed or failed.
    Down { end: EndId },
    /// An end hears nothing any more, if the way has been cut ever since.
    Consent { end: EndId, epoch: u32 },
    /// The next control message is here, unless its sender closed before it could send it again.
    Control { end: EndId, last_sent_us: u64 },
    /// A live message is here.
    Live { end: EndId, bytes: Vec<u8> },

    /// A socket's opening reaches the server.
    SocketOpens { socket: SocketNo },
    /// The next message on a socket reaches the server.
    ToServer { socket: SocketNo },
    /// The next message on a socket reaches its page.
    ToPage { socket: SocketNo },
    /// The server sees that a socket is closed.
    SocketGone { socket: SocketNo },
    /// A page sees that a socket can't be opened, or is broken.
    SocketFails { socket: SocketNo },
    /// A page gives up a socket, if the way to the server has been cut ever since.
    SocketStale { socket: SocketNo, epoch: u32 },
    /// The server's alarm goes off.
    ServerWake { ticket: u64 },

    /// A planned fault strikes.
    Strike { fault: usize },
    /// What a fault did is undone.
    Heal { ending: Ending },
    /// Everybody is looked at.
    Check,
}
