//! Every byte on a wire: what peers say to each other over data channels ([`peer`], binary), what
//! browsers say to the signalling server ([`signalling`], JSON), and the bound of everything that a
//! remote controls ([`limits`]).
//!
//! This crate knows what a message looks like and which bytes are none; it does not know when to
//! send one, nor who may write what. That is the game's business.
//!
//! ```
//! use protocol::peer::{self, Message};
//! use protocol::time::GameTime;
//!
//! let pong = Message::Pong { nonce: 7, now: GameTime::from_micros(1_000) };
//! let bytes = peer::encode(&pong).expect("a pong is far below the bound");
//! assert_eq!(peer::decode(&bytes), Ok(pong));
//! assert!(peer::decode(b"\xff\xff\xff").is_err());
//! ```
#![no_std]

extern crate alloc;

mod base32;
pub mod delta;
pub mod id;
pub mod limits;
pub mod name;
pub mod peer;
pub mod settings;
pub mod signalling;
pub mod stage;
pub mod time;
