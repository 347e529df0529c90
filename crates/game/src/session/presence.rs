//! Who is there: the host looks whom it is connected with, and tells everybody.

use alloc::vec::Vec;

use protocol::delta::Delta;
use protocol::id::PlayerId;
use protocol::peer::{Channel, Message, Present, Refusal};
use protocol::time::Instant;

use super::Session;
use crate::input::LinkId;
use crate::output::Event;

impl Session {
    /// The host looks who is connected, and tells everybody if that has changed.
    pub(super) fn update_presence(&mut self, now: Instant) {
        if !self.is_host() {
            return;
        }
        let connected =
            |player: &PlayerId| *player == self.me.player || self.link_with(*player).is_some();
        let presence: Vec<PlayerId> = self.state.members().into_iter().filter(connected).collect();
        if presence == self.presence {
            return;
        }
        self.take_presence(presence);
        // Whoever is announced is known by name.
        self.flush(now);
        for id in self.greeted_links() {
            self.tell_presence(id);
        }
    }

    /// The host tells who is connected, and how well.
    pub(super) fn tell_presence(&mut self, id: LinkId) {
        let present = |&player: &PlayerId| {
            let round_trip = self.round_trip(player).map(|span| span.as_millis());
            let round_trip_ms = round_trip.map(|ms| u16::try_from(ms).unwrap_or(u16::MAX));
            Present { player, round_trip_ms }
        };
        let presence = self.presence.iter().map(present).collect();
        self.send(id, Channel::Control, &Message::Presence(presence));
    }

    /// The host says who is connected, and how well.
    pub(super) fn told_presence(&mut self, told: Vec<Present>) {
        self.take_presence(told.iter().map(|present| present.player).collect());
        self.told = told;
    }

    /// Who is connected, from now on. Says who came and who went, but not to one who has just
    /// come itself.
    fn take_presence(&mut self, presence: Vec<PlayerId>) {
        let before = core::mem::replace(&mut self.presence, presence);
        if !before.contains(&self.me.player) {
            return;
        }
        let came: Vec<PlayerId> =
            self.presence.iter().copied().filter(|player| !before.contains(player)).collect();
        let went: Vec<PlayerId> =
            before.into_iter().filter(|player| !self.presence.contains(player)).collect();
        for (players, came) in [(came, true), (went, false)] {
            for player in players {
                let Some((_, profile)) = self.state.profile(player) else { continue };
                let name = profile.name.clone();
                let event = if came {
                    Event::Joined { name }
                } else if self.state.is_removed(player) {
                    Event::Removed { name }
                } else {
                    Event::Left { name }
                };
                self.event(event);
            }
        }
        self.unsaved = true;
    }

    /// The host removes a player, for good.
    pub(super) fn remove(&mut self, now: Instant, player: PlayerId) {
        if !self.is_host() || player == self.me.player || !self.state.is_member(player) {
            return;
        }
        self.merge(&Delta { removed: Vec::from([player]), ..Delta::default() }, None);
        if let Some(id) = self.link_with(player) {
            self.dismiss(now, id, Refusal::Removed);
        }
        self.update_presence(now);
    }
}
