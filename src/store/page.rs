//! Which page is shown.

use game::{Connection, Ending, Phase, View};

/// What fills the window. Its name is the `data-page` of the `html` element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Page {
    Landing,
    Join,
    Connecting,
    Lobby,
    Countdown,
    Playing,
    Tally,
    Result,
    Podium,
    Failure,
}

impl Page {
    /// The page that a session's snapshot asks for.
    #[must_use]
    pub(crate) fn of(view: &View) -> Self {
        let settled = matches!(view.connection, Connection::Connected { .. });
        match (view.connection, &view.phase) {
            (Connection::Ended(Ending::Left), _) => Self::Landing,
            (Connection::Ended(_), _) => Self::Failure,
            (_, Phase::Unknown) => Self::Connecting,
            // Who comes back into a lobby has nothing to do there before the host is found; who
            // comes back into a round has presses to make.
            (_, Phase::Lobby) if !settled => Self::Connecting,
            (_, Phase::Lobby) => Self::Lobby,
            (_, Phase::Countdown { .. }) => Self::Countdown,
            (_, Phase::Playing { .. }) => Self::Playing,
            (_, Phase::Tally { .. }) => Self::Tally,
            (_, Phase::Result { .. }) => Self::Result,
            (_, Phase::Podium { .. }) => Self::Podium,
        }
    }

    /// Its name.
    #[must_use]
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Landing => "landing",
            Self::Join => "join",
            Self::Connecting => "connecting",
            Self::Lobby => "lobby",
            Self::Countdown => "countdown",
            Self::Playing => "playing",
            Self::Tally => "tally",
            Self::Result => "result",
            Self::Podium => "podium",
            Self::Failure => "failure",
        }
    }

    /// The page whose heading it has: a round keeps its own from the countdown to the tally.
    #[must_use]
    pub(crate) fn heading_of(self) -> Self {
        match self {
            Self::Countdown | Self::Tally => Self::Playing,
            other => other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::player::tests::view;
    use core::time::Duration;

    fn page(connection: Connection, phase: Phase) -> Page {
        Page::of(&View { connection, phase, ..view(&[]) })
    }

    #[test]
    fn nothing_is_shown_before_it_is_known() {
        assert_eq!(page(Connection::ReachingServer, Phase::Unknown), Page::Connecting);
        assert_eq!(page(Connection::FindingHost, Phase::Lobby), Page::Connecting);
        assert_eq!(page(Connection::Connected { server: true }, Phase::Lobby), Page::Lobby);
    }

    #[test]
    fn a_round_goes_on_while_the_host_is_out_of_reach() {
        let playing = Phase::Playing { left: Duration::from_secs(9) };
        for connection in [Connection::Reconnecting, Connection::ReachingServer] {
            assert_eq!(page(connection, playing.clone()), Page::Playing);
        }
    }

    #[test]
    fn an_ending_is_shown_whatever_the_phase_unless_it_was_wanted() {
        for phase in [Phase::Unknown, Phase::Lobby, Phase::Podium { winners: Vec::new() }] {
            let ended = |ending| page(Connection::Ended(ending), phase.clone());
            assert_eq!(ended(Ending::HostGone), Page::Failure);
            assert_eq!(ended(Ending::Left), Page::Landing);
        }
    }
}
