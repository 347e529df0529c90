//! What the game sounds like: a few notes for each turn of it.

use super::News;

/// A tone.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Note {
    /// Its pitch in hertz.
    pub(crate) hertz: f32,
    /// When it begins, in seconds after the turn.
    pub(crate) at_secs: f64,
    /// How long it takes to fade, in seconds.
    pub(crate) fades_in_secs: f64,
}

const fn note(hertz: f32, at_secs: f64, fades_in_secs: f64) -> Note {
    Note { hertz, at_secs, fades_in_secs }
}

/// The countdown: an A.
const TICK: &[Note] = &[note(440.0, 0.0, 0.15)];

/// The start: the A above, and longer.
const GO: &[Note] = &[note(880.0, 0.0, 0.5)];

/// The end: down a fifth.
const END: &[Note] = &[note(440.0, 0.0, 0.3), note(293.7, 0.15, 0.6)];

/// A win: up a major chord.
const WIN: &[Note] = &[
    note(523.3, 0.0, 0.3),
    note(659.3, 0.12, 0.3),
    note(784.0, 0.24, 0.3),
    note(1046.5, 0.36, 0.8),
];

/// What a turn of the game sounds like; nothing for those that are quiet.
#[must_use]
pub(crate) fn notes(news: News) -> &'static [Note] {
    match news {
        News::Count(_) | News::SoonOver => TICK,
        News::Go => GO,
        News::TimeUp => END,
        News::RoundOver { won: true } | News::MatchOver { won: true } => WIN,
        News::RoundOver { won: false } | News::MatchOver { won: false } => &[],
    }
}
