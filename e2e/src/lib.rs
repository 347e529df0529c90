//! End-to-end tests with real browsers over WebDriver. The tests are stories about players, in
//! `tests/stories`; this is what they are told with:
//!
//! - [`story()`]: runs one on a [`Stage`] of its own, and keeps what was seen if it fails;
//! - [`Stage`]: the real server, and the players who come to it;
//! - [`Player`]: what a person at a browser does and sees, page by page ([`pages`]);
//! - [`Browser`]: a Chromium or Firefox process with its own profile and driver; finds what is on a
//!   page by role and accessible name, as a person (or a screen reader) does ([`Role`]), and uses it
//!   with what the player holds in its hands ([`Device`]);
//! - [`wait`]: every wait is for a condition, with a deadline that only a fault reaches.
//!
//! `cargo xtask test` runs them with everything they need. By hand: `cargo xtask play` builds the
//! server once, then `cargo test --package e2e`; `CHROME`, `CHROMEDRIVER`, `FIREFOX` and
//! `GECKODRIVER` name programs that are not on `PATH`.

mod audit;
mod browser;
mod camera;
mod console;
mod element;
mod frames;
mod hands;
mod keys;
pub mod pages;
mod player;
mod process;
mod server;
mod stage;
pub mod wait;
mod watch;

pub use browser::{Browser, Device, Engine, Scheme};
pub use camera::{Extent, Window};
pub use element::{Element, Role};
pub use frames::Frame;
pub use keys::Arrow;
pub use player::{Player, everybody};
pub use server::Server;
pub use stage::{Stage, gather, story};
pub use watch::{Changes, report};
