//! Deliberate faults, one at a time, to show that the simulation's checkers can fail. They are there
//! only with the feature `mutants`, which nothing enables but `cargo xtask sim --mutant`; without it
//! [`is`] is a constant, and nothing is left of them.

/// A rule that is broken on purpose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mutant {
    /// A merge adds counts instead of taking their maximum.
    Merge,
    /// A player's count is final while the round still runs.
    Seal,
    /// Whoever loses the host claims its place, first in line or not.
    Successor,
    /// A clock takes the host's reading for that of the ping's departure.
    Clock,
}

#[cfg(feature = "mutants")]
mod chosen {
    use core::sync::atomic::{AtomicU8, Ordering};

    use super::Mutant;

    /// The mutant's number, or [`NONE`].
    static CHOSEN: AtomicU8 = AtomicU8::new(NONE);
    const NONE: u8 = u8::MAX;

    /// Breaks a rule from now on, in every session of this process.
    pub fn choose(mutant: Mutant) {
        CHOSEN.store(mutant as u8, Ordering::Relaxed);
    }

    pub(crate) fn is(mutant: Mutant) -> bool {
        CHOSEN.load(Ordering::Relaxed) == mutant as u8
    }
}

#[cfg(feature = "mutants")]
pub use chosen::choose;
#[cfg(feature = "mutants")]
pub(crate) use chosen::is;

/// Whether this rule is broken.
#[cfg(not(feature = "mutants"))]
pub(crate) const fn is(_mutant: Mutant) -> bool {
    false
}
