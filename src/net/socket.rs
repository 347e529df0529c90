//! A socket to the signalling server, at the page's own origin.

use core::cell::RefCell;
use std::rc::Rc;

use game::{Input, SocketId};
use gloo_events::EventListener;
use protocol::id::Address;
use protocol::limits::{QUEUED_SIGNALS, SIGNAL_BYTES};
use protocol::signalling::{CLOSE_REPLACED, Envelope, KEY, Kind, Payload};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CloseEvent, MessageEvent, WebSocket};

use super::{Sink, json};

/// An open socket, or one that is being opened. Dropping it closes it, unheard.
pub(super) struct Socket {
    shared: Rc<Shared>,
    _listeners: [EventListener; 4],
}

struct Shared {
    id: SocketId,
    sink: Sink,
    socket: WebSocket,
    /// What is sent once the socket is open.
    waiting: RefCell<Vec<String>>,
}

impl Socket {
    /// Begins to open a socket.
    pub(super) fn open(
        id: SocketId,
        address: Address,
        token: &str,
        sink: &Sink,
    ) -> Result<Self, JsValue> {
        let socket = WebSocket::new(&url(address, token)?)?;
        let waiting = RefCell::default();
        let shared = Rc::new(Shared { id, sink: Rc::clone(sink), socket, waiting });
        let on = |kind, hear: fn(&Shared, &JsValue)| {
            let shared = Rc::clone(&shared);
            let target = shared.socket.clone();
            EventListener::new(&target, kind, move |event| hear(&shared, event))
        };
        let listeners = [
            on("open", |shared, _| shared.opened()),
            on("message", Shared::received),
            // An error is always followed by the closing, but in its own time.
            on("error", |shared, _| shared.closed()),
            on("close", Shared::was_closed),
        ];
        Ok(Self { shared, _listeners: listeners })
    }

    /// Sends a message, at once or as soon as the socket is open.
    pub(super) fn send(&self, envelope: &Envelope<Payload>) {
        let text = json::encode(envelope);
        if self.shared.socket.ready_state() != WebSocket::CONNECTING {
            // It throws only before the socket is open; after its closing it does nothing.
            let _ = self.shared.socket.send_with_str(&text);
            return;
        }
        let mut waiting = self.shared.waiting.borrow_mut();
        if waiting.len() < QUEUED_SIGNALS {
            waiting.push(text);
        } else {
            drop(waiting);
            self.shared.closed();
        }
    }
}

impl Drop for Socket {
    fn drop(&mut self) {
        // It throws only for a code or reason that is none; neither is given.
        let _ = self.shared.socket.close();
    }
}

impl Shared {
    fn opened(&self) {
        for text in self.waiting.take() {
            // The socket is open, or closed again at once.
            let _ = self.socket.send_with_str(&text);
        }
    }

    /// A server that sends what is no message is not one to go on with.
    fn received(&self, event: &JsValue) {
        let text = event.dyn_ref::<MessageEvent>().and_then(|event| event.data().as_string());
        match text.filter(|text| text.len() <= SIGNAL_BYTES).as_deref().and_then(json::decode) {
            Some(envelope) => (self.sink)(Input::Signalled { socket: self.id, envelope }),
            None => self.closed(),
        }
    }

    /// Who was replaced by another holder of its address must not take the address back, or the two
    /// would take it from each other in turn.
    fn was_closed(&self, event: &JsValue) {
        let code = event.dyn_ref::<CloseEvent>().map(CloseEvent::code);
        if code == Some(CLOSE_REPLACED) {
            let envelope = Envelope::bare(Kind::IdTaken);
            (self.sink)(Input::Signalled { socket: self.id, envelope });
        } else {
            self.closed();
        }
    }

    /// May be called more than once: the driver drops the socket at the first.
    fn closed(&self) {
        (self.sink)(Input::SocketClosed { socket: self.id });
    }
}

/// The socket's address, by `PeerServer`'s protocol.
fn url(address: Address, token: &str) -> Result<String, JsValue> {
    let location = crate::browser::window().location();
    let scheme = if location.protocol()? == "https:" { "wss" } else { "ws" };
    let host = location.host()?;
    let token = js_sys::encode_uri_component(token);
    let id = address.to_peer_id();
    Ok(format!("{scheme}://{host}/peerjs?key={KEY}&id={id}&token={token}"))
}
