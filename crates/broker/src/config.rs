//! The realm's bounds and times, each with the default that `protocol::limits` gives reasons for.

use core::time::Duration;

use protocol::limits;

/// What the realm allows. The defaults are those of [`protocol::limits`]; tests and the
/// simulation make them small.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config {
    /// How long a client may say nothing before it loses its id and its socket.
    pub alive_timeout: Duration,
    /// How long a sender's messages wait for an absent peer.
    pub expiry: Duration,
    /// How many clients may be registered.
    pub clients: usize,
    /// How many messages of one sender may wait for one absent peer.
    pub queued: usize,
    /// How many [charged](charge) bytes may wait for one absent peer.
    pub queued_bytes_per_peer: usize,
    /// How many [charged](charge) bytes may wait for all absent peers.
    pub queued_bytes: usize,
    /// How many [charged](charge) bytes a client may send at once.
    pub burst_bytes: usize,
    /// How many [charged](charge) bytes a second a client may send beyond the burst.
    pub bytes_per_second: usize,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            alive_timeout: limits::SIGNAL_ALIVE_TIMEOUT,
            expiry: limits::SIGNAL_EXPIRY,
            clients: limits::SIGNAL_CLIENTS,
            queued: limits::QUEUED_SIGNALS,
            queued_bytes_per_peer: limits::QUEUED_SIGNAL_BYTES_PER_PEER,
            queued_bytes: limits::QUEUED_SIGNAL_BYTES,
            burst_bytes: limits::SIGNAL_BURST_BYTES,
            bytes_per_second: limits::SIGNAL_BYTES_PER_SECOND,
        }
    }
}

/// What a message of so many bytes on the wire is charged: its bytes, and what even an empty one
/// costs.
#[must_use]
pub const fn charge(bytes: usize) -> usize {
    bytes.saturating_add(limits::SIGNAL_OVERHEAD_BYTES)
}
