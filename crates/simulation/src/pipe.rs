//! A reliable, ordered stream in one direction: SCTP's control channel or a TCP socket. What can't
//! get through waits, and nothing overtakes.

use std::collections::VecDeque;

use crate::time::Moment;

/// What is on its way. For each message that was sent an arrival is planned; an arrival takes out
/// the oldest message, so that the order holds whatever the arrivals' order is.
#[derive(Debug)]
pub(crate) struct Pipe<T> {
    waiting: VecDeque<T>,
    last: Moment,
    missed: usize,
}

impl<T> Default for Pipe<T> {
    fn default() -> Self {
        Self { waiting: VecDeque::new(), last: Moment::default(), missed: 0 }
    }
}

impl<T> Pipe<T> {
    /// Takes a message that would arrive at `at` if nothing were before it; returns when an arrival
    /// is to be planned.
    pub(crate) fn send(&mut self, message: T, at: Moment) -> Moment {
        self.waiting.push_back(message);
        self.last = self.last.max(at);
        self.last
    }

    /// Nothing arrives before this.
    pub(crate) fn not_before(&mut self, at: Moment) {
        self.last = self.last.max(at);
    }

    /// When what was sent last arrives.
    pub(crate) const fn last(&self) -> Moment {
        self.last
    }

    /// An arrival: the oldest message.
    pub(crate) fn arrive(&mut self) -> Option<T> {
        self.waiting.pop_front()
    }

    /// An arrival while the way is cut: it will be repeated.
    pub(crate) fn miss(&mut self) {
        self.missed += 1;
    }

    /// How many arrivals are to be planned again, now that the way is mended.
    pub(crate) fn take_missed(&mut self) -> usize {
        core::mem::take(&mut self.missed)
    }

    /// Forgets what is on its way.
    pub(crate) fn clear(&mut self) {
        self.waiting.clear();
        self.missed = 0;
    }

    /// How many messages are on their way.
    pub(crate) fn len(&self) -> usize {
        self.waiting.len()
    }
}
