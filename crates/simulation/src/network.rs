//! Who reaches whom, how fast and how well. Every machine has an access line with a delay each way;
//! the signalling server is one more machine.

use core::time::Duration;

use crate::random::Rng;
use crate::time::Moment;

/// A machine's line to the internet.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Line {
    /// From the machine, in microseconds.
    pub(crate) up_us: u64,
    /// To the machine, in microseconds.
    pub(crate) down_us: u64,
}

/// How well the network behaves where nothing is broken.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Quality {
    /// The most that a packet is late beyond the lines' delay, in microseconds.
    pub(crate) jitter_us: u64,
    /// Lost packets, of a million.
    pub(crate) loss_ppm: u64,
    /// Doubled packets, of a million.
    pub(crate) double_ppm: u64,
}

/// How long SCTP and TCP wait before they send again; the wait doubles each time.
const RETRANSMIT: Duration = Duration::from_millis(200);

/// The network between all machines.
#[derive(Debug)]
pub(crate) struct Network {
    lines: Vec<Line>,
    quality: Quality,
    /// What a congested machine's packets wait at its own line, in microseconds.
    piled_up_us: Vec<u64>,
    /// For each ordered pair, how many faults cut it.
    cuts: Vec<u16>,
    /// For each ordered pair, how many times it was mended.
    epochs: Vec<u32>,
    rng: Rng,
}

impl Network {
    pub(crate) fn new(lines: Vec<Line>, quality: Quality, rng: Rng) -> Self {
        let pairs = lines.len() * lines.len();
        let piled_up_us = vec![0; lines.len()];
        Self { lines, quality, piled_up_us, cuts: vec![0; pairs], epochs: vec![0; pairs], rng }
    }

    pub(crate) fn set_quality(&mut self, quality: Quality) {
        self.quality = quality;
    }

    pub(crate) fn set_pile(&mut self, machine: usize, micros: u64) {
        self.piled_up_us[machine] = micros;
    }

    pub(crate) fn is_piled(&self, machine: usize) -> bool {
        self.piled_up_us[machine] > 0
    }

    /// Whether so much is lost that few exchanges succeed.
    pub(crate) fn is_lossy(&self) -> bool {
        self.quality.loss_ppm > 150_000
    }

    fn pair(&self, from: usize, to: usize) -> usize {
        from * self.lines.len() + to
    }

    /// How long a packet takes at best.
    pub(crate) fn least(&self, from: usize, to: usize) -> Duration {
        Duration::from_micros(self.lines[from].up_us + self.lines[to].down_us)
    }

    /// How long this packet takes.
    pub(crate) fn delay(&mut self, from: usize, to: usize) -> Duration {
        let jitter = self.rng.below(self.quality.jitter_us + 1);
        // Most packets are hardly late, some are very.
        let jitter =
            jitter * self.rng.below(self.quality.jitter_us + 1) / self.quality.jitter_us.max(1);
        self.least(from, to) + Duration::from_micros(jitter + self.piled_up_us[from])
    }

    /// Whether this packet is lost on an open way.
    pub(crate) fn loses(&mut self) -> bool {
        self.rng.per_million(self.quality.loss_ppm)
    }

    /// Whether this packet arrives twice.
    pub(crate) fn doubles(&mut self) -> bool {
        self.rng.per_million(self.quality.double_ppm)
    }

    /// When a message of a reliable stream arrives, and when it was sent for the last time.
    pub(crate) fn reliably(&mut self, now: Moment, from: usize, to: usize) -> (Moment, Moment) {
        let mut sent = now;
        let mut wait = RETRANSMIT;
        while self.loses() && wait < RETRANSMIT * 32 {
            sent = sent + wait;
            wait *= 2;
        }
        (sent + self.delay(from, to), sent)
    }

    /// Whether packets get through in this direction.
    pub(crate) fn reaches(&self, from: usize, to: usize) -> bool {
        self.cuts[self.pair(from, to)] == 0
    }

    /// Whether packets get through in both directions, as every handshake and stream needs.
    pub(crate) fn connects(&self, one: usize, other: usize) -> bool {
        self.reaches(one, other) && self.reaches(other, one)
    }

    /// Changes whenever either direction is mended.
    pub(crate) fn epoch(&self, one: usize, other: usize) -> u32 {
        self.epochs[self.pair(one, other)].wrapping_add(self.epochs[self.pair(other, one)])
    }

    pub(crate) fn cut(&mut self, from: usize, to: usize) {
        let pair = self.pair(from, to);
        self.cuts[pair] += 1;
    }

    pub(crate) fn mend(&mut self, from: usize, to: usize) {
        let pair = self.pair(from, to);
        self.cuts[pair] -= 1;
        if self.cuts[pair] == 0 {
            self.epochs[pair] += 1;
        }
    }

    /// By how much the two directions between machines can differ for one exchange.
    pub(crate) fn asymmetry(&self, one: usize, other: usize) -> Duration {
        self.least(one, other).abs_diff(self.least(other, one))
            + Duration::from_micros(self.quality.jitter_us)
    }
}
