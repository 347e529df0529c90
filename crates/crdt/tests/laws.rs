//! The laws that every type of this crate must keep, each written once and applied to all of them,
//! and the proof that each law can fail.

use crdt::{GCounter, GSet, Lattice, LwwRegister, Max, Min, PnCounter, TwoPhaseSet};
use proptest::collection::{btree_map, btree_set, vec};
use proptest::prelude::{Just, Strategy, TestCaseError, any, prop_assert_eq, prop_oneof, proptest};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;
use std::fmt::Debug;

type Verdict = Result<(), TestCaseError>;

/// A lattice that a law can copy, compare and show.
trait State: Lattice + Clone + PartialEq + Debug {}
impl<L: Lattice + Clone + PartialEq + Debug> State for L {}

fn join<L: State>(a: &L, b: &L) -> L {
    let mut joined = a.clone();
    joined.merge(b);
    joined
}

// The laws.

fn commutative<L: State>(a: &L, b: &L) -> Verdict {
    prop_assert_eq!(join(a, b), join(b, a));
    Ok(())
}

fn associative<L: State>(a: &L, b: &L, c: &L) -> Verdict {
    prop_assert_eq!(join(&join(a, b), c), join(a, &join(b, c)));
    Ok(())
}

fn idempotent<L: State>(a: &L) -> Verdict {
    prop_assert_eq!(&join(a, a), a);
    Ok(())
}

/// The join is above both of its parts: neither has anything left to give to it.
fn monotone<L: State>(a: &L, b: &L) -> Verdict {
    let joined = join(a, b);
    prop_assert_eq!(&join(&joined, a), &joined);
    prop_assert_eq!(&join(&joined, b), &joined);
    Ok(())
}

fn flag_is_right<L: State>(a: &L, b: &L) -> Verdict {
    let mut joined = a.clone();
    let inflated = joined.merge(b);
    prop_assert_eq!(inflated, joined != *a);
    Ok(())
}

/// A delta does what the whole state does, says nothing that the other knows already, and is empty
/// when there is nothing to say.
fn delta_equals_full<L: State + Default>(
    a: &L,
    b: &L,
    delta_since: impl Fn(&L, &L) -> L,
) -> Verdict {
    let delta = delta_since(a, b);
    prop_assert_eq!(join(b, &delta), join(b, a));
    prop_assert_eq!(delta_since(&join(a, b), b), delta);
    prop_assert_eq!(delta_since(a, &join(a, b)), L::default());
    Ok(())
}

/// Bytes decode to the state that they were made from, and equal states have equal bytes, however
/// they came about: a digest over the bytes is a digest of the state.
fn round_trip<L: State + Serialize + DeserializeOwned>(a: &L, b: &L) -> Verdict {
    let bytes = postcard::to_allocvec(a).expect("a vector has room");
    prop_assert_eq!(postcard::from_bytes::<L>(&bytes), Ok(a.clone()));
    let ab = postcard::to_allocvec(&join(a, b)).expect("a vector has room");
    let ba = postcard::to_allocvec(&join(b, a)).expect("a vector has room");
    prop_assert_eq!(ab, ba);
    Ok(())
}

// The states: few replicas and values, so that two states meet often.

fn count() -> impl Strategy<Value = u32> {
    prop_oneof![0..4_u32, Just(u32::MAX - 1), Just(u32::MAX), any::<u32>()]
}

fn gcounter() -> impl Strategy<Value = GCounter<u8>> {
    vec((0..4_u8, count()), 0..6).prop_map(GCounter::from_iter)
}

fn pncounter() -> impl Strategy<Value = PnCounter<u8>> {
    vec((0..4_u8, count(), count()), 0..6).prop_map(PnCounter::from_iter)
}

fn gset() -> impl Strategy<Value = GSet<u8>> {
    btree_set(0..6_u8, 0..6).prop_map(GSet::from_iter)
}

fn two_phase_set() -> impl Strategy<Value = TwoPhaseSet<u8>> {
    (btree_set(0..6_u8, 0..6), btree_set(0..6_u8, 0..4)).prop_map(|(added, removed)| {
        let mut set = TwoPhaseSet::new();
        for value in added {
            set.insert(value);
        }
        for value in removed {
            set.remove(value);
        }
        set
    })
}

/// Three stamps only, so that equal stamps with different values are common.
fn lww_register() -> impl Strategy<Value = LwwRegister<u8, String>> {
    (0..3_u8, "[a-c]?").prop_map(|(stamp, value)| LwwRegister::new(stamp, value))
}

fn max() -> impl Strategy<Value = Max<u8>> {
    (0..6_u8).prop_map(Max::new)
}

fn min() -> impl Strategy<Value = Min<u8>> {
    (0..6_u8).prop_map(Min::new)
}

fn map_of_counters() -> impl Strategy<Value = BTreeMap<u8, PnCounter<u8>>> {
    btree_map(0..3_u8, pncounter(), 0..3)
}

fn map_of_registers() -> impl Strategy<Value = BTreeMap<u8, LwwRegister<u8, String>>> {
    btree_map(0..3_u8, lww_register(), 0..3)
}

// Each law for each type.

macro_rules! keeps_the_laws {
    ($($states:ident)*) => { $(
        mod $states {
            use super::$states;
            use proptest::prelude::proptest;

            proptest! {
                #[test]
                fn commutative(a in $states(), b in $states()) {
                    super::commutative(&a, &b)?;
                }

                #[test]
                fn associative(a in $states(), b in $states(), c in $states()) {
                    super::associative(&a, &b, &c)?;
                }

                #[test]
                fn idempotent(a in $states()) {
                    super::idempotent(&a)?;
                }

                #[test]
                fn monotone(a in $states(), b in $states()) {
                    super::monotone(&a, &b)?;
                }

                #[test]
                fn flag_is_right(a in $states(), b in $states()) {
                    super::flag_is_right(&a, &b)?;
                }

                #[test]
                fn round_trip(a in $states(), b in $states()) {
                    super::round_trip(&a, &b)?;
                }
            }
        }
    )* };
}

keeps_the_laws! {
    gcounter pncounter gset two_phase_set lww_register max min map_of_counters map_of_registers
}

proptest! {
    #[test]
    fn gcounter_delta_equals_full(a in gcounter(), b in gcounter()) {
        delta_equals_full(&a, &b, GCounter::delta_since)?;
    }

    #[test]
    fn pncounter_delta_equals_full(a in pncounter(), b in pncounter()) {
        delta_equals_full(&a, &b, PnCounter::delta_since)?;
    }

    #[test]
    fn gset_delta_equals_full(a in gset(), b in gset()) {
        delta_equals_full(&a, &b, GSet::delta_since)?;
    }

    #[test]
    fn two_phase_set_delta_equals_full(a in two_phase_set(), b in two_phase_set()) {
        delta_equals_full(&a, &b, TwoPhaseSet::delta_since)?;
    }

    /// A delta taken apart into entries, and joined one by one, does the same again.
    #[test]
    fn gcounter_raised_entry_by_entry_equals_merge(a in gcounter(), b in gcounter()) {
        let mut raised = b.clone();
        let news = a.delta_since(&b);
        for (replica, count) in a.iter() {
            prop_assert_eq!(raised.raise(*replica, count), news.count(replica) > 0);
        }
        prop_assert_eq!(raised, join(&b, &a));
    }

    #[test]
    fn pncounter_raised_entry_by_entry_equals_merge(a in pncounter(), b in pncounter()) {
        let mut raised = b.clone();
        let news = a.delta_since(&b);
        for (replica, positive, negative) in a.iter() {
            let inflated = raised.raise(*replica, positive, negative);
            prop_assert_eq!(inflated, news.counts(replica) != (0, 0));
        }
        prop_assert_eq!(raised, join(&b, &a));
    }

    /// The walk over both sides at once leaves nobody out, and keeps the order.
    #[test]
    fn pncounter_iter_is_the_union_of_its_sides(a in pncounter()) {
        let expected: Vec<_> = (0..4_u8)
            .map(|replica| (replica, a.counts(&replica).0, a.counts(&replica).1))
            .filter(|(_, positive, negative)| *positive > 0 || *negative > 0)
            .collect();
        prop_assert_eq!(a.len(), expected.len());
        prop_assert_eq!(a.is_empty(), expected.is_empty());
        let walked: Vec<_> = a.iter().map(|(replica, p, n)| (*replica, p, n)).collect();
        prop_assert_eq!(walked, expected);
    }
}

/// A law that nothing can break proves nothing: a merge with one fault, for each law to find.
mod each_law_can_fail {
    use super::{
        Verdict, associative, commutative, delta_equals_full, flag_is_right, gcounter, idempotent,
        monotone, round_trip,
    };
    use crdt::{GCounter, Lattice};
    use proptest::prelude::{Arbitrary, Strategy, any};
    use proptest::test_runner::{Config, TestRng, TestRunner};

    /// Whether `law` finds a counterexample among `values`: the same ones in every run, and not
    /// written to a file, since here it is wanted.
    fn is_refuted_by<S: Strategy>(values: &S, law: impl Fn(S::Value) -> Verdict) -> bool {
        let config = Config { failure_persistence: None, ..Config::default() };
        let rng = TestRng::deterministic_rng(config.rng_algorithm);
        TestRunner::new_with_rng(config, rng).run(values, law).is_err()
    }

    fn is_refuted<A: Arbitrary>(law: impl Fn(A) -> Verdict) -> bool {
        is_refuted_by(&any::<A>(), law)
    }

    /// A number with a merge that is no join.
    #[derive(Clone, Debug)]
    struct Faulty {
        value: u8,
        merge: fn(u8, u8) -> u8,
    }

    impl PartialEq for Faulty {
        fn eq(&self, other: &Self) -> bool {
            self.value == other.value
        }
    }

    impl Lattice for Faulty {
        fn merge(&mut self, other: &Self) -> bool {
            let before = self.value;
            self.value = (self.merge)(before, other.value);
            self.value != before
        }
    }

    #[test]
    fn addition_counts_a_repeated_message_twice() {
        let sum = |value| Faulty { value, merge: u8::wrapping_add };
        assert!(is_refuted(|a| idempotent(&sum(a))));
        assert!(is_refuted(|(a, b)| monotone(&sum(a), &sum(b))));
        assert!(!is_refuted(|(a, b)| commutative(&sum(a), &sum(b))));
        assert!(!is_refuted(|(a, b, c)| associative(&sum(a), &sum(b), &sum(c))));
    }

    #[test]
    fn the_last_to_arrive_depends_on_the_order() {
        let last = |value| Faulty { value, merge: |_, theirs| theirs };
        assert!(is_refuted(|(a, b)| commutative(&last(a), &last(b))));
        assert!(!is_refuted(|a| idempotent(&last(a))));
    }

    #[test]
    fn a_mean_depends_on_who_met_whom_first() {
        let mean = |value| Faulty { value, merge: u8::midpoint };
        assert!(is_refuted(|(a, b, c)| associative(&mean(a), &mean(b), &mean(c))));
        assert!(!is_refuted(|a| idempotent(&mean(a))));
    }

    /// Joins rightly, and always claims to have learned something.
    #[derive(Clone, Debug, PartialEq)]
    struct Boaster(u8);

    impl Lattice for Boaster {
        fn merge(&mut self, other: &Self) -> bool {
            self.0 = self.0.max(other.0);
            true
        }
    }

    #[test]
    fn a_flag_that_boasts_is_found() {
        assert!(is_refuted(|(a, b)| flag_is_right(&Boaster(a), &Boaster(b))));
        assert!(!is_refuted(|(a, b)| commutative(&Boaster(a), &Boaster(b))));
    }

    #[test]
    fn a_delta_that_leaves_out_or_repeats_is_found() {
        let is_refuted = |delta_since: fn(&GCounter<u8>, &GCounter<u8>) -> GCounter<u8>| {
            is_refuted_by(&(gcounter(), gcounter()), |(a, b)| {
                delta_equals_full(&a, &b, delta_since)
            })
        };
        let empty = |_: &GCounter<u8>, _: &GCounter<u8>| GCounter::new();
        let everything = |a: &GCounter<u8>, _: &GCounter<u8>| a.clone();
        assert!(is_refuted(empty));
        assert!(is_refuted(everything));
        assert!(!is_refuted(GCounter::delta_since));
    }

    /// Tells in its bytes which states it came from.
    #[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
    struct Gossip(Vec<u8>);

    impl PartialEq for Gossip {
        fn eq(&self, other: &Self) -> bool {
            self.0.iter().max() == other.0.iter().max()
        }
    }

    impl Lattice for Gossip {
        fn merge(&mut self, other: &Self) -> bool {
            let before = self.clone();
            self.0.extend(&other.0);
            *self != before
        }
    }

    #[test]
    fn equal_states_with_different_bytes_are_found() {
        assert!(is_refuted(|(a, b)| round_trip(&Gossip(a), &Gossip(b))));
        assert!(!is_refuted(|a| idempotent(&Gossip(a))));
    }
}
