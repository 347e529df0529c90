//! A connection to a peer: two data channels, and the negotiation that leads to them.

use core::cell::{Cell, RefCell};
use core::future::Future;
use std::rc::Rc;

use game::{Input, LinkId};
use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use js_sys::Promise;
use protocol::limits::CANDIDATES;
use protocol::peer::Channel;
use protocol::signalling::{Candidate, Description};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    RtcPeerConnection, RtcPeerConnectionIceEvent, RtcPeerConnectionState, RtcSdpType,
    RtcSessionDescriptionInit,
};

use super::channel::{DataChannel, Happened, Sent};
use super::{IceServers, Sink, json};

/// How long a link that is left may take to send what was given to it. A message and its
/// acknowledgement take one round trip; who has not answered in a second does not listen.
///
/// Closing the connection at once lets a short message through, but not a backlog: of twenty
/// messages of 16 kB none arrived in Chromium 156, and all when the channel was closed first.
const LEAVE_MS: u32 = 1_000;

/// A connection, or an attempt at one. Dropping it closes it, unheard.
pub(super) struct Link {
    shared: Rc<Shared>,
    listeners: Vec<EventListener>,
}

struct Shared {
    id: LinkId,
    sink: Sink,
    connection: RtcPeerConnection,
    control: DataChannel,
    live: DataChannel,
    /// Own candidates, which must not be told before the description that they belong to.
    own: Backlog,
    /// The other side's candidates, which the browser refuses before its description.
    theirs: Backlog,
    up: Cell<bool>,
    down: Cell<bool>,
}

impl Link {
    pub(super) fn new(id: LinkId, ice: &IceServers, sink: &Sink) -> Result<Self, JsValue> {
        let connection = RtcPeerConnection::new_with_configuration(&ice.configuration())?;
        let shared = Rc::new(Shared {
            id,
            sink: Rc::clone(sink),
            control: DataChannel::new(&connection, Channel::Control),
            live: DataChannel::new(&connection, Channel::Live),
            connection,
            own: Backlog::default(),
            theirs: Backlog::default(),
            up: Cell::new(false),
            down: Cell::new(false),
        });
        let listeners = shared.listen();
        Ok(Self { shared, listeners })
    }

    pub(super) fn begin_offer(&self) {
        self.shared.clone().describe(Kind::Offer);
    }

    pub(super) fn begin_answer(&self, offer: &Description) {
        self.take_description(Kind::Offer, &offer.sdp, |shared| shared.describe(Kind::Answer));
    }

    pub(super) fn take_answer(&self, answer: &Description) {
        self.take_description(Kind::Answer, &answer.sdp, drop);
    }

    pub(super) fn take_candidate(&self, candidate: Candidate) {
        if let Some(candidate) = self.shared.theirs.hold(candidate) {
            self.shared.add(&candidate);
        }
    }

    pub(super) fn send(&self, channel: Channel, bytes: &[u8]) {
        let shared = &self.shared;
        let link = shared.id;
        match shared.channel(channel).send(bytes) {
            Sent::Yes => {}
            Sent::AndCongested if channel == Channel::Live => {
                (shared.sink)(Input::Congested { link });
            }
            Sent::AndCongested => {}
            // What is lost on the live channel may be; a control channel that takes no more is
            // closed, or so full that it might as well be.
            Sent::No if channel == Channel::Live => {}
            Sent::No => shared.went_down(),
        }
    }

    /// Closes the link after what was sent on it has left. Nothing more is heard of it.
    pub(super) fn leave(mut self) -> Leaving {
        self.listeners.clear();
        Leaving::begin(&self.shared)
    }

    fn take_description(&self, kind: Kind, sdp: &str, then: fn(Rc<Shared>)) {
        let description = RtcSessionDescriptionInit::new(kind.sdp_type());
        description.set_sdp(sdp);
        let done = self.shared.connection.set_remote_description(&description);
        self.shared.clone().when(settled(done), move |shared, _| {
            for candidate in shared.theirs.release() {
                shared.add(&candidate);
            }
            then(shared);
        });
    }
}

impl Drop for Link {
    fn drop(&mut self) {
        // Those who leave close it themselves, and have taken the listeners away.
        if !self.listeners.is_empty() {
            self.shared.connection.close();
        }
    }
}

impl Shared {
    fn channel(&self, which: Channel) -> &DataChannel {
        match which {
            Channel::Control => &self.control,
            Channel::Live => &self.live,
        }
    }

    fn listen(self: &Rc<Self>) -> Vec<EventListener> {
        let mut listeners = Vec::new();
        for which in Channel::ALL {
            let shared = Rc::clone(self);
            let tell = move |happened| shared.happened(which, happened);
            listeners.extend(self.channel(which).listen(tell));
        }
        let shared = Rc::clone(self);
        listeners.push(EventListener::new(&self.connection, "icecandidate", move |event| {
            let event = event.dyn_ref::<RtcPeerConnectionIceEvent>();
            // The event without a candidate says what the empty candidate said before.
            if let Some(candidate) = event.and_then(RtcPeerConnectionIceEvent::candidate) {
                let candidate = json::read_candidate(candidate.to_json().into());
                if let Some(candidate) = shared.own.hold(candidate) {
                    shared.tell(Input::Gathered { link: shared.id, candidate });
                }
            }
        }));
        let shared = Rc::clone(self);
        listeners.push(EventListener::new(&self.connection, "connectionstatechange", move |_| {
            // `disconnected` is a suspicion: it may heal.
            match shared.connection.connection_state() {
                RtcPeerConnectionState::Failed | RtcPeerConnectionState::Closed => {
                    shared.went_down();
                }
                _ => {}
            }
        }));
        listeners
    }

    fn happened(&self, channel: Channel, happened: Happened) {
        let link = self.id;
        match happened {
            Happened::Opened => {
                let both = self.control.is_open() && self.live.is_open();
                if both && !self.up.replace(true) {
                    self.tell(Input::LinkUp { link });
                }
            }
            Happened::Received(bytes) => self.tell(Input::Received { link, channel, bytes }),
            Happened::Drained => {
                if self.channel(channel).was_congested() && channel == Channel::Live {
                    self.tell(Input::Drained { link });
                }
            }
            Happened::Closed => self.went_down(),
        }
    }

    fn tell(&self, input: Input) {
        (self.sink)(input);
    }

    /// Says so once, however many signs of it there are.
    fn went_down(&self) {
        if !self.down.replace(true) {
            self.tell(Input::LinkDown { link: self.id });
        }
    }

    /// Makes the own description, sets it and tells it, and then the candidates found meanwhile.
    fn describe(self: Rc<Self>, kind: Kind) {
        let connection = self.connection.clone();
        let described = async move {
            let made = match kind {
                Kind::Offer => connection.create_offer(),
                Kind::Answer => connection.create_answer(),
            };
            let description: RtcSessionDescriptionInit = settled(made).await?.unchecked_into();
            settled(connection.set_local_description(&description)).await?;
            Ok(description.get_sdp().unwrap_or_default())
        };
        self.when(described, move |shared, sdp| {
            let link = shared.id;
            let description = Description { kind: kind.name().into(), sdp };
            shared.tell(Input::Described { link, description });
            for candidate in shared.own.release() {
                shared.tell(Input::Gathered { link, candidate });
            }
        });
    }

    fn add(self: &Rc<Self>, candidate: &Candidate) {
        let init = json::from_candidate(candidate).unchecked_into();
        let added = self.connection.add_ice_candidate_with_opt_rtc_ice_candidate_init(Some(&init));
        // A candidate that the browser can't use is no reason to give up the others.
        spawn_local(async move { drop(settled(added).await) });
    }

    /// Goes on when the browser is done, if the link still stands then. What fails ends the link.
    fn when<T: 'static>(
        self: Rc<Self>,
        work: impl Future<Output = Result<T, JsValue>> + 'static,
        then: impl FnOnce(Rc<Self>, T) + 'static,
    ) {
        let shared = Rc::downgrade(&self);
        spawn_local(async move {
            let outcome = work.await;
            let Some(shared) = shared.upgrade() else { return };
            match outcome {
                Ok(value) => then(shared, value),
                Err(_) => shared.went_down(),
            }
        });
    }
}

/// The two kinds of description.
#[derive(Clone, Copy)]
enum Kind {
    Offer,
    Answer,
}

impl Kind {
    fn name(self) -> &'static str {
        match self {
            Self::Offer => "offer",
            Self::Answer => "answer",
        }
    }

    fn sdp_type(self) -> RtcSdpType {
        match self {
            Self::Offer => RtcSdpType::Offer,
            Self::Answer => RtcSdpType::Answer,
        }
    }
}

async fn settled(promise: Promise) -> Result<JsValue, JsValue> {
    JsFuture::from(promise).await
}

/// Candidates that wait for a description; at most [`CANDIDATES`], later ones are dropped.
struct Backlog(RefCell<Option<Vec<Candidate>>>);

impl Default for Backlog {
    fn default() -> Self {
        Self(RefCell::new(Some(Vec::new())))
    }
}

impl Backlog {
    /// Keeps a candidate, or gives it back if there is nothing to wait for any more.
    fn hold(&self, candidate: Candidate) -> Option<Candidate> {
        match &mut *self.0.borrow_mut() {
            Some(waiting) if waiting.len() < CANDIDATES => waiting.push(candidate),
            Some(_) => {}
            None => return Some(candidate),
        }
        None
    }

    /// Whatever waited; from now on nothing waits.
    fn release(&self) -> Vec<Candidate> {
        self.0.take().unwrap_or_default()
    }
}

/// A link that closes as soon as its last messages have left, or after [`LEAVE_MS`]. Dropping it
/// closes it at once.
pub(super) struct Leaving {
    connection: RtcPeerConnection,
    left: Rc<Cell<bool>>,
    _until: Option<(Vec<EventListener>, Timeout)>,
}

impl Leaving {
    fn begin(link: &Shared) -> Self {
        let connection = link.connection.clone();
        let left = Rc::new(Cell::new(false));
        let close = {
            let (connection, left) = (connection.clone(), Rc::clone(&left));
            move || {
                left.set(true);
                connection.close();
            }
        };
        if !link.control.is_open() {
            close();
            return Self { connection, left, _until: None };
        }
        link.control.close();
        let mut listeners = Vec::new();
        let closed = close.clone();
        listeners.extend(link.control.listen(move |happened| {
            if matches!(happened, Happened::Closed) {
                closed();
            }
        }));
        let timeout = Timeout::new(LEAVE_MS, close);
        Self { connection, left, _until: Some((listeners, timeout)) }
    }

    pub(super) fn has_left(&self) -> bool {
        self.left.get()
    }
}

impl Drop for Leaving {
    fn drop(&mut self) {
        self.connection.close();
    }
}
