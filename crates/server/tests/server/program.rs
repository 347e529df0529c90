//! The program itself: what it prints, and how it ends.

use std::net::{Ipv4Addr, SocketAddr};
use std::process::Stdio;

use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};

use crate::support::{Client, request, within};

fn program(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_seesaw-server"));
    command.args(arguments).kill_on_drop(true).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// Starts the program on a free port; its first line tells which.
async fn start() -> (Child, SocketAddr) {
    let mut child = program(&["--port", "0"]).spawn().expect("the program starts");
    let stdout = child.stdout.take().expect("it is piped");
    let line = within(BufReader::new(stdout).lines().next_line()).await;
    let line = line.expect("the line is text").expect("there is a line");
    let port = line
        .strip_prefix("listening on http://127.0.0.1:")
        .and_then(|rest| rest.strip_suffix('/'))
        .and_then(|port| port.parse().ok())
        .unwrap_or_else(|| panic!("the first line is {line:?}"));
    (child, (Ipv4Addr::LOCALHOST, port).into())
}

#[tokio::test]
async fn it_listens_where_it_says_and_stops_when_it_is_told() {
    let (mut child, address) = start().await;
    assert_eq!(request(address, "GET", "/healthz", &[]).await.status, 200);
    if cfg!(unix) {
        let mut client = Client::connect(address, "key=peerjs&id=alice&token=t").await;
        client.text().await;
        let pid = child.id().expect("it runs").to_string();
        let killed = Command::new("kill").args(["-TERM", &pid]).status().await;
        assert!(killed.expect("every Unix has kill").success());
        assert_eq!(client.close_code().await, Some(1001));
        assert_eq!(within(child.wait()).await.expect("it can be waited for").code(), Some(0));
    }
}

#[tokio::test]
async fn a_taken_port_gets_one_sentence() {
    let (_first, address) = start().await;
    let port = address.port().to_string();
    let second = program(&["--port", &port]).output();
    let second = within(second).await.expect("the program starts");
    let said = String::from_utf8(second.stderr).expect("the sentence is text");
    assert_eq!(second.status.code(), Some(1));
    assert_eq!(said.lines().count(), 1, "{said}");
    assert!(said.contains(&format!("port {port} is taken")) && said.contains("--port"), "{said}");
}

#[tokio::test]
async fn the_token_stays_out_of_the_log() {
    let mut command = program(&["--port", "0", "--log", "trace"]);
    let mut child = command.spawn().expect("the program starts");
    let stdout = child.stdout.take().expect("it is piped");
    let line = within(BufReader::new(stdout).lines().next_line()).await;
    let line = line.expect("the line is text").expect("there is a line");
    let address = line.trim_start_matches("listening on http://").trim_end_matches('/');
    let address = address.parse().expect("the first line holds the address");
    let mut client = Client::connect(address, "key=peerjs&id=alice&token=hunter2").await;
    client.text().await;
    child.start_kill().expect("it runs");
    let output = within(child.wait_with_output()).await.expect("it can be waited for");
    let log = String::from_utf8(output.stderr).expect("a log is text");
    assert!(log.contains("alice"), "the log is there: {log}");
    assert!(!log.contains("hunter2"), "{log}");
}
