//! The grow-only set: what was added stays.

use crate::Lattice;
use alloc::collections::BTreeSet;

/// A set that only grows (the G-Set of Shapiro et al.). Two states join to their union.
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
    values: BTreeSet<T>,
}

impl<T: Ord> GSet<T> {
    /// The empty set.
    #[must_use]
    pub const fn new() -> Self {
        Self { values: BTreeSet::new() }
    }

    /// Adds `value`, and returns whether it was new.
    pub fn insert(&mut self, value: T) -> bool {
        self.values.insert(value)
    }

    /// Whether `value` has been added.
    #[must_use]
    pub fn contains(&self, value: &T) -> bool {
        self.values.contains(value)
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
        self.values.difference(&other.values).cloned().collect()
    }
}

impl<T: Ord + Clone> Lattice for GSet<T> {
    fn merge(&mut self, other: &Self) -> bool {
        let len_before = self.len();
        self.values.extend(other.iter().cloned());
        // A union that adds nothing leaves the length, and nothing is ever taken out.
        self.len() > len_before
    }
}

impl<T: Ord> Default for GSet<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T: Ord> FromIterator<T> for GSet<T> {
    fn from_iter<I: IntoIterator<Item = T>>(values: I) -> Self {
        Self { values: values.into_iter().collect() }
    }
}
