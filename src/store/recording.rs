//! The course of a round: everybody's balanced count over its time, as far as this page saw it. Who
//! comes late or reloads has the rest of it; the other players' pages are not asked for more.

use core::time::Duration;

use game::{Phase, View};
use protocol::id::PlayerId;
use protocol::stage::RoundId;

/// How many moments a second are told apart. A chart is drawn a few hundred pixels wide, so that ten
/// show all that can be seen; they also bound what is kept, since a player has one point a moment at
/// most: of a hundred players over sixty seconds that is under a megabyte.
const MOMENTS_PER_SECOND: u16 = 10;

/// A round's counts over time. It is fed with every snapshot, and reads the time from it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Recording {
    round: Option<RoundId>,
    tracks: Vec<Track>,
}

/// One player's.
#[derive(Clone, Debug, PartialEq)]
struct Track {
    player: PlayerId,
    /// In the order of time, each with another count than the one before.
    points: Vec<Point>,
}

/// From here on it was so many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Point {
    /// Moments since the round began.
    pub(crate) moment: u16,
    /// The balanced count.
    pub(crate) balanced: u64,
}

/// The moments of so long a time.
#[must_use]
pub(crate) fn moments(span: Duration) -> u16 {
    let moments = span.as_millis() * u128::from(MOMENTS_PER_SECOND) / 1_000;
    u16::try_from(moments).unwrap_or(u16::MAX)
}

impl Recording {
    /// Takes in a snapshot.
    pub fn observe(&mut self, view: &View) {
        let round = Some(view.round_id());
        if self.round != round {
            *self = Self { round, tracks: Vec::new() };
        }
        let length = view.settings.round_length();
        let moment = match view.phase {
            Phase::Playing { left } => moments(length.saturating_sub(left)),
            // Counts that come late were made in time.
            Phase::Tally { .. } | Phase::Result { .. } if !self.tracks.is_empty() => {
                moments(length)
            }
            // It is not on, or was over before this page saw anything of it.
            _ => return,
        };
        for player in view.players.iter().filter(|player| player.plays) {
            self.track(player.id).observe(Point { moment, balanced: player.balanced });
        }
    }

    /// What is known of a player's count; nothing if it was not seen to play.
    #[must_use]
    pub(crate) fn points(&self, player: PlayerId) -> &[Point] {
        let track = self.tracks.iter().find(|track| track.player == player);
        track.map_or(&[], |track| &track.points)
    }

    fn track(&mut self, player: PlayerId) -> &mut Track {
        let at = self.tracks.iter().position(|track| track.player == player);
        let at = at.unwrap_or_else(|| {
            self.tracks.push(Track { player, points: Vec::new() });
            self.tracks.len() - 1
        });
        &mut self.tracks[at]
    }
}

impl Track {
    fn observe(&mut self, point: Point) {
        match self.points.last_mut() {
            Some(last) if last.balanced == point.balanced => {}
            // The clock is set while a round runs, and may so step back by a little.
            Some(last) if last.moment >= point.moment => last.balanced = point.balanced,
            _ => self.points.push(point),
        }
    }
}

#[cfg(test)]
pub(in crate::store) mod tests {
    use super::*;
    use crate::store::player::tests::view;
    use protocol::settings::Settings;

    /// A round of five seconds of the default names, of which so many milliseconds are over.
    fn playing(millis: u64, counts: &[u64]) -> View {
        let left = Duration::from_millis(5_000 - millis);
        at(Phase::Playing { left }, counts)
    }

    fn at(phase: Phase, counts: &[u64]) -> View {
        let names = ["Ana", "Ben", "Cid"];
        let players: Vec<_> = names.into_iter().zip(counts.iter().copied()).collect();
        View { phase, settings: Settings::new(3, 5).unwrap(), ..view(&players) }
    }

    /// What is recorded of these snapshots.
    pub(in crate::store) fn recorded(views: &[View]) -> Recording {
        let mut recording = Recording::default();
        for view in views {
            recording.observe(view);
        }
        recording
    }

    fn points(recording: &Recording, bits: u64) -> Vec<(u16, u64)> {
        let points = recording.points(PlayerId::from_random(bits)).iter();
        points.map(|point| (point.moment, point.balanced)).collect()
    }

    #[test]
    fn a_point_is_made_when_a_count_changes() {
        let recording = recorded(&[
            playing(0, &[0, 0]),
            playing(1_000, &[1, 0]),
            playing(2_000, &[1, 0]),
            playing(3_000, &[1, 5]),
        ]);
        assert_eq!(points(&recording, 0), [(0, 0), (10, 1)]);
        assert_eq!(points(&recording, 1), [(0, 0), (30, 5)]);
        assert_eq!(points(&recording, 2), []);
    }

    #[test]
    fn a_player_has_one_point_a_moment_whatever_the_frames() {
        let frames: Vec<View> = (0..5_000).map(|milli| playing(milli, &[milli])).collect();
        let recording = recorded(&frames);
        let points = points(&recording, 0);
        assert_eq!(points.len(), 50);
        assert_eq!(points[1], (1, 199), "the last that was seen in its moment");
    }

    #[test]
    fn a_clock_that_steps_back_makes_no_line_that_does() {
        let recording = recorded(&[playing(1_000, &[1]), playing(800, &[2])]);
        assert_eq!(points(&recording, 0), [(10, 2)]);
    }

    #[test]
    fn who_comes_late_has_the_rest() {
        let recording = recorded(&[playing(4_000, &[7]), playing(4_500, &[8])]);
        assert_eq!(points(&recording, 0), [(40, 7), (45, 8)]);
    }

    #[test]
    fn late_counts_belong_to_the_end_and_make_no_course_by_themselves() {
        let tally = at(Phase::Tally { waiting_for: Vec::new() }, &[3]);
        let result = at(Phase::Result { winners: Vec::new(), last: false }, &[4]);
        let seen = recorded(&[playing(0, &[0]), tally.clone(), result.clone()]);
        assert_eq!(points(&seen, 0), [(0, 0), (50, 4)]);
        assert_eq!(recorded(&[tally, result]).points(PlayerId::from_random(0)), []);
    }

    #[test]
    fn each_round_begins_anew_and_that_of_another_match_too() {
        let first = playing(2_000, &[9]);
        for (match_no, round) in [(1, 2), (2, 1)] {
            let next = View { match_no, round, ..playing(1_000, &[3]) };
            assert_eq!(points(&recorded(&[first.clone(), next]), 0), [(10, 3)]);
        }
    }

    #[test]
    fn nothing_is_recorded_of_who_watches_or_before_the_start() {
        let mut watching = playing(1_000, &[1, 1]);
        watching.players[1].plays = false;
        let countdown = at(Phase::Countdown { left: Duration::from_secs(1) }, &[0, 0]);
        let recording = recorded(&[countdown, watching]);
        assert_eq!(points(&recording, 0), [(10, 1)]);
        assert_eq!(points(&recording, 1), []);
    }
}
