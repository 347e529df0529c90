//! What goes wrong, and how it is mended.

use core::time::Duration;

use game::{Control, Input};

use crate::event::{Event, TabId};
use crate::time::Moment;
use crate::view::Phase;
use crate::world::World;

/// A fault that a seed has planned.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Fault {
    pub(crate) when: When,
    pub(crate) who: Who,
    pub(crate) what: What,
}

/// When it strikes.
#[derive(Clone, Copy, Debug)]
pub(crate) enum When {
    At(Moment),
    /// So long after the host is first seen in this phase of this round.
    During {
        phase: Phase,
        round: u8,
        after: Duration,
    },
}

/// Whom it strikes.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Who {
    Host,
    Successor,
    Tab(TabId),
}

/// What it is.
#[derive(Clone, Copy, Debug)]
pub(crate) enum What {
    /// The page is gone without a word; with the power, its sockets fall silent too.
    Crash { power: bool, back_after: Option<Duration> },
    /// The page is closed, or loaded again.
    Close { back_after: Option<Duration> },
    /// The page is left and kept to be shown again.
    Cache { span: Duration },
    /// The machine sleeps. On some its clock stands still meanwhile.
    Sleep { span: Duration, stands_still: bool },
    /// The page is busy.
    Stall { span: Duration },
    /// The page is hidden and frozen, while its connections go on.
    Freeze { span: Duration },
    /// The machine has no network.
    Offline { span: Duration },
    /// Nothing gets through to another machine in one direction.
    OneWay { to: usize, span: Duration },
    /// Two groups can't reach each other; one of them (1), or both (2), not the server either.
    Partition { groups: u64, server: u64, span: Duration },
    /// The signalling server is gone, and what it knew.
    ServerDown { span: Duration },
    /// A machine's line is full.
    Congestion { span: Duration, pile: Duration },
    /// Many packets are lost, everywhere.
    Loss { span: Duration, percent: u64 },
    /// The host removes the player.
    Kick,
    /// The player leaves.
    Leave,
}

/// How long after joining a page has surely kept the game for its next life.
const KEPT_AFTER: Duration = Duration::from_millis(1_500);

/// How what a fault did is undone.
#[derive(Clone, Debug)]
pub(crate) enum Ending {
    Return(TabId),
    Thaw { tab: TabId, life: u16, woken: bool },
    Wake { tab: TabId, life: u16, slept: Duration, cuts: Vec<(usize, usize)> },
    Mend { cuts: Vec<(usize, usize)>, told: Option<TabId> },
    Server,
    Drained(TabId),
    Loss,
}

impl What {
    pub(crate) const fn kind(&self) -> &'static str {
        match self {
            Self::Crash { power: false, .. } => "page crashed",
            Self::Crash { power: true, .. } => "machine crashed",
            Self::Close { back_after: None } => "page closed",
            Self::Close { back_after: Some(_) } => "page reloaded",
            Self::Cache { .. } => "page cached and shown again",
            Self::Sleep { .. } => "machine slept",
            Self::Stall { .. } => "page stalled",
            Self::Freeze { .. } => "page frozen",
            Self::Offline { .. } => "network lost",
            Self::OneWay { .. } => "one-way link",
            Self::Partition { .. } => "partition",
            Self::ServerDown { .. } => "server restarted",
            Self::Congestion { .. } => "line congested",
            Self::Loss { .. } => "heavy loss",
            Self::Kick => "player removed",
            Self::Leave => "player left",
        }
    }
}

impl What {
    /// Whether nothing but a page goes away by it, at most to come back.
    const fn is_departure(&self) -> bool {
        matches!(self, Self::Crash { .. } | Self::Close { .. } | Self::Leave)
    }
}

/// Striking.
impl World {
    /// Whether all that can go wrong is that pages go away.
    pub(crate) fn only_departures(&self) -> bool {
        self.plan.quality.loss_ppm == 0
            && self.plan.faults.iter().all(|fault| fault.what.is_departure())
            && !self.plan.players.iter().any(|player| player.lies)
    }

    pub(crate) fn plan_faults(&mut self) {
        for (index, fault) in self.plan.faults.iter().enumerate() {
            self.pending.push(index);
            if let When::At(at) = fault.when {
                self.queue.at(at, Event::Strike { fault: index });
            }
        }
    }

    /// Whether anything is still going to happen at a planned time.
    pub(crate) fn now_pending(&self) -> bool {
        let timed = |&index: &usize| matches!(self.plan.faults[index].when, When::At(_));
        self.pending.iter().any(timed)
    }

    /// Faults of a phase get their time once the match is there.
    pub(crate) fn strike_by_phase(&mut self) {
        let Some(host) = self.host() else { return };
        let Some(session) = self.tabs[host].running() else { return };
        let now = self.tabs[host].local(self.queue.now());
        let Some(seen) = Phase::of(session, now) else { return };
        let at_round = session.state().stage().map_or(0, |record| record.round.round);
        for index in self.pending.clone() {
            let fault = &mut self.plan.faults[index];
            let When::During { phase, round, after } = fault.when else { continue };
            if phase == seen && (phase == Phase::Lobby || round == at_round) {
                let at = self.queue.now() + after;
                fault.when = When::At(at);
                self.queue.at(at, Event::Strike { fault: index });
            }
        }
    }

    pub(crate) fn strike(&mut self, index: usize) {
        self.pending.retain(|&pending| pending != index);
        self.healed_at = self.queue.now();
        let Fault { who, what, .. } = self.plan.faults[index];
        let Some(tab) = self.whom(who) else { return };
        let struck = match what {
            What::Crash { power, back_after } => self.crash(tab, power, back_after),
            What::Close { back_after } => self.close_page(tab, back_after),
            What::Cache { span } => self.cache(tab, span),
            What::Sleep { span, stands_still } => self.sleep(tab, span, stands_still),
            What::Stall { span } => self.freeze(tab, span, true),
            What::Freeze { span } => self.freeze(tab, span, false),
            What::Offline { span } => {
                let cuts = self.all_ways_of(tab);
                let told = self.rng.percent(80).then_some(tab);
                self.cut(cuts, told, span)
            }
            What::OneWay { to, span } => {
                let to = to % (self.tabs.len() + 1);
                to != tab && self.cut(vec![(tab, to)], None, span)
            }
            What::Partition { groups, server, span } => {
                let cuts = self.ways_between(groups, server);
                !cuts.is_empty() && self.cut(cuts, None, span)
            }
            What::ServerDown { span } => {
                self.stop_server(self.plan.broker.clone());
                self.heal_after(span, Ending::Server)
            }
            What::Congestion { span, pile } => self.congest(tab, span, pile),
            What::Loss { span, percent } => {
                let quality =
                    crate::network::Quality { loss_ppm: percent * 10_000, ..self.plan.quality };
                self.net.set_quality(quality);
                self.heal_after(span, Ending::Loss)
            }
            What::Kick => self.kick(tab),
            What::Leave => self.leave(tab),
        };
        if struck {
            let now = self.queue.now();
            self.trace.note(now, || format!("FAULT {tab}: {what:?}"));
            self.tally.fault(what.kind());
        }
    }

    fn whom(&self, who: Who) -> Option<TabId> {
        match who {
            Who::Host => self.host(),
            Who::Successor => {
                let host = self.host()?;
                let members = self.tabs[host].session.as_deref()?.state().members();
                let tab = |player| self.tabs.iter().position(|tab| tab.player == player);
                let others = members.into_iter().filter_map(tab).filter(|&tab| tab != host);
                others.into_iter().find(|&tab| self.tabs[tab].session.is_some())
            }
            Who::Tab(tab) => Some(tab % self.tabs.len()),
        }
    }

    fn heal_after(&mut self, span: Duration, ending: Ending) -> bool {
        self.broken += 1;
        self.queue.after(span, Event::Heal { ending });
        true
    }

    /// Whether one more may go for good, so that somebody is left who has the game, and has had time
    /// to keep it.
    fn may_go(&self, tab: TabId) -> bool {
        let now = self.queue.now();
        let keeps = |other: TabId| {
            let joined = self.tabs[other].joined_at;
            other != tab && joined.is_some_and(|at| now.since(at) > KEPT_AFTER)
        };
        self.tabs[tab].plan.lies || self.stayers().any(keeps)
    }

    fn go(&mut self, tab: TabId, back_after: Option<Duration>) -> bool {
        self.bury_page(tab);
        match back_after {
            None if self.may_go(tab) => {
                self.tabs[tab].gone = true;
                true
            }
            back_after => {
                let span = back_after.unwrap_or(Duration::from_secs(2));
                self.heal_after(span, Ending::Return(tab))
            }
        }
    }

    fn crash(&mut self, tab: TabId, power: bool, back_after: Option<Duration>) -> bool {
        if self.tabs[tab].session.is_none() {
            return false;
        }
        self.ledger.destroy(self.tabs[tab].replica());
        self.vanish(tab);
        self.abandon_sockets(tab, power);
        self.go(tab, back_after)
    }

    fn close_page(&mut self, tab: TabId, back_after: Option<Duration>) -> bool {
        if self.tabs[tab].running().is_none() {
            return false;
        }
        if back_after.is_none() {
            self.ledger.destroy(self.tabs[tab].replica());
        }
        self.step(tab, Input::Unloading);
        self.go(tab, back_after)
    }

    fn leave(&mut self, tab: TabId) -> bool {
        if self.tabs[tab].running().is_none() || !self.may_go(tab) {
            return false;
        }
        self.ledger.destroy(self.tabs[tab].replica());
        self.tabs[tab].gone = true;
        self.step(tab, Input::Control(Control::Leave));
        self.bury_page(tab);
        true
    }

    fn kick(&mut self, tab: TabId) -> bool {
        let Some(host) = self.host().filter(|&host| host != tab) else { return false };
        let player = self.tabs[tab].player;
        let others = self.stayers().filter(|&other| other != tab && other != host).count();
        let Some(session) = self.tabs[host].running() else { return false };
        let lease = session.state().lease();
        // Two parted hosts who remove each other have no way back together; one alone may.
        let one_game = self.stayers().all(|other| {
            self.tabs[other].session.as_deref().is_some_and(|s| s.state().lease() == lease)
        });
        if !one_game
            || !session.state().is_member(player)
            || (others == 0 && !self.tabs[tab].plan.lies)
        {
            return false;
        }
        self.tabs[tab].was_kicked = true;
        self.step(host, Input::Control(Control::Remove(player)));
        self.ledger.destroy(self.tabs[tab].replica());
        true
    }

    /// Who is removed is who anybody knows to be: a host may be gone before it could tell.
    pub(crate) fn see_who_is_kicked(&mut self) {
        for tab in 0..self.tabs.len() {
            if self.tabs[tab].was_kicked {
                let player = self.tabs[tab].player;
                let others = self.tabs.iter().enumerate().filter(|&(other, _)| other != tab);
                let mut held = others.filter_map(|(_, other)| other.session.as_deref());
                self.tabs[tab].kicked = held.any(|session| session.state().is_removed(player));
                let replica = self.tabs[tab].replica();
                self.ledger.destroy(replica);
            }
        }
    }
}

/// Pages and machines that stand still.
impl World {
    fn cache(&mut self, tab: TabId, span: Duration) -> bool {
        if self.tabs[tab].running().is_none() {
            return false;
        }
        self.step(tab, Input::Unloading);
        self.freeze(tab, span, false)
    }

    fn freeze(&mut self, tab: TabId, span: Duration, stalled: bool) -> bool {
        let page = &mut self.tabs[tab];
        if page.running().is_none() {
            return false;
        }
        page.frozen += 1;
        page.stalled = stalled;
        let life = page.lives;
        self.heal_after(span, Ending::Thaw { tab, life, woken: !stalled })
    }

    fn sleep(&mut self, tab: TabId, span: Duration, stands_still: bool) -> bool {
        let page = &mut self.tabs[tab];
        if page.running().is_none() {
            return false;
        }
        page.frozen += 1;
        let life = page.lives;
        let cuts = self.all_ways_of(tab);
        self.cut_ways(&cuts);
        let slept = if stands_still { span } else { Duration::ZERO };
        self.heal_after(span, Ending::Wake { tab, life, slept, cuts })
    }

    fn congest(&mut self, tab: TabId, span: Duration, pile: Duration) -> bool {
        self.net.set_pile(tab, u64::try_from(pile.as_micros()).unwrap_or(u64::MAX));
        for link in self.tabs[tab].links.keys().copied().collect::<Vec<_>>() {
            self.input(tab, Input::Congested { link });
        }
        self.heal_after(span, Ending::Drained(tab))
    }
}

/// Ways that are cut.
impl World {
    fn all_ways_of(&self, tab: TabId) -> Vec<(usize, usize)> {
        let others = (0..=self.tabs.len()).filter(|&other| other != tab);
        others.flat_map(|other| [(tab, other), (other, tab)]).collect()
    }

    fn ways_between(&self, groups: u64, server: u64) -> Vec<(usize, usize)> {
        let machines = self.tabs.len();
        let group = |machine: usize| groups >> (machine % 64) & 1;
        let mut cuts = Vec::new();
        for one in 0..machines {
            for other in 0..machines {
                if group(one) != group(other) {
                    cuts.push((one, other));
                }
            }
            if cuts.is_empty() && one + 1 == machines {
                break;
            }
            if server == 2 || (server == 1 && group(one) == 1) {
                cuts.push((one, machines));
                cuts.push((machines, one));
            }
        }
        cuts
    }

    fn cut(&mut self, cuts: Vec<(usize, usize)>, told: Option<TabId>, span: Duration) -> bool {
        self.cut_ways(&cuts);
        self.heal_after(span, Ending::Mend { cuts, told })
    }

    fn cut_ways(&mut self, cuts: &[(usize, usize)]) {
        for &(from, to) in cuts {
            self.net.cut(from, to);
        }
        self.watch_consent();
        self.watch_sockets();
    }

    fn mend_ways(&mut self, cuts: &[(usize, usize)]) {
        for &(from, to) in cuts {
            self.net.mend(from, to);
        }
        self.resend_missed();
        self.resend_missed_signals();
    }
}

/// Mending.
impl World {
    pub(crate) fn heal(&mut self, ending: &Ending) {
        let now = self.queue.now();
        self.trace.note(now, || format!("HEALED {ending:?}"));
        self.broken -= 1;
        self.healed_at = now;
        match *ending {
            Ending::Return(tab) => self.open_page(tab),
            Ending::Thaw { tab, life, woken } => {
                if self.tabs[tab].lives == life {
                    self.thaw(tab, woken);
                }
            }
            Ending::Wake { tab, life, slept, ref cuts } => {
                self.mend_ways(cuts);
                if self.tabs[tab].lives == life {
                    self.tabs[tab].clock.stood_still += slept;
                    self.thaw(tab, true);
                }
            }
            Ending::Mend { ref cuts, told } => {
                self.mend_ways(cuts);
                if let Some(tab) = told {
                    self.input(tab, Input::Woken);
                }
            }
            Ending::Server => self.start_server(),
            Ending::Drained(tab) => {
                self.net.set_pile(tab, 0);
                for link in self.tabs[tab].links.keys().copied().collect::<Vec<_>>() {
                    self.input(tab, Input::Drained { link });
                }
            }
            Ending::Loss => {
                self.net.set_quality(self.plan.quality);
                self.caught_up_at = self.last_arrival();
            }
        }
    }
}
