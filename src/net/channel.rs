//! One data channel of a link.

use core::cell::Cell;

use gloo_events::EventListener;
use js_sys::{ArrayBuffer, Uint8Array};
use protocol::limits::MESSAGE_BYTES;
use protocol::peer::Channel;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    Event, MessageEvent, RtcDataChannel, RtcDataChannelInit, RtcDataChannelState,
    RtcDataChannelType, RtcPeerConnection,
};

/// How much may wait in the live channel before deltas shall. Sixteen packets are what a fresh
/// SCTP connection sends in a round trip (RFC 9260 section 7.2.1) and a few more; what piles up
/// beyond would be old when it arrives.
const CONGESTED_BYTES: u32 = 16 * 1024;

/// What must be left of the pile for deltas to go on.
const DRAINED_BYTES: u32 = 4 * 1024;

/// What happened on a channel.
pub(super) enum Happened {
    Opened,
    Received(Vec<u8>),
    Closed,
    Drained,
}

/// What became of a message.
pub(super) enum Sent {
    /// It is on its way.
    Yes,
    /// It is on its way, and the first to make the pile too high.
    AndCongested,
    /// The channel takes no more.
    No,
}

/// A data channel that both sides have agreed on beforehand. It belongs to a peer connection and
/// closes with it.
pub(super) struct DataChannel {
    channel: RtcDataChannel,
    congested: Cell<bool>,
}

impl DataChannel {
    /// Makes the channel on a connection that was just made.
    pub(super) fn new(connection: &RtcPeerConnection, which: Channel) -> Self {
        let init = RtcDataChannelInit::new();
        init.set_negotiated(true);
        init.set_id(which.id());
        if which == Channel::Live {
            init.set_ordered(false);
            init.set_max_retransmits(0);
        }
        let channel = connection.create_data_channel_with_data_channel_dict(which.label(), &init);
        channel.set_binary_type(RtcDataChannelType::Arraybuffer);
        channel.set_buffered_amount_low_threshold(DRAINED_BYTES);
        Self { channel, congested: Cell::new(false) }
    }

    /// Tells what happens on it, for as long as the listeners are kept.
    pub(super) fn listen(&self, tell: impl Fn(Happened) + Clone + 'static) -> [EventListener; 4] {
        let on = |kind, read: fn(&Event) -> Happened| {
            let tell = tell.clone();
            EventListener::new(&self.channel, kind, move |event| tell(read(event)))
        };
        [
            on("open", |_| Happened::Opened),
            on("message", |event| Happened::Received(bytes(event))),
            on("close", |_| Happened::Closed),
            on("bufferedamountlow", |_| Happened::Drained),
        ]
    }

    pub(super) fn is_open(&self) -> bool {
        self.channel.ready_state() == RtcDataChannelState::Open
    }

    pub(super) fn send(&self, bytes: &[u8]) -> Sent {
        if self.channel.send_with_u8_array(bytes).is_err() {
            return Sent::No;
        }
        let over = self.channel.buffered_amount() > CONGESTED_BYTES;
        if over && !self.congested.replace(true) { Sent::AndCongested } else { Sent::Yes }
    }

    /// Whether a pile was there that is now gone.
    pub(super) fn was_congested(&self) -> bool {
        self.congested.take()
    }

    /// Closes it after what was sent on it has left (W3C WebRTC section 6.2.1).
    pub(super) fn close(&self) {
        self.channel.close();
    }
}

/// The bytes of a message. A text is none of ours: it becomes no bytes at all, which are refused as
/// what they are. Of one that is too long only so much is taken that it still shows.
fn bytes(event: &Event) -> Vec<u8> {
    let data = event.dyn_ref::<MessageEvent>().map_or(JsValue::NULL, MessageEvent::data);
    let Some(buffer) = data.dyn_ref::<ArrayBuffer>() else { return Vec::new() };
    let bound = u32::try_from(MESSAGE_BYTES + 1).expect("the bound is a few kilobytes");
    let len = buffer.byte_length().min(bound);
    Uint8Array::new_with_byte_offset_and_length(buffer, 0, len).to_vec()
}
