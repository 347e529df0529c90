//! All words that a player reads, in one place. What the page says before the app is loaded is in
//! `index.html`, and how it all is said in Spanish in `static/es.txt`, which only those load who
//! read it.
//!
//! The language is a property of the page, as its theme is: it is set as a whole, and the page drawn
//! anew by it.

mod lines;
mod result;
mod statistics;
mod words;

use core::cell::Cell;

use game::{Connection, Ending, Event, Phase, StartGate, View};
use protocol::limits::NAME_CHARS;
use protocol::name::Name;

use crate::store::{self, News};

pub(crate) use result::{decimal, in_words, new_best, to_share, why};
pub(crate) use statistics::statistics;
pub(crate) use words::{Problem, Words};

/// A language that the page speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Language {
    English,
    Spanish,
}

impl Language {
    /// Every one, in the order in which they are offered.
    pub(crate) const ALL: [Self; 2] = [Self::English, Self::Spanish];

    /// Its code of BCP 47.
    #[must_use]
    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Spanish => "es",
        }
    }

    /// What those who speak it call it.
    #[must_use]
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::Spanish => "Español",
        }
    }

    /// The language of a BCP 47 tag such as `es-MX`, if the page speaks it.
    #[must_use]
    pub(crate) fn of_tag(tag: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| {
            let rest = tag.strip_prefix(language.code());
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
        })
    }
}

thread_local! {
    static SPOKEN: Cell<Language> = const { Cell::new(Language::English) };
    static ENGLISH: &'static Words = leak(&mut Words::ENGLISH.split('\n'));
    static SPANISH: Cell<Option<&'static Words>> = const { Cell::new(None) };
}

/// Whether this language can be spoken: English always, Spanish once it was [learnt](learn).
#[must_use]
pub(crate) fn knows(language: Language) -> bool {
    language == Language::English || SPANISH.get().is_some()
}

/// Learns Spanish from its file: a line for each text, which is its name, `=` and the text, in the
/// order of [`Words`]. The names are for those who write the file. Nothing is learnt of a file of
/// another length, such as a network's that answers everything with a page of its own.
pub(crate) fn learn(file: String) {
    if file.lines().count() == Words::LINES {
        // It is needed for as long as the page lives.
        let file: &'static str = file.leak();
        let texts = &mut file.split('\n').filter_map(|line| Some(line.split_once('=')?.1));
        SPANISH.set(Some(leak(texts)));
    }
}

fn leak(texts: &mut dyn Iterator<Item = &'static str>) -> &'static Words {
    Box::leak(Box::new(Words::of(texts)))
}

/// Speaks this language from now on, if it [can](knows). What is drawn already must be drawn again.
pub(crate) fn speak(language: Language) {
    if knows(language) {
        SPOKEN.set(language);
    }
}

/// The language that is spoken.
#[must_use]
pub(crate) fn spoken() -> Language {
    SPOKEN.get()
}

/// Everything there is to say, in the language that is spoken.
#[must_use]
pub(crate) fn words() -> &'static Words {
    let spanish = (spoken() == Language::Spanish).then(|| SPANISH.get()).flatten();
    spanish.unwrap_or_else(|| ENGLISH.with(|english| *english))
}

/// Puts values into a text: the first for `{0}`, the second for `{1}`. What the values themselves
/// contain stays as it is.
#[must_use]
pub(crate) fn fill(template: &str, values: &[&str]) -> String {
    fill_in(template, values, &[])
}

/// The same with numbers, which follow after the texts.
#[must_use]
pub(crate) fn fill_in(template: &str, texts: &[&str], numbers: &[u64]) -> String {
    let mut filled = String::new();
    fill_into(&mut filled, template, texts, numbers, String::push_str);
    filled
}

/// The same at the end of a text, where `push` adds what the template does not contain.
pub(crate) fn fill_into(
    filled: &mut String,
    template: &str,
    texts: &[&str],
    numbers: &[u64],
    push: fn(&mut String, &str),
) {
    for (at, part) in template.split('{').enumerate() {
        match part.split_once('}') {
            Some((index, rest)) if at > 0 => {
                let index = index.parse().unwrap_or(usize::MAX);
                if let Some(text) = texts.get(index) {
                    push(filled, text);
                } else if let Some(number) = numbers.get(index.wrapping_sub(texts.len())) {
                    push(filled, &number.to_string());
                }
                filled.push_str(rest);
            }
            _ => filled.push_str(part),
        }
    }
}

/// A friendly name for one who has none yet, from random bits.
#[must_use]
pub(crate) fn suggested_name(random: u64) -> Name {
    let pick = |words: &[&'static str], bits: u64| {
        words[usize::try_from(bits % 16).expect("a remainder of sixteen is small")]
    };
    let words = words();
    let (manner, animal) = (pick(words.manners(), random), pick(words.animals(), random >> 32));
    let name = fill(words.suggested_name(), &[manner, animal]);
    Name::clean(&name).expect("there is something to see in every word")
}

/// The title of a player's removal, for the one who can see only an icon.
#[must_use]
pub(crate) fn remove(name: &str) -> String {
    fill(words().remove(), &[name])
}

/// The question before a player's removal.
#[must_use]
pub(crate) fn remove_whom(name: &str) -> String {
    fill(words().remove_whom(), &[name])
}

/// What a lobby waits for.
#[must_use]
pub(crate) fn waiting_in_lobby(view: &View) -> String {
    let host = view.host.and_then(|host| view.player(host));
    match (view.start, host) {
        (StartGate::Alone, _) => words().waiting_for_player().into(),
        (StartGate::NotHost, Some(host)) => {
            fill(words().waiting_for_start(), &[host.name.as_str()])
        }
        (StartGate::NotHost, None) => words().waiting_for_host().into(),
        (StartGate::Ready | StartGate::Running, _) => words().waiting_for_you().into(),
    }
}

/// Which round of how many.
#[must_use]
pub(crate) fn round_of(round: u8, rounds: u8) -> String {
    fill(words().round_of(), &[&round.to_string(), &rounds.to_string()])
}

/// Who won a round.
#[must_use]
pub(crate) fn round_won(names: &[&str], round: u8) -> String {
    let template = match names {
        [] => return fill(words().nobody_scores(), &[&round.to_string()]),
        [_] => words().one_wins_round(),
        _ => words().several_win_round(),
    };
    fill(template, &[&listing(names), &round.to_string()])
}

/// Who won the match.
#[must_use]
pub(crate) fn match_won(names: &[&str]) -> String {
    match names {
        [] => words().nobody_wins_match().into(),
        [one] => fill(words().one_wins_match(), &[one]),
        several => fill(words().several_win_match(), &[&listing(several)]),
    }
}

/// How a match goes, for those who can't change it.
#[must_use]
pub(crate) fn settings(rounds: u8, secs: u64) -> String {
    let template = if rounds == 1 { words().one_round() } else { words().several_rounds() };
    fill(template, &[&rounds.to_string(), &secs.to_string()])
}

/// What is waited for before anything can be shown.
#[must_use]
pub(crate) fn waiting_for(connection: Connection) -> &'static str {
    match connection {
        Connection::ReachingServer => words().reaching_server(),
        Connection::Reconnecting => words().reconnecting(),
        Connection::FindingHost | Connection::Connected { .. } | Connection::Ended(_) => {
            words().finding_host()
        }
    }
}

/// What is wrong with the connection while the game goes on, if anything.
#[must_use]
pub(crate) fn trouble(connection: Connection) -> Option<&'static str> {
    match connection {
        Connection::Reconnecting | Connection::ReachingServer | Connection::FindingHost => {
            Some(words().reconnecting())
        }
        Connection::Connected { server: false } => Some(words().no_new_players()),
        Connection::Connected { server: true } | Connection::Ended(_) => None,
    }
}

/// What happened, if it is worth a word.
#[must_use]
pub(crate) fn event(event: &Event, view: &View) -> Option<String> {
    let (template, name) = match event {
        Event::Joined { name } => (words().joined(), name),
        Event::Left { name } => (words().left_the_game(), name),
        Event::Removed { name } => (words().removed(), name),
        Event::HostChanged { host } if *host == view.me => return Some(words().you_host().into()),
        Event::HostChanged { host } => (words().hosts(), &view.player(*host)?.name),
        Event::Refused { .. } => return None,
    };
    Some(fill(template, &[name.as_str()]))
}

/// What a screen reader says about a turn of the game.
#[must_use]
pub(crate) fn news(news: News, view: &View) -> String {
    match news {
        News::Count(count) => count.to_string(),
        News::Go => words().go().into(),
        News::SoonOver => words().soon_over().into(),
        News::TimeUp => words().time_up().into(),
        News::RoundOver { .. } | News::MatchOver { .. } => outcome(view),
    }
}

/// Who won, and how this player did; nothing before there is a result.
fn outcome(view: &View) -> String {
    let won = |winners| store::winners(view, winners);
    let (won, template, value) = match &view.phase {
        Phase::Result { winners, .. } => {
            (round_won(&won(winners), view.round), words().you_got(), 0)
        }
        Phase::Podium { winners } => (match_won(&won(winners)), words().you_end_with(), 1),
        _ => return String::new(),
    };
    let mine = view.player(view.me).filter(|me| me.rank > 0).map(|me| {
        let value = [me.balanced, me.points][value].to_string();
        fill(template, &[&value, &me.rank.to_string()])
    });
    format!("{won}. {}", mine.as_deref().unwrap_or_default())
}

/// What one can do about a failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Remedy {
    /// The same once more.
    TryAgain,
    /// Load the page again.
    Reload,
    /// A game of one's own.
    StartNew,
    /// A game against bots, which needs neither server nor network; a link leads there.
    Practise,
}

impl Remedy {
    /// The button's words.
    #[must_use]
    pub(crate) fn words(self) -> &'static str {
        match self {
            Self::TryAgain => words().try_again(),
            Self::Reload => words().reload(),
            Self::StartNew => words().start_a_new_game(),
            Self::Practise => words().practise(),
        }
    }
}

/// What happened, and what can be done, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Failure {
    pub(crate) problem: Problem,
    pub(crate) remedies: &'static [Remedy],
}

/// The browser can't connect to others at all.
#[must_use]
pub(crate) fn unable() -> Failure {
    Failure { problem: words().no_web_rtc(), remedies: &[Remedy::Practise] }
}

/// The address names something that can't be a game.
#[must_use]
pub(crate) fn wrong_link() -> Failure {
    Failure { problem: words().wrong_link(), remedies: &[Remedy::StartNew] }
}

/// Why a session ended.
#[must_use]
pub(crate) fn failure(ending: Ending) -> Failure {
    use Remedy::{Practise, Reload, StartNew, TryAgain};
    let words = words();
    let (problem, remedies): (_, &[Remedy]) = match ending {
        Ending::ServerUnreachable => (words.server_unreachable(), &[TryAgain, Practise]),
        Ending::NoSuchGame => (words.no_such_game(), &[TryAgain, StartNew]),
        Ending::NoRoute => (words.no_route(), &[TryAgain, StartNew]),
        Ending::HostGone => (words.host_gone(), &[TryAgain, StartNew]),
        Ending::Version { .. } => (words.version(), &[Reload]),
        Ending::Removed => (words.you_were_removed(), &[StartNew]),
        Ending::Full => (words.full(), &[TryAgain, StartNew]),
        Ending::Replaced => (words.replaced(), &[Reload]),
        Ending::Refused => (words.refused(), &[Reload, StartNew]),
        Ending::Left => (words.you_left(), &[TryAgain, StartNew]),
    };
    Failure { problem, remedies }
}

/// The longest name, for the browser to hold typing at.
#[must_use]
pub(crate) fn name_chars() -> String {
    NAME_CHARS.to_string()
}

/// Names as they stand in a sentence.
fn listing(names: &[&str]) -> String {
    let last = names.len().saturating_sub(1);
    let mut listed = String::new();
    for (at, name) in names.iter().enumerate() {
        let between = if at == last { words().and() } else { ", " };
        listed += if at == 0 { "" } else { between };
        listed += name;
    }
    listed
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    const SPANISH_FILE: &str = include_str!("../../static/es.txt");

    /// Speaks a language, having learnt it.
    pub(crate) fn learn_and_speak(language: Language) {
        learn(SPANISH_FILE.into());
        speak(language);
        assert_eq!(spoken(), language);
    }

    /// Each line's name and text.
    fn spanish() -> impl Iterator<Item = (&'static str, &'static str)> {
        SPANISH_FILE.lines().map(|line| line.split_once('=').expect("each line has a name"))
    }

    #[test]
    fn spanish_has_the_same_texts_in_the_same_order() {
        let names =
            Words::NAMES.iter().flat_map(|&(name, lines)| core::iter::repeat_n(name, lines));
        let found: Vec<&str> = spanish().map(|(name, _)| name).collect();
        assert_eq!(found, names.collect::<Vec<_>>());
        assert!(
            spanish().all(|(_, text)| !text.is_empty() && text.trim() == text || text == " y ")
        );
    }

    #[test]
    fn every_language_has_places_for_the_same_values() {
        let places = |text: &str| {
            let mut places: Vec<char> =
                text.split('{').skip(1).filter_map(|rest| rest.chars().next()).collect();
            places.sort_unstable();
            places
        };
        assert_eq!(Words::ENGLISH.lines().count(), Words::LINES);
        for ((name, spanish), english) in spanish().zip(Words::ENGLISH.lines()) {
            assert_eq!(places(spanish), places(english), "{name}");
        }
    }

    #[test]
    fn what_is_no_file_of_texts_teaches_nothing() {
        learn("<!doctype html>\n<p>Sign in first".into());
        assert!(!knows(Language::Spanish));
        speak(Language::Spanish);
        assert_eq!((spoken(), words().join()), (Language::English, "Join"));
        learn_and_speak(Language::Spanish);
        assert_eq!(words().join(), "Entrar");
        assert_eq!(words().rules().len(), 3);
        assert_eq!(words().you_left().heading, "Has salido");
    }

    #[test]
    fn winners_are_named_whatever_their_number() {
        assert_eq!(round_won(&[], 1), "Nobody scores in round 1");
        assert_eq!(round_won(&["Ana"], 1), "Ana wins round 1");
        assert_eq!(round_won(&["Ana", "Ben"], 2), "Ana and Ben win round 2");
        assert_eq!(match_won(&["Ana", "Ben", "Cid"]), "Ana, Ben and Cid win the match");
        assert_eq!(match_won(&[]), "Nobody wins the match");
        learn_and_speak(Language::Spanish);
        assert_eq!(match_won(&["Ana", "Ben", "Cid"]), "Ana, Ben y Cid ganan la partida");
    }

    #[test]
    fn a_screen_reader_says_who_won_and_how_one_did() {
        let mut view = store::tests::view(&[("Ana", 4), ("Ben", 2)]);
        view.players[0].points = 7;
        let winners = vec![view.me];
        view.phase = Phase::Result { winners: winners.clone(), last: false };
        let round = news(News::RoundOver { won: true }, &view);
        assert_eq!(round, "Ana wins round 1. You have 4 balanced presses, place 1.");
        view.phase = Phase::Podium { winners };
        let over = news(News::MatchOver { won: true }, &view);
        assert_eq!(over, "Ana wins the match. You have 7 points, place 1.");
        view.players[0].rank = 0;
        assert_eq!(news(News::MatchOver { won: false }, &view), "Ana wins the match. ");
        assert_eq!(news(News::Count(3), &view), "3");
    }

    #[test]
    fn what_a_value_contains_is_no_place_for_another() {
        assert_eq!(fill("{1} and {0}!", &["{1}", "a}b{"]), "a}b{ and {1}!");
        assert_eq!(fill("{2}, {}, {x", &["one"]), ", , x");
        assert_eq!(fill_in("{1} {0} {2} {3}", &["a"], &[7, 8]), "7 a 8 ");
    }

    #[test]
    fn every_suggested_name_is_a_name() {
        for language in Language::ALL {
            learn_and_speak(language);
            for (low, manner) in (0_u64..).zip(words().manners()) {
                for (high, animal) in (0_u64..).zip(words().animals()) {
                    let whole = fill(words().suggested_name(), &[manner, animal]);
                    assert_eq!(suggested_name(low | high << 32).as_str(), whole);
                }
            }
        }
    }

    #[test]
    fn one_round_is_no_rounds() {
        assert_eq!(settings(1, 15), "1 round of 15 seconds");
        assert_eq!(settings(3, 5), "3 rounds of 5 seconds");
    }

    #[test]
    fn a_tag_is_of_its_language_whatever_the_region() {
        assert_eq!(Language::of_tag("es-MX"), Some(Language::Spanish));
        assert_eq!(Language::of_tag("en"), Some(Language::English));
        assert_eq!(Language::of_tag("est"), None);
        assert_eq!(Language::of_tag(""), None);
    }
}
