//! A few hundred seeds, as every `cargo test` plays them. `cargo xtask sim` plays as many as one
//! likes, and faster.

use simulation::{Failure, Tally, replay, run, run_without_faults};

/// Enough for every kind of fault to strike several times, and done within seconds.
const SEEDS: u64 = 200;

fn promise_kept(seed: u64, failure: Option<Failure>) {
    if let Some(failure) = failure {
        panic!("seed {seed} {failure}; `cargo xtask sim --replay {seed}` tells why");
    }
}

#[test]
fn every_promise_is_kept_whatever_goes_wrong() {
    let mut tally = Tally::default();
    for seed in 0..SEEDS {
        let report = run(seed);
        promise_kept(seed, report.failure);
        tally.add(&report.tally);
    }
    let struck = tally.faults.values().sum::<u64>();
    assert!(struck > SEEDS, "only {struck} faults struck");
    assert!(tally.lost > 0 && tally.doubled > 0);
}

/// Seeds that once broke a promise, each by a fault of its own, found in longer runs:
/// - 11888: the host died after one guest alone had heard its seal, and came back.
/// - 13184, 67508, 72835: a guest closed its link for a newer one on which it had not greeted yet, and
///   the host told everybody that it had left.
/// - 139838: a player came back, pressed, and left before the host had asked for its former life's
///   counts; all that it told on leaving was refused.
/// - 128223: presses of a round that another group had played to its end cost an honest player its
///   link, before it had heard of that end.
const FOUND: [u64; 6] = [11_888, 13_184, 67_508, 72_835, 128_223, 139_838];

#[test]
fn what_was_found_once_is_not_found_again() {
    for seed in FOUND {
        promise_kept(seed, run(seed).failure);
    }
}

#[test]
fn without_faults_every_single_press_counts() {
    for seed in 0..SEEDS / 4 {
        let report = run_without_faults(seed);
        promise_kept(seed, report.failure);
        assert_eq!(report.tally.destroyed, 0, "seed {seed}");
        assert_eq!(report.tally.refused, 0, "seed {seed}");
        assert!(report.tally.faults.is_empty(), "seed {seed}");
    }
}

#[test]
fn a_seed_gives_the_same_trace_twice_and_another_gives_another() {
    for seed in 0..SEEDS / 10 {
        let (first, again) = (run(seed), run(seed));
        assert_eq!(first, again);
        assert_ne!(first.trace, run(seed + SEEDS).trace);
    }
}

#[test]
fn a_replay_tells_the_same_run_in_words() {
    let (report, lines) = replay(3);
    assert_eq!(report, run(3));
    assert!(lines.iter().any(|line| line.contains("opens")), "{report}");
}
