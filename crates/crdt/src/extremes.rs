//! The registers of the greatest and of the least value.

use crate::Lattice;

/// The greatest value that anybody wrote.
///
/// ```
/// use crdt::{Lattice, Max};
///
/// let mut term = Max::new(3);
/// assert!(term.merge(&Max::new(5)));
/// assert!(!term.raise(4));
/// assert_eq!(*term.value(), 5);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(transparent))]
pub struct Max<T> {
    value: T,
}

impl<T: Ord> Max<T> {
    /// A register that holds `value`.
    #[must_use]
    pub const fn new(value: T) -> Self {
        Self { value }
    }

    /// Joins `value`, and returns whether it was greater than all before.
    pub fn raise(&mut self, value: T) -> bool {
        let inflated = value > self.value;
        if inflated {
            self.value = value;
        }
        inflated
    }

    /// The greatest value so far.
    #[must_use]
    pub const fn value(&self) -> &T {
        &self.value
    }

    /// The greatest value so far, out of the register.
    #[must_use]
    pub fn into_value(self) -> T {
        self.value
    }
}

impl<T: Ord + Clone> Lattice for Max<T> {
    fn merge(&mut self, other: &Self) -> bool {
        self.raise(other.value.clone())
    }
}

/// The least value that anybody wrote.
///
/// The least value is the upper bound here: the lattice's order is that of `T` turned round.
///
/// ```
/// use crdt::{Lattice, Min};
///
/// let mut joined_at_ms = Min::new(1_700);
/// assert!(joined_at_ms.merge(&Min::new(1_500)));
/// assert!(!joined_at_ms.lower(1_600));
/// assert_eq!(*joined_at_ms.value(), 1_500);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(transparent))]
pub struct Min<T> {
    value: T,
}

impl<T: Ord> Min<T> {
    /// A register that holds `value`.
    #[must_use]
    pub const fn new(value: T) -> Self {
        Self { value }
    }

    /// Joins `value`, and returns whether it was less than all before.
    pub fn lower(&mut self, value: T) -> bool {
        let inflated = value < self.value;
        if inflated {
            self.value = value;
        }
        inflated
    }

    /// The least value so far.
    #[must_use]
    pub const fn value(&self) -> &T {
        &self.value
    }

    /// The least value so far, out of the register.
    #[must_use]
    pub fn into_value(self) -> T {
        self.value
    }
}

impl<T: Ord + Clone> Lattice for Min<T> {
    fn merge(&mut self, other: &Self) -> bool {
        self.lower(other.value.clone())
    }
}
