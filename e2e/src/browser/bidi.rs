//! WebDriver BiDi (<https://w3c.github.io/webdriver-bidi>), as much of it as stories in Firefox
//! need: what the console says, and scripts that run before a page's own.
//!
//! One command at a time: while its answer is waited for, events are put aside.

use anyhow::{Context, Result, bail, ensure};
use futures_util::{SinkExt as _, StreamExt as _};
use serde::Deserialize;
use serde_json::{Value, json};
use thirtyfour::WebDriver;
use tokio::net::TcpStream;
use tokio_tungstenite::{WebSocketStream, client_async, tungstenite::Message};

use crate::console::{Level, Line};

/// A session's second connection.
#[derive(Debug)]
pub(super) struct Bidi {
    socket: WebSocketStream<TcpStream>,
    last_id: u64,
    lines: Vec<Line>,
}

/// What the browser says: the answer to a command, or an event.
#[derive(Deserialize)]
struct Frame {
    id: Option<u64>,
    method: Option<String>,
    result: Option<Value>,
    params: Option<Value>,
    message: Option<String>,
}

/// A line of the console, as the event `log.entryAdded` carries it.
#[derive(Deserialize)]
struct Entry {
    level: String,
    text: Option<String>,
}

impl Bidi {
    /// Connects, and listens to the console from now on.
    pub(super) async fn connect(driver: &WebDriver) -> Result<Self> {
        let address = driver.capabilities().get("webSocketUrl").and_then(Value::as_str);
        let address = address.context("the driver offers no BiDi")?.to_owned();
        let host = address.strip_prefix("ws://").and_then(|rest| rest.split('/').next());
        let host = host.with_context(|| format!("{address} is no address of a WebSocket"))?;
        let stream = TcpStream::connect(host).await?;
        let (socket, _) = client_async(&address, stream).await?;
        let mut bidi = Self { socket, last_id: 0, lines: Vec::new() };
        bidi.command("session.subscribe", json!({ "events": ["log.entryAdded"] })).await?;
        Ok(bidi)
    }

    /// Runs JavaScript before any other in each page opened from now on.
    pub(super) async fn prepare(&mut self, script: &str) -> Result<()> {
        let function = json!({ "functionDeclaration": format!("() => {{ {script} }}") });
        self.command("script.addPreloadScript", function).await.map(drop)
    }

    /// What the console said since this was last asked.
    pub(super) async fn take_lines(&mut self) -> Result<Vec<Line>> {
        // What was said before this is asked comes before it is answered.
        self.command("session.status", json!({})).await?;
        Ok(std::mem::take(&mut self.lines))
    }

    async fn command(&mut self, method: &str, params: Value) -> Result<Value> {
        self.last_id += 1;
        let command = json!({ "id": self.last_id, "method": method, "params": params });
        self.socket.send(Message::text(command.to_string())).await?;
        loop {
            let frame = self.receive().await?;
            match frame.id {
                None => self.note(frame)?,
                Some(id) => {
                    ensure!(id == self.last_id, "an answer to another command than {method}");
                    let why = || format!("{method}: {}", frame.message.unwrap_or_default());
                    return frame.result.with_context(why);
                }
            }
        }
    }

    async fn receive(&mut self) -> Result<Frame> {
        while let Some(message) = self.socket.next().await {
            if let Message::Text(text) = message? {
                return serde_json::from_str(&text).with_context(|| text.to_string());
            }
        }
        bail!("Firefox closed its BiDi line")
    }

    fn note(&mut self, event: Frame) -> Result<()> {
        if event.method.as_deref() == Some("log.entryAdded") {
            let entry: Entry = serde_json::from_value(event.params.unwrap_or_default())?;
            let level = match entry.level.as_str() {
                "error" => Level::Error,
                "warn" => Level::Warning,
                _ => Level::Remark,
            };
            self.lines.push(Line { level, text: entry.text.unwrap_or_default() });
        }
        Ok(())
    }
}
