//! The signalling realm at work: one task that owns the [`Broker`], tells it the time, and carries
//! out what it says.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use axum::extract::ws::{CloseFrame, close_code};
use broker::{Broker, Closing, Command, Event, Hello, Input, Output, Refusal, SocketId};
use protocol::signalling::{CLOSE_REPLACED, Envelope, Payload};
use protocol::time::Instant;
use serde::Serialize;
use serde_json::value::RawValue;
use tokio::sync::{mpsc, oneshot};
use tokio_util::sync::CancellationToken;
use tracing::{debug, info};

use crate::outbox::Outbox;

/// A payload, which is relayed as the text that came.
pub(crate) type Raw = Box<RawValue>;

/// How many requests wait for the realm. A socket whose request does not fit is not read until it
/// does, so the bound costs nobody anything but time.
const REQUESTS: usize = 1_024;

/// The realm, as the sockets and the HTTP handlers see it.
#[derive(Clone, Debug)]
pub(crate) struct Realm {
    requests: mpsc::Sender<Request>,
    sockets: Arc<AtomicU64>,
}

/// The realm has stopped, as the server is stopping.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stopped;

#[derive(Debug)]
enum Request {
    Connect { socket: SocketId, hello: Hello, outbox: Outbox },
    Input(Input<Raw>),
    Ids(oneshot::Sender<Vec<String>>),
}

impl Realm {
    /// A realm, and the task that must run for it to live; it ends when `stop` is cancelled.
    pub(crate) fn new(
        config: broker::Config,
        stop: CancellationToken,
    ) -> (Self, impl Future<Output = ()>) {
        let (requests, inbox) = mpsc::channel(REQUESTS);
        let realm = Self { requests, sockets: Arc::new(AtomicU64::new(1)) };
        (realm, Keeper::new(config).run(inbox, stop))
    }

    /// Introduces an accepted socket, under a number that no other ever has.
    pub(crate) async fn connect(&self, hello: Hello, outbox: Outbox) -> Result<SocketId, Stopped> {
        let socket = SocketId(self.sockets.fetch_add(1, Ordering::Relaxed));
        self.request(Request::Connect { socket, hello, outbox }).await?;
        Ok(socket)
    }

    /// Hands over a message that came on a socket.
    pub(crate) async fn received(
        &self,
        socket: SocketId,
        message: Envelope<Raw>,
        bytes: usize,
    ) -> Result<(), Stopped> {
        self.request(Request::Input(Input::Received { socket, message, bytes })).await
    }

    /// Says that a socket is gone.
    pub(crate) async fn closed(&self, socket: SocketId) -> Result<(), Stopped> {
        self.request(Request::Input(Input::Closed { socket })).await
    }

    /// The ids that are taken.
    pub(crate) async fn ids(&self) -> Result<Vec<String>, Stopped> {
        let (sender, receiver) = oneshot::channel();
        self.request(Request::Ids(sender)).await?;
        receiver.await.map_err(|_| Stopped)
    }

    async fn request(&self, request: Request) -> Result<(), Stopped> {
        self.requests.send(request).await.map_err(|_| Stopped)
    }
}

/// What the realm's task owns.
struct Keeper {
    broker: Broker<Raw>,
    /// Of the sockets that the broker may still name.
    outboxes: BTreeMap<SocketId, Outbox>,
    started: std::time::Instant,
}

impl Keeper {
    fn new(config: broker::Config) -> Self {
        let started = std::time::Instant::now();
        Self { broker: Broker::new(config), outboxes: BTreeMap::new(), started }
    }

    async fn run(mut self, mut inbox: mpsc::Receiver<Request>, stop: CancellationToken) {
        loop {
            let wake = self.broker.next_wake();
            tokio::select! {
                () = stop.cancelled() => break,
                request = inbox.recv() => match request {
                    Some(request) => self.handle(request),
                    None => break,
                },
                () = self.sleep_until(wake) => self.input(Input::Tick),
            }
        }
        for outbox in std::mem::take(&mut self.outboxes).into_values() {
            outbox.close(Some(frame(close_code::AWAY, "the server is stopping")));
        }
    }

    fn handle(&mut self, request: Request) {
        match request {
            Request::Connect { socket, hello, outbox } => {
                self.outboxes.insert(socket, outbox);
                self.input(Input::Connected { socket, hello });
            }
            Request::Input(input) => {
                if let Input::Closed { socket } = input {
                    self.outboxes.remove(&socket);
                }
                self.input(input);
            }
            Request::Ids(reply) => {
                let ids = self.broker.ids().map(ToString::to_string).collect();
                // Who asked may have gone.
                let _ = reply.send(ids);
            }
        }
    }

    /// Puts one input in and carries out all that comes out.
    fn input(&mut self, input: Input<Raw>) {
        self.broker.handle_input(self.now(), input);
        while let Some(output) = self.broker.poll_output() {
            match output {
                Output::Command(Command::Send { socket, message }) => self.send(socket, message),
                Output::Command(Command::Refuse { socket, refusal }) => {
                    self.refuse(socket, refusal);
                }
                Output::Command(Command::Close { socket, reason }) => self.close(socket, reason),
                Output::Event(event) => log(&event),
            }
        }
    }

    fn send(&mut self, socket: SocketId, message: Envelope<Raw>) {
        let sent = self.outboxes.get(&socket).is_some_and(|o| o.send(json(&message)).is_ok());
        if !sent {
            // Its outputs follow those that are still to be polled.
            self.broker.handle_input(self.now(), Input::Undelivered { socket, message });
        }
    }

    fn refuse(&mut self, socket: SocketId, refusal: Refusal) {
        debug!(%socket, %refusal, "refused");
        let Some(outbox) = self.outboxes.remove(&socket) else {
            return;
        };
        let payload = Payload { msg: Some(refusal.to_string()), ..Payload::default() };
        let message = Envelope { payload: Some(payload), ..Envelope::bare(refusal.kind()) };
        // An outbox that nothing was put into has room for a few words, unless the socket is gone.
        let _ = outbox.send(json(&message));
        outbox.close(None);
    }

    fn close(&mut self, socket: SocketId, reason: Closing) {
        info!(%socket, %reason, "closed");
        let Some(outbox) = self.outboxes.remove(&socket) else {
            return;
        };
        match reason {
            Closing::Slow => outbox.sever(),
            Closing::Left | Closing::Silent => outbox.close(None),
            Closing::Replaced => outbox.close(Some(frame(CLOSE_REPLACED, "replaced"))),
            _ => outbox.close(Some(frame(close_code::POLICY, "too many messages"))),
        }
    }

    /// The time since the realm began.
    fn now(&self) -> Instant {
        let micros = self.started.elapsed().as_micros();
        Instant::from_micros(u64::try_from(micros).unwrap_or(u64::MAX))
    }

    async fn sleep_until(&self, wake: Option<Instant>) {
        match wake {
            Some(wake) => {
                let wake = std::time::Duration::from_micros(wake.as_micros());
                tokio::time::sleep_until((self.started + wake).into()).await;
            }
            None => std::future::pending().await,
        }
    }
}

/// Ids stay below the level that is usual in production: a host's id is made of its game's, and
/// who knows a game's id can join it.
fn log(event: &Event) {
    match event {
        Event::Registered { socket, id } => debug!(%socket, %id, "registered"),
        Event::Resumed { socket, id, replaced } => debug!(%socket, %id, %replaced, "resumed"),
        Event::Unregistered { socket, id } => debug!(%socket, %id, "unregistered"),
        Event::Expired { src, dst } => debug!(%src, %dst, "expired"),
        Event::Dropped { src, dst } => debug!(%src, %dst, "no room to wait"),
        other => debug!(?other, "something"),
    }
}

fn frame(code: u16, reason: &'static str) -> CloseFrame {
    CloseFrame { code, reason: reason.into() }
}

fn json<P: Serialize>(message: &Envelope<P>) -> String {
    serde_json::to_string(message).expect("strings, and payloads that are JSON already")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outbox::outbox;

    #[test]
    fn however_a_socket_ends_nothing_of_it_is_kept() {
        let mut keeper = Keeper::new(broker::Config { clients: 1, ..broker::Config::default() });
        let connect = |keeper: &mut Keeper, number, id| {
            let (socket, hello) = (SocketId(number), Hello::new(id, "token"));
            let (outbox, outgoings) = outbox(100_000);
            keeper.handle(Request::Connect { socket, hello, outbox });
            outgoings
        };
        let closed = |number| Request::Input(Input::Closed { socket: SocketId(number) });

        let _first = connect(&mut keeper, 1, "alice");
        let _replacing = connect(&mut keeper, 2, "alice");
        let _refused = connect(&mut keeper, 3, "bob");
        assert_eq!(keeper.outboxes.keys().copied().collect::<Vec<_>>(), [SocketId(2)]);

        keeper.handle(closed(2));
        keeper.handle(closed(1));
        assert!(keeper.outboxes.is_empty());

        drop(connect(&mut keeper, 4, "alice"));
        let to_itself = r#"{"type":"OFFER","dst":"alice"}"#;
        let message = serde_json::from_str(to_itself).expect("an offer");
        keeper.input(Input::Received { socket: SocketId(4), message, bytes: to_itself.len() });
        assert!(keeper.outboxes.is_empty(), "what can't be delivered closes its socket");
    }
}
