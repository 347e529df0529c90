//! The grow-only set: what was added stays.

use crate::Lattice;
use alloc::vec::Vec;

/// A set that only grows (the G-Set of Shapiro et al.). Two states join to their union.
///
/// The values lie in one sorted vector. One is found in `log n` steps; a new one moves those behind
/// it. That is small and fast for hundreds of values, and wrong for hundreds of thousands.
///
/// ```
/// use crdt::{GSet, Lattice};
///
/// let mut sealed = GSet::from_iter(["ana"]);
/// assert!(sealed.merge(&GSet::from_iter(["ana", "ben"])));
/// assert!(sealed.contains(&"ben"));
/// assert!(!sealed.insert("ben"), "known already");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(transparent))]
pub struct GSet<T: Ord> {
    /// Sorted, each value once.
    #[cfg_attr(
        feature = "serde",
        serde(
            deserialize_with = "crate::encoding::set",
            bound(deserialize = "T: serde::Deserialize<'de>")
        )
    )]
    values: Vec<T>,
}

impl<T: Ord> GSet<T> {
    /// The empty set.
    #[must_use]
    pub const fn new() -> Self {
        Self { values: Vec::new() }
    }

    /// Adds `value`, and returns whether it was new.
    pub fn insert(&mut self, value: T) -> bool {
        match self.values.binary_search(&value) {
            Ok(_) => false,
            Err(at) => {
                self.values.insert(at, value);
                true
            }
        }
    }

    /// Whether `value` has been added.
    #[must_use]
    pub fn contains(&self, value: &T) -> bool {
        self.values.binary_search(value).is_ok()
    }

    /// The values, in order.
    pub fn iter(&self) -> impl Iterator<Item = &T> {
        self.values.iter()
    }

    /// How many values there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.values.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }
}

impl<T: Ord + Clone> GSet<T> {
    /// The least delta that brings `other` up to `self`: the values that it lacks.
    #[must_use]
    pub fn delta_since(&self, other: &Self) -> Self {
        self.iter().filter(|value| !other.contains(value)).cloned().collect()
    }
}

impl<T: Ord + Clone> Lattice for GSet<T> {
    fn merge(&mut self, other: &Self) -> bool {
        let mut inflated = false;
        for value in other.iter() {
            // Cloned only if it is new: a value may be on the heap.
            if let Err(at) = self.values.binary_search(value) {
                self.values.insert(at, value.clone());
                inflated = true;
            }
        }
        inflated
    }
}

impl<T: Ord> Default for GSet<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T: Ord> FromIterator<T> for GSet<T> {
    fn from_iter<I: IntoIterator<Item = T>>(values: I) -> Self {
        let mut set = Self::new();
        for value in values {
            set.insert(value);
        }
        set
    }
}
