//! One signalling socket, from its first message to its last.

use std::time::Duration;

use axum::extract::ws::{CloseFrame, Message, WebSocket, close_code};
use broker::{Hello, SocketId};
use futures_util::stream::{SplitSink, SplitStream};
use futures_util::{SinkExt, StreamExt};
use protocol::limits;
use protocol::signalling::Envelope;
use tokio::sync::mpsc::UnboundedReceiver;
use tokio::time::timeout;
use tracing::info;

use crate::outbox::{Outgoing, Outgoings, outbox};
use crate::realm::{Raw, Realm};

/// The largest message that the WebSocket layer reads. Those over [`limits::SIGNAL_BYTES`] are
/// refused with a code that the client can see; but the layer stops reading at its own bound, and
/// what then lies unread makes the operating system reset the connection, code and all. So its
/// bound is a few times ours.
pub(crate) const LAYER_BYTES: usize = 4 * limits::SIGNAL_BYTES;

/// How long one message may take to be written before the client counts as gone. The outbox is
/// bounded meanwhile.
const WRITE_TIMEOUT: Duration = Duration::from_secs(10);

/// How long a client may take to answer a close before its connection is dropped. Short enough for
/// the whole server to stop within a second.
const CLOSE_GRACE: Duration = Duration::from_millis(500);

/// How a conversation ended.
enum Ending {
    /// The other side closed, or can't be reached.
    Gone,
    /// This side wants to close, with this frame.
    Close(Option<CloseFrame>),
}

/// Serves a socket until either side closes it.
pub(crate) async fn serve(socket: WebSocket, hello: Hello, realm: Realm, outbox_bytes: usize) {
    let (outbox, Outgoings { mut queue, severed }) = outbox(outbox_bytes);
    let Ok(id) = realm.connect(hello, outbox).await else {
        return;
    };
    let (mut sink, mut stream) = socket.split();
    let ending = tokio::select! {
        ending = read(&mut stream, id, &realm) => ending,
        ending = write(&mut sink, &mut queue) => ending,
        () = severed.cancelled() => Ending::Gone,
    };
    // If the realm has stopped, it knows the socket no more.
    let _ = realm.closed(id).await;
    if let Ending::Close(frame) = ending {
        // If it can't be written, the connection is gone, which is as good.
        let _ = timeout(CLOSE_GRACE, sink.send(Message::Close(frame))).await;
    }
    let drain = async { while let Some(Ok(_)) = stream.next().await {} };
    // Reading on lets the two closing frames pass each other; a client that does not mind is left.
    let _ = timeout(CLOSE_GRACE, drain).await;
}

/// Hands what comes to the realm.
async fn read(stream: &mut SplitStream<WebSocket>, id: SocketId, realm: &Realm) -> Ending {
    while let Some(Ok(message)) = stream.next().await {
        let text = match &message {
            Message::Text(text) => text.as_bytes(),
            // PeerServer reads binary frames as text.
            Message::Binary(bytes) => bytes,
            Message::Ping(_) | Message::Pong(_) => continue,
            Message::Close(_) => return Ending::Gone,
        };
        let envelope = match parse(text) {
            Ok(envelope) => envelope,
            Err(refusal) => {
                info!(socket = %id, bytes = text.len(), reason = refusal.reason.as_str(), "closed");
                return Ending::Close(Some(refusal));
            }
        };
        if realm.received(id, envelope, text.len()).await.is_err() {
            // The realm says what to close with.
            return std::future::pending().await;
        }
    }
    Ending::Gone
}

/// The message that these bytes are, or with what to close the socket of who sent them.
fn parse(text: &[u8]) -> Result<Envelope<Raw>, CloseFrame> {
    if text.len() > limits::SIGNAL_BYTES {
        return Err(CloseFrame { code: close_code::SIZE, reason: "message too long".into() });
    }
    serde_json::from_slice(text)
        .map_err(|_| CloseFrame { code: close_code::UNSUPPORTED, reason: "not a message".into() })
}

/// Writes what the realm says.
async fn write(
    sink: &mut SplitSink<WebSocket, Message>,
    queue: &mut UnboundedReceiver<Outgoing>,
) -> Ending {
    while let Some(outgoing) = queue.recv().await {
        match outgoing {
            Outgoing::Message(text, _room) => {
                let written = timeout(WRITE_TIMEOUT, sink.send(Message::Text(text))).await;
                if !matches!(written, Ok(Ok(()))) {
                    return Ending::Gone;
                }
            }
            Outgoing::Close(frame) => return Ending::Close(frame),
        }
    }
    Ending::Gone
}
