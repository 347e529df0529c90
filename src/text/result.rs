//! What is said of a round's and a match's end.

use game::{PlayerView, View};
use protocol::id::PlayerId;

use super::{fill, fill_in, match_won, words};
use crate::store::chart::Leader;
use crate::store::{self, Best};

/// What stands before the points of the first three, where one looks at it without the page.
const MEDALS: [&str; 3] = ["🥇 ", "🥈 ", "🥉 "];

/// Why a round's winners won, and what.
#[must_use]
pub(crate) fn why(view: &View, winners: &[PlayerId]) -> String {
    let pot = view.pot;
    let Some(winner) = winners.first().and_then(|&id| view.player(id)) else {
        return fill_in(words().nobody_takes_pot(), &[], &[pot]);
    };
    let &PlayerView { balanced, negative, positive, .. } = winner;
    if winners.len() > 1 {
        return fill_in(words().each_takes_pot(), &[], &[balanced, pot]);
    }
    let mut why = fill_in(words().one_takes_pot(), &[], &[balanced, negative, positive, pot]);
    let others = view.players.iter().filter(|player| player.id != winner.id);
    if let Some(other) = others.into_iter().find(|player| player.balanced == balanced) {
        why.push(' ');
        why.push_str(&fill(words().as_many(), &[other.name.as_str()]));
    }
    why
}

/// That this person was never better, for who hears it.
#[must_use]
pub(crate) fn new_best(best: Option<Best>) -> String {
    match best {
        Some(Best { balanced, new: true }) => {
            fill_in(" {0}: {1}.", &[words().new_best()], &[balanced])
        }
        _ => String::new(),
    }
}

/// A number of tenths, written as a decimal.
#[must_use]
pub(crate) fn decimal(tenths: u64) -> String {
    fill_in("{1}{0}{2}", &[words().decimal()], &[tenths / 10, tenths % 10])
}

/// A chart for who can't see it: who led when, with how much. `mark` says what its marks are.
#[must_use]
pub(crate) fn in_words(title: &str, mark: &str, leaders: &[Leader<'_>]) -> String {
    let mut text = title.to_owned();
    for &Leader { mark: at, player, number } in leaders {
        let at = fill_in(mark, &[], &[at]);
        text.push_str(&fill_in("; {0}: {1} {2}", &[&at, player.name.as_str()], &[number]));
    }
    text
}

/// How a match went, for those who were not there. What follows it is a link.
#[must_use]
pub(crate) fn to_share(view: &View, winners: &[PlayerId]) -> String {
    let mut result = String::new();
    for player in store::on_podium(view) {
        let medal = usize::try_from(player.rank).ok().and_then(|rank| MEDALS.get(rank - 1));
        let separator = if result.is_empty() { "" } else { ", " };
        let texts = [separator, medal.copied().unwrap_or_default(), player.name.as_str()];
        result.push_str(&fill_in("{0}{1}{2} {3}", &texts, &[player.points]));
    }
    if result.is_empty() {
        result = match_won(&store::winners(view, winners));
    }
    fill(words().shared_result(), &[&result])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::tests::view;
    use crate::text::{Language, tests::learn_and_speak};

    #[test]
    fn the_winner_has_a_reason_and_so_has_the_second() {
        let mut view = view(&[("Ana", 4), ("Ben", 4), ("Cid", 1)]);
        view.pot = 9;
        view.players[0].positive = 5;
        let ana = [view.players[0].id];
        assert_eq!(
            why(&view, &ana),
            "With 4 balanced (←\u{202f}4,\u{a0}→\u{202f}5), and takes the pot of 9. Ben has as many, but leans more."
        );
        view.players[1].balanced = 3;
        assert_eq!(
            why(&view, &ana),
            "With 4 balanced (←\u{202f}4,\u{a0}→\u{202f}5), and takes the pot of 9."
        );
    }

    #[test]
    fn tied_winners_and_none_have_reasons_too() {
        let mut view = view(&[("Ana", 4), ("Ben", 4)]);
        view.pot = 8;
        let both = [view.players[0].id, view.players[1].id];
        assert_eq!(
            why(&view, &both),
            "With 4 balanced and the same lean. Each takes the whole pot of 8."
        );
        assert_eq!(why(&view, &[]), "It takes both ← and → to score. The pot of 8 goes to nobody.");
    }

    #[test]
    fn tenths_follow_the_languages_point() {
        assert_eq!([decimal(56), decimal(100), decimal(7)], ["5.6", "10.0", "0.7"]);
        learn_and_speak(Language::Spanish);
        assert_eq!(decimal(56), "5,6");
    }

    #[test]
    fn a_chart_in_words_says_who_led_when() {
        let view = view(&[("Ana", 0), ("Ben", 0)]);
        let leader = |mark, at: usize, number| Leader { mark, player: &view.players[at], number };
        let leaders = [leader(5, 0, 12), leader(10, 1, 30)];
        let text = in_words("Balanced", words().after_seconds(), &leaders);
        assert_eq!(text, "Balanced; 5 s: Ana 12; 10 s: Ben 30");
    }

    #[test]
    fn what_is_shared_names_the_first_three_places() {
        let mut view = view(&[("Ana", 0), ("Ben", 0), ("Cid", 0), ("Dan", 0), ("Eve", 0)]);
        for (player, (points, rank)) in
            view.players.iter_mut().zip([(97, 1), (54, 2), (54, 2), (9, 4), (0, 5)])
        {
            (player.points, player.rank) = (points, rank);
        }
        let text = to_share(&view, &[view.players[0].id]);
        assert_eq!(text, "Seesaw: 🥇 Ana 97, 🥈 Ben 54, 🥈 Cid 54. Beat us:");
        for player in &mut view.players {
            player.points = 0;
        }
        assert!(to_share(&view, &[]).starts_with("Seesaw: Nobody wins the match."));
    }
}
