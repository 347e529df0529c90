//! `/invite.json`: the addresses under which others on the local network reach this server, so that
//! a page that was opened at `localhost` can show a link that leads others here too.
//!
//! Whoever is elsewhere has reached the server already, under an address that works for it; it is
//! not told what this machine's private addresses are.

use std::net::{IpAddr, SocketAddr};

use axum::extract::{ConnectInfo, State};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use crate::addresses;

/// Where the server listens.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Listening(pub(crate) SocketAddr);

/// What is answered.
#[derive(Debug, Serialize)]
struct Invite {
    /// Origins, the likeliest first, such as `http://192.168.1.20:8080`.
    origins: Vec<String>,
}

/// Answers with the addresses, if it is this machine that asks.
pub(crate) async fn origins(
    State(Listening(listening)): State<Listening>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    headers: HeaderMap,
) -> Response {
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok());
    let local = is_this_machine(peer.ip(), host.unwrap_or_default());
    let origins = if local { addresses::for_others(listening) } else { Vec::new() };
    let json = serde_json::to_string(&Invite { origins }).expect("a list of strings is JSON");
    let headers = [(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, "no-store")];
    (headers, json).into_response()
}

/// Whether a request is from a page that was opened on this machine, under a name of its own.
/// The peer alone would not do: a proxy in front of the server is on this machine too, and a page
/// of another site may have its name point here (DNS rebinding).
fn is_this_machine(peer: IpAddr, host: &str) -> bool {
    let name = match host.rsplit_once(':') {
        Some((name, port)) if !port.ends_with(']') => name,
        _ => host,
    };
    // A socket for IPv6 and IPv4 shows the latter's addresses inside the former's.
    peer.to_canonical().is_loopback() && is_loopback_name(name)
}

fn is_loopback_name(name: &str) -> bool {
    let bare = name.strip_prefix('[').and_then(|name| name.strip_suffix(']')).unwrap_or(name);
    name == "localhost"
        || name.ends_with(".localhost")
        || bare.parse().is_ok_and(|ip: IpAddr| ip.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_page_of_this_machine_is_told() {
        let ip = |text: &str| text.parse::<IpAddr>().expect("an address");
        let own =
            ["localhost:8080", "localhost", "127.0.0.1:80", "[::1]:80", "[::1]", "a.localhost"];
        for host in own {
            for peer in ["127.0.0.1", "::1", "::ffff:127.0.0.1"] {
                assert!(is_this_machine(ip(peer), host), "{peer} {host}");
            }
            assert!(!is_this_machine(ip("192.168.1.7"), host), "{host}");
        }
        for host in ["seesaw.example", "192.168.1.20:8080", "localhost.example:80", ""] {
            assert!(!is_this_machine(ip("127.0.0.1"), host), "{host}");
        }
    }
}
