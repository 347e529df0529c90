//! The counter that goes both ways: two grow-only counters, one for each direction.

use crate::{GCounter, Lattice};
use core::cmp::Ordering;

/// A counter with increments and decrements (the state-based PN-Counter of Shapiro et al.).
///
/// One G-Counter holds the increments (P), another the decrements (N); the value is P − N. A single
/// map of signed shares would not do: under a maximum a decrement would look like an old message.
///
/// ```
/// use crdt::PnCounter;
///
/// let mut a = PnCounter::new();
/// assert_eq!(a.increment('a', 2), 2);
/// assert_eq!(a.decrement('a', 4), 4);
/// assert_eq!(a.counts(&'a'), (2, 4));
/// assert_eq!(a.value(), -2);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct PnCounter<R: Ord> {
    positive: GCounter<R>,
    negative: GCounter<R>,
}

impl<R: Ord> PnCounter<R> {
    /// A counter at zero.
    #[must_use]
    pub const fn new() -> Self {
        Self { positive: GCounter::new(), negative: GCounter::new() }
    }

    /// The increments and the decrements of `replica`, as far as this state has heard.
    #[must_use]
    pub fn counts(&self, replica: &R) -> (u32, u32) {
        (self.positive.count(replica), self.negative.count(replica))
    }

    /// All increments (P).
    #[must_use]
    pub fn positive(&self) -> u64 {
        self.positive.value()
    }

    /// All decrements (N).
    #[must_use]
    pub fn negative(&self) -> u64 {
        self.negative.value()
    }

    /// P − N.
    ///
    /// It can't overflow before a side reaches 2⁶³, which takes 2³¹ replicas at the ceiling of their
    /// shares; even then it would saturate.
    #[must_use]
    pub fn value(&self) -> i64 {
        0_i64.saturating_add_unsigned(self.positive()).saturating_sub_unsigned(self.negative())
    }

    /// The replicas that have counted in either direction, each with its increments and its
    /// decrements, by replica.
    pub fn iter(&self) -> impl Iterator<Item = (&R, u32, u32)> {
        let mut positive = self.positive.iter().peekable();
        let mut negative = self.negative.iter().peekable();
        core::iter::from_fn(move || {
            // The side whose next replica comes first; a side that has ended comes last.
            let order = match (positive.peek(), negative.peek()) {
                (Some((p_replica, _)), Some((n_replica, _))) => p_replica.cmp(n_replica),
                (_, None) => Ordering::Less,
                (None, Some(_)) => Ordering::Greater,
            };
            match order {
                Ordering::Less => positive.next().map(|(replica, p)| (replica, p, 0)),
                Ordering::Greater => negative.next().map(|(replica, n)| (replica, 0, n)),
                Ordering::Equal => positive
                    .next()
                    .zip(negative.next())
                    .map(|((replica, p), (_, n))| (replica, p, n)),
            }
        })
    }

    /// How many replicas have counted in either direction. Walks through them.
    #[must_use]
    pub fn len(&self) -> usize {
        self.iter().count()
    }

    /// Whether nobody has counted yet.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.positive.is_empty() && self.negative.is_empty()
    }
}

impl<R: Ord + Clone> PnCounter<R> {
    /// Counts `by` increments more for `replica`, and returns all its increments; they stay at
    /// `u32::MAX` when they get there. Only the writer that owns `replica` may call this.
    pub fn increment(&mut self, replica: R, by: u32) -> u32 {
        self.positive.increment(replica, by)
    }

    /// Counts `by` decrements more for `replica`, and returns all its decrements; they stay at
    /// `u32::MAX` when they get there. Only the writer that owns `replica` may call this.
    pub fn decrement(&mut self, replica: R, by: u32) -> u32 {
        self.negative.increment(replica, by)
    }

    /// Joins one entry: `replica` is known to have made at least `positive` increments and
    /// `negative` decrements. Returns whether any of it was news.
    pub fn raise(&mut self, replica: R, positive: u32, negative: u32) -> bool {
        // Not `||`, which would skip the second side whenever the first had news.
        self.positive.raise(replica.clone(), positive) | self.negative.raise(replica, negative)
    }

    /// The least delta that brings `other` up to `self`: on each side, the entries in which `self`
    /// exceeds it.
    #[must_use]
    pub fn delta_since(&self, other: &Self) -> Self {
        Self {
            positive: self.positive.delta_since(&other.positive),
            negative: self.negative.delta_since(&other.negative),
        }
    }
}

impl<R: Ord + Clone> Lattice for PnCounter<R> {
    fn merge(&mut self, other: &Self) -> bool {
        self.positive.merge(&other.positive) | self.negative.merge(&other.negative)
    }
}

impl<R: Ord> Default for PnCounter<R> {
    fn default() -> Self {
        Self::new()
    }
}

/// Joins the entries (replica, increments, decrements); of a replica that appears twice, the
/// greater counts hold.
impl<R: Ord + Clone> FromIterator<(R, u32, u32)> for PnCounter<R> {
    fn from_iter<I: IntoIterator<Item = (R, u32, u32)>>(entries: I) -> Self {
        let mut counter = Self::new();
        for (replica, positive, negative) in entries {
            counter.raise(replica, positive, negative);
        }
        counter
    }
}
