//! What a browser and the signalling server say to each other: `PeerServer`'s protocol, JSON over a
//! WebSocket at `/peerjs?key=…&id=…&token=…`, as `PeerJS` clients speak it.
//!
//! The server relays a payload without reading it; [`Envelope`] is generic over it for that reason.

use alloc::string::String;

use serde::{Deserialize, Serialize};

/// The key that public clients present; `PeerServer`'s default.
pub const KEY: &str = "peerjs";

/// The code (RFC 6455 section 7.4.2, private use) with which our server closes a socket whose
/// client came back on another one with the same id and token. `PeerServer` leaves the old socket
/// open. Who is closed with it must not reconnect by itself: it would take the place back.
pub const CLOSE_REPLACED: u16 = 4000;

/// A message's kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING-KEBAB-CASE")]
pub enum Kind {
    /// Server to client: the id is registered.
    Open,
    /// Server to client: another holds the id.
    IdTaken,
    /// Server to client: the parameters are refused.
    Error,
    /// Client to client: begins a connection.
    Offer,
    /// Client to client: answers an offer.
    Answer,
    /// Client to client: a way to reach the sender.
    Candidate,
    /// Client to client, or the server in the absent one's place: gone.
    Leave,
    /// Server to client: the destination did not come in time.
    Expire,
    /// Client to server: still here.
    Heartbeat,
    /// Any other kind; the server ignores it.
    #[serde(other)]
    Unknown,
}

/// A message on the signalling socket, with the key order of `PeerServer`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Envelope<P> {
    /// What it is.
    #[serde(rename = "type")]
    pub kind: Kind,
    /// Who sent it: the server's word, whatever the client wrote.
    #[serde(default = "none", skip_serializing_if = "Option::is_none")]
    pub src: Option<String>,
    /// Whom it is for.
    #[serde(default = "none", skip_serializing_if = "Option::is_none")]
    pub dst: Option<String>,
    /// What it says.
    #[serde(default = "none", skip_serializing_if = "Option::is_none")]
    pub payload: Option<P>,
}

/// `#[serde(default)]` alone would ask for `P: Default`.
fn none<T>() -> Option<T> {
    None
}

impl<P> Envelope<P> {
    /// A message of this kind and nothing else.
    #[must_use]
    pub const fn bare(kind: Kind) -> Self {
        Self { kind, src: None, dst: None, payload: None }
    }
}

/// The payloads that this game sends and understands, in the form that `PeerJS` gives them. Which
/// fields are there depends on the kind.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Payload {
    /// `"data"` for data connections.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub connection_type: Option<String>,
    /// Which connection, by the offerer's choice.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub connection_id: Option<String>,
    /// In an offer or answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sdp: Option<Description>,
    /// In a candidate.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub candidate: Option<Candidate>,
    /// In an error: the server's words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub msg: Option<String>,
}

/// A session description (RFC 8829), as `RTCSessionDescription` is written in JSON.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Description {
    /// `"offer"` or `"answer"`.
    #[serde(rename = "type")]
    pub kind: String,
    /// The SDP text.
    pub sdp: String,
}

/// A candidate (RFC 8838), as `RTCIceCandidate` is written in JSON.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Candidate {
    /// The candidate attribute; empty at the end of candidates.
    pub candidate: String,
    /// The media section's identification tag.
    pub sdp_mid: Option<String>,
    /// The media section's index.
    #[serde(rename = "sdpMLineIndex")]
    pub sdp_m_line_index: Option<u16>,
    /// The ICE user name fragment that the candidate belongs to.
    pub username_fragment: Option<String>,
}
