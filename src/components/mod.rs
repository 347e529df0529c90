//! What pages are put together from.
//!
//! A component is what has a state of its own, or is spared from being drawn sixty times a second
//! because it takes only what it shows. Everything else is a plain function: each kind of component
//! adds 2 kB to the compressed app.

mod button;
mod chart;
mod dialog;
mod facts;
mod frame;
mod icon;
mod keycaps;
mod mark;
mod markup;
mod name_form;
mod paddles;
mod practice_bar;
mod preferences;
mod renewal;
mod said;
mod score_row;
mod seesaw;
mod settings;
mod share;
mod standings;
mod statistics;
mod steps;
mod timer;
mod toasts;

pub(crate) use button::button;
pub(crate) use chart::chart;
pub(crate) use dialog::question;
pub(crate) use facts::facts;
pub(crate) use frame::{Announcer, frame};
pub(crate) use icon::{icon, signal};
pub(crate) use keycaps::keycaps;
pub(crate) use mark::mark;
pub(crate) use name_form::name_form;
pub(crate) use paddles::Paddles;
pub(crate) use practice_bar::{practice_bar, practice_link};
pub(crate) use preferences::{Preference, preferences};
pub(crate) use renewal::renewal;
pub(crate) use said::{elsewhere, said};
pub(crate) use score_row::ScoreRow;
pub(crate) use seesaw::seesaw;
pub(crate) use settings::settings_form;
pub use share::Invitation;
pub(crate) use share::{LINK_FIELD, share, share_result};
pub(crate) use standings::{Column, standings};
pub(crate) use statistics::{STATISTICS_FIELD, statistics};
pub(crate) use steps::steps;
pub(crate) use timer::timer;
pub(crate) use toasts::{Toast, toasts};
