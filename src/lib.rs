//! The browser app of Seesaw, and the only code that knows `web-sys`.
//!
//! The `driver` feeds the session with time, keys and network, and carries out what it asks;
//! [`net`] adapts the browser's network and decides nothing; in a `practice` bots in the same tab
//! stand in its place. What there is to show is a snapshot,
//! of which `store` selects, in plain Rust, what [`pages`] and [`components`] draw. All words are
//! in `text`.

mod address;
mod app;
mod awake;
mod browser;
mod clipboard;
mod clock;
mod components;
mod driver;
mod identity;
mod invite;
pub mod keyboard;
pub mod net;
pub mod pages;
mod panel;
mod person;
mod practice;
mod preferences;
mod queue;
mod random;
mod renewal;
mod room;
mod share_sheet;
mod shortcuts;
mod sound;
pub mod storage;
mod store;
mod text;
mod wake;
mod world;

pub use app::mount;
