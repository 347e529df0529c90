//! What has changed between two snapshots that is worth a sound, or a word to those who don't see
//! the page. Single presses are not: they come sixty times a second.

use core::time::Duration;

use game::{Phase, View};
use protocol::id::PlayerId;

use super::count;

/// When those who don't see the clock are told how late it is: time for twenty more presses.
const SOON_OVER: Duration = Duration::from_secs(5);

/// A turn of the game.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum News {
    /// The countdown says 3, 2 or 1.
    Count(u64),
    /// The presses count.
    Go,
    /// Five seconds are left.
    SoonOver,
    /// The presses count no more.
    TimeUp,
    /// The round has a result.
    RoundOver {
        /// Whether this player is among the winners.
        won: bool,
    },
    /// The match is over.
    MatchOver {
        /// Whether this player is among the winners.
        won: bool,
    },
}

/// What is new since the snapshot before, if there was one.
#[must_use]
pub(crate) fn news(before: Option<&View>, after: &View) -> Option<News> {
    use Phase::{Countdown, Playing, Podium, Result, Tally};
    let won = |winners: &[PlayerId]| winners.contains(&after.me);
    match (before.map_or(&Phase::Unknown, |before| &before.phase), &after.phase) {
        (Countdown { left: was }, Countdown { left }) if count(*was) == count(*left) => None,
        (_, Countdown { left }) => Some(News::Count(count(*left))),
        (Playing { left: was }, Playing { left }) => {
            (*was > SOON_OVER && *left <= SOON_OVER).then_some(News::SoonOver)
        }
        (_, Playing { .. }) => Some(News::Go),
        (Playing { .. }, Tally { .. }) => Some(News::TimeUp),
        (Result { .. }, Result { .. }) | (Podium { .. }, Podium { .. }) => None,
        (_, Result { winners, .. }) => Some(News::RoundOver { won: won(winners) }),
        (_, Podium { winners }) => Some(News::MatchOver { won: won(winners) }),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::player::tests::view;

    fn told(phases: &[Phase]) -> Vec<News> {
        let view = |phase: &Phase| View { phase: phase.clone(), ..view(&[("Ana", 0)]) };
        phases.windows(2).filter_map(|pair| news(Some(&view(&pair[0])), &view(&pair[1]))).collect()
    }

    fn countdown(millis: u64) -> Phase {
        Phase::Countdown { left: Duration::from_millis(millis) }
    }

    fn playing(millis: u64) -> Phase {
        Phase::Playing { left: Duration::from_millis(millis) }
    }

    #[test]
    fn a_match_is_told_turn_by_turn_and_each_once() {
        let (ana, ben) = (PlayerId::from_random(0), PlayerId::from_random(1));
        let result = Phase::Result { winners: vec![ben], last: true };
        let podium = Phase::Podium { winners: vec![ana, ben] };
        let tally = Phase::Tally { waiting_for: Vec::new() };
        let phases = [
            Phase::Lobby,
            countdown(3_400),
            countdown(2_990),
            countdown(1_990),
            countdown(990),
            countdown(10),
            playing(14_990),
            playing(5_010),
            playing(4_990),
            playing(10),
            tally.clone(),
            tally,
            result.clone(),
            result,
            podium.clone(),
            podium,
            Phase::Lobby,
        ];
        let story = [
            News::Count(3),
            News::Count(2),
            News::Count(1),
            News::Go,
            News::SoonOver,
            News::TimeUp,
            News::RoundOver { won: false },
            News::MatchOver { won: true },
        ];
        assert_eq!(told(&phases), story);
    }

    #[test]
    fn a_round_of_five_seconds_is_not_soon_over_when_it_begins() {
        assert_eq!(told(&[countdown(5), playing(4_995), playing(4_000)]), [News::Go]);
    }

    #[test]
    fn who_comes_into_a_round_hears_of_it() {
        let after = View { phase: playing(9_000), ..view(&[("Ana", 0)]) };
        assert_eq!(news(None, &after), Some(News::Go));
        assert_eq!(news(None, &view(&[("Ana", 0)])), None);
    }

    #[test]
    fn who_looks_away_hears_only_how_it_stands() {
        let result = Phase::Result { winners: Vec::new(), last: false };
        assert_eq!(told(&[countdown(900), result]), [News::RoundOver { won: false }]);
    }
}
