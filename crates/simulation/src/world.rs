//! The world: everything there is, and the loop that lets one thing happen after another.

use core::time::Duration;

use protocol::id::{GameId, PlayerId};

use crate::breach::{Breach, Failure};
use crate::event::{Event, TabId};
use crate::ledger::Ledger;
use crate::network::{Line, Network};
use crate::plan::Plan;
use crate::queue::Queue;
use crate::random::Rng;
use crate::report::{Report, Tally};
use crate::rtc::End;
use crate::signalling::{Server, Socket};
use crate::tab::Tab;
use crate::time::Moment;
use crate::trace::Trace;

/// How often everybody is looked at.
const CHECK_INTERVAL: Duration = Duration::from_millis(100);

/// More steps than any seed needs by far: one that takes so many would never end.
const STEPS: u64 = 4_000_000;

/// The server's line.
const SERVER_LINE: Line = Line { up_us: 1_000, down_us: 1_000 };

/// The simulated world.
#[derive(Debug)]
pub(crate) struct World {
    pub(crate) seed: u64,
    pub(crate) plan: Plan,
    pub(crate) game: GameId,
    pub(crate) queue: Queue,
    pub(crate) net: Network,
    /// For whatever is neither the network nor a hand.
    pub(crate) rng: Rng,
    pub(crate) hands: Rng,
    pub(crate) liars: Rng,
    pub(crate) tabs: Vec<Tab>,
    pub(crate) ends: Vec<End>,
    pub(crate) sockets: Vec<Socket>,
    pub(crate) server: Server,
    pub(crate) tickets: u64,
    pub(crate) ledger: Ledger,
    pub(crate) offices: crate::checks::Offices,
    /// Faults that have not struck yet, by their index in the plan.
    pub(crate) pending: Vec<usize>,
    /// How many of what was broken is not yet mended.
    pub(crate) broken: usize,
    /// Since when nothing is broken or about to break at a planned time.
    pub(crate) healed_at: Moment,
    /// When the last message arrives that heavy losses held up: its sender had backed off.
    pub(crate) caught_up_at: Moment,
    /// Until then, those who just went may still be seen.
    pub(crate) quiet_after: Moment,
    /// Since when everybody agrees.
    pub(crate) agreed_at: Option<Moment>,
    pub(crate) over: bool,
    pub(crate) trace: Trace,
    pub(crate) tally: Tally,
    pub(crate) failure: Option<Failure>,
}

impl World {
    pub(crate) fn new(seed: u64, plan: Plan, mut rng: Rng, verbose: bool) -> Self {
        let mut lines: Vec<Line> = plan.players.iter().map(|player| player.line).collect();
        lines.push(SERVER_LINE);
        let net = Network::new(lines, plan.quality, rng.fork());
        let game = GameId::from_random(rng.bits());
        let tabs = plan
            .players
            .iter()
            .map(|player| Tab::new(*player, PlayerId::from_random(rng.bits())))
            .collect();
        let (hands, liars) = (rng.fork(), rng.fork());
        let mut world = Self {
            seed,
            game,
            queue: Queue::default(),
            net,
            hands,
            liars,
            rng,
            tabs,
            ends: Vec::new(),
            sockets: Vec::new(),
            server: Server::new(plan.broker.clone()),
            tickets: 0,
            ledger: Ledger::default(),
            offices: crate::checks::Offices::default(),
            pending: Vec::new(),
            broken: 0,
            healed_at: Moment::default(),
            caught_up_at: Moment::default(),
            quiet_after: Moment::default(),
            agreed_at: None,
            over: false,
            trace: Trace::new(verbose),
            tally: Tally::default(),
            failure: None,
            plan,
        };
        world.begin();
        world
    }

    fn begin(&mut self) {
        for tab in 0..self.tabs.len() {
            let at = self.tabs[tab].plan.opens_at;
            self.queue.at(at, Event::Open { tab });
            self.healed_at = self.healed_at.max(at);
            let look = at + self.hands.millis(200, 900);
            self.queue.at(look, Event::Look { tab });
            if self.tabs[tab].plan.lies {
                self.queue.at(look, Event::Lie { tab });
            }
        }
        self.plan_faults();
        self.queue.after(CHECK_INTERVAL, Event::Check);
    }

    /// Lets everything happen.
    pub(crate) fn run(&mut self) {
        while !self.over && self.failure.is_none() {
            let Some(event) = self.queue.pop() else { break };
            self.happen(event);
            if self.tally.steps > STEPS {
                self.breach(Breach::RunsAway);
            }
        }
    }

    fn happen(&mut self, event: Event) {
        match event {
            Event::Open { tab } => self.open_page(tab),
            Event::Wake { tab, ticket } => self.wake(tab, ticket),
            Event::Press { tab, run } => self.hand_comes_down(tab, run),
            Event::Look { tab } => self.look(tab),
            Event::Lie { tab } => self.lie(tab),
            Event::Described { end } => self.described(end),
            Event::Gathered { end } => self.gathered(end),
            Event::Connect { offerer, tries } => self.connect(offerer, tries),
            Event::Up { end } => self.up(end),
            Event::Down { end } => self.down(end),
            Event::Consent { end, epoch } => self.consent_expires(end, epoch),
            Event::Control { end, last_sent_us } => self.control_arrives(end, last_sent_us),
            Event::Live { end, bytes } => self.live_arrives(end, bytes),
            Event::SocketOpens { socket } => self.socket_opens(socket),
            Event::ToServer { socket } => self.arrives_at_server(socket),
            Event::ToPage { socket } => self.arrives_at_page(socket),
            Event::SocketGone { socket } => self.socket_gone(socket),
            Event::SocketFails { socket } => self.socket_fails(socket),
            Event::SocketStale { socket, epoch } => self.socket_stale(socket, epoch),
            Event::ServerWake { ticket } => self.wake_server(ticket),
            Event::Strike { fault } => self.strike(fault),
            Event::Heal { ending } => self.heal(&ending),
            Event::Check => {
                self.check_all();
                self.queue.after(CHECK_INTERVAL, Event::Check);
            }
        }
    }

    /// Something that must never be so is so. The first that is found is told.
    pub(crate) fn breach(&mut self, breach: Breach) {
        if self.failure.is_none() {
            let at = self.queue.now();
            self.trace.note(at, || format!("BREACH: {breach}"));
            self.describe();
            self.failure = Some(Failure { at, breach });
        }
    }

    /// Writes into the log how everybody stands.
    fn describe(&mut self) {
        if !self.trace.is_verbose() {
            return;
        }
        let now = self.queue.now();
        let name = |player| self.tabs.iter().position(|tab| tab.player == player);
        let mut lines = Vec::new();
        for (index, tab) in self.tabs.iter().enumerate() {
            let Some(session) = tab.session.as_deref() else {
                lines.push(format!("{index}: no page, gone {}", tab.gone));
                continue;
            };
            let view = session.view(tab.local(now));
            let lease = session.state().lease().map(|t| (t.number, name(t.host.player)));
            let connected = view.players.iter().filter(|player| player.connected);
            let connected: Vec<_> = connected.filter_map(|player| name(player.id)).collect();
            let links = tab.links.iter().map(|(link, &end)| {
                let end = &self.ends[end];
                (link.0, end.remote.map(|remote| self.ends[remote].tab), end.state)
            });
            lines.push(format!(
                "{index}: host {} lease {lease:?} {:?} {:?} sees {connected:?} frozen {} kicked {} lies {} links {:?} sockets {:?}",
                session.is_host(), view.connection, view.phase, tab.frozen, tab.kicked,
                tab.plan.lies, links.collect::<Vec<_>>(),
                tab.sockets.values().map(|&socket| self.sockets[socket].address).map(|a| match a {
                    protocol::id::Address::Place { index, .. } => format!("place {index}"),
                    protocol::id::Address::Player { .. } => "own".to_owned(),
                }).collect::<Vec<_>>(),
            ));
        }
        for line in lines {
            self.trace.note(now, || line);
        }
    }

    /// The tabs of those who play by the rules, whose pages are to be open at the end.
    pub(crate) fn stayers(&self) -> impl Iterator<Item = TabId> {
        let stays = |&tab: &TabId| {
            let tab = &self.tabs[tab];
            !tab.gone && !tab.kicked && !tab.plan.lies
        };
        (0..self.tabs.len()).filter(stays)
    }

    pub(crate) fn into_report(self) -> (Report, Vec<String>) {
        let report = Report {
            seed: self.seed,
            players: self.tabs.len(),
            ended_at: self.queue.now(),
            trace: self.trace.hash(),
            tally: self.tally,
            failure: self.failure,
        };
        (report, self.trace.into_lines())
    }
}
