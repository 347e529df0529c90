//! All words that a player reads, in one place. What the page says before the app is loaded is in
//! `index.html`.

use game::{Connection, Ending, Event, View};
use protocol::limits::NAME_CHARS;

pub(crate) const TITLE: &str = "Seesaw";
pub(crate) const TAGLINE: &str = "Hit ← and → as fast as you can. In balance.";
pub(crate) const YOUR_NAME: &str = "Your name";
pub(crate) const NAME_NEEDED: &str = "Please type a name that can be seen.";
pub(crate) const START_A_GAME: &str = "Start a game";
pub(crate) const HOW_TO_PLAY: &str = "How it goes";
pub(crate) const RULES: [&str; 3] = [
    "Start a game and share its link. Whoever opens it plays: no account, nothing to install.",
    "You have a few seconds to hit ← and →. Only balanced presses count: your score is the smaller \
     of the two.",
    "Who has the most balanced presses wins the round and takes the pot, to which all have \
     contributed.",
];

pub(crate) const JOIN_THE_GAME: &str = "Join the game";
pub(crate) const JOIN: &str = "Join";
pub(crate) const WRONG_LINK: &str = "This link is not a game";
pub(crate) const WRONG_LINK_SENTENCE: &str =
    "A part of it may have been lost on the way. Ask for the link again, or start a game yourself.";
pub(crate) const START_A_NEW_GAME: &str = "Start a new game";

pub(crate) const CONNECTING: &str = "Connecting";
pub(crate) const REACHING_SERVER: &str = "Reaching the server …";
pub(crate) const FINDING_HOST: &str = "Looking for the host …";
pub(crate) const CHECKING_TAB: &str = "Looking for your place in the game …";

pub(crate) const LOBBY: &str = "Lobby";
pub(crate) const LINK_TO_THIS_GAME: &str = "Link to this game";
pub(crate) const COPY_LINK: &str = "Copy link";
pub(crate) const LINK_COPIED: &str = "Link copied";
pub(crate) const LINK_SELECTED: &str =
    "The link is selected: copy it with your browser’s own command";
pub(crate) const SHARE_SENTENCE: &str = "Whoever opens this link is in your game.";
pub(crate) const LOCAL_HINT: &str = "This address works on this computer only. Open the page under its \
                              network address, which the server prints, to invite others.";
pub(crate) const PLAYERS: &str = "Players";
pub(crate) const YOU: &str = "(you)";
pub(crate) const HOST: &str = "host";
pub(crate) const WATCHING: &str = "watching";
pub(crate) const AWAY: &str = "away";
pub(crate) const ROUNDS: &str = "Rounds";
pub(crate) const SECONDS: &str = "Seconds";
pub(crate) const START: &str = "Start";
pub(crate) const PRACTISE_ALONE: &str = "Practise alone";
pub(crate) const WAITING_FOR_PLAYER: &str = "Waiting for another player";
pub(crate) const WAITING_FOR_START: &str = "Waiting for the host to start";
pub(crate) const LEAVE: &str = "Leave";

pub(crate) const COUNTDOWN: &str = "Countdown";
pub(crate) const TIME_LEFT: &str = "Time left";
pub(crate) const SCORES: &str = "Scores";
pub(crate) const POT: &str = "Pot";
pub(crate) const SEESAW: &str = "Seesaw";
pub(crate) const LEFT: &str = "Left";
pub(crate) const RIGHT: &str = "Right";
pub(crate) const COUNTING: &str = "Counting …";
pub(crate) const GET_READY: &str = "← and →, as fast as you can, in balance";
pub(crate) const YOU_WATCH: &str = "You watch this round and play the next one";

pub(crate) const RESULTS: &str = "Results";
pub(crate) const PLAYER: &str = "Player";
pub(crate) const BALANCED: &str = "Balanced";
pub(crate) const POINTS: &str = "Points";
pub(crate) const PLACE: &str = "Place";
pub(crate) const NEXT_ROUND: &str = "Next round";
pub(crate) const TO_THE_PODIUM: &str = "To the podium";
pub(crate) const WAITING_FOR_HOST: &str = "Waiting for the host";
pub(crate) const FINAL_STANDINGS: &str = "Final standings";
pub(crate) const PLAY_AGAIN: &str = "Play again";

pub(crate) const RECONNECTING: &str = "The host is out of reach. Trying to get back …";
pub(crate) const NO_NEW_PLAYERS: &str =
    "The server is out of reach: the game goes on, but nobody new can join just now.";

pub(crate) const TRY_AGAIN: &str = "Try again";
pub(crate) const RELOAD: &str = "Reload";
pub(crate) const NO_WEB_RTC: &str = "This browser can’t play";
pub(crate) const NO_WEB_RTC_SENTENCE: &str = "The players’ browsers talk to each other directly, through \
                                       WebRTC, and this one has none, or it is switched off. Open \
                                       the link in a current Firefox, Chrome, Edge or Safari.";

pub(crate) const BROKEN: &str = "Something broke, which should not have happened. Reload the page: you come back as the same \
     player, with your points.";

/// The words that a suggested name is made of: any of the first with any of the second stays within
/// the bound of a name.
const MANNERS: [&str; 16] = [
    "Brave", "Brisk", "Calm", "Clever", "Daring", "Eager", "Gentle", "Happy", "Jolly", "Lucky",
    "Merry", "Nimble", "Proud", "Quick", "Sunny", "Swift",
];
const ANIMALS: [&str; 16] = [
    "Badger", "Beaver", "Dolphin", "Falcon", "Gecko", "Heron", "Ibex", "Jackdaw", "Koala", "Lynx",
    "Marten", "Otter", "Panda", "Robin", "Stoat", "Weasel",
];

/// A friendly name for one who has none yet, from random bits.
#[must_use]
pub(crate) fn suggested_name(random: u64) -> String {
    let pick = |words: [&'static str; 16], bits: u64| {
        words[usize::try_from(bits % 16).expect("a remainder of sixteen is small")]
    };
    format!("{} {}", pick(MANNERS, random), pick(ANIMALS, random >> 32))
}

/// The title of a player's removal, for the one who can see only an icon.
#[must_use]
pub(crate) fn remove(name: &str) -> String {
    format!("Remove {name}")
}

/// Which round of how many.
#[must_use]
pub(crate) fn round_of(round: u8, rounds: u8) -> String {
    format!("Round {round} of {rounds}")
}

/// Who won a round.
#[must_use]
pub(crate) fn round_won(names: &[&str], round: u8) -> String {
    match names {
        [] => format!("Nobody scores in round {round}"),
        [one] => format!("{one} wins round {round}"),
        several => format!("{} win round {round}", listing(several)),
    }
}

/// Who won the match.
#[must_use]
pub(crate) fn match_won(names: &[&str]) -> String {
    match names {
        [] => "Nobody wins the match".into(),
        [one] => format!("{one} wins the match"),
        several => format!("{} win the match", listing(several)),
    }
}

/// The pot of a finished round.
#[must_use]
pub(crate) fn pot(pot: u64) -> String {
    format!("{POT}: {pot}")
}

/// How a match goes, for those who can't change it.
#[must_use]
pub(crate) fn settings(rounds: u8, secs: u64) -> String {
    let plural = if rounds == 1 { "" } else { "s" };
    format!("{rounds} round{plural} of {secs} seconds")
}

/// What is waited for before anything can be shown.
#[must_use]
pub(crate) fn waiting_for(connection: Connection) -> &'static str {
    match connection {
        Connection::ReachingServer => REACHING_SERVER,
        Connection::Reconnecting => RECONNECTING,
        Connection::FindingHost | Connection::Connected { .. } | Connection::Ended(_) => {
            FINDING_HOST
        }
    }
}

/// What is wrong with the connection while the game goes on, if anything.
#[must_use]
pub(crate) fn trouble(connection: Connection) -> Option<&'static str> {
    match connection {
        Connection::Reconnecting | Connection::ReachingServer | Connection::FindingHost => {
            Some(RECONNECTING)
        }
        Connection::Connected { server: false } => Some(NO_NEW_PLAYERS),
        Connection::Connected { server: true } | Connection::Ended(_) => None,
    }
}

/// What happened, if it is worth a word.
#[must_use]
pub(crate) fn event(event: &Event, view: &View) -> Option<String> {
    match event {
        Event::Joined { name } => Some(format!("{name} joined")),
        Event::Left { name } => Some(format!("{name} left")),
        Event::Removed { name } => Some(format!("{name} was removed")),
        Event::HostChanged { host } if *host == view.me => Some("You are the host now".into()),
        Event::HostChanged { host } => {
            Some(format!("{} is the host now", view.player(*host)?.name))
        }
        Event::Refused { .. } => None,
    }
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
}

impl Remedy {
    /// The button's words.
    #[must_use]
    pub(crate) fn words(self) -> &'static str {
        match self {
            Self::TryAgain => TRY_AGAIN,
            Self::Reload => RELOAD,
            Self::StartNew => START_A_NEW_GAME,
        }
    }
}

/// What happened, in a heading and a sentence, and what can be done, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Failure {
    pub(crate) heading: &'static str,
    pub(crate) sentence: &'static str,
    pub(crate) remedies: &'static [Remedy],
}

/// The browser can't connect to others at all.
pub(crate) const UNABLE: Failure =
    Failure { heading: NO_WEB_RTC, sentence: NO_WEB_RTC_SENTENCE, remedies: &[] };

/// Why a session ended.
#[must_use]
pub(crate) fn failure(ending: Ending) -> Failure {
    use Remedy::{Reload, StartNew, TryAgain};
    let (heading, sentence, remedies): (_, _, &[Remedy]) = match ending {
        Ending::ServerUnreachable => (
            "The server can’t be reached",
            "Players find each other through the server that this page came from. It may have been \
             stopped, or your network is down.",
            &[TryAgain],
        ),
        Ending::NoSuchGame => (
            "No such game",
            "Nobody hosts a game under this link any more, or not yet. Ask the one who sent it, or \
             start a game yourself.",
            &[TryAgain, StartNew],
        ),
        Ending::NoRoute => (
            "No direct connection",
            "The host answered, but your two networks let no direct connection through. Another \
             network often helps, such as a phone’s.",
            &[TryAgain, StartNew],
        ),
        Ending::HostGone => (
            "The host is gone",
            "The host left, or lost the connection, and nobody could take over.",
            &[TryAgain, StartNew],
        ),
        Ending::Version { .. } => (
            "Another version of the game",
            "The host’s page is of another version than yours. Reload both to get the newest.",
            &[Reload],
        ),
        Ending::Removed => (
            "You were removed",
            "The host removed you from this game, so you can’t come back to it.",
            &[StartNew],
        ),
        Ending::Full => (
            "The game is full",
            "So many players have joined that there is no place left.",
            &[TryAgain, StartNew],
        ),
        Ending::Replaced => (
            "Open in another tab",
            "You play this game in another tab or window. Go on there, or reload to play here.",
            &[Reload],
        ),
        Ending::Refused => (
            "Connection refused",
            "The host’s page could not make sense of what yours sent. Reloading helps if one of \
             them is out of date.",
            &[Reload, StartNew],
        ),
        Ending::Left => ("You left", "The game goes on without you.", &[TryAgain, StartNew]),
    };
    Failure { heading, sentence, remedies }
}

/// The longest name, for the browser to hold typing at.
#[must_use]
pub(crate) fn name_chars() -> String {
    NAME_CHARS.to_string()
}

/// Names as they stand in a sentence.
fn listing(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [one] => (*one).into(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use protocol::name::Name;

    #[test]
    fn winners_are_named_whatever_their_number() {
        assert_eq!(round_won(&[], 1), "Nobody scores in round 1");
        assert_eq!(round_won(&["Ana"], 1), "Ana wins round 1");
        assert_eq!(round_won(&["Ana", "Ben"], 2), "Ana and Ben win round 2");
        assert_eq!(match_won(&["Ana", "Ben", "Cid"]), "Ana, Ben and Cid win the match");
        assert_eq!(match_won(&[]), "Nobody wins the match");
    }

    #[test]
    fn every_suggested_name_is_a_name() {
        for bits in 0..256_u64 {
            let name = suggested_name(bits | (bits >> 4) << 32);
            assert_eq!(Name::try_from(name.clone()).map(String::from), Ok(name));
        }
    }

    #[test]
    fn one_round_is_no_rounds() {
        assert_eq!(settings(1, 15), "1 round of 15 seconds");
        assert_eq!(settings(3, 5), "3 rounds of 5 seconds");
    }
}
