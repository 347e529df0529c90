//! The rules of the game, the replicated match and the session that keeps it, sans-IO: this crate
//! has no clock, no randomness, no socket and no thread. A shell (the browser's driver, a bot, the
//! simulation) feeds a [`Session`] with [`Input`]s, each with the time at which it happened, and
//! then carries out its [`Output`]s until there are none:
//!
//! ```
//! use game::{Config, Control, Input, Opening, Output, Session};
//! use protocol::id::{GameId, PlayerId};
//! use protocol::time::Instant;
//!
//! let config = Config {
//!     game: GameId::from_random(1),
//!     player: PlayerId::from_random(2),
//!     incarnation: 0,
//!     token: "a secret of this tab".into(),
//!     profile: game::profile("Ada", 0).expect("a fine name"),
//!     opening: Opening::Create,
//!     saved: None,
//!     saved_age: core::time::Duration::ZERO,
//!     seed: 3,
//! };
//! let now = Instant::from_micros(0);
//! let mut session = Session::new(config, now);
//! session.handle_input(now, Input::Control(Control::Start { practice: true }));
//! while let Some(output) = session.poll_output() {
//!     match output {
//!         Output::Command(_command) => { /* must be carried out */ }
//!         Output::Event(_event) => { /* may be shown */ }
//!     }
//! }
//! let _wake_me_then = session.next_wake();
//! ```
//!
//! Read on in [`rules`] (who wins), [`Match`] (what is replicated) and [`Session`] (who says what
//! to whom, and when).
#![no_std]

extern crate alloc;

mod changes;
mod clock;
mod config;
pub mod guard;
mod input;
pub mod limits;
#[doc(hidden)]
pub mod mutants;
mod output;
mod pieces;
mod replicated;
pub mod rules;
mod session;
mod signalling;
mod view;

pub use changes::Changes;
pub use clock::Clock;
pub use config::{Config, Opening, profile};
pub use input::{Control, Direction, Input, LinkId, SocketId};
pub use output::{Command, Event, Output, RefusedBecause};
pub use replicated::Match;
pub use session::{Diagnostics, LinkDiagnostics, Session};
pub use view::{Connection, Ending, Phase, PlayerView, StartGate, View};
