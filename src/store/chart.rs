//! Charts as plain data: lines over time, of which the best are labelled. Across, the unit is the
//! chart's own; downwards it is the thousandth of the height.

use game::{PlayerView, View};
use protocol::id::PlayerId;

use super::recording::{Recording, moments};
use crate::text;

/// How many lines are labelled, so that their names don't touch: those of the best, and one's own.
const LABELS: usize = 8;

/// The height in thousandths.
const TOP_TO_BOTTOM: u64 = 1_000;

/// What a label needs of the height, in thousandths: so many that all of them fit.
const LABEL_HEIGHT: u64 = TOP_TO_BOTTOM / LABELS as u64;

/// How many marks an axis has at most: across a phone's width more would touch.
const MARKS_ACROSS: u64 = 5;

/// See [`MARKS_ACROSS`]; upwards they are lines through the whole chart, and few are calmer.
const MARKS_UP: u64 = 3;

/// How far across a round is. Its number alone would be too coarse a unit to draw in.
const ROUND_WIDTH: u64 = 100;

/// A point of a line: how far across, and how high.
type Point = (u64, u64);

/// A chart, to be drawn.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Chart<'view> {
    /// How far it goes across.
    pub(crate) width: u64,
    /// The lines, the best first.
    pub(crate) lines: Vec<Line<'view>>,
    /// What is marked across: where, and with which number.
    pub(crate) across: Vec<(u64, u64)>,
    /// What is marked downwards: where, and with which number.
    pub(crate) down: Vec<(u64, u64)>,
    /// Who leads at each mark across, with how much: the chart in words.
    pub(crate) leaders: Vec<Leader<'view>>,
}

/// A player's line.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Line<'view> {
    pub(crate) player: &'view PlayerView,
    /// Whether it is one's own.
    pub(crate) mine: bool,
    /// The path, in the syntax of SVG.
    pub(crate) path: String,
    /// The number that it ends with.
    pub(crate) end: u64,
    /// Where its label stands, if it has one.
    pub(crate) label: Option<u64>,
}

/// The first of the players at some mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Leader<'view> {
    /// The mark's number.
    pub(crate) mark: u64,
    pub(crate) player: &'view PlayerView,
    pub(crate) number: u64,
}

/// A player's numbers, before they are drawn.
type Curve<'view> = (&'view PlayerView, Vec<Point>);

/// Everybody's balanced count over the seconds of the round that the snapshot is about; none if
/// this page saw nothing of it.
#[must_use]
pub(crate) fn of_round<'view>(view: &'view View, recording: &Recording) -> Option<Chart<'view>> {
    let length = view.settings.round_length();
    let width = u64::from(moments(length));
    let mut curves = Vec::new();
    for player in &view.players {
        let points = steps(recording, player.id, width);
        if !points.is_empty() {
            curves.push((player, points));
        }
    }
    chart(view.me, &curves, width, length.as_secs())
}

/// The points of those who have any, after each round of the match; none before there are two to
/// compare.
#[must_use]
pub(crate) fn of_match(view: &View) -> Option<Chart<'_>> {
    let last = u64::from(view.outcomes.last()?.0.round);
    if last < 2 {
        return None;
    }
    let mut curves = Vec::new();
    for player in view.players.iter().filter(|player| player.points > 0) {
        let (mut points, mut total) = (vec![(0, 0)], 0_u64);
        for (id, outcome) in &view.outcomes {
            if outcome.winners.contains(&player.id) {
                total = total.saturating_add(outcome.pot);
            }
            points.push((u64::from(id.round) * ROUND_WIDTH, total));
        }
        curves.push((player, points));
    }
    chart(view.me, &curves, last * ROUND_WIDTH, last)
}

/// A player's count as a line with a step at each change, that goes on to the end.
fn steps(recording: &Recording, player: PlayerId, end: u64) -> Vec<Point> {
    let mut line: Vec<Point> = Vec::new();
    for point in recording.points(player) {
        let across = point.moment.into();
        if let Some(&(_, before)) = line.last() {
            line.push((across, before));
        }
        line.push((across, point.balanced));
    }
    if let Some(&(_, last)) = line.last() {
        line.push((end, last));
    }
    line
}

/// The chart of these curves, the best first, over a width that stands for a number; none without
/// anything in it.
fn chart<'view>(
    me: PlayerId,
    curves: &[Curve<'view>],
    width: u64,
    number: u64,
) -> Option<Chart<'view>> {
    let height = curves.iter().map(|(_, points)| value_at(points, width)).max().unwrap_or(0);
    if height == 0 {
        return None;
    }
    let mut lines = Vec::new();
    for (player, points) in curves {
        let end = value_at(points, width);
        let path = path(points, height);
        lines.push(Line { player, mine: player.id == me, path, end, label: None });
    }
    label(&mut lines, height);

    let (mut across, mut leaders) = (Vec::new(), Vec::new());
    let step = step(number, MARKS_ACROSS);
    for mark in (1..=number / step).map(|nth| nth * step) {
        let at = mark * width / number;
        across.push((at, mark));
        leaders.extend(leader(curves, at, mark));
    }
    let step = self::step(height, MARKS_UP);
    let down = (1..=height / step).map(|nth| (down(nth * step, height), nth * step)).collect();
    Some(Chart { width, lines, across, down, leaders })
}

/// How far down a value lies.
fn down(value: u64, height: u64) -> u64 {
    TOP_TO_BOTTOM - value.min(height).saturating_mul(TOP_TO_BOTTOM) / height
}

/// The round number from which to which an axis that goes up to `most` is marked, at most so often.
fn step(most: u64, how_often: u64) -> u64 {
    // 1, 2, 5, 10, 20, 50, …
    let (mut step, mut decade) = (1, 1);
    while most / step > how_often {
        step = if step == 2 * decade { 5 * decade } else { 2 * step };
        decade = if step == 10 * decade { step } else { decade };
    }
    step
}

/// What a line reads so far across; nothing before it begins.
fn value_at(points: &[Point], across: u64) -> u64 {
    points.iter().rev().find(|&&(at, _)| at <= across).map_or(0, |&(_, value)| value)
}

fn leader<'view>(curves: &[Curve<'view>], across: u64, mark: u64) -> Option<Leader<'view>> {
    let mut best = None;
    let mut most = 0;
    for (player, points) in curves {
        let number = value_at(points, across);
        if number > most {
            most = number;
            best = Some(Leader { mark, player, number });
        }
    }
    best
}

fn path(points: &[Point], height: u64) -> String {
    let mut path = String::new();
    for &(across, value) in points {
        let step = if path.is_empty() { "M{0} {1}" } else { "L{0} {1}" };
        text::fill_into(&mut path, step, &[], &[across, down(value, height)], String::push_str);
    }
    path
}

/// Labels the best and one's own line, so close to their ends as they go without touching.
fn label(lines: &mut [Line<'_>], height: u64) {
    let mine = lines.iter().position(|line| line.mine);
    let best = if mine.is_some_and(|at| at >= LABELS) { LABELS - 1 } else { LABELS };
    let mut free = 0;
    for (at, line) in lines.iter_mut().enumerate() {
        if at < best || Some(at) == mine {
            let place = down(line.end, height).max(free);
            line.label = Some(place);
            free = place + LABEL_HEIGHT;
        }
    }
    let mut limit = TOP_TO_BOTTOM;
    for line in lines.iter_mut().rev() {
        if let Some(place) = &mut line.label {
            *place = (*place).min(limit);
            limit = place.saturating_sub(LABEL_HEIGHT);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::player::tests::view;
    use crate::store::recording::tests::recorded;
    use core::time::Duration;
    use game::Phase;
    use game::rules::Outcome;
    use protocol::id::PlayerId;
    use protocol::settings::Settings;
    use protocol::stage::RoundId;

    const NAMES: [&str; 12] = ["A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K", "L"];

    /// The best first; the first looks on.
    fn playing(millis: u64, counts: &[u64]) -> View {
        let players: Vec<_> = NAMES.into_iter().zip(counts.iter().copied()).collect();
        let phase = Phase::Playing { left: Duration::from_millis(5_000 - millis) };
        View { phase, settings: Settings::new(3, 5).unwrap(), ..view(&players) }
    }

    fn round(views: &[View]) -> Option<Chart<'_>> {
        of_round(views.last().unwrap(), &recorded(views))
    }

    fn labels(chart: &Chart<'_>) -> Vec<Option<u64>> {
        chart.lines.iter().map(|line| line.label).collect()
    }

    #[test]
    fn a_line_rises_in_steps_and_goes_on_to_the_end() {
        let views = [playing(0, &[0, 0]), playing(1_000, &[2, 0]), playing(4_000, &[4, 1])];
        let chart = round(&views).unwrap();
        assert_eq!(chart.width, 50);
        assert_eq!(chart.lines[0].path, "M0 1000L10 1000L10 500L40 500L40 0L50 0");
        assert_eq!(chart.lines[1].path, "M0 1000L40 1000L40 750L50 750");
        assert_eq!(chart.across, [(10, 1), (20, 2), (30, 3), (40, 4), (50, 5)]);
        assert_eq!(chart.down, [(500, 2), (0, 4)]);
    }

    #[test]
    fn a_round_that_was_not_seen_or_had_no_score_has_no_chart() {
        assert_eq!(of_round(&playing(0, &[3]), &Recording::default()), None);
        assert_eq!(round(&[playing(0, &[0, 0])]), None);
    }

    #[test]
    fn the_leader_at_each_mark_is_told_and_of_equals_the_better_one() {
        let views = [playing(0, &[0, 0]), playing(1_500, &[0, 1]), playing(2_500, &[1, 1])];
        let chart = round(&views).unwrap();
        let leaders = chart.leaders;
        let told: Vec<_> =
            leaders.iter().map(|l| (l.mark, l.player.name.as_str(), l.number)).collect();
        assert_eq!(told, [(2, "B", 1), (3, "A", 1), (4, "A", 1), (5, "A", 1)]);
    }

    #[test]
    fn labels_keep_apart_and_within_the_chart() {
        let views = [playing(0, &[0; 8]), playing(4_000, &[8, 8, 8, 1, 1, 1, 1, 0])];
        let labels: Vec<u64> = labels(&round(&views).unwrap()).into_iter().flatten().collect();
        assert_eq!(labels, [0, 125, 250, 500, 625, 750, 875, 1000]);
    }

    #[test]
    fn of_many_the_best_are_labelled_and_oneself() {
        let mut views = [playing(0, &[0; 12]), playing(4_000, &[9; 12])];
        let labelled = |views: &[View]| {
            let labels = labels(&round(views).unwrap());
            (0..12).filter(|&at| labels[at].is_some()).collect::<Vec<usize>>()
        };
        assert_eq!(labelled(&views), [0, 1, 2, 3, 4, 5, 6, 7]);
        for view in &mut views {
            view.me = PlayerId::from_random(10);
        }
        assert_eq!(labelled(&views), [0, 1, 2, 3, 4, 5, 6, 10]);
    }

    #[test]
    fn an_axis_is_marked_with_round_numbers() {
        assert_eq!(step(15, 5), 5, "5, 10, 15");
        assert_eq!(step(60, 5), 20, "20, 40, 60");
        assert_eq!(step(7, 5), 2, "2, 4, 6");
        assert_eq!(step(199, 3), 50, "50, 100, 150");
        assert_eq!([step(1, 3), step(0, 3)], [1, 1]);
        assert_eq!(u64::MAX / step(u64::MAX, 3), 3);
    }

    #[test]
    fn points_are_added_up_round_by_round_for_who_has_any() {
        let [a, b] = [0, 1].map(PlayerId::from_random);
        let mut view = view(&[("A", 0), ("B", 0), ("C", 0)]);
        view.players[0].points = 30;
        view.players[1].points = 20;
        let outcome =
            |round, winners, pot| (RoundId { match_no: 1, round }, Outcome { winners, pot });
        view.outcomes = vec![outcome(1, vec![b], 20)];
        assert_eq!(of_match(&view), None, "one round has no course");
        view.outcomes.extend([outcome(2, vec![a], 30), outcome(3, vec![], 9)]);
        let chart = of_match(&view).unwrap();
        let paths: Vec<_> = chart.lines.iter().map(|line| line.path.as_str()).collect();
        assert_eq!(paths, ["M0 1000L100 1000L200 0L300 0", "M0 1000L100 334L200 334L300 334"]);
    }
}
