//! `PeerServer`'s protocol over real sockets.

use std::time::Duration;

use protocol::limits;
use protocol::signalling::CLOSE_REPLACED;
use serde_json::json;
use server::Config;
use tokio_tungstenite::tungstenite::Message;

use crate::support::{Client, TestServer, request};

/// Closed without a code.
const NO_CODE: Option<u16> = None;

fn start() -> TestServer {
    TestServer::start(Config::default())
}

fn with_realm(realm: broker::Config) -> TestServer {
    TestServer::start(Config { realm, ..Config::default() })
}

#[tokio::test]
async fn bad_parameters_are_refused_in_the_protocols_words() {
    let server = start();
    let incomplete = "No id, token, or key supplied to websocket server";
    let cases = [
        ("", incomplete),
        ("key=peerjs&id=&token=t", incomplete),
        ("key=wrong&id=a&token=t", "Invalid key provided"),
    ];
    for (query, words) in cases {
        let mut client = server.socket(query).await;
        assert_eq!(
            client.text().await,
            format!(r#"{{"type":"ERROR","payload":{{"msg":"{words}"}}}}"#)
        );
        assert_eq!(client.close_code().await, NO_CODE);
    }
}

#[tokio::test]
async fn a_taken_id_is_refused_and_its_holder_stays() {
    let server = start();
    let mut alice = server.client("alice").await;
    let mut other = server.socket("key=peerjs&id=alice&token=other").await;
    assert_eq!(other.text().await, r#"{"type":"ID-TAKEN","payload":{"msg":"ID is taken"}}"#);
    assert_eq!(other.close_code().await, NO_CODE);
    alice.send(r#"{"type":"OFFER","dst":"alice"}"#).await;
    assert_eq!(alice.text().await, r#"{"type":"OFFER","src":"alice","dst":"alice"}"#);
}

#[tokio::test]
async fn messages_are_relayed_with_the_true_sender_and_nothing_added() {
    let server = start();
    let (mut alice, mut bob) = (server.client("alice").await, server.client("bob").await);
    // The payload comes out as the very text that went in.
    let offer = r#"{"payload":{"b":1, "a":[1e3,"\u00e9"]},"extra":1,"dst":"bob","src":"eve","type":"OFFER"}"#;
    let relayed =
        r#"{"type":"OFFER","src":"alice","dst":"bob","payload":{"b":1, "a":[1e3,"\u00e9"]}}"#;
    alice.send(offer).await;
    assert_eq!(bob.text().await, relayed);
    alice.send(Message::binary(offer.as_bytes())).await;
    assert_eq!(bob.text().await, relayed, "binary frames count too");
}

#[tokio::test]
async fn what_comes_early_waits_for_the_peer() {
    let server = start();
    let mut alice = server.client("alice").await;
    for number in 0..3 {
        alice.send(json!({"type": "CANDIDATE", "dst": "bob", "payload": number}).to_string()).await;
    }
    // An answer to oneself shows that the server has taken what was sent before it.
    alice.send(r#"{"type":"ANSWER","dst":"alice"}"#).await;
    alice.text().await;
    let mut bob = server.client("bob").await;
    for number in 0..3 {
        assert_eq!(bob.json().await["payload"], number);
    }
}

#[tokio::test]
async fn an_absent_peer_expires() {
    let server = with_realm(broker::Config {
        expiry: Duration::from_millis(50),
        ..broker::Config::default()
    });
    let mut alice = server.client("alice").await;
    alice.send(r#"{"type":"OFFER","dst":"bob","payload":1}"#).await;
    assert_eq!(alice.text().await, r#"{"type":"EXPIRE","src":"bob","dst":"alice"}"#);
}

#[tokio::test]
async fn the_same_token_resumes_and_the_old_socket_is_closed() {
    let server = start();
    let mut old = server.client("alice").await;
    let mut new = server.client("alice").await;
    assert_eq!(old.close_code().await, Some(CLOSE_REPLACED));
    new.send(r#"{"type":"OFFER","dst":"alice"}"#).await;
    assert_eq!(new.json().await["type"], "OFFER");
}

#[tokio::test]
async fn a_closed_socket_frees_its_id_at_once() {
    let server = start();
    server.client("alice").await.leave().await;
    let mut other = server.socket("key=peerjs&id=alice&token=other").await;
    assert_eq!(other.json().await["type"], "OPEN");
}

#[tokio::test]
async fn leave_gives_the_id_up_and_closes() {
    let server = start();
    let mut alice = server.client("alice").await;
    alice.send(r#"{"type":"LEAVE"}"#).await;
    assert_eq!(alice.close_code().await, NO_CODE);
    let mut other = server.socket("key=peerjs&id=alice&token=other").await;
    assert_eq!(other.json().await["type"], "OPEN");
}

#[tokio::test]
async fn a_silent_client_loses_its_id() {
    let realm =
        broker::Config { alive_timeout: Duration::from_millis(50), ..broker::Config::default() };
    let server = with_realm(realm);
    let mut alice = server.client("alice").await;
    assert_eq!(alice.close_code().await, NO_CODE);
    let mut other = server.socket("key=peerjs&id=alice&token=other").await;
    assert_eq!(other.json().await["type"], "OPEN");
}

/// `PeerServer` goes deaf to such a client and keeps its id taken.
#[tokio::test]
async fn what_is_no_message_costs_its_sender_the_socket_and_nobody_else() {
    let server = start();
    let mut bob = server.client("bob").await;
    for bad in ["{", "null", "7", r#"{"type":7}"#] {
        let mut alice = server.client("alice").await;
        alice.send(bad).await;
        assert_eq!(alice.close_code().await, Some(1003), "{bad}");
        let mut again = server.socket("key=peerjs&id=alice&token=other").await;
        assert_eq!(again.json().await["type"], "OPEN", "{bad}");
        again.leave().await;
    }
    bob.send(r#"{"type":"OFFER","dst":"bob"}"#).await;
    assert_eq!(bob.json().await["type"], "OFFER");
}

#[tokio::test]
async fn a_message_may_be_as_long_as_the_limit_and_no_longer() {
    let server = start();
    let mut alice = server.client("alice").await;
    let of_length = |bytes: usize| {
        let frame = r#"{"type":"OFFER","dst":"alice","payload":""}"#.len();
        json!({"type": "OFFER", "dst": "alice", "payload": "x".repeat(bytes - frame)}).to_string()
    };
    alice.send(of_length(limits::SIGNAL_BYTES)).await;
    assert_eq!(alice.json().await["type"], "OFFER");
    alice.send(of_length(limits::SIGNAL_BYTES + 1)).await;
    assert_eq!(alice.close_code().await, Some(1009));
}

/// Beyond what the WebSocket layer reads there may be no time for a code, but an end there is.
#[tokio::test]
async fn a_monstrous_message_ends_the_socket() {
    let server = start();
    let mut alice = server.client("alice").await;
    // The server may close while this is still being sent.
    let _ = alice.try_send("x".repeat(8 * 1024 * 1024)).await;
    let mut other = server.socket("key=peerjs&id=alice&token=other").await;
    while other.json().await["type"] != "OPEN" {
        other = server.socket("key=peerjs&id=alice&token=other").await;
    }
}

#[tokio::test]
async fn a_flooder_loses_its_socket_and_the_rest_goes_on() {
    let realm = broker::Config { burst_bytes: 100_000, ..broker::Config::default() };
    let server = with_realm(realm);
    let (mut alice, mut bob) = (server.client("alice").await, server.client("bob").await);
    for _ in 0..1_000 {
        if alice.try_send(r#"{"type":"HEARTBEAT"}"#).await.is_err() {
            break;
        }
    }
    assert_eq!(alice.close_code().await, Some(1008));
    bob.send(r#"{"type":"OFFER","dst":"bob"}"#).await;
    assert_eq!(bob.json().await["type"], "OFFER");
}

#[tokio::test]
async fn a_client_that_does_not_read_loses_its_socket_and_the_sender_is_told() {
    let realm = broker::Config { burst_bytes: usize::MAX, ..broker::Config::default() };
    let outbox_bytes = 2 * limits::SIGNAL_BYTES;
    let server = TestServer::start(Config { realm, outbox_bytes, ..Config::default() });
    let mut alice = server.client("alice").await;
    let _bob_reads_nothing = server.client("bob").await;
    let long = "x".repeat(limits::SIGNAL_BYTES / 2);
    let (to_bob, to_herself) = (
        json!({"type": "CANDIDATE", "dst": "bob", "payload": long}).to_string(),
        r#"{"type":"CANDIDATE","dst":"alice"}"#,
    );
    // The operating system's own buffers take some megabytes first; 64 are more than it has.
    let mut answer = json!(null);
    for _ in 0..2_000 {
        alice.send(to_bob.as_str()).await;
        alice.send(to_herself).await;
        answer = alice.json().await;
        if answer["type"] == "LEAVE" {
            break;
        }
    }
    assert_eq!(answer, json!({"type": "LEAVE", "src": "bob", "dst": "alice"}));
    let mut other = server.socket("key=peerjs&id=bob&token=other").await;
    assert_eq!(other.json().await["type"], "OPEN", "the id is free");
}

#[tokio::test]
async fn ids_are_fresh_and_the_page_may_be_from_anywhere() {
    let server = start();
    let first = server.get("/peerjs/id?ts=1", &[("Origin", "https://example.org")]).await;
    let second = server.get("/peerjs/id?ts=1", &[]).await;
    assert_eq!((first.status, first.text().len()), (200, 36));
    assert_ne!(first.text(), second.text());
    assert_eq!(first.header("access-control-allow-origin"), Some("https://example.org"));
    assert_eq!(second.header("access-control-allow-origin"), None);

    let ask = [("Origin", "https://example.org"), ("Access-Control-Request-Method", "GET")];
    let preflight = request(server.address, "OPTIONS", "/peerjs/id", &ask).await;
    assert_eq!(preflight.status, 200);
    assert_eq!(preflight.header("access-control-allow-origin"), Some("https://example.org"));
}

#[tokio::test]
async fn who_is_connected_is_told_only_where_it_is_allowed() {
    let server = start();
    let answer = server.get("/peerjs/peers", &[]).await;
    assert_eq!((answer.status, answer.text()), (401, "Unauthorized"));

    let server = TestServer::start(Config { allow_discovery: true, ..Config::default() });
    let _clients = (server.client("bob").await, server.client("alice").await);
    let answer = server.get("/peerjs/peers", &[]).await;
    assert_eq!((answer.status, answer.text()), (200, r#"["alice","bob"]"#));
}

#[tokio::test]
async fn a_stopping_server_says_that_it_goes_away() {
    let server = start();
    let mut alice = server.client("alice").await;
    let (code, ()) = tokio::join!(alice.close_code(), server.stop());
    assert_eq!(code, Some(1001));
}

#[tokio::test]
async fn a_server_stops_though_a_client_does_not_answer() {
    let server = start();
    let _frozen: Client = server.client("alice").await;
    server.stop().await;
}
