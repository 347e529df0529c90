//! The end: everybody who is left is connected, sees the same match with the same winner, and the
//! counts in it are those that were pressed.

use core::time::Duration;
use std::collections::{BTreeMap, BTreeSet};

use game::{Connection, Phase as Shown, Session, View};
use protocol::id::{PlayerId, Replica};
use protocol::stage::{RoundId, Stage};

use crate::breach::{Breach, Disagreement};
use crate::event::TabId;
use crate::world::World;

/// How long after the last healing everybody must agree at the podium, for the change of host, and
/// for coming back together.
const BOUND: Duration = Duration::from_secs(45);
/// The same, for each round that may be left to play: the countdown, five seconds, the tally, and a
/// person who looks at the result.
const BOUND_PER_ROUND: Duration = Duration::from_secs(15);

/// How long a fault that is over may still show: a silence must last for 2.5 seconds until a link is
/// given up. What looks like agreement before is none.
const AFTERMATH: Duration = Duration::from_secs(3);

/// How long the agreement must then hold.
const HOLDS: Duration = Duration::from_millis(1_500);

/// How long it takes until liars that are gone are missed: what is being connected, and a silence.
const LIARS_MISSED: Duration = Duration::from_secs(5);

impl World {
    /// Sees whether everybody agrees by now, and whether it is time that they do.
    pub(crate) fn check_agreement(&mut self) {
        let now = self.queue.now();
        if now.since(self.healed_at) < AFTERMATH {
            self.agreed_at = None;
            return;
        }
        match (self.agreement(), self.agreed_at) {
            (Ok(()), None) => {
                self.agreed_at = Some(now);
                let millis = now.since(self.healed_at).as_millis();
                self.tally.agreement_ms = u64::try_from(millis).unwrap_or(u64::MAX);
            }
            (Ok(()), Some(at)) if now.since(at) >= HOLDS => {
                self.over = true;
                self.check_succession();
            }
            (Ok(()), Some(_)) => {}
            (Err(disagreement), Some(_)) => self.breach(Breach::Relapsed(disagreement)),
            (Err(disagreement), None) => {
                if now.since(self.healed_at) > self.bound() {
                    self.breach(Breach::Disagree(disagreement));
                }
            }
        }
    }

    /// Where one page went away, perhaps to come back, and nothing else went wrong: no more than one
    /// player took its place, or it came back and found its own place free. Of several that go within
    /// a moment, one may be followed by some and unheard of by others, who then rightly claim too.
    fn check_succession(&mut self) {
        let first = self.tabs.iter().filter(|tab| tab.lives > 0).count() as u64;
        let gone: u64 = self.tally.faults.values().sum();
        let (terms, back) = (self.tally.terms, self.tally.pages - first);
        if self.only_departures() && gone == 1 && terms > 1 + gone + back {
            self.breach(Breach::Usurped { terms, gone, back });
        }
    }

    fn bound(&self) -> Duration {
        let rounds = u32::from(self.plan.settings.rounds()) * u32::from(self.plan.matches);
        BOUND + BOUND_PER_ROUND * rounds
    }

    /// Whether everybody who stays agrees.
    fn agreement(&mut self) -> Result<(), Disagreement> {
        let stayers: Vec<TabId> = self.stayers().collect();
        let last = RoundId { match_no: self.plan.matches, round: self.plan.settings.rounds() };
        for &tab in &stayers {
            let session = self.tabs[tab].running().ok_or(Disagreement::Absent(tab))?;
            let record = session.state().stage().ok_or(Disagreement::Absent(tab))?;
            if record.round != last || record.stage != Stage::Podium {
                return Err(Disagreement::Unfinished(tab));
            }
        }
        if self.retire_liars() {
            // Their links take a while to be missed.
            self.quiet_after = self.queue.now() + LIARS_MISSED;
        }
        if self.queue.now() < self.quiet_after {
            return Err(Disagreement::Presence(stayers[0], stayers[0]));
        }
        let Some((&first, others)) = stayers.split_first() else { return Ok(()) };
        let now = self.queue.now();
        let session = |tab: TabId| self.tabs[tab].running().expect("it was there a moment ago");
        let hosts: Vec<TabId> =
            stayers.iter().copied().filter(|&tab| session(tab).is_host()).collect();
        if hosts.len() != 1 {
            return Err(Disagreement::Hosts(hosts));
        }
        let held = session(first).state();
        for &other in others {
            if session(other).state() != held {
                return Err(Disagreement::States(first, other));
            }
        }
        let players: BTreeSet<PlayerId> =
            stayers.iter().map(|&tab| self.tabs[tab].player).collect();
        let points = points(session(first), last.match_no);
        for &tab in &stayers {
            let view = session(tab).view(self.tabs[tab].local(now));
            if !matches!(view.connection, Connection::Connected { .. }) {
                return Err(Disagreement::Absent(tab));
            }
            let connected = view.players.iter().filter(|player| player.connected);
            if connected.map(|player| player.id).collect::<BTreeSet<_>>() != players {
                return Err(Disagreement::Presence(first, tab));
            }
            if !shows(&view, &points) {
                return Err(Disagreement::Winners(tab));
            }
        }
        self.compare_with_ledger(first, &stayers, last.match_no)
    }

    /// The counts are those that were pressed; of one who was destroyed, at least what anybody who
    /// is left had heard; and never more than was pressed. Who was removed has no part in it.
    fn compare_with_ledger(
        &mut self,
        tab: TabId,
        stayers: &[TabId],
        match_no: u16,
    ) -> Result<(), Disagreement> {
        let state = self.tabs[tab].running().expect("it was there a moment ago").state();
        let mut destroyed = 0;
        for ((round, replica), pressed) in self.ledger.of_match(match_no) {
            if self.is_liar(replica.player) {
                continue;
            }
            let held = state.count(round, replica);
            let heard = if !state.is_member(replica.player) {
                (0, 0)
            } else if self.ledger.is_destroyed(replica) {
                self.ledger.heard(stayers.iter().copied(), (round, replica))
            } else {
                pressed
            };
            let enough = held.0 >= heard.0 && held.1 >= heard.1;
            let too_much = held.0 > pressed.0 || held.1 > pressed.1;
            if !enough || too_much {
                return Err(Disagreement::Count { replica, round, pressed: heard, held });
            }
            destroyed += u64::from(pressed.0 - held.0) + u64::from(pressed.1 - held.1);
        }
        self.tally.destroyed = destroyed;
        Ok(())
    }
}

/// The points of a match by the rules as they stand in the design, worked out here once more and
/// in another way than the game does.
fn points(session: &Session, match_no: u16) -> BTreeMap<PlayerId, u64> {
    let state = session.state();
    let mut points = BTreeMap::new();
    for round in state.rounds().filter(|round| round.match_no == match_no) {
        let mut sums = BTreeMap::<PlayerId, (u64, u64)>::new();
        let members = |(replica, _): &(Replica, _)| state.is_member(replica.player);
        for (replica, (positive, negative)) in state.counts(round).filter(members) {
            let sum = sums.entry(replica.player).or_default();
            *sum = (sum.0 + u64::from(positive), sum.1 + u64::from(negative));
        }
        let pot =
            sums.values().map(|sum| sum.0).sum::<u64>().min(sums.values().map(|sum| sum.1).sum());
        let best = sums.values().map(|&(p, n)| (p.min(n), u64::MAX - p.abs_diff(n))).max();
        for (&player, &(p, n)) in &sums {
            if p.min(n) > 0 && Some((p.min(n), u64::MAX - p.abs_diff(n))) == best {
                *points.entry(player).or_default() += pot;
            }
        }
    }
    points
}

/// Whether a screen shows these points, and who has the most of them as the winner.
fn shows(view: &View, points: &BTreeMap<PlayerId, u64>) -> bool {
    let Shown::Podium { winners } = &view.phase else { return false };
    let most = points.values().copied().max().unwrap_or(0);
    let leads = |player: &PlayerId| most > 0 && points.get(player) == Some(&most);
    let right = points.keys().filter(|player| leads(player)).count() == winners.len();
    let of = |player: PlayerId| points.get(&player).copied().unwrap_or(0);
    right
        && winners.iter().all(leads)
        && view.players.iter().all(|player| player.points == of(player.id))
}
