//! What is around a session: the browser's network and the tab's memory or, in a practice, other
//! sessions in this very tab.

use game::{Command, Input};
use protocol::id::GameId;
use protocol::time::Instant;

use crate::identity;
use crate::net::Network;
use crate::practice::Practice;

/// See the module.
pub(crate) enum World {
    /// Other browsers. The tab remembers the game for as long as it is open.
    Browser {
        /// Under which game it is remembered.
        game: GameId,
        network: Network,
    },
    /// Bots. Nothing is remembered, and a reload begins anew.
    Practice(Practice),
}

impl World {
    /// The network, and the mark that a page lives with this tab's identity in the game.
    #[must_use]
    pub(crate) fn of_browser(game: GameId, network: Network) -> Self {
        identity::hold(game);
        Self::Browser { game, network }
    }

    /// Does what the session asks for.
    pub(crate) fn carry_out(&mut self, command: Command) {
        match (self, command) {
            (Self::Browser { game, .. }, Command::Save(bytes)) => {
                identity::save_session(*game, &bytes);
            }
            (Self::Browser { network, .. }, command) => network.carry_out(command),
            (Self::Practice(practice), command) => practice.carry_out(command),
        }
    }

    /// What next happens to the session. What comes from the browser is in the driver's queue.
    pub(crate) fn poll_input(&mut self, now: Instant) -> Option<Input> {
        match self {
            Self::Browser { .. } => None,
            Self::Practice(practice) => practice.poll_input(now),
        }
    }

    /// The session is about to hear this.
    pub(crate) fn hear(&mut self, now: Instant, input: &Input) {
        match (self, input) {
            (Self::Browser { network, .. }, Input::LinkDown { link }) => network.drop_link(*link),
            (Self::Browser { network, .. }, Input::SocketClosed { socket }) => {
                network.drop_socket(*socket);
            }
            (Self::Practice(practice), Input::Tick) => practice.rang(now),
            _ => {}
        }
    }

    /// When it wants the alarm to ring, whatever the session wants.
    #[must_use]
    pub(crate) fn next_wake(&self) -> Option<Instant> {
        match self {
            Self::Browser { .. } => None,
            Self::Practice(practice) => practice.next_wake(),
        }
    }

    /// Whether it goes on without this page, and so must hear when that goes.
    #[must_use]
    pub(crate) fn outlasts_page(&self) -> bool {
        matches!(self, Self::Browser { .. })
    }

    /// The page goes. Returns what the session will have to be told should it come back.
    pub(crate) fn leave(&mut self) -> Vec<Input> {
        match self {
            Self::Browser { game, network } => {
                identity::release(*game);
                network.close_all()
            }
            Self::Practice(_) => Vec::new(),
        }
    }

    /// The page is back.
    pub(crate) fn come_back(&self) {
        if let Self::Browser { game, .. } = self {
            identity::hold(*game);
        }
    }
}
