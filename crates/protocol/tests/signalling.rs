//! Golden vectors of the signalling wire: what `PeerServer` and `PeerJS` write, to the letter.

use protocol::signalling::{Candidate, Description, Envelope, Kind, Payload};

type Message = Envelope<Payload>;

/// What is read from `text`, having checked that it is written as `text` again.
fn golden(text: &str) -> Message {
    let message: Message = serde_json::from_str(text).expect("a golden message is readable");
    assert_eq!(serde_json::to_string(&message).expect("a message is writable"), text);
    message
}

fn envelope(kind: Kind, src: &str, dst: &str, payload: Option<Payload>) -> Message {
    Envelope { kind, src: Some(src.into()), dst: Some(dst.into()), payload }
}

/// A payload of a data connection.
fn data() -> Payload {
    Payload {
        connection_type: Some("data".into()),
        connection_id: Some("dc_1".into()),
        ..Payload::default()
    }
}

#[test]
fn what_the_server_says() {
    assert_eq!(golden(r#"{"type":"OPEN"}"#), Envelope::bare(Kind::Open));

    let words = |msg: &str| Some(Payload { msg: Some(msg.into()), ..Payload::default() });
    assert_eq!(
        golden(r#"{"type":"ID-TAKEN","payload":{"msg":"ID is taken"}}"#),
        Envelope { payload: words("ID is taken"), ..Envelope::bare(Kind::IdTaken) }
    );
    assert_eq!(
        golden(r#"{"type":"ERROR","payload":{"msg":"Invalid key provided"}}"#),
        Envelope { payload: words("Invalid key provided"), ..Envelope::bare(Kind::Error) }
    );
    assert_eq!(
        golden(r#"{"type":"EXPIRE","src":"host","dst":"guest"}"#),
        envelope(Kind::Expire, "host", "guest", None)
    );
    assert_eq!(
        golden(r#"{"type":"LEAVE","src":"host","dst":"guest"}"#),
        envelope(Kind::Leave, "host", "guest", None)
    );
}

#[test]
fn a_heartbeat() {
    assert_eq!(golden(r#"{"type":"HEARTBEAT"}"#), Envelope::bare(Kind::Heartbeat));
}

#[test]
fn an_offer_and_its_answer() {
    let sdp = |kind: &str| Some(Description { kind: kind.into(), sdp: "v=0\r\n".into() });
    assert_eq!(
        golden(concat!(
            r#"{"type":"OFFER","src":"guest","dst":"host","payload":{"type":"data","#,
            r#""connectionId":"dc_1","sdp":{"type":"offer","sdp":"v=0\r\n"}}}"#,
        )),
        envelope(Kind::Offer, "guest", "host", Some(Payload { sdp: sdp("offer"), ..data() }))
    );
    assert_eq!(
        golden(concat!(
            r#"{"type":"ANSWER","src":"host","dst":"guest","payload":{"type":"data","#,
            r#""connectionId":"dc_1","sdp":{"type":"answer","sdp":"v=0\r\n"}}}"#,
        )),
        envelope(Kind::Answer, "host", "guest", Some(Payload { sdp: sdp("answer"), ..data() }))
    );
}

#[test]
fn a_candidate() {
    let candidate = Candidate {
        candidate: "candidate:1 1 udp 1 192.0.2.1 9 typ host".into(),
        sdp_mid: Some("0".into()),
        sdp_m_line_index: Some(0),
        username_fragment: Some("abcd".into()),
    };
    assert_eq!(
        golden(concat!(
            r#"{"type":"CANDIDATE","src":"guest","dst":"host","payload":{"type":"data","#,
            r#""connectionId":"dc_1","candidate":{"#,
            r#""candidate":"candidate:1 1 udp 1 192.0.2.1 9 typ host","sdpMid":"0","#,
            r#""sdpMLineIndex":0,"usernameFragment":"abcd"}}}"#,
        )),
        envelope(
            Kind::Candidate,
            "guest",
            "host",
            Some(Payload { candidate: Some(candidate), ..data() })
        )
    );
}

#[test]
fn what_peerjs_says_beyond_what_is_needed_is_passed_over() {
    let text = r#"{"type":"OFFER","dst":"host","extra":[1],"payload":{"label":"dc_1",
        "metadata":{"a":null},"reliable":false,"serialization":"binary","type":"data",
        "connectionId":"dc_1","sdp":{"sdp":"v=0","type":"offer"},"browser":"chrome"}}"#;
    let message: Message = serde_json::from_str(text).expect("an offer of PeerJS is readable");
    let sdp = Some(Description { kind: "offer".into(), sdp: "v=0".into() });
    let payload = Some(Payload { sdp, ..data() });
    assert_eq!(message, Envelope { src: None, ..envelope(Kind::Offer, "", "host", payload) });
}

#[test]
fn kinds_that_nobody_knows_are_one_kind() {
    let message: Message = serde_json::from_str(r#"{"type":"SHRUG","payload":null}"#)
        .expect("an unknown kind is readable");
    assert_eq!(message, Envelope::bare(Kind::Unknown));
}

#[test]
fn what_is_no_message_is_refused() {
    let refused = ["", "null", "[]", "7", "{}", r#"{"type":7}"#, r#"{"type":"OFFER","dst":7}"#];
    for text in refused {
        assert!(serde_json::from_str::<Message>(text).is_err(), "{text}");
    }
}
