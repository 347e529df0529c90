//! The bound of everything that a remote can make grow: why that number, and what happens when it
//! is reached.

use core::time::Duration;

/// The version of the peer protocol. It rises with every change that an older page would
/// misread; a peer of another version is refused with words for the player.
pub const PROTOCOL_VERSION: u32 = 1;

/// The largest message on a data channel, in bytes. 16 KiB is what every browser takes in one
/// piece (RFC 8831 section 6.6 and practice). A larger one costs its sender the link.
pub const MESSAGE_BYTES: usize = 16 * 1024;

/// What one message should fit into, in bytes: a UDP payload of 1200 (RFC 8831 section 5) less
/// the headers of DTLS (37) and SCTP (28). Live deltas are cut into pieces of this size, so that
/// the loss of one packet costs one piece.
pub const PACKET_BYTES: usize = 1_100;

/// The most players that one game remembers, those who left included. Further ones are refused
/// with [`Refusal::Full`](crate::peer::Refusal::Full). The design's goal is a hundred at once.
pub const PLAYERS: usize = 128;

/// The most incarnations of one player that may write into one round: a reload each second of the
/// longest round would need 60. Entries beyond are refused.
pub const INCARNATIONS: usize = 64;

/// The most rounds in a match that a host may choose.
pub const ROUNDS: u8 = 9;

/// The longest name, in characters (Unicode scalar values): what a bar can show on a phone.
pub const NAME_CHARS: usize = 20;

/// The fastest that two hands press keys, in presses a second, by the design.
pub const PRESSES_PER_SECOND: u32 = 50;

/// How many presses may come at once, beyond the steady rate: one second's worth. It covers the
/// two clocks' disagreement and the jitter between a press and its delta.
pub const PRESS_BURST: u32 = 50;

/// How many sections one pull asks for: all of them (the three parts that every game has, and the
/// rounds of two matches). Further ones wait for the next comparison.
pub const ENTRIES_IN_PULL: usize = 3 + 2 * ROUNDS as usize;

/// How many refused messages a link survives. A peer that keeps at it loses its link.
pub const REFUSALS: u32 = 8;

/// How many counts of a closed round a link survives: ten seconds of live messages. The stage that
/// closed the round may be on its way to an honest player, but no longer than that on a link that
/// still stands.
pub const LATE_COUNTS: u32 = 600;

/// The largest signalling message, in bytes. An SDP with candidates is about 700 bytes long; a
/// browser with many interfaces stays below 8 KiB. The server closes the socket of a larger one.
pub const SIGNAL_BYTES: usize = 64 * 1024;

/// The longest peer id, in bytes; PeerJS's own are 36.
pub const PEER_ID_BYTES: usize = 64;

/// The longest signalling token, in bytes; ours are 26, PeerJS's about 11.
pub const TOKEN_BYTES: usize = 64;

/// What a signalling message is charged beyond its own bytes, for the memory and the work that even
/// an empty one takes. With it one measure, bytes, bounds both how much and how many.
pub const SIGNAL_OVERHEAD_BYTES: usize = 256;

/// How many messages from one sender wait at the signalling server for one absent peer. An offer
/// and its candidates are about ten. Later ones are dropped.
pub const QUEUED_SIGNALS: usize = 64;

/// How many charged bytes wait at the signalling server for one absent peer, from all senders: a
/// hundred players who come to a host that reloads need half of it. Later ones are dropped, and
/// their senders told so. It must fit [`SIGNAL_OUTBOX_BYTES`].
pub const QUEUED_SIGNAL_BYTES_PER_PEER: usize = 2 * 1024 * 1024;

/// How many charged bytes wait at the signalling server for all absent peers together: what all of
/// [`SIGNAL_CLIENTS`] need for an offer each. Later ones are dropped, and their senders told so.
pub const QUEUED_SIGNAL_BYTES: usize = 16 * 1024 * 1024;

/// How long messages wait at the signalling server for an absent peer before the sender is told
/// that nobody came: PeerServer's `expire_timeout`.
pub const SIGNAL_EXPIRY: Duration = Duration::from_secs(5);

/// How many clients one signalling server holds: PeerServer's `concurrent_limit`. Further ones are
/// refused in the protocol's words.
pub const SIGNAL_CLIENTS: usize = 5_000;

/// How many connections the server serves at once: all signalling clients, and as many pages being
/// loaded. Further ones wait to be accepted.
pub const CONNECTIONS: usize = 2 * SIGNAL_CLIENTS;

/// How often a client tells the signalling server that it is still here: PeerJS's `pingInterval`.
pub const SIGNAL_HEARTBEAT: Duration = Duration::from_secs(5);

/// How long the signalling server believes in a client that says nothing, that is three heartbeats.
/// PeerServer waits 60 to 90 seconds; here the id is the host's lease, and a game waits for it.
pub const SIGNAL_ALIVE_TIMEOUT: Duration = Duration::from_secs(15);

/// How many charged bytes a client may send to the signalling server at once: a host answering a
/// hundred players needs half of it. A client that sends more loses its socket.
pub const SIGNAL_BURST_BYTES: usize = 2 * 1024 * 1024;

/// How many charged bytes a second a client may send to the signalling server beyond the burst:
/// five new connections a second.
pub const SIGNAL_BYTES_PER_SECOND: usize = 64 * 1024;

/// How many charged bytes wait at the signalling server for a client that reads slowly. A client
/// that lets it fill loses its socket, and the sender of what did not fit is told.
pub const SIGNAL_OUTBOX_BYTES: usize = 2 * QUEUED_SIGNAL_BYTES_PER_PEER;

/// How many candidates one side accepts for one connection before the link is given up; a browser
/// gathers about ten.
pub const CANDIDATES: usize = 64;

/// How many inputs wait between the browser's callbacks and the session. At 60 wake-ups a second
/// and 100 peers at 60 messages a second each, a tenth of a second holds 600. When it is full the
/// newest live message is dropped, which anti-entropy repairs; a full queue with nothing to drop
/// ends the link that overflows it.
pub const INPUT_QUEUE: usize = 4_096;
