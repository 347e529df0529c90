//! The wire of the data channels: golden vectors, so that a change of the form is a decision, and
//! bytes from outside, which decode to a value or to a reason.

use proptest::prelude::*;
use protocol::delta::{
    Colour, Count, Delta, Digest, Member, Profile, RoundDelta, Section, StampedProfile,
};
use protocol::id::{GameId, PlayerId, Replica};
use protocol::limits::{MESSAGE_BYTES, PROTOCOL_VERSION};
use protocol::name::Name;
use protocol::peer::{DecodeError, Hello, Message, Present, Refusal, decode, encode};
use protocol::settings::Settings;
use protocol::stage::{RoundId, Stage, StageRecord, Term};
use protocol::time::GameTime;

const PLAYER: PlayerId = PlayerId::from_random(0x0102_0304_0506_0708);
const REPLICA: Replica = Replica { player: PLAYER, incarnation: 3 };
const TERM: Term = Term { number: 2, host: REPLICA };
const ROUND: RoundId = RoundId { match_no: 1, round: 2 };

fn profile() -> StampedProfile {
    let name = Name::clean("Ana").expect("a name");
    StampedProfile {
        stamp: 5,
        profile: Profile { name, colour: Colour::from(4), spectating: false },
    }
}

fn stage() -> StageRecord {
    let starts_at = GameTime::from_micros(300);
    let stage = Stage::Round { starts_at, roster: vec![PLAYER] };
    StageRecord { round: ROUND, term: TERM, step: 1, settings: Settings::default(), stage }
}

fn delta() -> Delta {
    let counts = vec![Count { replica: REPLICA, positive: 2, negative: 200 }];
    Delta {
        lease: Some(TERM),
        stage: Some(stage()),
        members: vec![Member { player: PLAYER, seat: 1 }],
        removed: vec![PLAYER],
        profiles: vec![(PLAYER, profile())],
        rounds: vec![RoundDelta { round: ROUND, counts, sealed: vec![PLAYER] }],
    }
}

/// One of each kind, with the bytes that it has had since version 1.
fn golden() -> Vec<(Message, String)> {
    const P: &str = "0102030405060708";
    let hello = Hello {
        version: PROTOCOL_VERSION,
        game: GameId::from_random(0xabc),
        replica: REPLICA,
        profile: profile(),
        lease: Some(TERM),
    };
    let counts = vec![Count { replica: REPLICA, positive: 2, negative: 200 }];
    let live = RoundDelta { round: ROUND, counts, sealed: vec![] };
    let live = Delta { rounds: vec![live], ..Delta::default() };
    let whole = format!(
        "0102{P}03 010102 02{P}03 01 030f 01ac0201{P} 01{P}01 01{P} 01{P}0503416e610400 \
         01010201{P}0302c80101{P}"
    );
    vec![
        (Message::Hello(hello), format!("0001 0000000000000abc {P}03 0503416e610400 0102{P}03")),
        (Message::Refused(Refusal::Version { ours: 1 }), "010001".into()),
        (Message::Bye, "02".into()),
        (Message::Ping { nonce: 300 }, "03ac02".into()),
        (Message::Pong { nonce: 1, now: GameTime::from_micros(128) }, "04018001".into()),
        (Message::Delta(live), format!("05 0000000000 01 0102 01 {P}0302c801 00")),
        (Message::Delta(delta()), format!("05 {whole}")),
        (
            Message::Digest(Digest { lease: None, sections: vec![(Section::Round(ROUND), 7)] }),
            "06 00 01 030102 07".into(),
        ),
        (
            Message::Pull { sections: vec![Section::Stage, Section::Members], everything: true },
            "07020001 01".into(),
        ),
        (Message::Push { delta: delta(), last: true }, format!("08 {whole} 01")),
        (Message::Claim(TERM), format!("0902{P}03")),
        (Message::Presence(vec![present(None)]), format!("0a01{P}00")),
        (Message::Presence(vec![present(Some(300))]), format!("0a01{P}01ac02")),
    ]
}

const fn present(round_trip_ms: Option<u16>) -> Present {
    Present { player: PLAYER, round_trip_ms }
}

fn hex(text: &str) -> Vec<u8> {
    let digits: Vec<u32> = text.chars().filter_map(|c| c.to_digit(16)).collect();
    digits.chunks(2).filter_map(|pair| u8::try_from(pair[0] * 16 + pair[1]).ok()).collect()
}

#[test]
fn each_message_has_its_golden_bytes() {
    for (message, bytes) in golden() {
        let bytes = hex(&bytes);
        assert_eq!(encode(&message).as_deref(), Ok(bytes.as_slice()), "{message:?}");
        assert_eq!(decode(&bytes), Ok(message));
    }
}

#[test]
fn a_greeting_of_any_other_version_is_read_as_such() {
    let theirs = PROTOCOL_VERSION + 1;
    assert_eq!(decode(&[0, 2]), Err(DecodeError::Version { theirs }));
    assert_eq!(decode(&[0, 2, 0xff, 0xff, 0xff]), Err(DecodeError::Version { theirs }));
}

#[test]
fn what_is_too_long_or_too_much_is_refused_by_name() {
    let len = MESSAGE_BYTES + 1;
    assert_eq!(decode(&vec![2; len]), Err(DecodeError::TooLong { len }));
    assert_eq!(decode(&[2, 0, 0]), Err(DecodeError::TrailingBytes { extra: 2 }));
    let presence = Message::Presence(vec![present(None); MESSAGE_BYTES / 9 + 1]);
    assert!(encode(&presence).is_err());
}

#[test]
fn a_length_that_is_a_lie_costs_nothing() {
    // A presence list of 2^32 players in five bytes.
    assert_eq!(decode(&hex("0a ffffffff0f")), Err(DecodeError::Malformed));
}

proptest! {
    #[test]
    fn any_bytes_are_a_message_or_a_reason(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        if let Ok(message) = decode(&bytes) {
            // Whatever is read can be said again, and is understood as the same.
            let again = encode(&message).expect("no longer than it was");
            prop_assert_eq!(decode(&again), Ok(message));
        }
    }

    #[test]
    fn a_message_cut_short_is_none(which in any::<prop::sample::Index>(), cut in 0.0..1.0_f64) {
        let golden = golden();
        let bytes = hex(&which.get(&golden).1);
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss,
            reason = "a part of a length")]
        let len = (bytes.len() as f64 * cut) as usize;
        prop_assert!(decode(&bytes[..len]).is_err());
    }

    #[test]
    fn a_flipped_bit_does_no_harm(
        which in any::<prop::sample::Index>(),
        at in any::<prop::sample::Index>(),
        bit in 0..8_u8,
    ) {
        let golden = golden();
        let mut bytes = hex(&which.get(&golden).1);
        let at = at.index(bytes.len());
        bytes[at] ^= 1 << bit;
        if let Ok(message) = decode(&bytes) {
            prop_assert!(encode(&message).is_ok());
        }
    }
}
