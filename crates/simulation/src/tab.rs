//! A machine with a browser, one tab in it, and a person before it.

use std::collections::BTreeMap;

use game::{Config, Input, LinkId, Opening, Session, SocketId};
use protocol::id::{GameId, PlayerId, Replica};
use protocol::stage::RoundId;
use protocol::time::{GameTime, Instant};

use crate::checks::Watch;
use crate::event::{EndId, SocketNo, TabId};
use crate::plan::Player;
use crate::time::{Clock, Moment};

/// A tab, over all the pages that are loaded in it one after another.
#[derive(Debug)]
pub(crate) struct Tab {
    pub(crate) plan: Player,
    pub(crate) player: PlayerId,
    pub(crate) clock: Clock,
    /// How many pages have been loaded.
    pub(crate) lives: u16,
    pub(crate) session: Option<Box<Session>>,
    /// What the last page kept.
    pub(crate) saved: Option<Vec<u8>>,
    /// The own counts in it.
    pub(crate) saved_counts: Vec<Held>,
    /// How many faults keep the page from running.
    pub(crate) frozen: u32,
    /// Whether it is only busy, so that keys that go down meanwhile are heard later.
    pub(crate) stalled: bool,
    /// What happened meanwhile.
    pub(crate) inbox: Vec<Input>,
    pub(crate) links: BTreeMap<LinkId, EndId>,
    pub(crate) sockets: BTreeMap<SocketId, SocketNo>,
    /// When the session will be woken.
    pub(crate) alarm: Option<(Moment, u64)>,
    pub(crate) hand: Hand,
    /// Since when the person waits for something to happen.
    pub(crate) waits_since: Option<Moment>,
    /// Since when its player is known to itself as one of the game's.
    pub(crate) joined_at: Option<Moment>,
    /// Whether it is closed for good.
    pub(crate) gone: bool,
    /// Whether a host removed its player.
    pub(crate) kicked: bool,
    /// Whether one ever did.
    pub(crate) was_kicked: bool,
    /// Since when it has run, and been well connected with the host.
    pub(crate) steady_since: Moment,
    pub(crate) watch: Watch,
}

/// A count of one replica in one round.
pub(crate) type Held = ((RoundId, Replica), (u32, u32));

/// The hand on the keys.
#[derive(Debug, Default)]
pub(crate) struct Hand {
    /// How many rounds it has played; a press of an earlier one is none.
    pub(crate) run: u32,
    /// The round that it plays.
    pub(crate) round: Option<(RoundId, GameTime)>,
    pub(crate) until: Moment,
    pub(crate) presses: u32,
}

impl Tab {
    pub(crate) fn new(plan: Player, player: PlayerId) -> Self {
        Self {
            plan,
            player,
            clock: plan.clock,
            lives: 0,
            session: None,
            saved: None,
            saved_counts: Vec::new(),
            frozen: 0,
            stalled: false,
            inbox: Vec::new(),
            links: BTreeMap::new(),
            sockets: BTreeMap::new(),
            alarm: None,
            hand: Hand::default(),
            waits_since: None,
            joined_at: None,
            gone: false,
            kicked: false,
            was_kicked: false,
            steady_since: Moment::default(),
            watch: Watch::default(),
        }
    }

    /// What a page that is loaded now begins with.
    pub(crate) fn config(&mut self, game: GameId, tab: TabId, seed: u64) -> Config {
        let incarnation = self.lives;
        self.lives += 1;
        let mut profile = game::profile(&format!("player {tab}"), u8::try_from(tab).unwrap_or(0))
            .expect("a visible name");
        profile.spectating = self.plan.spectates;
        let first = tab == 0 && incarnation == 0;
        Config {
            game,
            player: self.player,
            incarnation,
            token: format!("secret of {tab}"),
            profile,
            opening: if first { Opening::Create } else { Opening::Join },
            saved: self.saved.clone(),
            saved_age: std::time::Duration::ZERO,
            seed,
        }
    }

    /// Who writes now.
    pub(crate) fn replica(&self) -> Replica {
        Replica { player: self.player, incarnation: self.lives.saturating_sub(1) }
    }

    /// What its clock reads.
    pub(crate) fn local(&self, now: Moment) -> Instant {
        self.clock.local(now)
    }

    /// The session, if a page is loaded and runs.
    pub(crate) fn running(&self) -> Option<&Session> {
        if self.frozen > 0 { None } else { self.session.as_deref() }
    }
}
