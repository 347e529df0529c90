//! Hostile players. Theirs is a real session, so that they get in; beside what it says, they send
//! what no honest one would, and they spoil some of what it says on the way out.
//!
//! A liar that becomes the host leaves: a guest has nobody but its host to believe.

use game::{LinkId, Session};
use protocol::delta::{Count, Delta, Profile, RoundDelta, StampedProfile};
use protocol::id::{PlayerId, Replica};
use protocol::limits::MESSAGE_BYTES;
use protocol::peer::{self, Channel, Message, Present, Refusal};
use protocol::stage::{RoundId, Stage, StageRecord, Term};

use crate::event::{Event, TabId};
use crate::world::World;

impl World {
    /// A liar thinks of something.
    pub(crate) fn lie(&mut self, tab: TabId) {
        if self.tabs[tab].gone {
            return;
        }
        let again = self.liars.millis(100, 1_500);
        self.queue.after(again, Event::Lie { tab });
        let Some(session) = self.tabs[tab].running() else { return };
        if session.is_host() {
            self.retire(tab);
            return;
        }
        let links: Vec<LinkId> = self.tabs[tab].links.keys().copied().collect();
        if links.is_empty() {
            return;
        }
        let link = self.liars.pick(&links);
        let (kind, bytes) = self.think_of_a_lie(tab);
        let channel = self.liars.pick(&Channel::ALL);
        self.tally.fault(kind);
        let now = self.queue.now();
        self.trace.note(now, || format!("LIE {tab} on {link:?} {channel:?}: {kind}"));
        self.send(tab, link, channel, bytes);
    }

    /// Spoils some of what a liar's session says.
    pub(crate) fn forge(&mut self, tab: TabId, session: &Session, mut bytes: Vec<u8>) -> Vec<u8> {
        let lies = self.tabs[tab].plan.lies && !session.is_host() && !bytes.is_empty();
        if !lies || !self.liars.percent(2) {
            return bytes;
        }
        // A claim is left alone: spoiled, it could still be a true one, of a host that lies.
        let left_alone = matches!(
            peer::decode(&bytes),
            Ok(Message::Claim(_) | Message::Push { .. } | Message::Hello(_)) | Err(_)
        );
        if left_alone {
            return bytes;
        }
        let at = self.liars.index(bytes.len());
        if self.liars.percent(40) {
            bytes.truncate(at);
            self.tally.fault("lie: message cut short");
        } else {
            bytes[at] ^= 1 << self.liars.below(8);
            self.tally.fault("lie: bit flipped");
        }
        // What came out of it may be a claim now.
        if matches!(peer::decode(&bytes), Ok(Message::Claim(_) | Message::Push { .. })) {
            bytes.clear();
        }
        bytes
    }

    /// At the end the liars go, so that what they did is all that is left of them. Returns whether
    /// there were any.
    pub(crate) fn retire_liars(&mut self) -> bool {
        let lies = |&tab: &TabId| self.tabs[tab].plan.lies && !self.tabs[tab].gone;
        let liars: Vec<TabId> = (0..self.tabs.len()).filter(lies).collect();
        for &tab in &liars {
            self.retire(tab);
        }
        !liars.is_empty()
    }

    fn retire(&mut self, tab: TabId) {
        self.vanish(tab);
        self.abandon_sockets(tab, false);
        self.bury_page(tab);
        self.tabs[tab].gone = true;
    }

    fn think_of_a_lie(&mut self, tab: TabId) -> (&'static str, Vec<u8>) {
        let victim = self.liars.index(self.tabs.len());
        let victim = self.tabs[victim].replica();
        let me = self.tabs[tab].replica();
        let stage = self.tabs[tab].running().and_then(|session| session.state().stage().cloned());
        let round = stage.as_ref().map_or(RoundId { match_no: 1, round: 1 }, |record| record.round);
        let high = u32::try_from(self.liars.between(1, 5_000)).unwrap_or(1);
        let message = match self.liars.below(14) {
            0 => return ("lie: garbage", self.garbage(200)),
            1 => return ("lie: too long", vec![7; MESSAGE_BYTES + 1]),
            2 if victim.player != me.player => {
                ("lie: another's count", counts(round, victim, high, high))
            }
            3 => ("lie: faster than hands", counts(round, me, high + 2_000, high + 2_000)),
            4 => {
                let other = RoundId { round: round.round.wrapping_add(1), ..round };
                ("lie: count of another round", counts(other, me, 3, 3))
            }
            5 => ("lie: stage", self.false_stage(stage.as_ref(), victim)),
            6 if victim.player != me.player => {
                let removed = vec![victim.player];
                ("lie: removal", Message::Delta(Delta { removed, ..Delta::default() }))
            }
            7 if victim.player != me.player => ("lie: another's profile", profile(victim.player)),
            // One for itself would be believed: that is how hosts of parted groups meet.
            8 if victim.player != me.player => {
                let term = Term { number: high, host: victim };
                ("lie: claim for another", Message::Claim(term))
            }
            9 => {
                let delta = Delta::default();
                ("lie: unasked push", Message::Push { delta, last: false })
            }
            10 => ("lie: presence", Message::Presence(vec![alone(me.player)])),
            11 if victim.player != me.player => {
                let round = RoundDelta { round, counts: Vec::new(), sealed: vec![victim.player] };
                let rounds = vec![round];
                ("lie: another's seal", Message::Delta(Delta { rounds, ..Delta::default() }))
            }
            12 => ("lie: refusal", Message::Refused(Refusal::Removed)),
            _ => return ("lie: nothing at all", Vec::new()),
        };
        let (kind, message) = message;
        (kind, peer::encode(&message).unwrap_or_default())
    }

    fn garbage(&mut self, most: u64) -> Vec<u8> {
        let len = self.liars.below(most);
        (0..len).map(|_| u8::try_from(self.liars.below(256)).unwrap_or(0)).collect()
    }

    fn false_stage(&mut self, stage: Option<&StageRecord>, host: Replica) -> Message {
        let mut delta = Delta::default();
        let number = u32::try_from(self.liars.between(1, 50)).unwrap_or(1);
        if let Some(record) = stage {
            let term = Term { number, host };
            delta.stage = Some(StageRecord { term, stage: Stage::Podium, ..record.clone() });
        }
        if self.liars.percent(50) {
            delta.lease = Some(Term { number, host });
        }
        Message::Delta(delta)
    }
}

fn counts(round: RoundId, replica: Replica, positive: u32, negative: u32) -> Message {
    let counts = vec![Count { replica, positive, negative }];
    let round = RoundDelta { round, counts, sealed: Vec::new() };
    Message::Delta(Delta { rounds: vec![round], ..Delta::default() })
}

fn alone(player: PlayerId) -> Present {
    Present { player, round_trip_ms: None }
}

fn profile(player: PlayerId) -> Message {
    let profile: Profile = game::profile("mallory", 3).expect("a visible name");
    let profiles = vec![(player, StampedProfile { stamp: u32::MAX, profile })];
    Message::Delta(Delta { profiles, ..Delta::default() })
}
