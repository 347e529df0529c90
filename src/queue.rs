//! The one queue between the browser's callbacks and the session.

use std::collections::VecDeque;

use game::{Input, LinkId};
use protocol::limits::INPUT_QUEUE;
use protocol::peer::Channel;

/// Inputs in the order in which they happened, at most [`INPUT_QUEUE`] of what others can cause.
#[derive(Debug, Default)]
pub(crate) struct InputQueue(VecDeque<Input>);

impl InputQueue {
    /// Adds what happened. When the queue is full a live message is dropped, which anti-entropy
    /// repairs; any other message can't be done without, and the link that it came on is returned:
    /// it must end. What is not a message always finds room: it is this page's own doing, a few for
    /// each link at most.
    #[must_use]
    pub(crate) fn push(&mut self, input: Input) -> Option<LinkId> {
        let full = self.0.len() >= INPUT_QUEUE;
        match input {
            Input::Received { channel: Channel::Live, .. } if full => None,
            Input::Received { link, .. } if full => Some(link),
            input => {
                self.0.push_back(input);
                None
            }
        }
    }

    /// The oldest input.
    pub(crate) fn pop(&mut self) -> Option<Input> {
        self.0.pop_front()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn received(channel: Channel) -> Input {
        Input::Received { link: LinkId(9), channel, bytes: Vec::new() }
    }

    #[test]
    fn inputs_keep_their_order() {
        let mut queue = InputQueue::default();
        for input in [Input::Woken, Input::Tick] {
            assert_eq!(queue.push(input), None);
        }
        assert_eq!(queue.pop(), Some(Input::Woken));
        assert_eq!(queue.pop(), Some(Input::Tick));
        assert_eq!(queue.pop(), None);
    }

    #[test]
    fn a_full_queue_drops_live_messages_and_ends_links_but_never_loses_a_tick() {
        let mut queue = InputQueue::default();
        for _ in 0..INPUT_QUEUE {
            assert_eq!(queue.push(received(Channel::Control)), None);
        }
        assert_eq!(queue.push(received(Channel::Live)), None);
        assert_eq!(queue.push(received(Channel::Control)), Some(LinkId(9)));
        assert_eq!(queue.push(Input::Tick), None);
        let held: Vec<Input> = core::iter::from_fn(|| queue.pop()).collect();
        assert_eq!(held.len(), INPUT_QUEUE + 1);
        assert_eq!(held.last(), Some(&Input::Tick));
    }
}
