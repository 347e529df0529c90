//! Every type against a model that can't be wrong: each replica remembers every operation that it
//! has heard of, and reads its value by going through them all again.
//!
//! Replicas act, send their state, and hear messages in any order, late, repeatedly or never. After
//! each step a replica must read what its list of operations amounts to, and at the end, when
//! everybody has heard everybody, all must be equal.

use crdt::{GCounter, GSet, Lattice, LwwRegister, Max, Min, PnCounter, TwoPhaseSet};
use proptest::collection::vec;
use proptest::prelude::{
    Just, Strategy, TestCaseError, any, prop_assert, prop_assert_eq, prop_oneof, proptest,
};
use proptest::sample::Index;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Debug;

type Verdict = Result<(), TestCaseError>;

const REPLICAS: u8 = 3;

/// A type under test: its operations, and what a list of them amounts to.
trait Subject: Lattice + Clone + PartialEq + Debug {
    type Operation: Clone + Debug;
    type Reading: PartialEq + Debug;

    fn fresh() -> Self;
    fn apply(&mut self, replica: u8, operation: &Self::Operation);
    fn read(&self) -> Self::Reading;

    /// The naive model: `heard` has each operation once, with the replica that made it.
    fn expected(heard: &[(u8, Self::Operation)]) -> Self::Reading;
}

#[derive(Clone, Debug)]
enum Event<O> {
    /// A replica operates on its own state.
    Act { at: u8, operation: O },
    /// A replica sends its state as it is now.
    Send { from: u8 },
    /// A replica hears any message sent so far, whether or not it was heard before.
    Hear { at: u8, message: Index },
}

fn events<O: Clone + Debug>(
    operations: impl Strategy<Value = O>,
) -> impl Strategy<Value = Vec<Event<O>>> {
    let replica = || 0..REPLICAS;
    let event = prop_oneof![
        (replica(), operations).prop_map(|(at, operation)| Event::Act { at, operation }),
        replica().prop_map(|from| Event::Send { from }),
        (replica(), any::<Index>()).prop_map(|(at, message)| Event::Hear { at, message }),
    ];
    vec(event, 0..40)
}

/// A state, and the numbers of the operations that it ought to reflect.
#[derive(Clone)]
struct Replica<S> {
    state: S,
    heard: BTreeSet<usize>,
}

impl<S: Subject> Replica<S> {
    fn merge(&mut self, other: &Self) -> Verdict {
        let before = self.state.clone();
        let inflated = self.state.merge(&other.state);
        prop_assert_eq!(inflated, self.state != before);
        self.heard.extend(&other.heard);
        Ok(())
    }

    fn check(&self, log: &[(u8, S::Operation)]) -> Verdict {
        let heard: Vec<_> = self.heard.iter().map(|number| log[*number].clone()).collect();
        prop_assert_eq!(self.state.read(), S::expected(&heard));
        Ok(())
    }
}

fn replay<S: Subject>(events: Vec<Event<S::Operation>>) -> Verdict {
    let mut log = Vec::new();
    let mut messages: Vec<Replica<S>> = Vec::new();
    let fresh = Replica { state: S::fresh(), heard: BTreeSet::new() };
    let mut replicas = vec![fresh; usize::from(REPLICAS)];
    for event in events {
        match event {
            Event::Act { at, operation } => {
                let replica = &mut replicas[usize::from(at)];
                let before = replica.state.clone();
                replica.state.apply(at, &operation);
                replica.heard.insert(log.len());
                log.push((at, operation));
                prop_assert!(!replica.state.clone().merge(&before), "an operation went downwards");
                replica.check(&log)?;
            }
            Event::Send { from } => messages.push(replicas[usize::from(from)].clone()),
            Event::Hear { .. } if messages.is_empty() => {}
            Event::Hear { at, message } => {
                let replica = &mut replicas[usize::from(at)];
                replica.merge(message.get(&messages))?;
                replica.check(&log)?;
            }
        }
    }
    converge(&mut replicas)?;
    for replica in &replicas {
        prop_assert_eq!(&replica.state, &replicas[0].state);
        prop_assert_eq!(replica.heard.len(), log.len());
        replica.check(&log)?;
    }
    Ok(())
}

/// Everybody hears everybody, twice over, so that news gets all the way round.
fn converge<S: Subject>(replicas: &mut [Replica<S>]) -> Verdict {
    for _ in 0..2 {
        for from in 0..replicas.len() {
            let message = replicas[from].clone();
            for replica in replicas.iter_mut() {
                replica.merge(&message)?;
            }
        }
    }
    Ok(())
}

/// The ledgers of a counter: what each replica did, in plain addition, up to the documented ceiling.
fn ledgers(entries: impl Iterator<Item = (u8, u32)>) -> BTreeMap<u8, u32> {
    let mut ledgers = BTreeMap::new();
    for (replica, by) in entries.filter(|(_, by)| *by > 0) {
        let count: &mut u32 = ledgers.entry(replica).or_default();
        *count = count.checked_add(by).unwrap_or(u32::MAX);
    }
    ledgers
}

fn total(ledgers: &BTreeMap<u8, u32>) -> i128 {
    ledgers.values().copied().map(i128::from).sum()
}

fn step() -> impl Strategy<Value = u32> {
    prop_oneof![8 => 0..4_u32, 1 => any::<u32>(), 1 => Just(u32::MAX)]
}

impl Subject for GCounter<u8> {
    type Operation = u32;
    type Reading = (BTreeMap<u8, u32>, i128);

    fn fresh() -> Self {
        Self::new()
    }

    fn apply(&mut self, replica: u8, by: &u32) {
        let count = self.increment(replica, *by);
        assert_eq!(count, self.count(&replica));
    }

    fn read(&self) -> Self::Reading {
        (self.iter().map(|(replica, count)| (*replica, count)).collect(), self.value().into())
    }

    fn expected(heard: &[(u8, u32)]) -> Self::Reading {
        let ledgers = ledgers(heard.iter().copied());
        let total = total(&ledgers);
        (ledgers, total)
    }
}

#[derive(Clone, Debug)]
enum Press {
    Right(u32),
    Left(u32),
}

impl Subject for PnCounter<u8> {
    type Operation = Press;
    type Reading = (BTreeMap<u8, u32>, BTreeMap<u8, u32>, [i128; 3]);

    fn fresh() -> Self {
        Self::new()
    }

    fn apply(&mut self, replica: u8, press: &Press) {
        match press {
            Press::Right(by) => {
                assert_eq!(self.increment(replica, *by), self.counts(&replica).0);
            }
            Press::Left(by) => {
                assert_eq!(self.decrement(replica, *by), self.counts(&replica).1);
            }
        }
    }

    fn read(&self) -> Self::Reading {
        let side =
            |entries: &[(u8, u32)]| entries.iter().copied().filter(|(_, c)| *c > 0).collect();
        let positive: Vec<_> = self.iter().map(|(replica, p, _)| (*replica, p)).collect();
        let negative: Vec<_> = self.iter().map(|(replica, _, n)| (*replica, n)).collect();
        let sums = [self.positive().into(), self.negative().into(), self.value().into()];
        (side(&positive), side(&negative), sums)
    }

    fn expected(heard: &[(u8, Press)]) -> Self::Reading {
        let positive = ledgers(heard.iter().filter_map(|(replica, press)| match press {
            Press::Right(by) => Some((*replica, *by)),
            Press::Left(_) => None,
        }));
        let negative = ledgers(heard.iter().filter_map(|(replica, press)| match press {
            Press::Left(by) => Some((*replica, *by)),
            Press::Right(_) => None,
        }));
        let (p, n) = (total(&positive), total(&negative));
        (positive, negative, [p, n, p - n])
    }
}

impl Subject for GSet<u8> {
    type Operation = u8;
    type Reading = Vec<u8>;

    fn fresh() -> Self {
        Self::new()
    }

    fn apply(&mut self, _: u8, value: &u8) {
        let known = self.contains(value);
        assert_eq!(self.insert(*value), !known);
    }

    fn read(&self) -> Vec<u8> {
        assert_eq!((self.len(), self.is_empty()), (self.iter().count(), self.iter().count() == 0));
        self.iter().copied().collect()
    }

    fn expected(heard: &[(u8, u8)]) -> Vec<u8> {
        (0..=u8::MAX).filter(|value| heard.iter().any(|(_, added)| added == value)).collect()
    }
}

#[derive(Clone, Debug, PartialEq)]
enum Change {
    Insert(u8),
    Remove(u8),
}

impl Subject for TwoPhaseSet<u8> {
    type Operation = Change;
    type Reading = (Vec<u8>, Vec<u8>);

    fn fresh() -> Self {
        Self::new()
    }

    fn apply(&mut self, _: u8, change: &Change) {
        match change {
            Change::Insert(value) => {
                let known = self.contains(value);
                let inserted = self.insert(*value);
                assert_eq!(inserted, !known && self.contains(value));
            }
            Change::Remove(value) => {
                let known = self.removed().any(|removed| removed == value);
                assert_eq!(self.remove(*value), !known);
            }
        }
    }

    fn read(&self) -> Self::Reading {
        assert!(self.iter().eq(self.added().filter(|value| self.contains(value))));
        (self.iter().copied().collect(), self.removed().copied().collect())
    }

    fn expected(heard: &[(u8, Change)]) -> Self::Reading {
        let has = |change: &Change| heard.iter().any(|(_, made)| made == change);
        let (removed, kept): (Vec<_>, Vec<_>) =
            (0..=u8::MAX).partition(|value| has(&Change::Remove(*value)));
        (kept.into_iter().filter(|value| has(&Change::Insert(*value))).collect(), removed)
    }
}

impl Subject for LwwRegister<u8, u8> {
    type Operation = (u8, u8);
    type Reading = (u8, u8);

    fn fresh() -> Self {
        Self::new(0, 0)
    }

    fn apply(&mut self, _: u8, (stamp, value): &(u8, u8)) {
        let before = self.clone();
        assert_eq!(self.set(*stamp, *value), *self != before);
    }

    fn read(&self) -> (u8, u8) {
        (*self.stamp(), *self.value())
    }

    fn expected(heard: &[(u8, (u8, u8))]) -> (u8, u8) {
        heard.iter().map(|(_, written)| *written).max().unwrap_or((0, 0))
    }
}

impl Subject for Max<u8> {
    type Operation = u8;
    type Reading = u8;

    fn fresh() -> Self {
        Self::new(0)
    }

    fn apply(&mut self, _: u8, value: &u8) {
        let before = self.clone();
        assert_eq!(self.raise(*value), *self != before);
    }

    fn read(&self) -> u8 {
        *self.value()
    }

    fn expected(heard: &[(u8, u8)]) -> u8 {
        heard.iter().map(|(_, value)| *value).max().unwrap_or(0)
    }
}

impl Subject for Min<u8> {
    type Operation = u8;
    type Reading = u8;

    fn fresh() -> Self {
        Self::new(u8::MAX)
    }

    fn apply(&mut self, _: u8, value: &u8) {
        let before = self.clone();
        assert_eq!(self.lower(*value), *self != before);
    }

    fn read(&self) -> u8 {
        *self.value()
    }

    fn expected(heard: &[(u8, u8)]) -> u8 {
        heard.iter().map(|(_, value)| *value).min().unwrap_or(u8::MAX)
    }
}

proptest! {
    #[test]
    fn gcounter_reads_as_its_ledgers(events in events(step())) {
        replay::<GCounter<u8>>(events)?;
    }

    #[test]
    fn pncounter_reads_as_its_ledgers(
        events in events(prop_oneof![step().prop_map(Press::Right), step().prop_map(Press::Left)]),
    ) {
        replay::<PnCounter<u8>>(events)?;
    }

    #[test]
    fn gset_holds_what_was_added(events in events(0..6_u8)) {
        replay::<GSet<u8>>(events)?;
    }

    #[test]
    fn two_phase_set_holds_what_was_added_and_never_removed(
        events in events(
            prop_oneof![(0..4_u8).prop_map(Change::Insert), (0..4_u8).prop_map(Change::Remove)],
        ),
    ) {
        replay::<TwoPhaseSet<u8>>(events)?;
    }

    #[test]
    fn lww_register_holds_the_last_write(events in events((0..4_u8, 0..4_u8))) {
        replay::<LwwRegister<u8, u8>>(events)?;
    }

    #[test]
    fn max_holds_the_greatest(events in events(any::<u8>())) {
        replay::<Max<u8>>(events)?;
    }

    #[test]
    fn min_holds_the_least(events in events(any::<u8>())) {
        replay::<Min<u8>>(events)?;
    }
}
