//! What the server is told to be.

use std::net::IpAddr;
use std::path::PathBuf;

use protocol::limits;

use crate::public_url::PublicUrl;

/// The port when none is chosen: the usual one for a web server without privileges.
pub(crate) const PORT: u16 = 8080;

/// What the server is told to be. The command line ([`cli`](crate::cli)) makes one; tests make
/// their own, with shorter times and narrower bounds.
#[derive(Clone, Debug)]
pub struct Config {
    /// The address to listen on; `None` for all of this machine's, IPv6 and IPv4.
    pub listen: Option<IpAddr>,
    /// The port to listen on; 0 for any free one.
    pub port: u16,
    /// The folder to serve the app from, instead of the one inside the binary.
    pub dist: Option<PathBuf>,
    /// Where players open the game, for link previews; `None` if nobody said so.
    pub public_url: Option<PublicUrl>,
    /// Whether `/peerjs/peers` tells everybody who is connected.
    pub allow_discovery: bool,
    /// The signalling realm's bounds and times.
    pub realm: broker::Config,
    /// How many [charged](broker::charge) bytes wait for a signalling client that reads slowly.
    pub outbox_bytes: usize,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            listen: None,
            port: PORT,
            dist: None,
            public_url: None,
            allow_discovery: false,
            realm: broker::Config::default(),
            outbox_bytes: limits::SIGNAL_OUTBOX_BYTES,
        }
    }
}
