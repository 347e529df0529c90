//! What waits to be written to one signalling socket, bounded in bytes.

use std::sync::Arc;

use axum::extract::ws::{CloseFrame, Utf8Bytes};
use broker::charge;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio_util::sync::CancellationToken;

/// What is to be written.
#[derive(Debug)]
pub(crate) enum Outgoing {
    /// A message, and the room that it takes until it is written.
    Message(Utf8Bytes, OwnedSemaphorePermit),
    /// Nothing more: close, with this code and reason if any.
    Close(Option<CloseFrame>),
}

/// The realm's end. The queue needs no bound of its own: each message in it holds some of `room`.
#[derive(Debug)]
pub(crate) struct Outbox {
    queue: UnboundedSender<Outgoing>,
    room: Arc<Semaphore>,
    severed: CancellationToken,
}

/// The socket's end.
#[derive(Debug)]
pub(crate) struct Outgoings {
    pub(crate) queue: UnboundedReceiver<Outgoing>,
    /// Cancelled when the realm gave the socket up.
    pub(crate) severed: CancellationToken,
}

/// A message does not fit, or nobody takes it any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Undeliverable;

/// An outbox with room for so many charged bytes.
pub(crate) fn outbox(bytes: usize) -> (Outbox, Outgoings) {
    let (sender, receiver) = unbounded_channel();
    let severed = CancellationToken::new();
    let outgoings = Outgoings { queue: receiver, severed: severed.clone() };
    (Outbox { queue: sender, room: Arc::new(Semaphore::new(bytes)), severed }, outgoings)
}

impl Outbox {
    /// Puts a message in, if it fits.
    pub(crate) fn send(&self, text: String) -> Result<(), Undeliverable> {
        let bytes = u32::try_from(charge(text.len())).map_err(|_| Undeliverable)?;
        let room =
            Arc::clone(&self.room).try_acquire_many_owned(bytes).map_err(|_| Undeliverable)?;
        self.queue.send(Outgoing::Message(text.into(), room)).map_err(|_| Undeliverable)
    }

    /// Has the socket closed after what is in the box.
    pub(crate) fn close(self, frame: Option<CloseFrame>) {
        // If nobody takes it, the socket is closed already.
        let _ = self.queue.send(Outgoing::Close(frame));
    }

    /// Has the socket closed at once, whatever is in the box.
    pub(crate) fn sever(self) {
        self.severed.cancel();
    }
}
