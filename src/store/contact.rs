//! Whether the connection, once there, was lost and came back.

use game::Connection;

/// What became of the connection so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Contact {
    /// It was never all there.
    #[default]
    Unmade,
    /// The host and the server are reached.
    Held,
    /// One of them is out of reach.
    Lost,
}

impl Contact {
    /// Takes in how things stand now. Whether that is good news: what was lost is back.
    #[must_use]
    pub(crate) fn regained(&mut self, now: Connection) -> bool {
        let before = *self;
        *self = match (before, now) {
            (_, Connection::Connected { server: true }) => Self::Held,
            (Self::Unmade, _) => Self::Unmade,
            _ => Self::Lost,
        };
        (before, *self) == (Self::Lost, Self::Held)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL_THERE: Connection = Connection::Connected { server: true };
    const NO_SERVER: Connection = Connection::Connected { server: false };

    #[test]
    fn who_was_cut_off_is_back_and_who_comes_first_is_not() {
        let mut contact = Contact::default();
        for first in [Connection::ReachingServer, NO_SERVER, ALL_THERE, ALL_THERE] {
            assert!(!contact.regained(first), "{first:?}");
        }
        for lost in [Connection::Reconnecting, NO_SERVER] {
            assert!(!contact.regained(lost), "{lost:?}");
            assert!(contact.regained(ALL_THERE), "after {lost:?}");
        }
    }
}
