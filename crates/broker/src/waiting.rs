//! What waits for peers that are not there (yet).

use std::collections::{BTreeMap, BTreeSet};

use protocol::signalling::Envelope;
use protocol::time::Instant;

use crate::config::{Config, charge};
use crate::names::PeerId;

/// The messages that wait for absent peers.
///
/// Invariant: `deadlines` holds each sender of each queue exactly once, and no sender or queue is
/// empty.
#[derive(Debug)]
pub(crate) struct Waiting<P> {
    queues: BTreeMap<PeerId, Queue<P>>,
    /// When a sender's messages to an absent peer expire, the next first.
    deadlines: BTreeSet<(Instant, Pair)>,
    /// Charged bytes in all queues.
    bytes: usize,
    /// The arrivals so far; their numbers put the messages of several senders in order.
    arrivals: u64,
}

/// A sender and the absent peer that it waits for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Pair {
    pub(crate) src: PeerId,
    pub(crate) dst: PeerId,
}

/// What waits for one absent peer.
#[derive(Debug)]
struct Queue<P> {
    senders: BTreeMap<PeerId, Sender<P>>,
    /// Charged bytes of all senders.
    bytes: usize,
}

/// What one sender has waiting for one absent peer.
#[derive(Debug)]
struct Sender<P> {
    deadline: Instant,
    messages: Vec<Held<P>>,
}

#[derive(Debug)]
struct Held<P> {
    arrival: u64,
    bytes: usize,
    message: Envelope<P>,
}

/// Whether a message waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Pushed {
    /// It waits.
    Waits,
    /// It was dropped. Others of its sender wait, which will be told when they expire.
    DroppedBehindOthers,
    /// It was dropped, and nothing of its sender waits.
    DroppedAlone,
}

impl<P> Waiting<P> {
    pub(crate) const fn new() -> Self {
        Self { queues: BTreeMap::new(), deadlines: BTreeSet::new(), bytes: 0, arrivals: 0 }
    }

    /// Charged bytes in all queues.
    pub(crate) const fn bytes(&self) -> usize {
        self.bytes
    }

    /// When the next messages expire.
    pub(crate) fn next_expiry(&self) -> Option<Instant> {
        self.deadlines.first().map(|(deadline, _)| *deadline)
    }

    /// Lets a message of `bytes` on the wire wait, if there is room.
    pub(crate) fn push(
        &mut self,
        now: Instant,
        pair: Pair,
        message: Envelope<P>,
        bytes: usize,
        config: &Config,
    ) -> Pushed {
        let bytes = charge(bytes);
        let queue = self.queues.get(&pair.dst);
        let waiting =
            queue.and_then(|queue| queue.senders.get(&pair.src)).map_or(0, |s| s.messages.len());
        let full = waiting >= config.queued
            || queue.map_or(0, |queue| queue.bytes) + bytes > config.queued_bytes_per_peer
            || self.bytes + bytes > config.queued_bytes;
        if full {
            return if waiting > 0 { Pushed::DroppedBehindOthers } else { Pushed::DroppedAlone };
        }
        self.arrivals += 1;
        let held = Held { arrival: self.arrivals, bytes, message };
        self.insert(now + config.expiry, pair, held);
        Pushed::Waits
    }

    fn insert(&mut self, deadline: Instant, pair: Pair, held: Held<P>) {
        self.bytes += held.bytes;
        let queue = self
            .queues
            .entry(pair.dst.clone())
            .or_insert_with(|| Queue { senders: BTreeMap::new(), bytes: 0 });
        queue.bytes += held.bytes;
        if let Some(sender) = queue.senders.get_mut(&pair.src) {
            sender.messages.push(held);
        } else {
            let sender = Sender { deadline, messages: vec![held] };
            queue.senders.insert(pair.src.clone(), sender);
            self.deadlines.insert((deadline, pair));
        }
    }

    /// Takes out everything that waits for `dst`, in the order of arrival.
    pub(crate) fn take(&mut self, dst: &PeerId) -> Vec<Envelope<P>> {
        let Some(queue) = self.queues.remove(dst) else {
            return Vec::new();
        };
        self.bytes -= queue.bytes;
        let mut held = Vec::new();
        for (src, sender) in queue.senders {
            self.deadlines.remove(&(sender.deadline, Pair { src, dst: dst.clone() }));
            held.extend(sender.messages);
        }
        held.sort_unstable_by_key(|held| held.arrival);
        held.into_iter().map(|held| held.message).collect()
    }

    /// Drops the next messages whose time is up, and says whose they were.
    pub(crate) fn expire(&mut self, now: Instant) -> Option<Pair> {
        if self.next_expiry()? > now {
            return None;
        }
        let (_, pair) = self.deadlines.pop_first()?;
        let queue = self.queues.get_mut(&pair.dst)?;
        let sender = queue.senders.remove(&pair.src)?;
        let freed: usize = sender.messages.iter().map(|held| held.bytes).sum();
        queue.bytes -= freed;
        self.bytes -= freed;
        if queue.senders.is_empty() {
            self.queues.remove(&pair.dst);
        }
        Some(pair)
    }
}
