//! Whose counts and seals a host takes from whom. A seal makes a count final, so nobody may set a player's who
//! can still press; yet no seal may be known to one page for ever and to no other.

use game::Match;
use game::guard::{Guard, Manner};
use protocol::delta::{Count, Delta, RoundDelta};
use protocol::id::{PlayerId, Replica};
use protocol::settings::Settings;
use protocol::stage::{RoundId, Stage, StageRecord, Term};
use protocol::time::GameTime;

const ROUND: RoundId = RoundId { match_no: 1, round: 1 };

fn replica(bits: u64, incarnation: u16) -> Replica {
    Replica { player: PlayerId::from_random(bits), incarnation }
}

/// What the host (1) takes of a seal of player 3, with these counts, which guest 2 answers with.
/// Player 3 is connected, in its second life.
fn taken(stage: Stage, counts: Vec<Count>) -> Vec<PlayerId> {
    let host = replica(1, 0);
    let term = Term { number: 1, host };
    let record = StageRecord { round: ROUND, term, step: 1, settings: Settings::default(), stage };
    let mut held = Match::default();
    let _ = held.merge(&Delta { lease: Some(term), stage: Some(record), ..Delta::default() });

    let sealed = vec![replica(3, 0).player];
    let rounds = vec![RoundDelta { round: ROUND, counts, sealed }];
    let guard = Guard {
        held: &held,
        term,
        now: GameTime::from_micros(0),
        guest: replica(2, 0),
        brought: None,
        speakers: vec![host, replica(2, 0), replica(3, 1)],
    };
    let admitted = guard.admit(Delta { rounds, ..Delta::default() }, Manner::Answer);
    admitted
        .expect("nothing in it is refused")
        .rounds
        .into_iter()
        .flat_map(|round| round.sealed)
        .collect()
}

fn count(replica: Replica) -> Vec<Count> {
    vec![Count { replica, positive: 9, negative: 5 }]
}

#[test]
fn a_seal_of_a_former_life_is_taken_from_whoever_knows_it_once_the_round_is_over() {
    let sealed = [replica(3, 0).player];
    assert_eq!(taken(Stage::Result, count(replica(3, 0))), sealed);
    assert_eq!(taken(Stage::Podium, vec![]), sealed, "without a press, too");
}

#[test]
fn while_the_round_runs_only_its_player_seals_a_count() {
    let running = Stage::Round { starts_at: GameTime::from_micros(0), roster: vec![] };
    assert_eq!(taken(running, vec![]), []);
}

#[test]
fn a_seal_waits_for_the_count_that_its_player_has_yet_to_tell() {
    assert_eq!(taken(Stage::Result, count(replica(3, 1))), []);
}

/// Whether the host (1) takes this count when guest 2, in its second life, tells it unasked.
fn takes(count: Replica) -> bool {
    let host = replica(1, 0);
    let term = Term { number: 1, host };
    let settings = Settings::default();
    let record = StageRecord { round: ROUND, term, step: 1, settings, stage: Stage::Result };
    let mut held = Match::default();
    let _ = held.merge(&Delta { lease: Some(term), stage: Some(record), ..Delta::default() });
    let counts = vec![Count { replica: count, positive: 2, negative: 3 }];
    let rounds = vec![RoundDelta { round: ROUND, counts, sealed: vec![] }];
    let guard = Guard {
        held: &held,
        term,
        now: GameTime::from_micros(0),
        guest: replica(2, 1),
        brought: None,
        speakers: vec![host, replica(2, 1)],
    };
    guard.admit(Delta { rounds, ..Delta::default() }, Manner::Control).is_ok()
}

#[test]
fn a_player_may_tell_of_its_former_lives_but_not_of_a_life_to_come() {
    assert!(takes(replica(2, 1)));
    assert!(takes(replica(2, 0)));
    assert!(!takes(replica(2, 2)));
    assert!(!takes(replica(3, 0)));
}
