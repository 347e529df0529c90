//! The join-semilattice: the one thing that all types of this crate have in common.

use alloc::collections::BTreeMap;

/// A state that can be joined with another of its type.
///
/// For all states `a`, `b` and `c`, with `⊔` for the merge:
///
/// - commutative: `a ⊔ b = b ⊔ a`;
/// - associative: `(a ⊔ b) ⊔ c = a ⊔ (b ⊔ c)`;
/// - idempotent: `a ⊔ a = a`.
///
/// The order of the states follows from it: `a ≤ b` if and only if `a ⊔ b = b`, which is to say
/// that merging `a` into `b` returns `false`.
pub trait Lattice {
    /// Raises `self` to the least upper bound of `self` and `other`.
    ///
    /// Returns whether that changed `self`; if not, `other` held nothing new, and there is nothing
    /// to pass on.
    fn merge(&mut self, other: &Self) -> bool;
}

/// A map of lattices joins key by key; a missing key is below every state at that key.
///
/// ```
/// use crdt::{Lattice, Max};
/// use std::collections::BTreeMap;
///
/// let mut best = BTreeMap::from([("ana", Max::new(12)), ("ben", Max::new(30))]);
/// best.merge(&BTreeMap::from([("ana", Max::new(25)), ("cleo", Max::new(7))]));
/// assert_eq!(best.into_values().map(Max::into_value).collect::<Vec<_>>(), [25, 30, 7]);
/// ```
impl<K: Ord + Clone, V: Lattice + Clone> Lattice for BTreeMap<K, V> {
    fn merge(&mut self, other: &Self) -> bool {
        let mut inflated = false;
        for (key, theirs) in other {
            if let Some(ours) = self.get_mut(key) {
                inflated |= ours.merge(theirs);
            } else {
                self.insert(key.clone(), theirs.clone());
                inflated = true;
            }
        }
        inflated
    }
}
