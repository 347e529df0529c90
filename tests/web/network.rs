//! Two ends of a link in one page, over real peer connections.

use core::cell::RefCell;
use core::future::poll_fn;
use core::task::{Poll, Waker};
use std::collections::VecDeque;
use std::rc::Rc;

use game::{Command, Input, LinkId};
use protocol::peer::Channel;
use seesaw::net::{IceServers, Network};
use wasm_bindgen_test::wasm_bindgen_test;

/// Which end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    Offerer,
    Answerer,
}

use End::{Answerer, Offerer};

/// The same number means two different links at the two ends.
const LINK: LinkId = LinkId(7);

/// What the two ends tell, in the order in which they do.
#[derive(Clone, Default)]
struct Inbox(Rc<RefCell<Told>>);

#[derive(Default)]
struct Told {
    inputs: VecDeque<(End, Input)>,
    /// Who waits for more.
    waker: Option<Waker>,
}

impl Inbox {
    fn network(&self, end: End) -> Network {
        let inbox = self.clone();
        let sink = move |input| {
            let mut told = inbox.0.borrow_mut();
            told.inputs.push_back((end, input));
            if let Some(waker) = told.waker.take() {
                waker.wake();
            }
        };
        Network::new(Rc::new(sink), IceServers::default())
    }

    async fn next(&self) -> (End, Input) {
        poll_fn(|cx| {
            let mut told = self.0.borrow_mut();
            if let Some(input) = told.inputs.pop_front() {
                return Poll::Ready(input);
            }
            told.waker = Some(cx.waker().clone());
            Poll::Pending
        })
        .await
    }

    /// What is told while another link comes up and goes: more than enough for all that follows
    /// from what happened before. Late candidates aside.
    async fn rest(&self) -> Vec<(End, Input)> {
        drop(Pair::connected().await);
        let told = core::mem::take(&mut self.0.borrow_mut().inputs);
        told.into_iter().filter(|(_, input)| !matches!(input, Input::Gathered { .. })).collect()
    }
}

struct Pair {
    inbox: Inbox,
    offerer: Network,
    answerer: Network,
}

impl Pair {
    /// Two ends whose link is up.
    async fn connected() -> Self {
        let inbox = Inbox::default();
        let (offerer, answerer) = (inbox.network(Offerer), inbox.network(Answerer));
        let mut pair = Self { inbox, offerer, answerer };
        pair.offerer.carry_out(Command::MakeOffer { link: LINK });
        let mut up = 0;
        while up < 2 {
            match pair.inbox.next().await {
                (_, Input::LinkUp { link: LINK }) => up += 1,
                (end, input) => pair.signal(end, input),
            }
        }
        pair
    }

    /// Carries to the other end what the signalling server would.
    fn signal(&mut self, from: End, input: Input) {
        let link = LINK;
        let (to, command) = match (from, input) {
            (Offerer, Input::Described { description, .. }) => {
                (Answerer, Command::MakeAnswer { link, offer: description })
            }
            (Answerer, Input::Described { description, .. }) => {
                (Offerer, Command::TakeAnswer { link, answer: description })
            }
            (Offerer, Input::Gathered { candidate, .. }) => {
                (Answerer, Command::TakeCandidate { link, candidate })
            }
            (Answerer, Input::Gathered { candidate, .. }) => {
                (Offerer, Command::TakeCandidate { link, candidate })
            }
            (from, input) => panic!("{from:?} tells {input:?}"),
        };
        self.end(to).carry_out(command);
    }

    fn end(&mut self, end: End) -> &mut Network {
        match end {
            Offerer => &mut self.offerer,
            Answerer => &mut self.answerer,
        }
    }

    fn send(&mut self, from: End, channel: Channel, bytes: &[u8]) {
        let bytes = bytes.to_vec();
        self.end(from).carry_out(Command::Send { link: LINK, channel, bytes });
    }

    /// The next thing that is told and is no late candidate.
    async fn next(&mut self) -> (End, Input) {
        loop {
            match self.inbox.next().await {
                (_, Input::Gathered { .. }) => {}
                told => return told,
            }
        }
    }
}

fn received(channel: Channel, bytes: &[u8]) -> Input {
    Input::Received { link: LINK, channel, bytes: bytes.to_vec() }
}

#[wasm_bindgen_test]
async fn a_link_carries_both_channels_both_ways() {
    let mut pair = Pair::connected().await;
    for (from, to) in [(Offerer, Answerer), (Answerer, Offerer)] {
        for channel in Channel::ALL {
            let bytes = [0, 255, u8::try_from(channel.id()).unwrap()];
            pair.send(from, channel, &bytes);
            assert_eq!(pair.next().await, (to, received(channel, &bytes)));
        }
    }
}

#[wasm_bindgen_test]
async fn what_was_sent_before_the_closing_arrives_and_then_the_link_is_down_once() {
    const MESSAGES: usize = 20;
    let mut pair = Pair::connected().await;
    // Far more than leaves at once.
    let large = vec![1; 16 * 1024];
    for _ in 0..MESSAGES {
        pair.send(Offerer, Channel::Control, &large);
    }
    pair.offerer.carry_out(Command::Close { link: LINK });
    for _ in 0..MESSAGES {
        assert_eq!(pair.next().await, (Answerer, received(Channel::Control, &large)));
    }
    assert_eq!(pair.next().await, (Answerer, Input::LinkDown { link: LINK }));
    assert_eq!(pair.inbox.rest().await, [], "it is down once, and who closed it hears no more");
}

#[wasm_bindgen_test]
async fn a_page_that_goes_away_takes_its_links_down_but_not_its_last_words() {
    let mut pair = Pair::connected().await;
    pair.send(Offerer, Channel::Control, b"bye");
    assert_eq!(pair.offerer.close_all(), [Input::LinkDown { link: LINK }]);
    assert_eq!(pair.next().await, (Answerer, received(Channel::Control, b"bye")));
    assert_eq!(pair.next().await, (Answerer, Input::LinkDown { link: LINK }));
}

#[wasm_bindgen_test]
async fn a_pile_on_the_live_channel_is_told_of_once_and_so_is_its_end() {
    let mut pair = Pair::connected().await;
    let large = vec![1; 16 * 1024];
    for _ in 0..20 {
        pair.send(Offerer, Channel::Live, &large);
    }
    let mut told = Vec::new();
    while told.last() != Some(&Input::Drained { link: LINK }) {
        if let (Offerer, input) = pair.next().await {
            told.push(input);
        }
    }
    assert_eq!(told, [Input::Congested { link: LINK }, Input::Drained { link: LINK }]);
}

#[wasm_bindgen_test]
async fn an_offer_that_is_none_takes_the_link_down() {
    let inbox = Inbox::default();
    let mut network = inbox.network(Answerer);
    let offer = protocol::signalling::Description { kind: "offer".into(), sdp: "garbage".into() };
    network.carry_out(Command::MakeAnswer { link: LINK, offer });
    assert_eq!(inbox.next().await, (Answerer, Input::LinkDown { link: LINK }));
}
