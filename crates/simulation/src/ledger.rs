//! The ledger: what every hand did, written down beside the game, and who heard of it.

use std::collections::{BTreeMap, BTreeSet};

use game::{Direction, Input, LinkId, Session};
use protocol::delta::Delta;
use protocol::id::Replica;
use protocol::peer::{self, Channel, Message};
use protocol::stage::{RoundId, Stage};
use protocol::time::Instant;

use crate::breach::Breach;
use crate::event::TabId;
use crate::tab::Held;
use crate::world::World;

/// Counts by round and replica.
pub(crate) type Counts = BTreeMap<(RoundId, Replica), (u32, u32)>;

/// What was pressed.
#[derive(Debug, Default)]
pub(crate) struct Ledger {
    /// The presses that counted, by whose session they did.
    pressed: Counts,
    /// Replicas whose page was destroyed, or whose player was removed: what of theirs nobody had
    /// heard of is lost.
    destroyed: BTreeSet<Replica>,
    /// What each page has been sent.
    heard: BTreeMap<TabId, Counts>,
}

impl Ledger {
    pub(crate) fn pressed(&self, round: RoundId, replica: Replica) -> (u32, u32) {
        self.pressed.get(&(round, replica)).copied().unwrap_or_default()
    }

    /// Everything that was pressed in a match.
    pub(crate) fn of_match(&self, match_no: u16) -> impl Iterator<Item = Held> {
        let of_it = move |held: &Held| held.0.0.match_no == match_no;
        self.pressed.iter().map(|(&key, &count)| (key, count)).filter(of_it)
    }

    /// A page is gone for good, or forgets what it did last: what can be lost of it, and of the
    /// pages before it, from now on is what nobody has heard of.
    pub(crate) fn destroy(&mut self, last: Replica) {
        let earlier = (0..=last.incarnation).map(|incarnation| Replica { incarnation, ..last });
        self.destroyed.extend(earlier);
    }

    pub(crate) fn is_destroyed(&self, replica: Replica) -> bool {
        self.destroyed.contains(&replica)
    }

    /// A page begins anew and has heard nothing.
    pub(crate) fn forget_heard(&mut self, tab: TabId) {
        self.heard.remove(&tab);
    }

    /// The most that any of these pages has heard of a count.
    pub(crate) fn heard(
        &self,
        tabs: impl Iterator<Item = TabId>,
        key: (RoundId, Replica),
    ) -> (u32, u32) {
        let heard = tabs.filter_map(|tab| self.heard.get(&tab)?.get(&key));
        heard.fold((0, 0), |(p, n), &(positive, negative)| (p.max(positive), n.max(negative)))
    }

    fn take_heard(&mut self, tab: TabId, delta: &Delta) {
        let heard = self.heard.entry(tab).or_default();
        for round in &delta.rounds {
            for count in &round.counts {
                let held = heard.entry((round.round, count.replica)).or_default();
                *held = (held.0.max(count.positive), held.1.max(count.negative));
            }
        }
    }
}

impl World {
    /// A key goes down. What the rules say of it is worked out here once more, apart from the
    /// session: the time stamp lies in the round, the player plays it, and its count is not final.
    pub(crate) fn press(
        &mut self,
        tab: TabId,
        session: &mut Session,
        now: Instant,
        direction: Direction,
        at: Instant,
    ) {
        let me = session.replica();
        let state = session.state();
        let due = state.stage().and_then(|record| {
            let Stage::Round { starts_at, roster } = &record.stage else { return None };
            let game = session.game_time(at.min(now));
            let counts = roster.contains(&me.player)
                && !state.is_sealed(record.round, me.player)
                && *starts_at <= game
                && game < *starts_at + record.settings.round_length();
            // A session that is over takes no presses.
            (counts && session.next_wake().is_some()).then_some(record.round)
        });
        let total = |session: &Session| -> u32 {
            counts_of(session, me).map(|(_, (positive, negative))| positive + negative).sum()
        };
        let before = total(session);
        session.handle_input(now, Input::Press { direction, at });
        let counted = total(session).wrapping_sub(before);
        let right = u32::from(due.is_some());
        if counted != right {
            self.breach(Breach::Misjudged { tab, counted, due: right });
        }
        let Some(round) = due else { return };
        self.tally.presses += 1;
        let count = self.ledger.pressed.entry((round, me)).or_default();
        match direction {
            Direction::Right => count.0 += 1,
            Direction::Left => count.1 += 1,
        }
    }

    /// A page is sent counts by one to whom it listens: its host, or, if it hosts, anybody who has
    /// greeted it. What liars say is not worth hearing.
    pub(crate) fn hear(
        &mut self,
        tab: TabId,
        session: &Session,
        link: LinkId,
        channel: Channel,
        bytes: &[u8],
    ) {
        let Some(&end) = self.tabs[tab].links.get(&link) else { return };
        // The greeting is the first on the control channel.
        self.ends[end].greeted |= channel == Channel::Control;
        let end = Some(&self.ends[end]).filter(|end| end.greeted);
        let from = end.and_then(|end| end.remote).map(|remote| &self.tabs[self.ends[remote].tab]);
        let Some(from) = from.filter(|from| !from.plan.lies) else { return };
        let host = session.state().lease().map(|term| term.host);
        if !session.is_host() && host != Some(from.replica()) {
            return;
        }
        let known = session.state().stage().map(|record| record.round);
        match peer::decode(bytes) {
            // A host asks what a parted group played before it takes any of it.
            Ok(Message::Delta(mut delta)) if session.is_host() => {
                delta.rounds.retain(|round| Some(round.round) <= known);
                self.ledger.take_heard(tab, &delta);
            }
            Ok(Message::Delta(delta) | Message::Push { delta, .. }) => {
                self.ledger.take_heard(tab, &delta);
            }
            _ => {}
        }
    }
}

/// The counts of a replica, as a session holds them.
pub(crate) fn counts_of(session: &Session, replica: Replica) -> impl Iterator<Item = Held> {
    let state = session.state();
    let held = move |round| ((round, replica), state.count(round, replica));
    state.rounds().map(held).filter(|&(_, count)| count != (0, 0))
}
