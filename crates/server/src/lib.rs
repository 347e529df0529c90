//! One binary that serves the app and the signalling, on one port.
//!
//! | path | what |
//! | --- | --- |
//! | `/peerjs` | the signalling socket, `PeerServer`'s protocol ([`broker`] decides, this crate does the I/O) |
//! | `/peerjs/id`, `/peerjs/peers` | a fresh id; the ids in use, if allowed |
//! | `/invite.json` | the addresses that others on the local network can open |
//! | `/qr.svg` | a link as a picture to point a phone at |
//! | `/healthz` | `ok` |
//! | all else | the app's files, which a release build carries inside it |
//!
//! It is a library too, so that tests run the very server on a port of their own:
//!
//! ```
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! use server::{Config, Server};
//!
//! let config = Config { listen: Some([127, 0, 0, 1].into()), port: 0, ..Config::default() };
//! let server = Server::bind(config)?;
//! println!("listening on port {}", server.local_addr().port());
//! server.run(async { /* until this future ends */ }).await;
//! # Ok(())
//! # }
//! ```

mod addresses;
pub mod announce;
mod assets;
pub mod cli;
mod config;
mod connections;
mod csp;
mod encoding;
mod files;
mod invite;
mod listener;
mod outbox;
mod public_url;
mod qr;
mod query;
mod realm;
mod service;
mod signalling;
mod socket;

pub use config::Config;
pub use listener::BindError;
pub use public_url::{PublicUrl, PublicUrlError};
pub use service::Server;
