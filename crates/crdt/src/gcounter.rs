//! The grow-only counter: one share for each replica, of which the greater version wins.

use crate::Lattice;
use core::num::NonZeroU32;
use litemap::LiteMap;

/// A counter that only grows (the state-based G-Counter of Shapiro et al.).
///
/// Each replica counts in a share of its own, under its id `R`; the value is the sum of the shares.
/// An id must belong to one writer for ever: see the crate's documentation for what is lost
/// otherwise.
///
/// The shares lie in one vector, sorted by replica. A share is found in `log n` steps; that of a
/// replica which was not known yet moves those behind it. That is small and fast for as many
/// replicas as talk to each other directly, and wrong for hundreds of thousands of them.
///
/// ```
/// use crdt::{GCounter, Lattice};
///
/// let (mut a, mut b) = (GCounter::new(), GCounter::new());
/// assert_eq!(a.increment('a', 3), 3);
/// assert_eq!(b.increment('b', 2), 2);
/// assert!(a.merge(&b));
/// assert_eq!(a.value(), 5);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(transparent))]
pub struct GCounter<R: Ord> {
    /// A replica that has counted nothing has no entry, so that equal counters have one
    /// representation, in memory and in bytes.
    #[cfg_attr(
        feature = "serde",
        serde(
            with = "crate::encoding::map",
            bound(serialize = "R: serde::Serialize", deserialize = "R: serde::Deserialize<'de>")
        )
    )]
    counts: LiteMap<R, NonZeroU32>,
}

impl<R: Ord> GCounter<R> {
    /// A counter at zero.
    #[must_use]
    pub const fn new() -> Self {
        Self { counts: LiteMap::new() }
    }

    /// What `replica` has counted, as far as this state has heard.
    #[must_use]
    pub fn count(&self, replica: &R) -> u32 {
        self.counts.get(replica).map_or(0, |count| count.get())
    }

    /// The sum of all shares.
    ///
    /// It can't overflow before there are 2³² replicas at the ceiling of their shares, more
    /// than 36 GB of entries; even then it would saturate.
    #[must_use]
    pub fn value(&self) -> u64 {
        self.iter().fold(0, |sum, (_, count)| sum.saturating_add(u64::from(count)))
    }

    /// The replicas that have counted and their counts, which are never zero, by replica.
    pub fn iter(&self) -> impl Iterator<Item = (&R, u32)> {
        self.counts.iter().map(|(replica, count)| (replica, count.get()))
    }

    /// How many replicas have counted.
    #[must_use]
    pub fn len(&self) -> usize {
        self.counts.len()
    }

    /// Whether nobody has counted yet.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.counts.is_empty()
    }
}

impl<R: Ord + Clone> GCounter<R> {
    /// Counts `by` more for `replica`, and returns its new count.
    ///
    /// Only the writer that owns `replica` may call this. A share stays at `u32::MAX` when it gets
    /// there: wrapping would make it shrink, which no merge would believe.
    pub fn increment(&mut self, replica: R, by: u32) -> u32 {
        let count = self.count(&replica).saturating_add(by);
        self.raise(replica, count);
        count
    }

    /// Joins one entry: `replica` is known to have counted at least `count`. Returns whether that
    /// was news.
    pub fn raise(&mut self, replica: R, count: u32) -> bool {
        let Some(count) = NonZeroU32::new(count) else { return false };
        match self.counts.get_mut(&replica) {
            Some(held) => {
                let inflated = count > *held;
                *held = count.max(*held);
                inflated
            }
            None => self.counts.insert(replica, count).is_none(),
        }
    }

    /// The least delta that brings `other` up to `self`: the entries in which `self` exceeds it.
    #[must_use]
    pub fn delta_since(&self, other: &Self) -> Self {
        self.iter()
            .filter(|(replica, count)| *count > other.count(replica))
            .map(|(replica, count)| (replica.clone(), count))
            .collect()
    }
}

impl<R: Ord + Clone> Lattice for GCounter<R> {
    fn merge(&mut self, other: &Self) -> bool {
        let mut inflated = false;
        for (replica, count) in other.iter() {
            inflated |= self.raise(replica.clone(), count);
        }
        inflated
    }
}

impl<R: Ord> Default for GCounter<R> {
    fn default() -> Self {
        Self::new()
    }
}

/// Joins the entries; of a replica that appears twice, the greater count holds.
impl<R: Ord + Clone> FromIterator<(R, u32)> for GCounter<R> {
    fn from_iter<I: IntoIterator<Item = (R, u32)>>(entries: I) -> Self {
        let mut counter = Self::new();
        for (replica, count) in entries {
            counter.raise(replica, count);
        }
        counter
    }
}
