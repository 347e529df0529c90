//! What there is to show. The driver publishes a snapshot, the session's [`View`](game::View), at
//! most once a frame; what views select from it is computed here, in plain functions of it.

pub(crate) mod chart;
mod contact;
mod facts;
mod news;
mod page;
mod player;
mod readings;
mod recording;
mod round;
mod sounds;

pub(crate) use contact::Contact;
pub use facts::Best;
pub(crate) use facts::{even_permille, fastest, most_even, pace_tenths};
pub(crate) use news::{News, news};
pub(crate) use page::Page;
pub(crate) use player::{
    Reach, Standing, colour_to_take, in_steady_order, on_podium, taken_colours, winners,
};
pub(crate) use readings::{Flow, Readings, Traffic};
pub use recording::Recording;
pub(crate) use round::{Balance, bar_permille, bar_scale, count, remaining_permille, seconds};
pub(crate) use sounds::{Note, notes};

/// What tests elsewhere make snapshots with.
#[cfg(test)]
pub(crate) mod tests {
    pub(crate) use super::player::tests::view;
    pub(crate) use super::readings::tests::readings;
}
