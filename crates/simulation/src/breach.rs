//! What must never happen, and how it is told when it does.

use core::fmt;
use core::time::Duration;

use game::RefusedBecause;
use protocol::id::Replica;
use protocol::stage::{RoundId, Term};

use crate::event::TabId;
use crate::time::Moment;

/// A promise that was broken, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// When it showed, in the world's time.
    pub at: Moment,
    /// What it is.
    pub breach: Breach,
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "at {}: {}", self.at, self.breach)
    }
}

/// A promise that was broken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Breach {
    /// A press that the rules accept was not counted, or one that they don't was.
    #[error("tab {tab} counted {counted} of a press of which it should count {due}")]
    Misjudged {
        /// Whose.
        tab: TabId,
        /// By how much its count rose.
        counted: u32,
        /// By how much it should have.
        due: u32,
    },
    /// A page declared its count final before the round was over.
    #[error("tab {tab} sealed its count of {round:?} while the round ran")]
    SealedEarly {
        /// Which.
        tab: TabId,
        /// Of which round.
        round: RoundId,
    },
    /// A count is higher than what was pressed.
    #[error("tab {tab} holds {held:?} for {replica:?} in {round:?}, who pressed {pressed:?}")]
    Invented {
        /// Who holds it.
        tab: TabId,
        /// Of whom.
        replica: Replica,
        /// In which round.
        round: RoundId,
        /// What is held.
        held: (u32, u32),
        /// What was pressed.
        pressed: (u32, u32),
    },
    /// A count fell.
    #[error("at tab {tab} the count of {replica:?} in {round:?} fell from {from:?} to {to:?}")]
    Fell {
        /// Where.
        tab: TabId,
        /// Whose.
        replica: Replica,
        /// In which round.
        round: RoundId,
        /// What it was.
        from: (u32, u32),
        /// What it is.
        to: (u32, u32),
    },
    /// A page that came back does not hold what it had kept.
    #[error("tab {tab} came back with less than it had kept of {round:?}")]
    Forgot {
        /// Which.
        tab: TabId,
        /// Of which round.
        round: RoundId,
    },
    /// The stage or the lease went backwards at somebody.
    #[error("the stage or the lease of tab {tab} went backwards")]
    Backwards {
        /// At whom.
        tab: TabId,
    },
    /// Two host in one term.
    #[error("tabs {tabs:?} host in one term, {term:?}")]
    TwoHosts {
        /// Who.
        tabs: [TabId; 2],
        /// In which term.
        term: Term,
    },
    /// More players took the host's place than were to be replaced.
    #[error("{terms} times of office, though only {gone} pages went away and {back} came back")]
    Usurped {
        /// How many times of office there were.
        terms: u64,
        /// How many pages went away, in a network in which nothing else went wrong.
        gone: u64,
        /// How many came back.
        back: u64,
    },
    /// A guest's clock is further off than its path explains.
    #[error("the clock of tab {tab} is {by:?} off, with {allowed:?} allowed")]
    ClockOff {
        /// Whose.
        tab: TabId,
        /// By how much.
        by: Duration,
        /// How much its path explains.
        allowed: Duration,
    },
    /// The session of one who plays by the rules ended.
    #[error("the session of tab {tab} ended: {ending:?}")]
    Ended {
        /// Whose.
        tab: TabId,
        /// Why.
        ending: game::Ending,
    },
    /// One who plays by the rules was refused.
    #[error("tab {by} refused a message of tab {tab}: {reason}")]
    Refused {
        /// Whose message.
        tab: TabId,
        /// Who refused it.
        by: TabId,
        /// Why.
        reason: RefusedBecause,
    },
    /// A queue passed its bound.
    #[error("a queue of tab {tab} passed its bound")]
    QueueOver {
        /// Whose.
        tab: TabId,
    },
    /// Long after everything was mended they still do not agree.
    #[error("no agreement: {0}")]
    Disagree(Disagreement),
    /// They agreed, and then no longer did, though nothing had happened.
    #[error("an agreement broke: {0}")]
    Relapsed(Disagreement),
    /// The same thing over and over.
    #[error("more steps than any match needs")]
    RunsAway,
}

/// What those who are connected do not agree about.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Disagreement {
    /// Somebody who should be there is not.
    #[error("tab {0} is not connected")]
    Absent(TabId),
    /// Somebody is not at the podium of the last match.
    #[error("tab {0} is not at the podium")]
    Unfinished(TabId),
    /// Not exactly one hosts.
    #[error("tabs {0:?} host")]
    Hosts(Vec<TabId>),
    /// Two hold different states.
    #[error("tabs {0} and {1} hold different states")]
    States(TabId, TabId),
    /// Two see different players connected.
    #[error("tabs {0} and {1} see different players")]
    Presence(TabId, TabId),
    /// A count is not what was pressed.
    #[error("{replica:?} pressed {pressed:?} in {round:?}, and {held:?} is held")]
    Count {
        /// Whose.
        replica: Replica,
        /// In which round.
        round: RoundId,
        /// What was pressed, or heard of one who is gone.
        pressed: (u32, u32),
        /// What is held.
        held: (u32, u32),
    },
    /// Somebody shows other winners or points than the presses give.
    #[error("tab {0} shows other winners or points than the presses give")]
    Winners(TabId),
}
