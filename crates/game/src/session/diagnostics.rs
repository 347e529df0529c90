//! What an engineer looks at first: whom a session is linked with and how well, and whose clock it
//! goes by.

use alloc::vec::Vec;
use core::time::Duration;

use protocol::id::Replica;
use protocol::stage::Term;
use protocol::time::{Instant, Offset};

use super::Session;
use super::link::Link;
use crate::input::LinkId;

/// How a session stands with its surroundings at one instant. Only to be shown: what a player sees
/// of the game is in the [`View`](crate::View).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostics {
    /// This replica.
    pub me: Replica,
    /// The highest term known: who hosts, and the how manieth change of host that is.
    pub term: Option<Term>,
    /// From this session's clock to the game's.
    pub offset: Offset,
    /// How many exchanges stand behind the offset; none in the game's first host, whose clock it is.
    pub clock_samples: usize,
    /// Every link, those that are still being made included.
    pub links: Vec<LinkDiagnostics>,
}

/// How a link stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LinkDiagnostics {
    /// Which.
    pub link: LinkId,
    /// Who is at the other end; none before it has said so.
    pub peer: Option<Replica>,
    /// The last round trip that was measured, if any was. A link on which there is always something
    /// to hear is hardly ever pinged.
    pub round_trip: Option<Duration>,
    /// Whether deltas wait since too many are on their way.
    pub congested: bool,
}

impl Session {
    /// How this session stands with its surroundings at `now`.
    #[must_use]
    pub fn diagnostics(&self, now: Instant) -> Diagnostics {
        let link = |(&link, state): (&LinkId, &Link)| LinkDiagnostics {
            link,
            peer: state.peer().map(|peer| peer.replica),
            round_trip: state.peer().and_then(|peer| peer.round_trip),
            congested: state.peer().is_some_and(|peer| peer.congested),
        };
        Diagnostics {
            me: self.me,
            term: self.state.lease(),
            offset: Offset::between(now, self.clock.game(now)),
            clock_samples: self.clock.samples(),
            links: self.links.iter().map(link).collect(),
        }
    }
}
