//! The signalling realm, sans-IO: who is connected, and what waits for whom.
//!
//! This is the part of a `PeerServer` that decides. It knows sockets by number only; the shell
//! (`crates/server`, or the simulation) accepts them, reads and writes them, and tells the time.
//! After each [`Broker::handle_input`] the shell carries out what [`Broker::poll_output`] says
//! until it says nothing more, and comes back at [`Broker::next_wake`] at the latest.
//!
//! A payload is relayed unread, so [`Broker`] is generic over it.
//!
//! # What it takes over from `PeerServer`, and what not
//!
//! The messages, their order and the defaults are those of peerjs-server 1.0. It differs where
//! that one fails its users:
//!
//! - A registration belongs to a socket, not to an id: what an old socket still says or does (a
//!   message, its late close) never touches the id's new holder.
//! - A client that comes back with the same id and token is told `OPEN` again, and its old socket
//!   is closed.
//! - `LEAVE` without a destination gives the id up *and* closes the socket; it can't go on
//!   speaking under an id that another may have taken.
//! - An id is free the moment its socket closes; a silent one after
//!   [`Config::alive_timeout`], and any message counts as a sign of life, not `HEARTBEAT` alone.
//! - What waits for an absent peer expires for each sender by itself, a full
//!   [`Config::expiry`] after that sender's first message.
//! - Everything that a client can make grow is bounded (see [`Config`]); what does not fit is
//!   answered with `EXPIRE` at once.
//!
//! # Example
//!
//! ```
//! use broker::{Broker, Command, Config, Hello, Input, Output, SocketId};
//! use protocol::signalling::{Envelope, Kind};
//! use protocol::time::Instant;
//!
//! let mut broker: Broker<&str> = Broker::new(Config::default());
//! let now = Instant::from_micros(0);
//! let (alice, bob) = (SocketId(1), SocketId(2));
//! broker.handle_input(now, Input::Connected { socket: alice, hello: Hello::new("alice", "s3cr3t") });
//! broker.handle_input(now, Input::Connected { socket: bob, hello: Hello::new("bob", "t0k3n") });
//! let offer = Envelope {
//!     kind: Kind::Offer,
//!     src: None,
//!     dst: Some("bob".to_owned()),
//!     payload: Some("an offer"),
//! };
//! broker.handle_input(now, Input::Received { socket: alice, message: offer, bytes: 60 });
//!
//! let sent: Vec<_> = std::iter::from_fn(|| broker.poll_output())
//!     .filter_map(|output| match output {
//!         Output::Command(Command::Send { socket, message }) => Some((socket, message)),
//!         _ => None,
//!     })
//!     .collect();
//! assert_eq!(sent[0], (alice, Envelope::bare(Kind::Open)));
//! assert_eq!(sent[1], (bob, Envelope::bare(Kind::Open)));
//! assert_eq!(sent[2].0, bob);
//! assert_eq!(sent[2].1.src.as_deref(), Some("alice"));
//! ```

mod allowance;
mod config;
mod io;
mod names;
mod realm;
mod registry;
mod waiting;

pub use config::{Config, charge};
pub use io::{Closing, Command, Event, Hello, Input, Output, Refusal};
pub use names::{PeerId, SocketId, Token};
pub use realm::Broker;
