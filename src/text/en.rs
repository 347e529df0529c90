//! English.

use super::words::{Problem, Words};

pub(super) static WORDS: Words = Words {
    title: "Seesaw",
    tagline: "Hit ← and → as fast as you can. In balance.",
    your_name: "Your name",
    name_needed: "Please type a name that can be seen.",
    your_colour: "Your colour and symbol",
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
    link_selected: "The link is selected: copy it with your browser’s own command",
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
    practise: "Practise now",
    start_a_real_game: "Start a real game",
    leave_practice: "Leave the practice",
    waiting_for_player: "Waiting for another player",
    waiting_for_start: "Waiting for {0} to start",
    waiting_for_you: "Everybody is waiting for you to start",
    leave: "Leave",
    remove: "Remove {0}",
    remove_whom: "Remove {0}?",
    removed_for_good: "Who is removed can’t come back to this game.",
    remove_now: "Remove",
    one_round: "1 round of {1} seconds",
    several_rounds: "{0} rounds of {1} seconds",
    countdown: "Countdown",
    time_left: "Time left",
    scores: "Scores",
    pot: "Pot",
    seesaw: "Seesaw",
    left: "Left",
    right: "Right",
    counting: "Counting …",
    you_watch: "You watch this round and play the next one",
    you_chose_to_watch: "You watch; in the lobby you can choose to play",
    round_of: "Round {0} of {1}",
    results: "Results",
    player: "Player",
    balanced: "Balanced",
    points: "Points",
    place: "Place",
    nobody_scores: "Nobody scores in round {0}",
    one_wins_round: "{0} wins round {1}",
    several_win_round: "{0} win round {1}",
    next_round: "Next round",
    to_the_podium: "To the podium",
    waiting_for_host: "Waiting for the host",
    nobody_wins_match: "Nobody wins the match",
    one_wins_match: "{0} wins the match",
    several_win_match: "{0} win the match",
    final_standings: "Final standings",
    play_again: "Play again",
    and: " and ",
    reconnecting: "The host is out of reach. Trying to get back …",
    no_new_players: "The server is out of reach: the game goes on, but nobody new can join just \
        now.",
    connected_again: "Connected again",
    joined: "{0} joined",
    left_the_game: "{0} left",
    removed: "{0} was removed",
    you_host: "You are the host now",
    hosts: "{0} is the host now",
    try_again: "Try again",
    reload: "Reload",
    broken: "Something broke, which should not have happened. Reload the page: you come back as \
        the same player, with your points.",
    wrong_link: Problem {
        heading: "This link is not a game",
        sentence: "A part of it may have been lost on the way. Ask for the link again, or start a \
            game yourself.",
    },
    no_web_rtc: Problem {
        heading: "This browser can’t play",
        sentence: "The players’ browsers talk to each other directly, through WebRTC, and this \
            one has none, or it is switched off. Open the link in a current Firefox, Chrome, Edge \
            or Safari.",
    },
    server_unreachable: Problem {
        heading: "The server can’t be reached",
        sentence: "Players find each other through the server that this page came from. It may \
            have been stopped, or your network is down.",
    },
    no_such_game: Problem {
        heading: "No such game",
        sentence: "Nobody hosts a game under this link any more, or not yet. Ask the one who sent \
            it, or start a game yourself.",
    },
    no_route: Problem {
        heading: "No direct connection",
        sentence: "The host answered, but your two networks let no direct connection through. \
            Another network often helps, such as a phone’s.",
    },
    host_gone: Problem {
        heading: "The host is gone",
        sentence: "The host left, or lost the connection, and nobody could take over.",
    },
    version: Problem {
        heading: "Another version of the game",
        sentence: "The host’s page is of another version than yours. Reload both to get the \
            newest.",
    },
    you_were_removed: Problem {
        heading: "You were removed",
        sentence: "The host removed you from this game, so you can’t come back to it.",
    },
    full: Problem {
        heading: "The game is full",
        sentence: "So many players have joined that there is no place left.",
    },
    replaced: Problem {
        heading: "Open in another tab",
        sentence: "You play this game in another tab or window. Go on there, or reload to play \
            here.",
    },
    refused: Problem {
        heading: "Connection refused",
        sentence: "The host’s page could not make sense of what yours sent. Reloading helps if \
            one of them is out of date.",
    },
    you_left: Problem { heading: "You left", sentence: "The game goes on without you." },
    manners: [
        "Brave", "Brisk", "Calm", "Clever", "Daring", "Eager", "Gentle", "Happy", "Jolly", "Lucky",
        "Merry", "Nimble", "Proud", "Quick", "Sunny", "Swift",
    ],
    animals: [
        "Badger", "Beaver", "Dolphin", "Falcon", "Gecko", "Heron", "Ibex", "Jackdaw", "Koala",
        "Lynx", "Marten", "Otter", "Panda", "Robin", "Stoat", "Weasel",
    ],
    suggested_name: "{0} {1}",
};
