//! The bounds and the rhythm of a session: why each number, and what happens at the bound. What
//! both ends of a wire must agree on is in [`protocol::limits`].

use core::time::Duration;

use protocol::limits::{INCARNATIONS, PLAYERS, ROUNDS};
use protocol::time::GameTime;

/// The most players that a replica remembers. Twice what a host admits: two groups that were
/// parted may both have been full. Further ones are ignored.
pub const MEMBERS: usize = 2 * PLAYERS;

/// The most rounds held at once: those of the match, and of a further one that a parted group may
/// have begun. Further ones are ignored.
pub const ROUNDS_HELD: usize = 2 * ROUNDS as usize;

/// The most counts of one round. Further ones are ignored.
pub const COUNTS: usize = MEMBERS + 4 * INCARNATIONS;

/// The most links at once, those that are still being made included: each member's, its next one
/// after a reload, and some strangers. The server's bound on sockets stands before it. An offer
/// beyond is not answered.
pub const LINKS: usize = MEMBERS + 32;

/// How many refusal and hint events wait for the shell. Further ones are not reported.
pub const EVENTS: usize = 64;

/// The shortest time between two live deltas on one link: a frame.
pub const LIVE_INTERVAL: Duration = Duration::from_millis(16);

/// How much of that time a host's links need for each player, once it is more than a frame in all.
/// Everybody's counts go to everybody, so that what a host sends at every frame grows with the square
/// of its players. With this it sends a thousand live deltas a second and no more: to sixteen players
/// at every frame, to a hundred ten times a second. If all of these press as fast as hands can, that
/// is 11 Mbit/s in place of 53.
pub const LIVE_INTERVAL_PER_PLAYER: Duration = Duration::from_millis(1);

/// How often the ends of a link compare digests.
pub const DIGEST_INTERVAL: Duration = Duration::from_secs(1);

/// A link on which nothing was heard for this long is pinged.
pub const QUIET: Duration = Duration::from_millis(500);

/// A ping that was really sent and stayed unanswered for this long, with nothing else heard: the
/// link is gone.
pub const PING_TIMEOUT: Duration = Duration::from_secs(2);

/// If the session was not called for this long although it always asks to be woken sooner, the
/// machine slept: what was due meanwhile proves nothing about the others.
pub const SLEPT: Duration = Duration::from_millis(1_500);

/// How often a guest pings the host to keep its clock.
pub const CLOCK_INTERVAL: Duration = Duration::from_secs(1);

/// How soon it does so again while the last ping has no answer, since one of the two may be lost.
pub const CLOCK_RETRY: Duration = Duration::from_millis(250);

/// How often it does so on a fresh link, until [`CLOCK_BURST`] answers came.
pub const CLOCK_BURST_INTERVAL: Duration = Duration::from_millis(60);

/// How many answers make a fresh clock good enough for the slower rhythm.
pub const CLOCK_BURST: usize = 8;

/// What the game's clock reads when a game is made: an hour, so that no guest whose estimate is
/// early ever reads less than nothing.
pub const FIRST_TIME: GameTime = GameTime::from_micros(3_600_000_000);

/// 3-2-1.
pub const COUNTDOWN: Duration = Duration::from_secs(3);

/// A countdown starts this much after the call, so that 3 is seen everywhere.
pub const COUNTDOWN_LEAD: Duration = Duration::from_millis(400);

/// A player seals its count this long after the round's end, so that a key event which waits in
/// the browser's queue with a time stamp before the end still counts.
pub const SEAL_GRACE: Duration = Duration::from_millis(100);

/// How long the host waits for seals after the end of a round.
pub const TALLY: Duration = Duration::from_secs(3);

/// How long a direct connection may take, from the offer to open channels.
pub const LINK_TIMEOUT: Duration = Duration::from_secs(12);

/// How long a link may be up without a greeting.
pub const GREETING_TIMEOUT: Duration = Duration::from_secs(5);

/// How many places a game has at the signalling server. One is enough unless a vanished host's
/// place stays taken; two such hosts within a minute and a half are enough to plan for.
pub const PLACES: u8 = 3;

/// A joiner knocks at the other places if the first has not answered after this time.
pub const NEXT_PLACE_AFTER: Duration = Duration::from_secs(1);

/// How often a host at another place than the first tries to get there, or to meet who is there.
pub const PLACE_RETRY: Duration = Duration::from_secs(5);

/// How long the others wait for a successor's claim before they look to the next in line.
pub const CLAIM_PATIENCE: Duration = Duration::from_millis(1_500);

/// How often a player without a host knocks again.
pub const SEEK_RETRY: Duration = Duration::from_secs(2);

/// How many times a newcomer's direct connection may fail before it is told that there is no way.
pub const ROUTE_ATTEMPTS: u32 = 2;

/// How many times the signalling server may be out of reach before a newcomer is told so.
pub const SERVER_ATTEMPTS: u32 = 3;

/// The heartbeat that keeps an address at a PeerServer.
pub const HEARTBEAT: Duration = Duration::from_secs(5);

/// The first and the longest pause before a closed socket is opened again; it doubles in between.
pub const BACKOFF: (Duration, Duration) = (Duration::from_millis(500), Duration::from_secs(8));

/// How often the session saves itself, at most.
pub const SAVE_INTERVAL: Duration = Duration::from_secs(1);

/// How far a term may lie ahead of the known one: more changes of host than a lifetime holds, and
/// few enough that nobody can use the numbers up.
pub const TERM_JUMP: u32 = 1_000;

/// How many matches a parted group may be ahead: more than it plays in a day, and few enough that
/// nobody can use the numbers up.
pub const MATCH_JUMP: u16 = 100;

/// How many counts one live message carries: at 21 bytes each at most, they fit one packet.
pub const COUNTS_PER_PACKET: usize = 48;

/// How many entries one control message carries: profiles of 100 bytes each at most stay below
/// 16 KiB.
pub const ENTRIES_PER_MESSAGE: usize = 128;
