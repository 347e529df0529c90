//! What is going to happen, in order of time; at one moment, in the order in which it was planned.

use core::cmp::Ordering;
use core::time::Duration;
use std::collections::BinaryHeap;

use crate::event::Event;
use crate::time::Moment;

/// The events to come, and the present.
#[derive(Debug, Default)]
pub(crate) struct Queue {
    heap: BinaryHeap<Entry>,
    planned: u64,
    now: Moment,
}

#[derive(Debug)]
struct Entry {
    at: Moment,
    number: u64,
    event: Event,
}

impl Queue {
    pub(crate) const fn now(&self) -> Moment {
        self.now
    }

    /// Plans an event; what is past happens now.
    pub(crate) fn at(&mut self, at: Moment, event: Event) {
        self.planned += 1;
        self.heap.push(Entry { at: at.max(self.now), number: self.planned, event });
    }

    /// Plans an event so long from now.
    pub(crate) fn after(&mut self, span: Duration, event: Event) {
        self.at(self.now + span, event);
    }

    /// Goes on to the next event.
    pub(crate) fn pop(&mut self) -> Option<Event> {
        let entry = self.heap.pop()?;
        self.now = entry.at;
        Some(entry.event)
    }
}

/// The earliest is the greatest, as the heap wants it.
impl Ord for Entry {
    fn cmp(&self, other: &Self) -> Ordering {
        (other.at, other.number).cmp(&(self.at, self.number))
    }
}

impl PartialOrd for Entry {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Entry {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Entry {}
