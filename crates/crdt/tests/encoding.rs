//! The bytes of each type in postcard, as a protocol or a snapshot may hold them, and what bytes
//! from outside can do, which is nothing but decode or be refused.

use crdt::{GCounter, GSet, Lattice, LwwRegister, Max, Min, PnCounter, TwoPhaseSet};
use proptest::collection::vec;
use proptest::prelude::{any, prop_assert, prop_assert_eq, proptest};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::fmt::Debug;

#[track_caller]
fn assert_bytes<T: Serialize + DeserializeOwned + PartialEq + Debug>(value: T, bytes: &[u8]) {
    assert_eq!(postcard::to_allocvec(&value).as_deref(), Ok(bytes));
    assert_eq!(postcard::from_bytes(bytes), Ok(value));
}

/// Golden vectors: a change here is a change of the wire and of every stored snapshot.
#[test]
fn bytes_are_as_they_always_were() {
    assert_bytes(GCounter::from_iter([(1_u8, 3), (2, 300)]), &[2, 1, 3, 2, 0xac, 2]);
    assert_bytes(PnCounter::from_iter([(1_u8, 2, 4), (2, 0, 1)]), &[1, 1, 2, 2, 1, 4, 2, 1]);
    assert_bytes(GSet::from_iter([9_u8, 5]), &[2, 5, 9]);
    let mut set = TwoPhaseSet::new();
    set.insert(5_u8);
    set.remove(9);
    assert_bytes(set, &[1, 5, 1, 9]);
    assert_bytes(LwwRegister::new(7_u8, String::from("ana")), &[7, 3, b'a', b'n', b'a']);
    assert_bytes(Max::new(200_u8), &[200]);
    assert_bytes(Min::new(200_u8), &[200]);
}

#[test]
fn an_entry_that_counts_nothing_is_refused() {
    assert!(postcard::from_bytes::<GCounter<u8>>(&[1, 1, 0]).is_err());
    assert!(postcard::from_bytes::<GCounter<u8>>(&[1, 1, 1]).is_ok());
}

#[test]
fn entries_in_any_order_and_twice_decode_to_what_they_amount_to() {
    let sorted = GCounter::from_iter([(1_u8, 7), (2, 5)]);
    assert_eq!(postcard::from_bytes(&[3, 2, 5, 1, 3, 1, 7]), Ok(sorted));
    assert_eq!(postcard::from_bytes(&[3, 9, 5, 9]), Ok(GSet::from_iter([5_u8, 9])));
}

#[test]
fn an_announced_length_is_not_believed() {
    let announced = postcard::to_allocvec(&u64::MAX).expect("a number is encodable");
    assert!(postcard::from_bytes::<GCounter<u8>>(&announced).is_err());
    assert!(postcard::from_bytes::<GSet<u8>>(&announced).is_err());
}

proptest! {
    /// Whatever decodes is a state like any other: it encodes, and merging it twice is merging once.
    #[test]
    fn bytes_from_outside_decode_to_a_sound_state_or_are_refused(bytes in vec(any::<u8>(), 0..32)) {
        if let Ok(counter) = postcard::from_bytes::<PnCounter<u8>>(&bytes) {
            let mut merged = PnCounter::new();
            prop_assert_eq!(merged.merge(&counter), !counter.is_empty());
            prop_assert_eq!(&merged, &counter);
            prop_assert!(counter.iter().all(|(_, p, n)| p > 0 || n > 0));
        }
        if let Ok(set) = postcard::from_bytes::<TwoPhaseSet<u8>>(&bytes) {
            prop_assert!(!set.clone().merge(&set));
            prop_assert!(set.iter().all(|value| set.contains(value)));
        }
    }
}
