//! The set whose removals are final: what was removed can't return.

use crate::{GSet, Lattice};

/// A set with additions and final removals (the 2P-Set of Shapiro et al.): two G-Sets, of what was
/// added and of what was removed. A value is in the set if it was added and not removed.
///
/// A removal wins over every addition, made before it, after it or without knowing of it. What was
/// never added can be removed too, and is then barred: the paper forbids it, but here a removal may
/// overtake, on another link, the addition that it answers.
///
/// ```
/// use crdt::{Lattice, TwoPhaseSet};
///
/// let mut host = TwoPhaseSet::new();
/// host.insert("mallory");
/// let mut guest = host.clone();
/// host.remove("mallory");
/// guest.insert("ana");
/// guest.merge(&host);
/// assert!(guest.iter().eq(&["ana"]));
/// assert!(!guest.insert("mallory"), "removed is removed");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct TwoPhaseSet<T: Ord> {
    added: GSet<T>,
    removed: GSet<T>,
}

impl<T: Ord> TwoPhaseSet<T> {
    /// The empty set.
    #[must_use]
    pub const fn new() -> Self {
        Self { added: GSet::new(), removed: GSet::new() }
    }

    /// Adds `value`, unless it is known to be removed. Returns whether that changed anything, which
    /// is whether the set contains it now and didn't before.
    pub fn insert(&mut self, value: T) -> bool {
        !self.removed.contains(&value) && self.added.insert(value)
    }

    /// Removes `value` for ever, whether or not it was ever added. Returns whether that changed
    /// anything.
    pub fn remove(&mut self, value: T) -> bool {
        self.removed.insert(value)
    }

    /// Whether `value` was added and not removed.
    #[must_use]
    pub fn contains(&self, value: &T) -> bool {
        self.added.contains(value) && !self.removed.contains(value)
    }

    /// The values that were added and not removed, in order.
    pub fn iter(&self) -> impl Iterator<Item = &T> {
        self.added.iter().filter(|value| !self.removed.contains(value))
    }

    /// All that was ever added, removed since or not, in order.
    pub fn added(&self) -> impl Iterator<Item = &T> {
        self.added.iter()
    }

    /// All that was ever removed, added before or not, in order.
    pub fn removed(&self) -> impl Iterator<Item = &T> {
        self.removed.iter()
    }
}

impl<T: Ord + Clone> TwoPhaseSet<T> {
    /// The least delta that brings `other` up to `self`: the additions and the removals that it
    /// lacks.
    #[must_use]
    pub fn delta_since(&self, other: &Self) -> Self {
        Self {
            added: self.added.delta_since(&other.added),
            removed: self.removed.delta_since(&other.removed),
        }
    }
}

impl<T: Ord + Clone> Lattice for TwoPhaseSet<T> {
    fn merge(&mut self, other: &Self) -> bool {
        // Not `||`, which would skip the removals whenever there was an addition.
        self.added.merge(&other.added) | self.removed.merge(&other.removed)
    }
}

impl<T: Ord> Default for TwoPhaseSet<T> {
    fn default() -> Self {
        Self::new()
    }
}
