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
/// - 171781: two hosts met, of whom one had removed the other and did not sit where it was sought.
/// - 302967: who came back found the game in the hands of a removed player who had not heard so.
/// - 310426: the only player left had been in the game for less than a second when it last saved.
/// - 267384: a liar had hosted for a moment, and later told the host that it was removed.
/// - 220770: two answers about the time got lost after the host's clock had stood still.
/// - 140152: a newcomer sent the host's successor away, of whom it had not heard.
/// - 320730: of two links to the host, a guest closed one before it was greeted on the other.
/// - 26646: a guest closed its link with the host as an idle one, before the host knew the newer.
/// - 2005931: a newcomer had been greeted by a host that crashed, and nobody made it a member.
/// - 613864: presses that the host had heard of before their player came counted against its pace.
/// - 854976: a former host said late, and again and again, who hosts, and lost its link for it.
const FOUND: [u64; 17] = [
    11_888, 13_184, 26_646, 67_508, 72_835, 128_223, 139_838, 140_152, 171_781, 220_770, 267_384,
    302_967, 310_426, 320_730, 613_864, 854_976, 2_005_931,
];

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
