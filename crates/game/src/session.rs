//! The session: what one player's tab knows and does, host or guest, sans-IO.
//!
//! Every input is handled in two steps: what it says is taken in, and then everything that is due
//! at that time is done ([`Session::advance`]). The parts:
//!
//! - [`connect`]: from a knock at an address to open channels;
//! - [`greeting`]: who is at the other end;
//! - [`sync`]: deltas, digests, pulls and pushes;
//! - [`liveness`]: pings, the clock, links that fell silent;
//! - [`office`]: who hosts;
//! - [`search`]: how one comes to the host;
//! - [`presence`]: who is there;
//! - [`stages`]: presses, seals, and the host's calls;
//! - [`show`]: the snapshot for the screen;
//! - [`diagnostics`]: the snapshot for a bug report.

mod connect;
mod diagnostics;
mod greeting;
mod link;
mod liveness;
mod office;
mod presence;
mod saved;
mod search;
mod show;
mod stages;
mod sync;

use alloc::collections::VecDeque;
use alloc::vec::Vec;

use litemap::LiteMap;
use protocol::delta::{Delta, Digest, StampedProfile};
use protocol::id::{GameId, PlayerId, Replica};
use protocol::peer::{self, Channel, Message, Present, Refusal};
use protocol::time::{GameTime, Instant};

use crate::changes::Changes;
use crate::clock::Clock;
use crate::config::{Config, Opening};
use crate::input::{Control, Input, LinkId};
use crate::limits;
use crate::output::{Command, Event, Output, RefusedBecause};
use crate::replicated::Match;
use crate::signalling::Signalling;
use crate::view::Ending;
pub use diagnostics::{Diagnostics, LinkDiagnostics};
use link::Link;
use office::Role;
use saved::Saved;

/// A player's session in a game. See the [crate]'s example.
#[derive(Clone, Debug)]
pub struct Session {
    game: GameId,
    me: Replica,
    state: Match,
    /// The state's digest, if it was asked for since the state last changed.
    digest: Option<Digest>,
    clock: Clock,
    role: Role,
    /// Whom the host is connected with, the longest-present first; the host itself is among them.
    presence: Vec<PlayerId>,
    /// What the host last told of them.
    told: Vec<Present>,
    links: LiteMap<LinkId, Link>,
    signalling: Signalling,
    outputs: VecDeque<Output>,
    events: usize,
    last_link: u32,
    last_nonce: u32,
    /// Since when this page exists; a restored one begins with its clock.
    called_at: Instant,
    wake: Option<Instant>,
    /// Whether there is anything to save, and when that was last done.
    unsaved: bool,
    saved_at: Option<Instant>,
    /// The page is hidden away and may come back.
    unloaded: bool,
}

impl Session {
    /// A session that begins now: it opens its address at the signalling server, and then hosts
    /// the game or looks for its host.
    #[must_use]
    pub fn new(config: Config, now: Instant) -> Self {
        let Config { game, player, incarnation, token, profile, opening, saved, saved_age, seed } =
            config;
        let me = Replica { player, incarnation };
        let saved = saved.and_then(|bytes| Saved::decode(&bytes, game, player));
        let mut session = Self {
            game,
            me,
            state: Match::default(),
            digest: None,
            clock: Clock::set(now, limits::FIRST_TIME),
            role: Role::seeking(now),
            presence: Vec::new(),
            told: Vec::new(),
            links: LiteMap::new(),
            // A seed of zero would make the jitter stand still.
            signalling: Signalling::new(game, player, token, seed | 1, now),
            outputs: VecDeque::new(),
            events: 0,
            last_link: 0,
            last_nonce: 0,
            called_at: now,
            wake: None,
            unsaved: false,
            saved_at: None,
            unloaded: false,
        };
        if let Some(saved) = saved {
            session.clock = Clock::set(now, saved.now + saved_age);
            session.state.merge(&saved.state);
            session.presence = saved.presence;
        }
        session.show_as(profile);
        // Who never got in does not come back.
        let returning = session.state.is_member(player);
        let alone = session.presence.iter().all(|&other| other == player);
        if (opening == Opening::Create || returning) && alone {
            session.claim(now);
        }
        session.advance(now);
        session
    }

    /// Takes in what happened at `now`. Times must not fall from one call to the next.
    pub fn handle_input(&mut self, now: Instant, input: Input) {
        if matches!(self.role, Role::Ended(_)) {
            return;
        }
        if now.saturating_since(self.called_at) > limits::SLEPT {
            self.slept(now);
        }
        self.called_at = now;
        match input {
            Input::Tick => {}
            Input::Press { direction, at } => self.press(now, direction, at),
            Input::Control(control) => self.control(now, control),
            Input::Signalled { socket, envelope } => self.signalled(now, socket, envelope),
            Input::SocketClosed { socket } => self.signalling.closed(now, socket),
            Input::Described { link, description } => self.described(link, description),
            Input::Gathered { link, candidate } => self.gathered(link, candidate),
            Input::LinkUp { link } => self.link_up(now, link),
            Input::LinkDown { link } => self.drop_link(now, link),
            Input::Received { link, channel, bytes } => self.received(now, link, channel, &bytes),
            Input::Congested { link } => self.set_congested(link, true),
            Input::Drained { link } => self.set_congested(link, false),
            Input::Unloading => self.unload(now),
            Input::Woken => self.woken(now),
        }
        self.advance(now);
    }

    /// The next thing that the shell shall do or may show; none when it is up to date. To be
    /// called until then after every input, and once after [`Session::new`].
    pub fn poll_output(&mut self) -> Option<Output> {
        let output = self.outputs.pop_front();
        if matches!(output, Some(Output::Event(_))) {
            self.events -= 1;
        }
        output
    }

    /// When the session next wants an [`Input::Tick`], if nothing else happens; none once it has
    /// ended.
    #[must_use]
    pub fn next_wake(&self) -> Option<Instant> {
        self.wake
    }

    /// The replicated state.
    #[must_use]
    pub fn state(&self) -> &Match {
        &self.state
    }

    /// This replica: the player and its incarnation.
    #[must_use]
    pub fn replica(&self) -> Replica {
        self.me
    }

    /// The game's time, as well as this session knows it.
    #[must_use]
    pub fn game_time(&self, now: Instant) -> GameTime {
        self.clock.game(now)
    }

    /// Does everything that is due.
    fn advance(&mut self, now: Instant) {
        self.wake = None;
        if self.state.is_removed(self.me.player) {
            self.end(Ending::Removed);
        } else if !self.unloaded {
            self.advance_links(now);
            self.advance_role(now);
            self.advance_stage(now);
        }
        if matches!(self.role, Role::Ended(_)) {
            self.wake = None;
            self.collect_signalling();
            return;
        }
        self.flush(now);
        self.advance_saving(now);
        if let Some(at) = self.signalling.advance(now).filter(|_| !self.unloaded) {
            self.wake_at(at);
        }
        self.collect_signalling();
    }

    fn collect_signalling(&mut self) {
        let commands = self.signalling.take_commands();
        self.outputs.extend(commands.into_iter().map(Output::Command));
    }

    /// Asks to be woken at this time, or sooner.
    fn wake_at(&mut self, at: Instant) {
        self.wake = Some(self.wake.map_or(at, |earlier| earlier.min(at)));
    }

    fn control(&mut self, now: Instant, control: Control) {
        match control {
            Control::Start { practice } => self.start(now, practice),
            Control::Next => self.next_round(now),
            Control::Again => self.again(now),
            Control::Settings(settings) => self.settings(now, settings),
            Control::Remove(player) => self.remove(now, player),
            Control::Profile(profile) => self.show_as(profile),
            Control::Leave => self.end(Ending::Left),
        }
    }

    /// Writes this player's profile, if it is another than before.
    fn show_as(&mut self, profile: protocol::delta::Profile) {
        let stamp = match self.state.profile(self.me.player) {
            Some((_, held)) if *held == profile => return,
            Some((stamp, _)) => stamp.saturating_add(1),
            None => 0,
        };
        let entry = (self.me.player, StampedProfile { stamp, profile });
        let delta = Delta { profiles: Vec::from([entry]), ..Delta::default() };
        self.merge(&delta, None);
    }

    /// Joins a delta into the state, from wherever, and sees to it that those who shall hear of
    /// what it changed do.
    fn merge(&mut self, delta: &Delta, from: Option<LinkId>) -> Changes {
        let changes = self.state.merge(delta);
        self.spread(&changes, from);
        changes
    }

    /// Marks changes for everybody whom this replica tells: the host tells every guest, a guest
    /// its host. Whoever they came from knows them.
    fn spread(&mut self, changes: &Changes, from: Option<LinkId>) {
        if changes.is_empty() {
            return;
        }
        self.unsaved = true;
        self.digest = None;
        if let Some(hub) = self.hub() {
            let own = changes.of(self.me.player);
            if let Some(peer) = self.links.get_mut(&hub).and_then(Link::peer_mut)
                && from != Some(hub)
            {
                peer.pending.extend(&own);
            }
        } else if self.is_host() {
            for (_, link) in self.links.iter_mut().filter(|(id, _)| from != Some(**id)) {
                if let Some(peer) = link.peer_mut() {
                    peer.pending.extend(changes);
                }
            }
        }
    }

    fn send(&mut self, link: LinkId, channel: Channel, message: &Message) {
        match peer::encode(message) {
            Ok(bytes) => self.command(Command::Send { link, channel, bytes }),
            // Deltas and pushes are cut to size, and everything else is small; should a bound ever
            // be misjudged, the message is lost as on a bad wire, and anti-entropy goes on.
            Err(_) => debug_assert!(false, "a message of our own is over the bound"),
        }
    }

    fn command(&mut self, command: Command) {
        self.outputs.push_back(Output::Command(command));
    }

    fn event(&mut self, event: Event) {
        if self.events < limits::EVENTS {
            self.events += 1;
            self.outputs.push_back(Output::Event(event));
        }
    }

    /// Refuses a message. The peer that keeps at it loses its link.
    fn refuse(&mut self, now: Instant, id: LinkId, reason: RefusedBecause) {
        let Some(link) = self.links.get_mut(&id) else { return };
        let too_many = if reason == RefusedBecause::ClosedRound {
            link.late_counts += 1;
            link.late_counts > protocol::limits::LATE_COUNTS
        } else {
            link.refusals += 1;
            link.refusals > protocol::limits::REFUSALS
        };
        let player = link.peer().map(|peer| peer.replica.player);
        let refusal = match reason {
            RefusedBecause::Undecodable(peer::DecodeError::Version { .. }) => {
                Some(Refusal::Version { ours: protocol::limits::PROTOCOL_VERSION })
            }
            RefusedBecause::Undecodable(_) | RefusedBecause::OutOfPlace => Some(Refusal::Malformed),
            RefusedBecause::OtherGame => Some(Refusal::OtherGame),
            RefusedBecause::Removed => Some(Refusal::Removed),
            RefusedBecause::Full => Some(Refusal::Full),
            RefusedBecause::Impersonation => Some(Refusal::Misconduct),
            _ if too_many => Some(Refusal::Misconduct),
            _ => None,
        };
        self.event(Event::Refused { player, refusal, reason });
        if let Some(refusal) = refusal {
            self.dismiss(now, id, refusal);
        }
    }

    /// Ends a link with a word to the other side.
    fn dismiss(&mut self, now: Instant, id: LinkId, refusal: Refusal) {
        self.send(id, Channel::Control, &Message::Refused(refusal));
        self.command(Command::Close { link: id });
        self.drop_link(now, id);
    }

    /// Ends the session, with a goodbye to everybody.
    fn end(&mut self, ending: Ending) {
        self.part();
        self.role = Role::Ended(ending);
    }

    /// Says goodbye on every link, after everything that is still untold, and closes links and
    /// sockets.
    fn part(&mut self) {
        for id in self.greeted_links() {
            self.flush_reliably(id);
            self.send(id, Channel::Control, &Message::Bye);
        }
        for (id, _) in core::mem::take(&mut self.links) {
            self.command(Command::Close { link: id });
        }
        self.signalling.close();
    }

    /// The page goes away, perhaps to come back.
    fn unload(&mut self, now: Instant) {
        self.part();
        self.save(now);
        self.role = Role::seeking(now);
        self.unloaded = true;
    }

    /// The page is back, or there is reason to look after everything.
    fn woken(&mut self, now: Instant) {
        self.slept(now);
        self.signalling.retry(now);
        if core::mem::take(&mut self.unloaded) {
            self.come_back(now);
        }
    }
}
