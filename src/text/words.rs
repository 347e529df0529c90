//! What there is to say, and how it is said in English.
//!
//! Other languages are files beside the app with the same names in the same order, one line a text:
//! `static/es.txt` is Spanish. Who does not read a language does not load it.

use super::lines::{Text, lines};

lines! {
    /// All texts of one language. In some of them `{0}` and `{1}` stand for what
    /// [`fill`](super::fill) puts there.
    Words
    /// The game’s name.
    title: "Seesaw",
    /// The game in one line.
    tagline: "Hit ← and → as fast as you can. In balance.",
    your_name: "Your name",
    name_needed: "Please type a name that can be seen.",
    your_colour: "Your colour and symbol",
    /// What the mark of each colour shows.
    symbols: [
        "Circle", "Triangle", "Square", "Diamond", "Star", "Plus", "Heart", "Wedge", "Hexagon",
        "Moon", "Cross", "Pentagon",
    ],
    start_a_game: "Start a game",
    how_to_play: "How it goes",
    rules: [
        "Start a game and share its link. Whoever opens it plays: no account, nothing to install.",
        "You have a few seconds to hit ← and →. Only balanced presses count: your score is the \
         smaller of the two.",
        "Who has the most balanced presses wins the round and takes the pot, to which all have \
         contributed.",
    ],
    join_the_game: "Join the game",
    join: "Join",
    start_a_new_game: "Start a new game",
    connecting: "Connecting",
    reaching_server: "Reaching the server …",
    finding_host: "Looking for the host …",
    checking_tab: "Looking for your place in the game …",
    lobby: "Lobby",
    link_to_this_game: "Link to this game",
    copy_link: "Copy link",
    link_copied: "Link copied",
    selected: "It is selected: copy it with your browser’s own command",
    share_link: "Share",
    qr_code: "QR code of the link",
    share_sentence: "Whoever opens this link is in your game.",
    local_hint: "This address works on this computer only. Open the page under its network \
        address, which the server prints, to invite others.",
    players: "Players",
    you: "you",
    host: "host",
    watching: "watching",
    away: "away",
    good_connection: "good connection",
    slow_connection: "slow connection",
    change_profile: "Change name and colour",
    save: "Save",
    cancel: "Cancel",
    watch_instead: "Watch instead of playing",
    rounds: "Rounds",
    seconds: "Seconds",
    start: "Start",
    practise_alone: "Practise alone",
    practice: "Practice",
    /// The way into it: at once, and against bots.
    practise: "Practise now",
    start_a_real_game: "Start a real game",
    leave_practice: "Leave the practice",
    waiting_for_player: "Waiting for another player",
    /// 0 is the host's name.
    waiting_for_start: "Waiting for {0} to start",
    waiting_for_you: "Everybody is waiting for you to start",
    leave: "Leave",
    /// The title of a player’s removal, for one who can see only an icon; 0 is a name.
    remove: "Remove {0}",
    /// The question before it; 0 is a name.
    remove_whom: "Remove {0}?",
    removed_for_good: "Who is removed can’t come back to this game.",
    /// The answer.
    remove_now: "Remove",
    /// How a match goes; 0 is a number of rounds, 1 of seconds.
    one_round: "1 round of {1} seconds",
    /// The same.
    several_rounds: "{0} rounds of {1} seconds",
    countdown: "Countdown",
    time_left: "Time left",
    scores: "Scores",
    pot: "Pot",
    /// What the picture of one shows.
    seesaw: "Seesaw",
    left: "Left",
    right: "Right",
    counting: "Counting …",
    you_watch: "You watch this round and play the next one",
    you_chose_to_watch: "You watch; in the lobby you can choose to play",
    /// 0 is a round, 1 how many there are.
    round_of: "Round {0} of {1}",
    results: "Results",
    player: "Player",
    balanced: "Balanced",
    points: "Points",
    place: "Place",
    /// 0 is a round.
    nobody_scores: "Nobody scores in round {0}",
    /// 0 is a name, 1 a round.
    one_wins_round: "{0} wins round {1}",
    /// 0 are names.
    several_win_round: "{0} win round {1}",
    /// Why the one winner did; 0 is the balanced count, 1 of ←, 2 of →, 3 the pot.
    one_takes_pot: "With {0} balanced (←\u{202f}{1},\u{a0}→\u{202f}{2}), and takes the pot of {3}.",
    /// The same of several; 0 is the balanced count, 1 the pot.
    each_takes_pot: "With {0} balanced and the same lean. Each takes the whole pot of {1}.",
    /// 0 is the pot.
    nobody_takes_pot: "It takes both ← and → to score. The pot of {0} goes to nobody.",
    /// Why not the second; 0 is its name.
    as_many: "{0} has as many, but leans more.",
    course_of_round: "Balanced, second by second",
    course_of_match: "Points, round by round",
    /// What marks a time; 0 is a number.
    after_seconds: "{0} s",
    your_pace: "Your presses a second",
    fastest: "Most presses a second",
    most_even: "Most even hand",
    your_best: "Your best so far",
    new_best: "New personal best",
    /// What stands before the tenths of a number.
    decimal: ".",
    next_round: "Next round",
    to_the_podium: "To the podium",
    waiting_for_host: "Waiting for the host",
    nobody_wins_match: "Nobody wins the match",
    /// 0 is a name.
    one_wins_match: "{0} wins the match",
    /// 0 are names.
    several_win_match: "{0} win the match",
    final_standings: "Final standings",
    podium: "Podium",
    /// What the field with it is called.
    result_to_share: "Result to share",
    copy_result: "Copy result",
    /// How a match went; 0 are the best with their points. A link follows.
    shared_result: "Seesaw: {0}. Beat us:",
    play_again: "Play again",
    /// What stands between the last two of several names.
    and: " and ",
    reconnecting: "The host is out of reach. Trying to get back …",
    no_new_players: "The server is out of reach: the game goes on, but nobody new can join just \
        now.",
    connected_again: "Connected again",
    /// 0 is a name.
    joined: "{0} joined",
    /// 0 is a name.
    left_the_game: "{0} left",
    /// 0 is a name.
    removed: "{0} was removed",
    you_host: "You are the host now",
    /// 0 is a name.
    hosts: "{0} is the host now",
    try_again: "Try again",
    reload: "Reload",
    /// The server has a newer page than this one.
    newer_version: "A newer version of the game is ready.",
    /// The app has panicked.
    broken: "Something broke, which should not have happened. Reload the page: you come back as \
        the same player, with your points.",
    sounds: "Sounds",
    /// What a screen reader says when the presses begin to count.
    go: "Go!",
    /// And five seconds before they no longer do.
    soon_over: "5 seconds",
    time_up: "Time is up",
    /// After a round; 0 is a number of balanced presses, 1 a place.
    you_got: "You have {0} balanced presses, place {1}.",
    /// After a match; 0 is a number of points, 1 a place.
    you_end_with: "You have {0} points, place {1}.",
    /// The window has lost the keyboard to another.
    keys_go_elsewhere: "Click here: the keys go elsewhere",
    statistics: "Statistics",
    copy: "Copy",
    copied: "Copied",
    close: "Close",
    connected: "Connected",
    /// Lines of the statistics. 0 is a version, 1 that of the protocol.
    page_line: "Seesaw {0}, protocol {1}",
    /// 0 is a name, 1 which life of that player’s this is, from 0.
    me_line: "You: {0}, life {1}",
    /// 0 is a name, 1 a number.
    host_line: "Host: {0}, term {1}",
    /// 0 is in milliseconds, 1 a number of measurements.
    clock_line: "Clock: {0} ms behind the game’s, {1} samples",
    /// 0 is a number.
    frames_line: "Frames drawn: {0}/s",
    /// 0 is the channel; messages and bytes sent, messages and bytes received, each a second.
    channel_line: "{0}: {1}/s, {2} B/s out; {3}/s, {4} B/s in",
    /// 0 is a name, 1 in milliseconds.
    link_line: "{0}: {1} ms",
    wrong_link: {
        "This link is not a game",
        "A part of it may have been lost on the way. Ask for the link again, or start a \
         game yourself."
    },
    no_web_rtc: {
        "This browser can’t play with others",
        "The players’ browsers talk to each other directly, through WebRTC, and this \
         one has none, or it is switched off. Open the link in a current Firefox, Chrome, Edge \
         or Safari."
    },
    server_unreachable: {
        "The server can’t be reached",
        "Players find each other through the server that this page came from. It may \
         have been stopped, or your network is down."
    },
    no_such_game: {
        "No such game",
        "Nobody hosts a game under this link any more, or not yet. Ask the one who sent \
         it, or start a game yourself."
    },
    no_route: {
        "No direct connection",
        "The host answered, but your two networks let no direct connection through. \
         Another network often helps, such as a phone’s."
    },
    host_gone: {
        "The host is gone",
        "The host left, or lost the connection, and nobody could take over."
    },
    version: {
        "Another version of the game",
        "The host’s page is of another version than yours. Reload both to get the \
         newest."
    },
    you_were_removed: {
        "You were removed",
        "The host removed you from this game, so you can’t come back to it."
    },
    full: {
        "The game is full",
        "So many players have joined that there is no place left."
    },
    replaced: {
        "Open in another tab",
        "You play this game in another tab or window. Go on there, or reload to play \
         here."
    },
    refused: {
        "Connection refused",
        "The host’s page could not make sense of what yours sent. Reloading helps if \
         one of them is out of date."
    },
    you_left: {
        "You left",
        "The game goes on without you."
    },
    /// A suggested name is one of the first and one of the second, in the language's order; any of
    /// them together stay within the bound of a name.
    manners: [
        "Brave", "Brisk", "Calm", "Clever", "Daring", "Eager", "Gentle", "Happy", "Jolly", "Lucky",
        "Merry", "Nimble", "Proud", "Quick", "Sunny", "Swift",
    ],
    animals: [
        "Badger", "Beaver", "Dolphin", "Falcon", "Gecko", "Heron", "Ibex", "Jackdaw", "Koala",
        "Lynx", "Marten", "Otter", "Panda", "Robin", "Stoat", "Weasel",
    ],
    /// How the two make a name: 0 is of `manners`, 1 of `animals`.
    suggested_name: "{0} {1}",
}

/// What happened, in a heading and a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Problem {
    pub(crate) heading: &'static str,
    pub(crate) sentence: &'static str,
}
