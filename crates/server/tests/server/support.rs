//! A server to test, and the simplest clients there can be.

use std::net::{Ipv4Addr, SocketAddr};
use std::time::Duration;

use futures_util::{SinkExt, StreamExt};
use serde_json::Value;
use server::{Config, Server};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::protocol::CloseFrame;
use tokio_tungstenite::tungstenite::{Error, Message};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async_with_config};

/// How long a test waits for what must come, before it fails. Nothing takes nearly as long.
const PATIENCE: Duration = Duration::from_secs(20);

/// A running server. It stops when it is dropped.
pub(crate) struct TestServer {
    pub(crate) address: SocketAddr,
    stop: oneshot::Sender<()>,
    running: JoinHandle<()>,
}

impl TestServer {
    /// Starts one on a free port, for this machine alone unless the config says otherwise.
    pub(crate) fn start(config: Config) -> Self {
        let listen = config.listen.or(Some(Ipv4Addr::LOCALHOST.into()));
        let server = Server::bind(Config { listen, port: 0, ..config }).expect("some port is free");
        let address = (Ipv4Addr::LOCALHOST, server.local_addr().port()).into();
        let (stop, stopped) = oneshot::channel();
        let running = tokio::spawn(server.run(async {
            // Either told to, or dropped.
            let _ = stopped.await;
        }));
        Self { address, stop, running }
    }

    /// Tells the server to stop, and waits until it has.
    pub(crate) async fn stop(self) {
        drop(self.stop);
        within(self.running).await.expect("the server does not panic");
    }

    /// A socket with these parameters.
    pub(crate) async fn socket(&self, query: &str) -> Client {
        Client::connect(self.address, query).await
    }

    /// A registered client.
    pub(crate) async fn client(&self, id: &str) -> Client {
        let mut client = self.socket(&format!("key=peerjs&id={id}&token=token-of-{id}")).await;
        assert_eq!(client.text().await, r#"{"type":"OPEN"}"#);
        client
    }

    pub(crate) async fn get(&self, path: &str, headers: &[(&str, &str)]) -> Answer {
        request(self.address, "GET", path, headers).await
    }
}

/// A signalling client.
pub(crate) struct Client(WebSocketStream<MaybeTlsStream<TcpStream>>);

impl Client {
    pub(crate) async fn connect(address: SocketAddr, query: &str) -> Self {
        let url = format!("ws://{address}/peerjs?{query}");
        // Without Nagle's algorithm, which would hold small messages back.
        let connecting = connect_async_with_config(url, None, true);
        let (socket, _) = within(connecting).await.expect("the handshake succeeds");
        Self(socket)
    }

    pub(crate) async fn send(&mut self, message: impl Into<Message>) {
        self.try_send(message).await.expect("the socket takes a message");
    }

    pub(crate) async fn try_send(&mut self, message: impl Into<Message>) -> Result<(), Error> {
        within(self.0.send(message.into())).await
    }

    /// The next message.
    pub(crate) async fn text(&mut self) -> String {
        match within(self.0.next()).await {
            Some(Ok(Message::Text(text))) => text.to_string(),
            other => panic!("wanted a text, got {other:?}"),
        }
    }

    pub(crate) async fn json(&mut self) -> Value {
        serde_json::from_str(&self.text().await).expect("what the server says is JSON")
    }

    /// The code with which the server closes the socket, having said nothing more.
    pub(crate) async fn close_code(&mut self) -> Option<u16> {
        match within(self.0.next()).await {
            Some(Ok(Message::Close(frame))) => frame.map(|CloseFrame { code, .. }| code.into()),
            other => panic!("wanted a close, got {other:?}"),
        }
    }

    /// Closes the socket, and waits until the server has answered.
    pub(crate) async fn leave(mut self) {
        within(self.0.close(None)).await.expect("a close can be sent");
        while let Some(Ok(_)) = within(self.0.next()).await {}
    }
}

/// An answer to an HTTP request.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    headers: String,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    /// A header's value, by its name in lower case.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .lines()
            .filter_map(|line| line.split_once(": "))
            .find_map(|(key, value)| key.eq_ignore_ascii_case(name).then_some(value))
    }

    pub(crate) fn text(&self) -> &str {
        str::from_utf8(&self.body).expect("the body is text")
    }
}

/// One HTTP request over a connection of its own.
pub(crate) async fn request(
    address: SocketAddr,
    method: &str,
    path: &str,
    headers: &[(&str, &str)],
) -> Answer {
    let mut head = format!("{method} {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n");
    for (name, value) in headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    head.push_str("\r\n");
    let mut connection = TcpStream::connect(address).await.expect("the server listens");
    connection.write_all(head.as_bytes()).await.expect("the server reads");
    let mut answer = Vec::new();
    within(connection.read_to_end(&mut answer)).await.expect("the server answers");

    let end = answer.windows(4).position(|four| four == b"\r\n\r\n").expect("a head ends");
    let body = answer.split_off(end + 4);
    let headers = String::from_utf8(answer).expect("a head is text");
    let status = headers.split(' ').nth(1).and_then(|status| status.parse().ok());
    Answer { status: status.expect("an answer has a status"), headers, body }
}

/// What a future brings, if it brings it in time.
pub(crate) async fn within<T>(future: impl Future<Output = T>) -> T {
    timeout(PATIENCE, future).await.expect("what must come has come")
}
