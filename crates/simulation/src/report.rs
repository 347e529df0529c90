//! What a run tells.

use core::fmt;
use std::collections::BTreeMap;

use crate::breach::Failure;
use crate::time::Moment;

/// What became of a seed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// The seed.
    pub seed: u64,
    /// How many took part, those who lie included.
    pub players: usize,
    /// When the match and everything after it was over, in the world's time.
    pub ended_at: Moment,
    /// A hash of everything that happened. Two runs of one seed have the same.
    pub trace: u64,
    /// What happened how often.
    pub tally: Tally,
    /// The promise that was broken, if one was.
    pub failure: Option<Failure>,
}

/// What happened how often.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Faults by kind.
    pub faults: BTreeMap<&'static str, u64>,
    /// Live messages that were lost.
    pub lost: u64,
    /// Live messages that arrived twice.
    pub doubled: u64,
    /// Inputs that sessions handled.
    pub steps: u64,
    /// Pages that were loaded.
    pub pages: u64,
    /// Presses that counted.
    pub presses: u64,
    /// Presses that nobody had heard of when their holder was destroyed.
    pub destroyed: u64,
    /// Messages of honest players that were refused, with no further consequence: what was on its
    /// way while the host changed.
    pub refused: u64,
    /// Changes of host.
    pub terms: u64,
    /// The most outputs of one input.
    pub outputs: usize,
    /// The most inputs that waited for a page.
    pub inbox: usize,
    /// The most control messages on their way to one end.
    pub control_waiting: usize,
    /// The most connections of one tab.
    pub links: usize,
    /// The longest from the last healing to agreement, in milliseconds.
    pub agreement_ms: u64,
}

impl Tally {
    /// Counts a fault.
    pub(crate) fn fault(&mut self, kind: &'static str) {
        *self.faults.entry(kind).or_default() += 1;
    }

    /// Adds another seed's: sums of what is counted, maxima of what is bounded.
    pub fn add(&mut self, other: &Self) {
        for (kind, count) in &other.faults {
            *self.faults.entry(kind).or_default() += count;
        }
        self.lost += other.lost;
        self.doubled += other.doubled;
        self.steps += other.steps;
        self.pages += other.pages;
        self.presses += other.presses;
        self.destroyed += other.destroyed;
        self.refused += other.refused;
        self.terms += other.terms;
        self.outputs = self.outputs.max(other.outputs);
        self.inbox = self.inbox.max(other.inbox);
        self.control_waiting = self.control_waiting.max(other.control_waiting);
        self.links = self.links.max(other.links);
        self.agreement_ms = self.agreement_ms.max(other.agreement_ms);
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { seed, players, ended_at, trace, failure, .. } = self;
        write!(f, "seed {seed}, {players} players, ended at {ended_at}, trace {trace:016x}: ")?;
        match failure {
            None => f.write_str("every promise kept"),
            Some(failure) => write!(f, "FAILED {failure}"),
        }
    }
}
