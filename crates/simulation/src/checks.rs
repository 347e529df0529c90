//! What must hold, looked at after every step and ten times a second. What must hold at the end is
//! in [`agreement`](crate::agreement).

use core::time::Duration;
use std::collections::BTreeMap;

use game::{Connection, Ending, Event as Shown, Session};
use protocol::id::{PlayerId, Replica};
use protocol::stage::{RoundId, Stage, StageRecord, Term};

use crate::breach::Breach;
use crate::event::TabId;
use crate::rtc::{End, State};
use crate::time::Moment;
use crate::view::apart;
use crate::world::World;

/// What two clocks may differ by beyond what the path between them explains.
const CLOCK_ERROR: Duration = Duration::from_millis(20);

/// How long after a change of host a guest's clock has had its samples.
const CLOCK_SETTLES: Duration = Duration::from_secs(3);

/// What a page held when it was last looked at.
#[derive(Debug, Default)]
pub(crate) struct Watch {
    counts: BTreeMap<RoundId, RoundCounts>,
    stage: Option<StageRecord>,
    lease: Option<Term>,
    lease_since: Moment,
}

/// The counts of a round, by replica.
type RoundCounts = Vec<(Replica, (u32, u32))>;

/// Who hosted in which term: the tab and its page.
pub(crate) type Offices = BTreeMap<Term, (TabId, Replica)>;

/// After each step.
impl World {
    pub(crate) fn check_step(&mut self, tab: TabId, session: &Session) {
        let state = session.state();
        let stage_moved = self.watch_records(tab, session);
        if stage_moved {
            for round in state.rounds() {
                self.watch_counts(tab, session, round);
            }
        } else if let Some(round) = state.stage().map(|record| record.round) {
            self.watch_counts(tab, session, round);
        }
        let links = self.tabs[tab].links.len();
        self.tally.links = self.tally.links.max(links);
        if links > game::limits::LINKS || self.tabs[tab].sockets.len() > 3 {
            self.breach(Breach::QueueOver { tab });
        }
        if self.tabs[tab].joined_at.is_none() && state.is_member(session.replica().player) {
            self.tabs[tab].joined_at = Some(self.queue.now());
        }
        if session.next_wake().is_none() {
            self.check_end(tab, session);
        }
    }

    /// The stage and the lease only ever rise. Returns whether the stage did.
    fn watch_records(&mut self, tab: TabId, session: &Session) -> bool {
        let state = session.state();
        let now = self.queue.now();
        let watch = &mut self.tabs[tab].watch;
        let mut backwards = false;
        if watch.lease != state.lease() {
            backwards |= watch.lease > state.lease();
            watch.lease = state.lease();
            watch.lease_since = now;
        }
        let moved = watch.stage.as_ref() != state.stage();
        if moved {
            backwards |= watch.stage.as_ref() > state.stage();
            watch.stage = state.stage().cloned();
            if let Some(match_no) = state.stage().map(|record| record.round.match_no) {
                watch.counts.retain(|round, _| round.match_no >= match_no);
            }
        }
        if backwards {
            self.breach(Breach::Backwards { tab });
        }
        if let Some(term) = state.lease().filter(|_| session.is_host()) {
            let (holder, replica) = *self.offices.entry(term).or_insert_with(|| {
                self.tally.terms += 1;
                (tab, session.replica())
            });
            if (holder, replica) != (tab, session.replica()) {
                self.breach(Breach::TwoHosts { tabs: [holder, tab], term });
            }
        }
        moved
    }

    /// No count falls, and none is higher than what was pressed. Most steps change no count, which
    /// is seen at a glance.
    fn watch_counts(&mut self, tab: TabId, session: &Session, round: RoundId) {
        let state = session.state();
        let seen = self.tabs[tab].watch.counts.entry(round).or_default();
        if state.counts(round).eq(seen.iter().copied()) {
            return;
        }
        let before = core::mem::take(seen);
        let mut found = None;
        let mut still_there = 0;
        for (replica, held) in state.counts(round) {
            let known = before.binary_search_by_key(&replica, |&(replica, _)| replica).ok();
            still_there += usize::from(known.is_some());
            let from = known.map_or((0, 0), |at| before[at].1);
            if from == held {
                continue;
            }
            if held.0 < from.0 || held.1 < from.1 {
                found = Some(Breach::Fell { tab, replica, round, from, to: held });
            }
            let pressed = self.ledger.pressed(round, replica);
            let more = held.0 > pressed.0 || held.1 > pressed.1;
            if more && !self.is_liar(replica.player) {
                found = Some(Breach::Invented { tab, replica, round, held, pressed });
            }
        }
        if still_there < before.len() {
            let lost = |&&(replica, _): &&(Replica, _)| state.count(round, replica) == (0, 0);
            if let Some(&(replica, from)) = before.iter().find(lost) {
                found = Some(Breach::Fell { tab, replica, round, from, to: (0, 0) });
            }
        }
        let mut seen = before;
        seen.clear();
        seen.extend(state.counts(round));
        self.tabs[tab].watch.counts.insert(round, seen);
        if let Some(breach) = found {
            self.breach(breach);
        }
    }

    /// A page that came back holds what it had kept.
    pub(crate) fn check_restored(&mut self, tab: TabId, session: &Session) {
        self.ledger.forget_heard(tab);
        for &((round, replica), kept) in &self.tabs[tab].saved_counts {
            let held = session.state().count(round, replica);
            if held.0 < kept.0 || held.1 < kept.1 {
                self.breach(Breach::Forgot { tab, round });
                return;
            }
        }
    }

    /// Sessions of those who play by the rules end for few reasons.
    fn check_end(&mut self, tab: TabId, session: &Session) {
        let Connection::Ended(ending) =
            session.view(self.tabs[tab].local(self.queue.now())).connection
        else {
            return;
        };
        let allowed = match ending {
            Ending::Left => self.tabs[tab].gone,
            _ if self.tabs[tab].was_kicked => true,
            // A newcomer comes at a bad time; it will try again.
            Ending::NoSuchGame | Ending::NoRoute => {
                !session.state().is_member(session.replica().player)
            }
            // So will one who waits alone in its lobby for others who can't come.
            Ending::ServerUnreachable => {
                session.state().stage().is_none_or(|record| record.stage == Stage::Lobby)
            }
            _ => false,
        };
        if !allowed && !self.tabs[tab].plan.lies {
            self.breach(Breach::Ended { tab, ending });
        }
    }

    /// A session shows something.
    pub(crate) fn shown(&mut self, by: TabId, event: &Shown) {
        let now = self.queue.now();
        self.trace.note(now, || format!("{by} shows {event:?}"));
        let Shown::Refused { player: Some(player), reason, refusal } = event else { return };
        let Some(tab) = self.tabs.iter().position(|tab| tab.player == *player) else { return };
        let honest = !self.tabs[tab].plan.lies && !self.tabs[by].plan.lies;
        if !honest || self.tabs[tab].was_kicked {
            return;
        }
        self.tally.refused += 1;
        if refusal.is_some() {
            self.breach(Breach::Refused { tab, by, reason: *reason });
        }
    }

    pub(crate) fn is_liar(&self, player: PlayerId) -> bool {
        self.tabs.iter().any(|tab| tab.plan.lies && tab.player == player)
    }
}

/// Ten times a second.
impl World {
    pub(crate) fn check_all(&mut self) {
        self.strike_by_phase();
        self.see_who_is_kicked();
        self.check_clocks();
        let now = self.queue.now();
        if self.broken > 0 || self.now_pending() || now < self.caught_up_at {
            self.healed_at = now;
        }
        self.check_agreement();
    }

    /// The tab that hosts: of several, the one with the highest term.
    pub(crate) fn host(&self) -> Option<TabId> {
        let hosts = self.tabs.iter().enumerate().filter_map(|(index, tab)| {
            let session = tab.session.as_deref()?;
            session.is_host().then_some((session.state().lease()?, index))
        });
        hosts.max().map(|(_, index)| index)
    }

    /// A clock is as good as its samples: those of a link on which its page was greeted, between
    /// lines that are not full and pages that run.
    fn see_who_is_steady(&mut self, host: TabId) {
        let now = self.queue.now();
        for tab in 0..self.tabs.len() {
            let runs = |tab: TabId| self.tabs[tab].running().is_some() && !self.net.is_piled(tab);
            let mut ends = self.tabs[tab].links.values().map(|&end| &self.ends[end]);
            let linked = ends.any(|end| {
                let with = end.remote.map(|remote| &self.ends[remote]);
                let open = |other: &End| other.tab == host && other.state == State::Open;
                end.state == State::Open && end.greeted && with.is_some_and(open)
            });
            let connects = self.net.connects(tab, host);
            if !(linked && connects && runs(host) && runs(tab)) || self.net.is_lossy() {
                self.tabs[tab].steady_since = now;
            }
        }
    }

    /// Every guest's clock agrees with its host's, as far as its path allows.
    fn check_clocks(&mut self) {
        let Some(host) = self.host() else { return };
        let now = self.queue.now();
        self.see_who_is_steady(host);
        let Some(hosting) = self.tabs[host].running() else { return };
        let right = hosting.game_time(self.tabs[host].local(now));
        let lease = hosting.state().lease();
        let mut off = None;
        for tab in self.stayers() {
            let page = &self.tabs[tab];
            let Some(session) = page.running() else { continue };
            let settled = now.since(page.watch.lease_since) > CLOCK_SETTLES
                && now.since(page.steady_since) > CLOCK_SETTLES;
            if tab == host || session.state().lease() != lease || !settled {
                continue;
            }
            let by = apart(session.game_time(page.local(now)), right);
            let allowed = CLOCK_ERROR + self.net.asymmetry(tab, host) / 2;
            if by > allowed {
                off = Some(Breach::ClockOff { tab, by, allowed });
            }
        }
        if let Some(breach) = off {
            self.breach(breach);
        }
    }
}
