//! Signalling messages as JSON, through the browser's own parser: `serde_json` would add 15 kB, a
//! tenth, to the app's first load, for a dozen messages a game.

use js_sys::{JSON, Object, Reflect};
use protocol::signalling::{Candidate, Description, Envelope, Kind, Payload};
use wasm_bindgen::JsValue;

/// The kinds by their names on the wire.
const KINDS: [(&str, Kind); 9] = [
    ("OPEN", Kind::Open),
    ("ID-TAKEN", Kind::IdTaken),
    ("ERROR", Kind::Error),
    ("OFFER", Kind::Offer),
    ("ANSWER", Kind::Answer),
    ("CANDIDATE", Kind::Candidate),
    ("LEAVE", Kind::Leave),
    ("EXPIRE", Kind::Expire),
    ("HEARTBEAT", Kind::Heartbeat),
];

/// A message as text.
pub(super) fn encode(envelope: &Envelope<Payload>) -> String {
    let kind = KINDS.iter().find(|(_, kind)| *kind == envelope.kind).map(|(name, _)| *name);
    let json = Writer::new();
    json.text("type", kind);
    json.text("src", envelope.src.as_deref());
    json.text("dst", envelope.dst.as_deref());
    json.value("payload", envelope.payload.as_ref().map(from_payload));
    let text = JSON::stringify(&json.0).ok().and_then(|text| text.as_string());
    text.expect("a tree of texts and numbers can be written as JSON")
}

/// The message that a text is, if it is one.
pub(super) fn decode(text: &str) -> Option<Envelope<Payload>> {
    let json = Reader(JSON::parse(text).ok()?);
    let name = json.text("type")?;
    let kind =
        KINDS.iter().find(|(known, _)| *known == name).map_or(Kind::Unknown, |(_, kind)| *kind);
    let payload = json.child("payload").map(|payload| to_payload(&payload));
    Some(Envelope { kind, src: json.text("src"), dst: json.text("dst"), payload })
}

fn from_payload(payload: &Payload) -> JsValue {
    let json = Writer::new();
    json.text("type", payload.connection_type.as_deref());
    json.text("connectionId", payload.connection_id.as_deref());
    json.value(
        "sdp",
        payload.sdp.as_ref().map(|sdp| {
            let json = Writer::new();
            json.text("type", Some(&sdp.kind));
            json.text("sdp", Some(&sdp.sdp));
            json.0.into()
        }),
    );
    json.value("candidate", payload.candidate.as_ref().map(from_candidate));
    json.text("msg", payload.msg.as_deref());
    json.0.into()
}

fn to_payload(json: &Reader) -> Payload {
    let description =
        |json: Reader| Some(Description { kind: json.text("type")?, sdp: json.text("sdp")? });
    Payload {
        connection_type: json.text("type"),
        connection_id: json.text("connectionId"),
        sdp: json.child("sdp").and_then(description),
        candidate: json.child("candidate").map(|json| to_candidate(&json)),
        msg: json.text("msg"),
    }
}

/// A candidate as `RTCIceCandidate` writes itself.
pub(super) fn from_candidate(candidate: &Candidate) -> JsValue {
    let json = Writer::new();
    json.text("candidate", Some(&candidate.candidate));
    json.text("sdpMid", candidate.sdp_mid.as_deref());
    json.value("sdpMLineIndex", candidate.sdp_m_line_index.map(JsValue::from));
    json.text("usernameFragment", candidate.username_fragment.as_deref());
    json.0.into()
}

/// The candidate that `RTCIceCandidate` wrote.
pub(super) fn read_candidate(json: JsValue) -> Candidate {
    to_candidate(&Reader(json))
}

fn to_candidate(json: &Reader) -> Candidate {
    Candidate {
        candidate: json.text("candidate").unwrap_or_default(),
        sdp_mid: json.text("sdpMid"),
        sdp_m_line_index: json.index("sdpMLineIndex"),
        username_fragment: json.text("usernameFragment"),
    }
}

/// Writes what is there into a new object.
struct Writer(Object);

impl Writer {
    fn new() -> Self {
        Self(Object::new())
    }

    fn text(&self, key: &str, text: Option<&str>) {
        self.value(key, text.map(JsValue::from_str));
    }

    fn value(&self, key: &str, value: Option<JsValue>) {
        if let Some(value) = value {
            Reflect::set(&self.0, &key.into(), &value).expect("a new object takes any property");
        }
    }
}

/// Reads out of a parsed value; whatever is not there, or not of its kind, is none.
struct Reader(JsValue);

impl Reader {
    fn value(&self, key: &str) -> JsValue {
        // It throws on what is no object: that has no properties.
        Reflect::get(&self.0, &key.into()).unwrap_or_default()
    }

    fn text(&self, key: &str) -> Option<String> {
        self.value(key).as_string()
    }

    fn child(&self, key: &str) -> Option<Self> {
        let value = self.value(key);
        value.is_object().then_some(Self(value))
    }

    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "what the cast changes is no index, and refused"
    )]
    fn index(&self, key: &str) -> Option<u16> {
        let number = self.value(key).as_f64()?;
        let index = number as u16;
        (f64::from(index) == number).then_some(index)
    }
}

#[cfg(test)]
#[cfg(target_arch = "wasm32")]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);

    fn candidate() -> Candidate {
        Candidate {
            candidate: "candidate:1 1 udp 2 192.0.2.1 9 typ host".into(),
            sdp_mid: Some("0".into()),
            sdp_m_line_index: Some(0),
            username_fragment: None,
        }
    }

    /// One of each kind, with whatever it can carry.
    fn messages() -> Vec<Envelope<Payload>> {
        let sdp = Description { kind: "offer".into(), sdp: "v=0\r\n\"quoted\" ✓".into() };
        let payload = Payload {
            connection_type: Some("data".into()),
            connection_id: Some("dc_1".into()),
            sdp: Some(sdp),
            candidate: Some(candidate()),
            msg: Some("ID is taken".into()),
        };
        let full = |kind| Envelope {
            kind,
            src: Some("a".into()),
            dst: Some("b".into()),
            payload: Some(payload.clone()),
        };
        KINDS.iter().flat_map(|&(_, kind)| [Envelope::bare(kind), full(kind)]).collect()
    }

    #[wasm_bindgen_test]
    fn both_ways_agree_with_the_protocol_crate() {
        for message in messages() {
            let theirs = serde_json::to_string(&message).unwrap();
            assert_eq!(decode(&theirs), Some(message.clone()), "{theirs}");
            let ours = encode(&message);
            assert_eq!(serde_json::from_str(&ours).ok(), Some(message), "{ours}");
        }
    }

    #[wasm_bindgen_test]
    fn what_is_no_message_is_none_and_an_unknown_kind_is_unknown() {
        for text in ["", "null", "7", "[]", "{}", "{\"type\":7}", "{\"type\":\"OPEN\""] {
            assert_eq!(decode(text), None, "{text:?}");
        }
        let news = decode("{\"type\":\"NEWS\",\"payload\":\"x\"}");
        assert_eq!(news, Some(Envelope::bare(Kind::Unknown)));
    }

    #[wasm_bindgen_test]
    fn an_index_is_a_small_whole_number() {
        for (text, index) in [("3", Some(3)), ("-1", None), ("0.5", None), ("65536", None)] {
            let text = format!("{{\"sdpMLineIndex\":{text}}}");
            let read = read_candidate(JSON::parse(&text).unwrap());
            assert_eq!(read.sdp_m_line_index, index, "{text}");
        }
        assert_eq!(read_candidate(from_candidate(&candidate())), candidate());
    }
}
