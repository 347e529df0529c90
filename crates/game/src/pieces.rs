//! Cuts a delta into parts that fit a message each. Every part stands for itself; merged one by
//! one, in any order, they give what the whole gives.

use alloc::vec::Vec;

use protocol::delta::{Delta, RoundDelta};

/// The delta in parts of at most `entries` profiles and counts each. A seal comes with or after
/// the last of its round's counts.
pub(crate) fn pieces(mut delta: Delta, entries: usize) -> Vec<Delta> {
    let size = delta.profiles.len()
        + delta.members.len()
        + delta.rounds.iter().map(|round| round.counts.len() + round.sealed.len()).sum::<usize>();
    if size <= entries {
        return Vec::from([delta]);
    }
    let mut parts = Vec::new();
    let profiles = core::mem::take(&mut delta.profiles);
    let rounds = core::mem::take(&mut delta.rounds);
    if !delta.is_empty() {
        parts.push(delta);
    }
    for chunk in profiles.chunks(entries) {
        parts.push(Delta { profiles: chunk.to_vec(), ..Delta::default() });
    }
    for RoundDelta { round, counts, sealed } in rounds {
        let part = |counts: &[_], sealed| Delta {
            rounds: Vec::from([RoundDelta { round, counts: counts.to_vec(), sealed }]),
            ..Delta::default()
        };
        parts.extend(counts.chunks(entries).map(|chunk| part(chunk, Vec::new())));
        if !sealed.is_empty() {
            parts.push(part(&[], sealed));
        }
    }
    parts
}
