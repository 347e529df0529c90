//! The replicated match is a join-semilattice: its deltas may be merged in any order, twice, in
//! parts and through others, and give the same state.

use game::{Changes, Match};
use proptest::prelude::*;
use protocol::delta::{Count, Delta, Member, RoundDelta, StampedProfile};
use protocol::id::{PlayerId, Replica};
use protocol::settings::Settings;
use protocol::stage::{RoundId, Stage, StageRecord, Term};
use protocol::time::GameTime;

fn player() -> impl Strategy<Value = PlayerId> {
    (0..5_u64).prop_map(PlayerId::from_random)
}

fn replica() -> impl Strategy<Value = Replica> {
    (player(), 0..3_u16).prop_map(|(player, incarnation)| Replica { player, incarnation })
}

fn round() -> impl Strategy<Value = RoundId> {
    (1..4_u16, 1..3_u8).prop_map(|(match_no, round)| RoundId { match_no, round })
}

fn term() -> impl Strategy<Value = Term> {
    (0..4_u32, replica()).prop_map(|(number, host)| Term { number, host })
}

fn stage() -> impl Strategy<Value = StageRecord> {
    let stage = prop_oneof![
        Just(Stage::Lobby),
        Just(Stage::Result),
        Just(Stage::Podium),
        (0..9_u64, prop::collection::vec(player(), 0..3))
            .prop_map(|(at, roster)| Stage::Round { starts_at: GameTime::from_micros(at), roster }),
    ];
    (round(), term(), 0..3_u32, stage).prop_map(|(round, term, step, stage)| StageRecord {
        round,
        term,
        step,
        settings: Settings::default(),
        stage,
    })
}

fn round_delta() -> impl Strategy<Value = RoundDelta> {
    let count = (replica(), 0..9_u32, 0..9_u32).prop_map(|(replica, positive, negative)| Count {
        replica,
        positive,
        negative,
    });
    let counts = prop::collection::vec(count, 0..4);
    (round(), counts, prop::collection::vec(player(), 0..2))
        .prop_map(|(round, counts, sealed)| RoundDelta { round, counts, sealed })
}

fn delta() -> impl Strategy<Value = Delta> {
    let member = (player(), 0..9_u32).prop_map(|(player, seat)| Member { player, seat });
    let profile = (player(), 0..4_u32, "[a-d]").prop_map(|(player, stamp, name)| {
        let profile = game::profile(&name, 0).expect("a letter is a name");
        (player, StampedProfile { stamp, profile })
    });
    (
        prop::option::of(term()),
        prop::option::of(stage()),
        prop::collection::vec(member, 0..3),
        prop::collection::vec(player(), 0..2),
        prop::collection::vec(profile, 0..3),
        prop::collection::vec(round_delta(), 0..3),
    )
        .prop_map(|(lease, stage, members, removed, profiles, rounds)| Delta {
            lease,
            stage,
            members,
            removed,
            profiles,
            rounds,
        })
}

fn merged<'a>(deltas: impl IntoIterator<Item = &'a Delta>) -> Match {
    let mut state = Match::default();
    for delta in deltas {
        state.merge(delta);
    }
    state
}

proptest! {
    #[test]
    fn order_and_repetition_do_not_matter(
        (deltas, order) in prop::collection::vec(delta(), 1..7)
            .prop_flat_map(|deltas| {
                let order = prop::collection::vec(0..deltas.len(), 0..12);
                (Just(deltas), order)
            }),
    ) {
        let mut shuffled: Vec<&Delta> = order.iter().map(|&at| &deltas[at]).collect();
        shuffled.extend(deltas.iter().rev());
        let (there, here) = (merged(shuffled), merged(&deltas));
        prop_assert_eq!(there.digest(), here.digest());
        prop_assert_eq!(there.whole(), here.whole());
    }

    #[test]
    fn states_merge_as_their_deltas_do(
        a in prop::collection::vec(delta(), 0..4),
        b in prop::collection::vec(delta(), 0..4),
        c in prop::collection::vec(delta(), 0..4),
    ) {
        let (x, y, z) = (merged(&a), merged(&b), merged(&c));
        let left = merged([&merged([&x.whole(), &y.whole()]).whole(), &z.whole()]);
        let right = merged([&x.whole(), &merged([&y.whole(), &z.whole()]).whole()]);
        prop_assert_eq!(left.whole(), right.whole(), "associative");
        let mut same = x.clone();
        prop_assert!(same.merge(&x.whole()).is_empty(), "idempotent");
        prop_assert_eq!(&same, &x);
    }

    #[test]
    fn the_sections_together_are_the_whole(deltas in prop::collection::vec(delta(), 0..6)) {
        let state = merged(&deltas);
        let mut keys = Changes::default();
        for section in state.sections() {
            keys.extend(&state.section(section));
        }
        prop_assert_eq!(merged([&state.delta(&keys)]).whole(), state.whole());
    }

    #[test]
    fn what_changes_nothing_leaves_the_state_as_it_was(
        base in prop::collection::vec(delta(), 0..4),
        new in delta(),
    ) {
        let before = merged(&base);
        let mut after = before.clone();
        let unchanged = after.merge(&new).is_empty();
        prop_assert_eq!(unchanged, after == before);
    }

    #[test]
    fn the_changes_alone_carry_a_merge_on(
        base in prop::collection::vec(delta(), 0..4),
        new in delta(),
    ) {
        let (mut here, mut there) = (merged(&base), merged(&base));
        let changes = here.merge(&new);
        let onward = there.merge(&here.delta(&changes));
        prop_assert_eq!(here.whole(), there.whole());
        prop_assert_eq!(onward, changes, "and changes there what it changed here");
    }

    #[test]
    fn a_digest_names_exactly_the_sections_that_differ(
        base in prop::collection::vec(delta(), 0..4),
        new in delta(),
    ) {
        let (mut here, there) = (merged(&base), merged(&base));
        prop_assert!(here.differing(&here.digest(), &there.digest()).is_empty());
        here.merge(&new);
        let mut pulled = there;
        for section in pulled.differing(&pulled.digest(), &here.digest()) {
            pulled.merge(&here.delta(&here.section(section)));
        }
        prop_assert_eq!(pulled.whole(), here.whole());
    }
}

#[test]
fn a_delta_for_a_hundred_players_in_which_two_moved_has_two_entries() {
    let round = RoundId { match_no: 1, round: 1 };
    let mut state = Match::default();
    let replica = |index| Replica { player: PlayerId::from_random(index), incarnation: 0 };
    for index in 0..100 {
        state.press(round, replica(index), game::Direction::Right);
    }
    let mut changes = Changes::default();
    for index in [3, 77] {
        changes.extend(&state.press(round, replica(index), game::Direction::Left));
    }
    let delta = state.delta(&changes);
    assert_eq!(delta.rounds[0].counts.len(), 2);
    let message = protocol::peer::Message::Delta(delta);
    let bytes = protocol::peer::encode(&message).expect("small");
    assert!(bytes.len() < 40, "{} bytes", bytes.len());
}
