//! The shell of a session: feeds it with what happens, and carries out what it asks for.

use core::time::Duration;

use game::{Command, Input, Output, Session};
use protocol::peer::Channel;
use protocol::stage::{RoundId, Stage};
use protocol::time::GameTime;

use crate::breach::Breach;
use crate::event::{Event, TabId};
use crate::time::Moment;
use crate::world::World;

/// How late a timer goes off, in microseconds: a worker's clock and the way from it to the page.
const TIMER_LATE_US: u64 = 4_000;

/// How many outputs one input may bring about: a host of forty tells everybody a handful of things.
const OUTPUTS: usize = 4_096;

impl World {
    /// Opens a page in a tab.
    pub(crate) fn open_page(&mut self, tab: TabId) {
        if self.tabs[tab].session.is_some() || self.tabs[tab].gone {
            return;
        }
        let seed = self.rng.bits();
        let now = self.tabs[tab].local(self.queue.now());
        let config = self.tabs[tab].config(self.game, tab, seed);
        let restored = config.saved.is_some();
        self.trace.note(self.queue.now(), || {
            format!("{tab} opens, life {}, saved {restored}", config.incarnation)
        });
        let session = Box::new(Session::new(config, now));
        let page = &mut self.tabs[tab];
        page.inbox.clear();
        page.frozen = 0;
        page.watch = crate::checks::Watch::default();
        page.waits_since = None;
        page.joined_at = None;
        self.tally.pages += 1;
        self.check_restored(tab, &session);
        self.settle(tab, session);
    }

    /// The page of a tab is gone.
    pub(crate) fn bury_page(&mut self, tab: TabId) {
        let page = &mut self.tabs[tab];
        page.session = None;
        page.joined_at = None;
        page.alarm = None;
        page.inbox.clear();
        page.frozen = 0;
        page.stalled = false;
    }

    /// Something happens to a page: it is told, or will be when it runs again.
    pub(crate) fn input(&mut self, tab: TabId, input: Input) {
        let page = &mut self.tabs[tab];
        if page.session.is_none() {
            return;
        }
        if page.frozen == 0 {
            self.step(tab, input);
        } else if page.inbox.len() < protocol::limits::INPUT_QUEUE {
            page.inbox.push(input);
            self.tally.inbox = self.tally.inbox.max(page.inbox.len());
        } else {
            self.breach(Breach::QueueOver { tab });
        }
    }

    /// A message from a peer.
    pub(crate) fn receive(
        &mut self,
        tab: TabId,
        link: game::LinkId,
        channel: Channel,
        bytes: Vec<u8>,
    ) {
        self.input(tab, Input::Received { link, channel, bytes });
    }

    /// The session handles an input.
    pub(crate) fn step(&mut self, tab: TabId, input: Input) {
        let Some(mut session) = self.tabs[tab].session.take() else { return };
        let now = self.queue.now();
        self.tally.steps += 1;
        self.trace.mix(now.as_micros());
        self.trace.mix(tab as u64);
        self.log_input(tab, &input);
        let local = self.tabs[tab].local(now);
        let open = unsealed_round(&session);
        let told = matches!(input, Input::Received { .. });
        match input {
            Input::Press { direction, at } => {
                self.press(tab, &mut session, local, direction, at);
            }
            Input::Received { link, channel, ref bytes } => {
                self.hear(tab, &session, link, channel, bytes);
                session.handle_input(local, input);
            }
            input => session.handle_input(local, input),
        }
        if let Some((round, ends_at)) = open.filter(|_| !told) {
            let sealed = session.state().is_sealed(round, session.replica().player);
            if sealed && session.game_time(local) < ends_at {
                self.breach(Breach::SealedEarly { tab, round });
            }
        }
        self.settle(tab, session);
    }

    /// After a session has handled something: carries out what it asks for, looks at what it holds,
    /// and puts it back.
    fn settle(&mut self, tab: TabId, mut session: Box<Session>) {
        let mut outputs = 0;
        while let Some(output) = session.poll_output() {
            outputs += 1;
            match output {
                Output::Command(command) => self.carry_out(tab, &session, command),
                Output::Event(event) => self.shown(tab, &event),
            }
        }
        self.tally.outputs = self.tally.outputs.max(outputs);
        if outputs > OUTPUTS {
            self.breach(Breach::QueueOver { tab });
        }
        self.check_step(tab, &session);
        self.start_hand(tab, &session);
        self.set_alarm(tab, &session);
        self.tabs[tab].session = Some(session);
    }

    fn carry_out(&mut self, tab: TabId, session: &Session, command: Command) {
        self.log_command(tab, &command);
        match command {
            Command::OpenSocket { socket, address, token } => {
                self.open_socket(tab, socket, address, token);
            }
            Command::CloseSocket { socket } => self.close_socket(tab, socket),
            Command::Signal { socket, envelope } => self.signal(tab, socket, envelope),
            Command::MakeOffer { link } => self.make_offer(tab, link),
            Command::MakeAnswer { link, offer } => self.make_answer(tab, link, &offer),
            Command::TakeAnswer { link, answer } => self.take_answer(tab, link, &answer),
            Command::TakeCandidate { link, .. } => self.take_candidate(tab, link),
            Command::Send { link, channel, bytes } => {
                self.trace.mix_bytes(&bytes);
                let bytes = self.forge(tab, session, bytes);
                self.send(tab, link, channel, bytes);
            }
            Command::Close { link } => self.close(tab, link),
            Command::Save(bytes) => {
                self.tabs[tab].saved = Some(bytes);
                let counts = crate::ledger::counts_of(session, session.replica());
                self.tabs[tab].saved_counts = counts.collect();
            }
        }
    }

    /// Sees to it that the session is woken when it wants to be.
    fn set_alarm(&mut self, tab: TabId, session: &Session) {
        let page = &mut self.tabs[tab];
        let Some(due) = session.next_wake() else {
            page.alarm = None;
            return;
        };
        let due = page.clock.moment(due).max(self.queue.now());
        if page.alarm.is_some_and(|(at, _)| at <= due) {
            // It will find that there is nothing to do yet, and be set anew.
            return;
        }
        let late = Duration::from_micros(200 + self.rng.below(TIMER_LATE_US));
        self.tickets += 1;
        page.alarm = Some((due + late, self.tickets));
        self.queue.at(due + late, Event::Wake { tab, ticket: self.tickets });
    }

    pub(crate) fn wake(&mut self, tab: TabId, ticket: u64) {
        let now = self.queue.now();
        let page = &mut self.tabs[tab];
        if page.alarm.is_none_or(|(_, current)| current != ticket) {
            return;
        }
        page.alarm = None;
        if page.frozen > 0 {
            return;
        }
        let Some(session) = page.session.take() else { return };
        let due: Option<Moment> = session.next_wake().map(|due| page.clock.moment(due));
        if due.is_some_and(|due| due > now) {
            self.set_alarm(tab, &session);
            self.tabs[tab].session = Some(session);
        } else {
            self.tabs[tab].session = Some(session);
            self.step(tab, Input::Tick);
        }
    }

    /// A page runs again after it stood still. Keys come first, as browsers have it.
    pub(crate) fn thaw(&mut self, tab: TabId, woken: bool) {
        let page = &mut self.tabs[tab];
        page.frozen = page.frozen.saturating_sub(1);
        if page.frozen > 0 || page.session.is_none() {
            return;
        }
        page.stalled = false;
        let inbox = core::mem::take(&mut page.inbox);
        let (keys, rest): (Vec<Input>, Vec<Input>) =
            inbox.into_iter().partition(|input| matches!(input, Input::Press { .. }));
        if woken {
            self.step(tab, Input::Woken);
        }
        for input in keys.into_iter().chain(rest) {
            self.step(tab, input);
        }
        self.step(tab, Input::Tick);
    }

    fn log_input(&mut self, tab: TabId, input: &Input) {
        if !self.trace.is_verbose() {
            return;
        }
        let now = self.queue.now();
        self.trace.note(now, || match input {
            Input::Received { link, channel, bytes } => {
                format!("{tab} ← {link:?} {channel:?} {:?}", protocol::peer::decode(bytes))
            }
            input => format!("{tab} ← {input:?}"),
        });
    }

    fn log_command(&mut self, tab: TabId, command: &Command) {
        if !self.trace.is_verbose() {
            return;
        }
        let now = self.queue.now();
        self.trace.note(now, || match command {
            Command::Send { link, channel, bytes } => {
                format!("{tab} → {link:?} {channel:?} {:?}", protocol::peer::decode(bytes))
            }
            Command::Save(bytes) => format!("{tab} → saves {} bytes", bytes.len()),
            command => format!("{tab} → {command:?}"),
        });
    }
}

/// The round that is played, and its end, as long as the session's own count of it is not final.
fn unsealed_round(session: &Session) -> Option<(RoundId, GameTime)> {
    let record = session.state().stage()?;
    let Stage::Round { starts_at, .. } = record.stage else { return None };
    let open = !session.state().is_sealed(record.round, session.replica().player);
    open.then(|| (record.round, starts_at + record.settings.round_length()))
}
