//! What the lobby asks for to invite others: the addresses that they can open, and a QR code.

use std::net::Ipv4Addr;

use serde_json::{Value, json};
use server::Config;

use crate::support::{Answer, TestServer, request};

fn json(answer: &Answer) -> Value {
    assert_eq!(answer.status, 200);
    assert_eq!(answer.header("content-type"), Some("application/json"));
    assert_eq!(answer.header("cache-control"), Some("no-store"));
    serde_json::from_str(answer.text()).expect("the answer is JSON")
}

#[tokio::test]
async fn the_addresses_for_others_lead_to_the_server() {
    let listen = Some(Ipv4Addr::UNSPECIFIED.into());
    let server = TestServer::start(Config { listen, ..Config::default() });
    let invite = json(&server.get("/invite.json", &[]).await);
    // On a machine without a network there are none.
    for origin in invite["origins"].as_array().expect("it is a list") {
        let address = origin.as_str().and_then(|origin| origin.strip_prefix("http://"));
        let address = address.and_then(|address| address.parse().ok()).expect("host and port");
        assert_eq!(request(address, "GET", "/healthz", &[]).await.text(), "ok", "{origin}");
        // Who got there needs no other address, and is not told the rest.
        let told = request(address, "GET", "/invite.json", &[]).await;
        assert_eq!(json(&told), json!({ "origins": [] }), "{origin}");
    }
}

#[tokio::test]
async fn a_server_for_this_machine_alone_invites_nobody() {
    let server = TestServer::start(Config::default());
    let answer = server.get("/invite.json", &[]).await;
    assert_eq!(json(&answer), json!({ "origins": [] }));
}

#[tokio::test]
async fn a_link_becomes_a_picture_without_a_size() {
    let server = TestServer::start(Config::default());
    let path = "/qr.svg?text=http%3A%2F%2F192.168.1.20%3A8080%2F%230123456789abc";
    let answer = server.get(path, &[]).await;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.header("content-type"), Some("image/svg+xml"));
    assert!(answer.header("cache-control").is_some_and(|cache| cache.starts_with("private, max-")));
    let (head, _) = answer.text().split_once('>').expect("it begins with an element");
    // 39 bytes need a code of 29 modules (ISO/IEC 18004, version 3), with 4 more at each side.
    assert!(head.contains(" viewBox=\"0 0 37 37\""), "{head}");
    assert!(!head.contains("width=") && !head.contains("height="), "{head}");
}

#[tokio::test]
async fn a_text_that_is_missing_or_too_long_is_refused_in_words() {
    let server = TestServer::start(Config::default());
    let long = format!("/qr.svg?text={}", "x".repeat(1_000));
    for (path, words) in [("/qr.svg", "missing"), ("/qr.svg?text=", "missing"), (&*long, "1000")] {
        let answer = server.get(path, &[]).await;
        assert_eq!(answer.status, 400, "{path}");
        assert!(answer.text().contains(words), "{}", answer.text());
    }
}
