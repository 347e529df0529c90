//! What pages are put together from. A component takes only what it shows, so that it is drawn
//! again only when that changes.

mod frame;
mod mark;
mod name_form;
mod paddles;
mod score_row;
mod seesaw;
mod settings;
mod share;
mod standings;
mod timer;
mod toasts;

pub(crate) use frame::Frame;
pub(crate) use mark::Mark;
pub(crate) use name_form::NameForm;
pub(crate) use paddles::Paddles;
pub(crate) use score_row::ScoreRow;
pub(crate) use seesaw::Seesaw;
pub(crate) use settings::SettingsForm;
pub(crate) use share::Share;
pub(crate) use standings::{Column, Standings};
pub(crate) use timer::Timer;
pub(crate) use toasts::{Toast, Toasts};
