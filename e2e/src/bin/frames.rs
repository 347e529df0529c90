//! Measures the frames of a round in which 30 players are shown and one presses all the time, on the
//! screens of a laptop and of a phone. `cargo xtask bench frames` runs it with everything that it
//! needs.

use std::fmt;

use anyhow::Result;
use e2e::{Device, Frame, story};

/// A screen's frame at 60 a second, in milliseconds, as one reads it.
const IN_TIME_MS: f64 = 16.7;

/// What browsers round time stamps to, in milliseconds, and a little for the subtraction of two: a
/// frame that is exactly on time is read as 16.6, 16.7 or 16.8.
const RESOLUTION_MS: f64 = 0.11;

/// With the one who presses they are 30.
const BOTS: u8 = 29;

/// The screens, and how many times ← and → are each pressed: with keys until the round ends, with a
/// finger, which takes longer, for a part of it, since paddles that are gone can't be hit.
const SCREENS: [(&str, Device, usize); 2] =
    [("laptop, 1440 × 900", Device::Desktop, 120), ("phone, 360 × 640", Device::Phone, 40)];

fn main() -> Result<()> {
    for (screen, device, drums) in SCREENS {
        story("frames", async |stage| {
            let ana = stage.player("Ana", device).await?;
            ana.practises_against(BOTS).await?;
            ana.notes_frames().await?;
            ana.round().await?;
            ana.drums(drums).await?;
            ana.result().await?;
            println!("{screen}\n{}", Summary::of(&ana.frames().await?));
            Ok(())
        })?;
    }
    Ok(())
}

/// What one wants to know of a round's frames.
struct Summary {
    intervals: Spread,
    in_time: f64,
    busy: Spread,
    changes: Spread,
}

impl Summary {
    fn of(frames: &[Frame]) -> Self {
        let intervals: Vec<f64> =
            frames.windows(2).map(|pair| pair[1].stamp - pair[0].stamp).collect();
        let in_time =
            intervals.iter().filter(|&&interval| interval <= IN_TIME_MS + RESOLUTION_MS).count();
        Self {
            in_time: share(in_time, intervals.len()),
            intervals: Spread::of(intervals),
            busy: Spread::of(frames.iter().filter_map(|frame| frame.busy).collect()),
            changes: Spread::of(frames.iter().filter_map(|frame| frame.changes).collect()),
        }
    }
}

impl fmt::Display for Summary {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { intervals, in_time, busy, changes } = self;
        writeln!(out, "{:>32} {:>8} {:>8} {:>8}", "", "median", "95 %", "most")?;
        for (what, spread, digits) in [
            ("from frame to frame, ms", intervals, 1),
            ("page busy in a frame, ms", busy, 1),
            ("changes to the document in one", changes, 0),
        ] {
            let Spread { median, most_of_95, most, .. } = spread;
            writeln!(
                out,
                "{what:>32} {median:>8.digits$} {most_of_95:>8.digits$} {most:>8.digits$}"
            )?;
        }
        writeln!(
            out,
            "{} frames, {:.1} % within {IN_TIME_MS} ms",
            intervals.count + 1,
            in_time * 100.0
        )
    }
}

/// How numbers are spread.
struct Spread {
    count: usize,
    median: f64,
    /// 95 of 100 are not above it.
    most_of_95: f64,
    most: f64,
}

impl Spread {
    fn of(mut numbers: Vec<f64>) -> Self {
        numbers.sort_by(f64::total_cmp);
        let at = |percent: usize| {
            let rank = (numbers.len() * percent).div_ceil(100).saturating_sub(1);
            numbers.get(rank).copied().unwrap_or_default()
        };
        Self { count: numbers.len(), median: at(50), most_of_95: at(95), most: at(100) }
    }
}

#[expect(clippy::cast_precision_loss, reason = "there are a few thousand frames")]
fn share(part: usize, whole: usize) -> f64 {
    part as f64 / whole.max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spread_names_the_numbers_at_its_ranks() {
        let Spread { count, median, most_of_95, most } =
            Spread::of((1..=100).rev().map(f64::from).collect());
        assert_eq!(count, 100);
        assert_eq!((median, most_of_95, most), (50.0, 95.0, 100.0));
    }

    #[test]
    fn a_late_frame_is_counted() {
        let frame = |stamp| Frame { stamp, busy: Some(1.0), changes: Some(2.0) };
        let summary = Summary::of(&[0.0, 16.6, 33.4, 66.6, 83.2].map(frame));
        assert_eq!(summary.in_time, 0.75);
        assert!(summary.to_string().contains("5 frames, 75.0 % within 16.7 ms"), "{summary}");
    }
}
