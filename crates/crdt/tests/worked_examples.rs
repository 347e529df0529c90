//! The examples that people know or that the game is explained by, each in full.

use crdt::{GCounter, Lattice, LwwRegister, PnCounter, TwoPhaseSet};

/// Three replicas count 3, 2 and 5 on their own; whatever way the states travel, each ends with 10.
#[test]
fn three_replicas_that_count_3_2_and_5_converge_to_10() {
    let start = [('a', 3), ('b', 2), ('c', 5)].map(|(replica, presses)| {
        let mut counter = GCounter::new();
        for _ in 0..presses {
            counter.increment(replica, 1);
        }
        counter
    });
    let links = [(0, 1), (0, 2), (1, 0), (1, 2), (2, 0), (2, 1)];
    for first in 0..links.len() {
        for direction in [1, links.len() - 1] {
            let mut replicas = start.clone();
            // Three times round: the second hands on what was heard in the first, and the last is
            // nothing but repetitions.
            for step in 0..3 * links.len() {
                let (from, to) = links[(first + direction * step) % links.len()];
                let message = replicas[from].clone();
                replicas[to].merge(&message);
            }
            for replica in &replicas {
                assert_eq!(replica.value(), 10);
                assert_eq!(replica, &replicas[0]);
            }
        }
    }
}

/// A presses → 2 times and ← 4 times, B presses → 5 times and ← 4 times; C only watches.
#[test]
fn the_worked_example_of_the_game() {
    let press = |replica: char, right: u32, left: u32| {
        let mut counter = PnCounter::new();
        for _ in 0..right {
            counter.increment(replica, 1);
        }
        for _ in 0..left {
            counter.decrement(replica, 1);
        }
        counter
    };
    let (mut a, mut b, mut c) = (press('A', 2, 4), press('B', 5, 4), PnCounter::new());
    assert!(c.merge(&b));
    assert!(a.merge(&c));
    assert!(b.merge(&a));
    assert!(c.merge(&b));
    for screen in [a, b, c] {
        assert_eq!(screen.counts(&'A'), (2, 4));
        assert_eq!(screen.counts(&'B'), (5, 4));
        assert_eq!(screen.counts(&'C'), (0, 0));
        assert_eq!((screen.positive(), screen.negative(), screen.value()), (7, 8, -1));
        assert!(screen.iter().eq([(&'A', 2, 4), (&'B', 5, 4)]));
    }
}

#[test]
fn a_delta_of_a_hundred_players_of_whom_two_moved_has_two_entries() {
    let before: PnCounter<u32> = (0..100).map(|player| (player, 10, 10)).collect();
    let mut after = before.clone();
    after.increment(7, 1);
    after.decrement(42, 2);
    let delta = after.delta_since(&before);
    assert_eq!(delta.len(), 2);
    assert_eq!((delta.counts(&7), delta.counts(&42)), ((11, 0), (0, 12)));
}

/// What two tabs do to each other that write under one id, and how a replica of its own for each
/// keeps every press.
#[test]
fn two_tabs_under_one_id_lose_presses_and_two_incarnations_do_not() {
    let mut first_tab = GCounter::from_iter([("ana", 6)]);
    let second_tab = GCounter::from_iter([("ana", 4)]);
    first_tab.merge(&second_tab);
    assert_eq!(first_tab.value(), 6, "four presses are gone");

    let mut first_tab = GCounter::from_iter([(("ana", 1), 6)]);
    let second_tab = GCounter::from_iter([(("ana", 2), 4)]);
    first_tab.merge(&second_tab);
    assert_eq!(first_tab.value(), 10);
}

#[test]
fn shares_stop_at_their_ceiling_and_their_sums_do_not() {
    let mut counter = PnCounter::from_iter([('a', u32::MAX - 1, 0), ('b', u32::MAX, 0)]);
    assert_eq!(counter.increment('a', 1), u32::MAX);
    assert_eq!(counter.increment('a', 1), u32::MAX);
    assert_eq!(counter.positive(), 2 * u64::from(u32::MAX));
    assert_eq!(counter.value(), 2 * i64::from(u32::MAX));
    counter.decrement('a', u32::MAX);
    counter.decrement('b', u32::MAX);
    counter.decrement('c', u32::MAX);
    assert_eq!(counter.value(), -i64::from(u32::MAX));
}

#[test]
fn counting_nothing_leaves_no_trace() {
    let mut counter = PnCounter::new();
    assert_eq!((counter.increment('a', 0), counter.decrement('a', 0)), (0, 0));
    assert!(!counter.raise('a', 0, 0));
    assert_eq!(counter, PnCounter::default());
    assert!(counter.is_empty());
}

#[test]
fn a_removal_that_overtakes_its_addition_still_wins() {
    let mut set = TwoPhaseSet::new();
    assert!(set.remove("mallory"));
    let mut late = TwoPhaseSet::new();
    assert!(late.insert("mallory"));
    assert!(set.merge(&late), "that it was added is news, though nobody sees it");
    assert!(!set.contains(&"mallory"));
    assert!(set.added().eq(&["mallory"]) && set.removed().eq(&["mallory"]));
    assert_eq!(set.iter().count(), 0);
}

#[test]
fn writes_with_equal_stamps_settle_on_one_value_everywhere() {
    let mut here = LwwRegister::new((4, 'a'), "red");
    let mut there = LwwRegister::new((4, 'a'), "blue");
    let (sent_here, sent_there) = (here.clone(), there.clone());
    assert!(!here.merge(&sent_there));
    assert!(there.merge(&sent_here));
    assert_eq!(here, there);
    assert_eq!(there.value(), &"red");
}
