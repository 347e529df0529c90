//! What a tab keeps of its session, so that a reload brings the same player back with its counts.

use alloc::vec::Vec;

use protocol::delta::Delta;
use protocol::id::{GameId, PlayerId};
use protocol::limits::PROTOCOL_VERSION;
use protocol::time::{GameTime, Instant};
use serde::{Deserialize, Serialize};

use super::Session;
use crate::limits;
use crate::output::Command;

/// A saved session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Saved {
    version: u32,
    game: GameId,
    player: PlayerId,
    /// The game's time when it was saved.
    pub(super) now: GameTime,
    /// Everything that was replicated.
    pub(super) state: Delta,
    /// Who was connected.
    pub(super) presence: Vec<PlayerId>,
}

impl Saved {
    /// What the bytes hold, if it belongs to this player in this game and was saved by this
    /// version; else nothing, and the player starts anew.
    pub(super) fn decode(bytes: &[u8], game: GameId, player: PlayerId) -> Option<Self> {
        let saved: Self = postcard::from_bytes(bytes).ok()?;
        let ours =
            saved.version == PROTOCOL_VERSION && saved.game == game && saved.player == player;
        ours.then_some(saved)
    }
}

impl Session {
    /// Saves the session if there is anything to save, at most once a while; a newcomer's as soon as
    /// it is in the game, and not before, since who never got in does not come back.
    pub(super) fn advance_saving(&mut self, now: Instant) {
        if !self.unsaved || !self.state.is_member(self.me.player) {
            return;
        }
        let due = self.saved_at.map_or(now, |at| at + limits::SAVE_INTERVAL);
        if due <= now { self.save(now) } else { self.wake_at(due) }
    }

    pub(super) fn save(&mut self, now: Instant) {
        let saved = Saved {
            version: PROTOCOL_VERSION,
            game: self.game,
            player: self.me.player,
            now: self.clock.game(now),
            state: self.state.whole(),
            presence: self.presence.clone(),
        };
        let bytes = protocol::peer::plain_bytes(&saved);
        self.command(Command::Save(bytes));
        self.unsaved = false;
        self.saved_at = Some(now);
    }
}
