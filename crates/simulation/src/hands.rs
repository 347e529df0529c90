//! The person before a tab: presses keys while a round runs, and, where it hosts, starts rounds.

use core::time::Duration;

use game::{
    Connection, Control, Direction, Ending, Input, Phase as Shown, Session, StartGate, View,
};
use protocol::stage::Stage;

use crate::event::{Event, TabId};
use crate::world::World;

/// How long a host waits for the others before it starts without them.
const PATIENCE: Duration = Duration::from_secs(4);

/// How long a host that is alone waits for anybody before it practises.
const LONELY: Duration = Duration::from_secs(12);

/// Hands also press a little before the start and after the end.
const EAGER: Duration = Duration::from_millis(250);

/// Pressing.
impl World {
    /// When a page shows a new round, the hand gets ready.
    pub(crate) fn start_hand(&mut self, tab: TabId, session: &Session) {
        let Some(record) = session.state().stage() else { return };
        let Stage::Round { starts_at, .. } = record.stage else { return };
        if self.tabs[tab].hand.round == Some((record.round, starts_at)) {
            return;
        }
        let local = self.tabs[tab].local(self.queue.now());
        let game = session.game_time(local);
        let until_start = starts_at.saturating_since(game).saturating_sub(EAGER);
        let ends_at = starts_at + record.settings.round_length() + EAGER;
        let page = &mut self.tabs[tab];
        page.hand.round = Some((record.round, starts_at));
        page.hand.run += 1;
        page.hand.until = self.queue.now() + ends_at.saturating_since(game);
        let run = page.hand.run;
        self.queue.after(until_start, Event::Press { tab, run });
    }

    pub(crate) fn hand_comes_down(&mut self, tab: TabId, run: u32) {
        let now = self.queue.now();
        let page = &mut self.tabs[tab];
        if page.hand.run != run || now > page.hand.until || page.gone {
            return;
        }
        page.hand.presses += 1;
        let other = self.hands.percent(12);
        let right = page.hand.presses.is_multiple_of(2) != other;
        let direction = if right { Direction::Right } else { Direction::Left };
        let at = page.local(now);
        let pace = u64::try_from(page.plan.pace.as_micros()).unwrap_or(u64::MAX);
        let next = Duration::from_micros(self.hands.between(pace / 2, pace * 3 / 2));
        self.queue.after(next, Event::Press { tab, run });
        // The keys of a machine that sleeps are dead, and a page that is not shown gets none.
        if page.frozen == 0 || page.stalled {
            self.input(tab, Input::Press { direction, at });
        }
    }
}

/// Looking at the screen.
impl World {
    pub(crate) fn look(&mut self, tab: TabId) {
        let again = self.hands.millis(250, 700);
        self.queue.after(again, Event::Look { tab });
        let page = &mut self.tabs[tab];
        let now = page.local(self.queue.now());
        let Some(session) = page.running() else { return };
        if session.next_wake().is_none() {
            let connection = session.view(now).connection;
            return self.try_again(tab, connection);
        }
        if !session.is_host() || page.plan.lies {
            page.waits_since = None;
            return;
        }
        let view = session.view(now);
        if let Some(control) = self.decide(tab, &view) {
            self.tabs[tab].waits_since = None;
            self.step(tab, Input::Control(control));
        }
    }

    /// The page says that it is over. Who was not there yet, or does not believe it, loads it again.
    fn try_again(&mut self, tab: TabId, connection: Connection) {
        let Connection::Ended(ending) = connection else { return };
        let tries = match ending {
            Ending::NoSuchGame | Ending::ServerUnreachable | Ending::NoRoute => true,
            Ending::Removed => self.hands.percent(20),
            _ => false,
        };
        if tries && !self.tabs[tab].plan.lies {
            self.bury_page(tab);
            let span = self.hands.millis(500, 2_000);
            self.queue.after(span, Event::Open { tab });
        }
    }

    /// What a host does about what it sees.
    fn decide(&mut self, tab: TabId, view: &View) -> Option<Control> {
        let now = self.queue.now();
        let since = *self.tabs[tab].waits_since.get_or_insert(now);
        let waited = now.since(since);
        match &view.phase {
            Shown::Lobby => self.decide_in_lobby(tab, view, waited),
            Shown::Result { .. } if waited > Duration::from_millis(600) => {
                Some(self.play_or(tab, view, Control::Next))
            }
            Shown::Podium { .. } if waited > Duration::from_secs(1) => {
                let match_no = self.tabs[tab].running()?.state().stage()?.round.match_no;
                (match_no < self.plan.matches).then_some(Control::Again)
            }
            Shown::Result { .. } | Shown::Podium { .. } => None,
            _ => {
                self.tabs[tab].waits_since = None;
                None
            }
        }
    }

    fn decide_in_lobby(&mut self, tab: TabId, view: &View, waited: Duration) -> Option<Control> {
        if view.settings != self.plan.settings {
            return Some(Control::Settings(self.plan.settings));
        }
        let everybody =
            self.stayers().count() <= view.players.iter().filter(|p| p.connected).count();
        let start = Control::Start { practice: view.start == StartGate::Alone };
        match view.start {
            StartGate::Ready if everybody || waited > PATIENCE => Some(start),
            StartGate::Alone if waited > LONELY => Some(self.play_or(tab, view, start)),
            _ => None,
        }
    }

    /// One who meant to watch, and finds nobody to watch, plays.
    fn play_or(&mut self, tab: TabId, view: &View, control: Control) -> Control {
        let Some(session) = self.tabs[tab].running() else { return control };
        let plays = |player| session.state().profile(player).is_some_and(|(_, p)| !p.spectating);
        if view.players.iter().any(|player| player.connected && plays(player.id)) {
            return control;
        }
        self.tabs[tab].plan.spectates = false;
        let profile = game::profile(&format!("player {tab}"), u8::try_from(tab).unwrap_or(0));
        Control::Profile(profile.expect("a visible name"))
    }
}
