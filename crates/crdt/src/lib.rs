//! Conflict-free replicated data types: counters, sets and registers that any number of replicas
//! may change at the same time, without asking each other, and that still end up equal.
//!
//! ```
//! use crdt::{Lattice, PnCounter};
//!
//! // Ana and Ben press keys on machines that can't reach each other yet.
//! let mut ana = PnCounter::new();
//! ana.increment("ana", 2);
//! ana.decrement("ana", 4);
//! let mut ben = PnCounter::new();
//! ben.increment("ben", 5);
//! ben.decrement("ben", 4);
//!
//! // They exchange what they have, in whichever order, and Ana hears Ben twice.
//! assert!(ana.merge(&ben));
//! assert!(ben.merge(&ana));
//! assert!(!ana.merge(&ben), "nothing in it is new");
//!
//! assert_eq!(ana, ben);
//! assert_eq!((ana.positive(), ana.negative(), ana.value()), (7, 8, -1));
//! ```
//!
//! Every type here is a join-semilattice ([`Lattice`]): its states are partially ordered, any two
//! have a least upper bound, and [`Lattice::merge`] computes it. Each mutator only moves upwards in
//! that order. So a merge is commutative, associative and idempotent, and messages may be
//! lost (if a later one is not), repeated, delayed and reordered at no cost.
//!
//! | type | what it holds | how two states join |
//! | --- | --- | --- |
//! | [`GCounter`] | a count that only grows, a share for each replica | the greater of each share |
//! | [`PnCounter`] | a count that goes both ways: two G-Counters | each side as a G-Counter |
//! | [`GSet`] | a set that only grows | union |
//! | [`TwoPhaseSet`] | a set whose removals are final: two G-Sets | each side as a G-Set |
//! | [`LwwRegister`] | the value written with the greatest stamp | the greater (stamp, value) |
//! | [`Max`], [`Min`] | the greatest or least value | that one |
//! | `BTreeMap<K, V>` | a lattice for each key | by key |
//!
//! There is no input or output here, no clock and no randomness: stamps and replica ids come from
//! the caller, and so does trust. Anybody who can merge can raise anything; who may write what is
//! for the caller to check before it merges. Nor is there a bound on size: a counter has an entry
//! for each replica that ever counted, and the caller limits what it accepts from others. Counters and
//! sets lie in sorted vectors, which are small in memory and in code; each says what that costs.
//!
//! # Why does the element-wise maximum keep every increment?
//!
//! Because each replica writes only its own share, and its share only grows. Of two versions of one
//! share, the greater is the later one and has the smaller one's increments inside it: nothing of
//! the smaller is lost when the greater wins. Different shares never compete at all, and the value
//! is their sum.
//!
//! ```
//! use crdt::{GCounter, Lattice};
//!
//! let mut ana = GCounter::new();
//! ana.increment("ana", 3);
//! let early = ana.clone();
//! ana.increment("ana", 1);
//!
//! let mut ben = GCounter::new();
//! ben.increment("ben", 5);
//! ben.merge(&ana);
//! ben.merge(&early); // overtaken on its way: the 3 is inside the 4
//! assert_eq!(ben.value(), 5 + 4);
//! ```
//!
//! # What breaks with `+` in its place?
//!
//! Addition is commutative and associative but not idempotent, so that a message which arrives
//! twice counts twice. And messages do: whoever resends because no acknowledgement came can't know
//! whether the message was lost or the acknowledgement.
//!
//! ```
//! use crdt::{GCounter, Lattice};
//! use std::collections::BTreeMap;
//!
//! fn merge_by_adding(into: &mut BTreeMap<char, u32>, from: &BTreeMap<char, u32>) {
//!     for (replica, count) in from {
//!         *into.entry(*replica).or_default() += count;
//!     }
//! }
//! let message = BTreeMap::from([('A', 3)]);
//! let mut sum = BTreeMap::new();
//! merge_by_adding(&mut sum, &message);
//! merge_by_adding(&mut sum, &message); // the network said it twice
//! assert_eq!(sum[&'A'], 6, "A pressed three times");
//!
//! let message = GCounter::from_iter([('A', 3)]);
//! let mut maximum = GCounter::new();
//! maximum.merge(&message);
//! maximum.merge(&message);
//! assert_eq!(maximum.value(), 3);
//! ```
//!
//! Sending increments in place of counts (an operation-based counter) has the same trouble and needs
//! exactly-once delivery underneath, which costs a memory of what was delivered.
//!
//! # What is gained and given up against a counter behind a mutex?
//!
//! Gained: nobody waits. A write needs no lock, no round trip and no living server, so a key press
//! counts at once and a replica that is cut off goes on counting.
//!
//! ```
//! use crdt::{GCounter, Lattice};
//! use std::sync::Mutex;
//!
//! let shared = Mutex::new(0);
//! let held_elsewhere = shared.lock().unwrap();
//! assert!(shared.try_lock().is_err(), "wait, or lose the press");
//! drop(held_elsewhere);
//!
//! let (mut here, mut there) = (GCounter::new(), GCounter::new());
//! here.increment("here", 1);
//! there.increment("there", 1);
//! here.merge(&there);
//! assert_eq!(here.value(), 2);
//! ```
//!
//! Given up: a read is what this replica has heard so far, never "the" value; the state grows with
//! the number of replicas in place of being one word; and no replica can hold an invariant over the
//! whole, because it can't see what the others do at the same moment. With one ticket left, a mutex
//! sells one ticket:
//!
//! ```
//! use crdt::{Lattice, PnCounter};
//! use std::sync::Mutex;
//!
//! fn sell(tickets: &Mutex<u32>) -> bool {
//!     let mut left = tickets.lock().unwrap();
//!     let sold = *left > 0;
//!     *left -= u32::from(sold);
//!     sold
//! }
//! let tickets = Mutex::new(1);
//! assert_eq!([sell(&tickets), sell(&tickets)], [true, false]);
//!
//! let stock = PnCounter::from_iter([("printer", 1, 0)]);
//! let (mut here, mut there) = (stock.clone(), stock);
//! for (shop, name) in [(&mut here, "here"), (&mut there, "there")] {
//!     assert_eq!(shop.value(), 1, "each shop sees one ticket left");
//!     shop.decrement(name, 1);
//! }
//! here.merge(&there);
//! assert_eq!(here.value(), -1, "one seat, two owners");
//! ```
//!
//! A game of pressing keys needs the first and can do without the second: no press forbids another.
//!
//! # What does a replica id lose that comes back and starts at zero?
//!
//! All that it counts until it has caught up with its former self, since the maximum takes the new,
//! smaller share for an old message. Two tabs that write under one id lose in the same way. So a
//! replica id must never be used by two lives of a writer: key by the player *and* its incarnation,
//! a new one whenever the last count can't be proved to be at hand, and sum over incarnations.
//!
//! ```
//! use crdt::{GCounter, Lattice};
//!
//! let mut others = GCounter::from_iter([("ana", 10)]);
//! let reloaded = GCounter::from_iter([("ana", 4)]); // forgot the 10, pressed 4 times more
//! assert!(!others.merge(&reloaded));
//! assert_eq!(others.value(), 10, "four presses are gone");
//!
//! let mut others = GCounter::from_iter([(("ana", 1), 10)]);
//! let reloaded = GCounter::from_iter([(("ana", 2), 4)]);
//! assert!(others.merge(&reloaded));
//! assert_eq!(others.value(), 14);
//! ```
//!
//! # Deltas
//!
//! A replica need not send its whole state. A *delta* is a small state of the same type, merged like
//! any other: `delta_since` gives the part of one state that another lacks, and `raise` on a counter
//! joins a single entry. Deltas carry absolute counts, so that a lost one is covered by the next.
//!
//! # Sources
//!
//! - M. Shapiro, N. Preguiça, C. Baquero, M. Zawirski, *A comprehensive study of Convergent and
//!   Commutative Replicated Data Types*, INRIA RR-7506, 2011: the counters, the sets, the register.
//! - P. S. Almeida, A. Shoker, C. Baquero, *Delta State Replicated Data Types*,
//!   [arXiv 1603.01529](https://arxiv.org/abs/1603.01529): deltas as states that are joined.
//!
//! # Features
//!
//! `serde` derives `Serialize` and `Deserialize` for every type. The crate is `no_std` and needs
//! `alloc`.

#![no_std]

extern crate alloc;

#[cfg(feature = "serde")]
mod encoding;
mod extremes;
mod gcounter;
mod gset;
mod lattice;
mod lww_register;
mod pncounter;
mod two_phase_set;

pub use extremes::{Max, Min};
pub use gcounter::GCounter;
pub use gset::GSet;
pub use lattice::Lattice;
pub use lww_register::LwwRegister;
pub use pncounter::PnCounter;
pub use two_phase_set::TwoPhaseSet;
