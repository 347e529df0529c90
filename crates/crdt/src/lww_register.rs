//! The last-writer-wins register: one value, and the stamp that says how late it was written.

use crate::Lattice;

/// A value of which the one with the greatest stamp wins (the LWW-Register of Shapiro et al.).
///
/// A stamp is logical: a writer chooses one greater than every stamp that it has seen, such as
/// `(counter, writer)`. If two writers choose the same stamp all the same, the greater value wins.
/// That makes the states a total order, by stamp and then by value, of which the merge takes the
/// greater; without it, each of two replicas would keep its own value for ever.
///
/// ```
/// use crdt::{Lattice, LwwRegister};
///
/// let mut here = LwwRegister::new(1, "Ana");
/// let mut there = here.clone();
/// here.set(2, "Anna");
/// there.set(2, "Anne");
/// assert!(here.merge(&there));
/// assert!(!there.merge(&here));
/// assert_eq!((here.value(), there.value()), (&"Anne", &"Anne"));
/// assert!(!here.set(1, "late"), "a smaller stamp comes too late");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct LwwRegister<S, V> {
    stamp: S,
    value: V,
}

impl<S: Ord, V: Ord> LwwRegister<S, V> {
    /// A register whose first value was written at `stamp`.
    #[must_use]
    pub const fn new(stamp: S, value: V) -> Self {
        Self { stamp, value }
    }

    /// Joins `value`, written at `stamp`. Returns whether the register changed; if not, what it
    /// holds was written later (or at the same stamp, and is not less).
    pub fn set(&mut self, stamp: S, value: V) -> bool {
        let inflated = self.is_below(&stamp, &value);
        if inflated {
            *self = Self { stamp, value };
        }
        inflated
    }

    /// When the value was written, by its writer's stamp.
    #[must_use]
    pub const fn stamp(&self) -> &S {
        &self.stamp
    }

    /// The value written last.
    #[must_use]
    pub const fn value(&self) -> &V {
        &self.value
    }

    fn is_below(&self, stamp: &S, value: &V) -> bool {
        (&self.stamp, &self.value) < (stamp, value)
    }
}

impl<S: Ord + Clone, V: Ord + Clone> Lattice for LwwRegister<S, V> {
    fn merge(&mut self, other: &Self) -> bool {
        // Cloned only if it wins: a name or settings may be on the heap.
        let inflated = self.is_below(&other.stamp, &other.value);
        if inflated {
            self.clone_from(other);
        }
        inflated
    }
}
