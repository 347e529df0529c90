//! Everything that a seed decides before the first event: who plays, on what network, and what goes
//! wrong when.

use core::time::Duration;

use protocol::settings::Settings;

use crate::faults::{Fault, What, When, Who};
use crate::network::{Line, Quality};
use crate::random::Rng;
use crate::time::{Clock, Moment};
use crate::view::Phase;

/// What is going to be simulated.
#[derive(Debug)]
pub(crate) struct Plan {
    pub(crate) players: Vec<Player>,
    pub(crate) quality: Quality,
    pub(crate) settings: Settings,
    /// How many matches are played one after another.
    pub(crate) matches: u16,
    pub(crate) broker: broker::Config,
    pub(crate) faults: Vec<Fault>,
}

/// A player, its machine and its hand.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Player {
    pub(crate) opens_at: Moment,
    pub(crate) line: Line,
    pub(crate) clock: Clock,
    /// The mean time between two presses.
    pub(crate) pace: Duration,
    pub(crate) spectates: bool,
    pub(crate) lies: bool,
}

impl Plan {
    pub(crate) fn new(rng: &mut Rng) -> Self {
        let count = player_count(rng);
        let reach_us = rng.pick(&[2_000, 20_000, 60_000, 120_000]);
        let liars = rng.percent(20);
        let players: Vec<Player> =
            (0..count).map(|index| player(rng, index, reach_us, liars)).collect();
        let quality = quality(rng);
        let rounds = rng.pick(&[1, 1, 1, 1, 1, 2, 2, 2, 3]);
        let settings = Settings::new(rounds, 5).expect("within the rules' bounds");
        let matches = if rng.percent(6) { 2 } else { 1 };
        let broker = broker(rng);
        let faults = faults(rng, count);
        Self { players, quality, settings, matches, broker, faults }
    }

    /// The same people and the same network, and nothing goes wrong.
    pub(crate) fn without_faults(mut self) -> Self {
        self.quality = Quality { loss_ppm: 0, double_ppm: 0, ..self.quality };
        self.faults.clear();
        for player in &mut self.players {
            player.lies = false;
        }
        self
    }
}

/// Mostly a few friends, sometimes a party.
fn player_count(rng: &mut Rng) -> usize {
    let count = match rng.below(100) {
        0..30 => 2,
        30..58 => 3,
        58..76 => 4,
        76..86 => 5,
        86..92 => 6,
        92..98 => rng.between(7, 12),
        _ => rng.between(13, 40),
    };
    usize::try_from(count).expect("at most 40")
}

fn player(rng: &mut Rng, index: usize, reach_us: u64, liars: bool) -> Player {
    let opens_at = match (index, rng.below(10)) {
        (0, _) => Duration::ZERO,
        (_, 0) => rng.millis(3_000, 20_000),
        _ => rng.millis(50, 2_500),
    };
    let line = Line { up_us: rng.between(200, reach_us), down_us: rng.between(200, reach_us) };
    let clock = Clock {
        // Up to twelve hours since the machine was switched on.
        zero_us: rng.below(12 * 3_600 * 1_000_000),
        drift_ppm: i64::try_from(rng.below(201)).expect("small") - 100,
        stood_still: Duration::ZERO,
    };
    Player {
        opens_at: Moment::default() + opens_at,
        line,
        clock,
        pace: if rng.percent(10) { rng.millis(40, 80) } else { rng.millis(120, 500) },
        spectates: index > 1 && rng.percent(5),
        lies: liars && index > 0 && rng.percent(40),
    }
}

fn quality(rng: &mut Rng) -> Quality {
    Quality {
        jitter_us: rng.pick(&[200, 2_000, 10_000, 30_000]),
        loss_ppm: rng.pick(&[0, 0, 1_000, 10_000, 30_000, 100_000]),
        double_ppm: rng.pick(&[0, 0, 1_000, 20_000]),
    }
}

/// Our own server, or one with a PeerServer's patience for clients that are gone.
fn broker(rng: &mut Rng) -> broker::Config {
    let mut config = broker::Config::default();
    if rng.percent(25) {
        config.alive_timeout = rng.millis(60_000, 90_000);
    }
    config
}

fn faults(rng: &mut Rng, players: usize) -> Vec<Fault> {
    if rng.percent(12) {
        return Vec::new();
    }
    if rng.percent(20) {
        return dynasty(rng);
    }
    let count = 1 + rng.below(3) + rng.below(3);
    (0..count).map(|_| Fault { when: when(rng), who: who(rng, players), what: what(rng) }).collect()
}

/// Hosts who die one after another.
fn dynasty(rng: &mut Rng) -> Vec<Fault> {
    let deaths = 2 + rng.below(3);
    let death = |rng: &mut Rng| Fault {
        when: during(rng),
        who: Who::Host,
        what: match rng.below(3) {
            0 => What::Crash { power: rng.percent(50), back_after: back(rng, 30) },
            1 => What::Close { back_after: back(rng, 30) },
            _ => What::Sleep { span: rng.millis(3_000, 20_000), stands_still: rng.percent(50) },
        },
    };
    (0..deaths).map(|_| death(rng)).collect()
}

fn when(rng: &mut Rng) -> When {
    if rng.percent(50) {
        return during(rng);
    }
    When::At(Moment::default() + rng.millis(500, 25_000))
}

fn during(rng: &mut Rng) -> When {
    let phase = rng.pick(&Phase::ALL);
    let round = u8::try_from(rng.between(1, 2)).expect("small");
    When::During { phase, round, after: rng.millis(0, phase.length_ms()) }
}

fn who(rng: &mut Rng, players: usize) -> Who {
    match rng.below(10) {
        0..4 => Who::Host,
        4 | 5 => Who::Successor,
        _ => Who::Tab(rng.index(players)),
    }
}

fn what(rng: &mut Rng) -> What {
    match rng.below(32) {
        0..4 => What::Crash { power: rng.percent(50), back_after: back(rng, 50) },
        4..7 => What::Close { back_after: back(rng, 20) },
        7..11 => What::Close { back_after: Some(rng.millis(200, 1_500)) },
        11 => What::Cache { span: rng.millis(500, 12_000) },
        12 | 13 => What::Sleep { span: rng.millis(1_000, 30_000), stands_still: rng.percent(50) },
        14 | 15 => What::Stall { span: rng.millis(50, 900) },
        16 => What::Freeze { span: rng.millis(1_000, 20_000) },
        17..20 => What::Offline { span: rng.millis(300, 30_000) },
        20 | 21 => What::OneWay { to: rng.index(64), span: rng.millis(500, 20_000) },
        22..25 => What::Partition {
            groups: rng.bits(),
            server: rng.below(3),
            span: rng.millis(2_000, 30_000),
        },
        25 | 26 => What::ServerDown { span: rng.millis(100, 20_000) },
        27 => What::Congestion { span: rng.millis(500, 5_000), pile: rng.millis(100, 900) },
        28 => What::Loss { span: rng.millis(1_000, 8_000), percent: rng.between(20, 60) },
        29 => What::Kick,
        _ => What::Leave,
    }
}

/// After how long one who is gone comes back, so many times of a hundred.
fn back(rng: &mut Rng, percent: u64) -> Option<Duration> {
    rng.percent(percent).then(|| rng.millis(500, 15_000))
}
