//! What is said in each language: one field for each text.

/// All texts of one language. In some of them `{0}` and `{1}` stand for what
/// [`fill`](super::fill) puts there.
#[derive(Debug)]
pub(crate) struct Words {
    /// The game’s name.
    pub(crate) title: &'static str,
    /// The game in one line.
    pub(crate) tagline: &'static str,
    pub(crate) your_name: &'static str,
    pub(crate) name_needed: &'static str,
    pub(crate) your_colour: &'static str,
    /// What the mark of each colour shows.
    pub(crate) symbols: [&'static str; 12],
    pub(crate) start_a_game: &'static str,
    pub(crate) how_to_play: &'static str,
    pub(crate) rules: [&'static str; 3],
    pub(crate) join_the_game: &'static str,
    pub(crate) join: &'static str,
    pub(crate) start_a_new_game: &'static str,
    pub(crate) connecting: &'static str,
    pub(crate) reaching_server: &'static str,
    pub(crate) finding_host: &'static str,
    pub(crate) checking_tab: &'static str,
    pub(crate) lobby: &'static str,
    pub(crate) link_to_this_game: &'static str,
    pub(crate) copy_link: &'static str,
    pub(crate) link_copied: &'static str,
    pub(crate) selected: &'static str,
    pub(crate) share_link: &'static str,
    pub(crate) qr_code: &'static str,
    pub(crate) share_sentence: &'static str,
    pub(crate) local_hint: &'static str,
    pub(crate) players: &'static str,
    pub(crate) you: &'static str,
    pub(crate) host: &'static str,
    pub(crate) watching: &'static str,
    pub(crate) away: &'static str,
    pub(crate) good_connection: &'static str,
    pub(crate) slow_connection: &'static str,
    pub(crate) change_profile: &'static str,
    pub(crate) save: &'static str,
    pub(crate) cancel: &'static str,
    pub(crate) watch_instead: &'static str,
    pub(crate) rounds: &'static str,
    pub(crate) seconds: &'static str,
    pub(crate) start: &'static str,
    pub(crate) practise_alone: &'static str,
    pub(crate) practice: &'static str,
    /// The way into it: at once, and against bots.
    pub(crate) practise: &'static str,
    pub(crate) start_a_real_game: &'static str,
    pub(crate) leave_practice: &'static str,
    pub(crate) waiting_for_player: &'static str,
    /// 0 is the host's name.
    pub(crate) waiting_for_start: &'static str,
    pub(crate) waiting_for_you: &'static str,
    pub(crate) leave: &'static str,
    /// The title of a player’s removal, for one who can see only an icon; 0 is a name.
    pub(crate) remove: &'static str,
    /// The question before it; 0 is a name.
    pub(crate) remove_whom: &'static str,
    pub(crate) removed_for_good: &'static str,
    /// The answer.
    pub(crate) remove_now: &'static str,
    /// How a match goes; 0 is a number of rounds, 1 of seconds.
    pub(crate) one_round: &'static str,
    /// The same.
    pub(crate) several_rounds: &'static str,
    pub(crate) countdown: &'static str,
    pub(crate) time_left: &'static str,
    pub(crate) scores: &'static str,
    pub(crate) pot: &'static str,
    /// What the picture of one shows.
    pub(crate) seesaw: &'static str,
    pub(crate) left: &'static str,
    pub(crate) right: &'static str,
    pub(crate) counting: &'static str,
    pub(crate) you_watch: &'static str,
    pub(crate) you_chose_to_watch: &'static str,
    /// 0 is a round, 1 how many there are.
    pub(crate) round_of: &'static str,
    pub(crate) results: &'static str,
    pub(crate) player: &'static str,
    pub(crate) balanced: &'static str,
    pub(crate) points: &'static str,
    pub(crate) place: &'static str,
    /// 0 is a round.
    pub(crate) nobody_scores: &'static str,
    /// 0 is a name, 1 a round.
    pub(crate) one_wins_round: &'static str,
    /// 0 are names.
    pub(crate) several_win_round: &'static str,
    /// Why the one winner did; 0 is the balanced count, 1 of ←, 2 of →, 3 the pot.
    pub(crate) one_takes_pot: &'static str,
    /// The same of several; 0 is the balanced count, 1 the pot.
    pub(crate) each_takes_pot: &'static str,
    /// 0 is the pot.
    pub(crate) nobody_takes_pot: &'static str,
    /// Why not the second; 0 is its name.
    pub(crate) as_many: &'static str,
    pub(crate) course_of_round: &'static str,
    pub(crate) course_of_match: &'static str,
    /// What marks a time; 0 is a number.
    pub(crate) after_seconds: &'static str,
    pub(crate) your_pace: &'static str,
    pub(crate) fastest: &'static str,
    pub(crate) most_even: &'static str,
    pub(crate) your_best: &'static str,
    pub(crate) new_best: &'static str,
    /// What stands before the tenths of a number.
    pub(crate) decimal: &'static str,
    pub(crate) next_round: &'static str,
    pub(crate) to_the_podium: &'static str,
    pub(crate) waiting_for_host: &'static str,
    pub(crate) nobody_wins_match: &'static str,
    /// 0 is a name.
    pub(crate) one_wins_match: &'static str,
    /// 0 are names.
    pub(crate) several_win_match: &'static str,
    pub(crate) final_standings: &'static str,
    pub(crate) podium: &'static str,
    /// What the field with it is called.
    pub(crate) result_to_share: &'static str,
    pub(crate) copy_result: &'static str,
    /// How a match went; 0 are the best with their points. A link follows.
    pub(crate) shared_result: &'static str,
    pub(crate) play_again: &'static str,
    /// What stands between the last two of several names.
    pub(crate) and: &'static str,
    pub(crate) reconnecting: &'static str,
    pub(crate) no_new_players: &'static str,
    pub(crate) connected_again: &'static str,
    /// 0 is a name.
    pub(crate) joined: &'static str,
    /// 0 is a name.
    pub(crate) left_the_game: &'static str,
    /// 0 is a name.
    pub(crate) removed: &'static str,
    pub(crate) you_host: &'static str,
    /// 0 is a name.
    pub(crate) hosts: &'static str,
    pub(crate) try_again: &'static str,
    pub(crate) reload: &'static str,
    /// The app has panicked.
    pub(crate) broken: &'static str,
    pub(crate) sounds: &'static str,
    /// What a screen reader says when the presses begin to count.
    pub(crate) go: &'static str,
    /// And five seconds before they no longer do.
    pub(crate) soon_over: &'static str,
    pub(crate) time_up: &'static str,
    /// After a round; 0 is a number of balanced presses, 1 a place.
    pub(crate) you_got: &'static str,
    /// After a match; 0 is a number of points, 1 a place.
    pub(crate) you_end_with: &'static str,
    /// The window has lost the keyboard to another.
    pub(crate) keys_go_elsewhere: &'static str,
    pub(crate) statistics: &'static str,
    pub(crate) copy: &'static str,
    pub(crate) copied: &'static str,
    pub(crate) close: &'static str,
    pub(crate) connected: &'static str,
    /// Lines of the statistics. 0 is a version, 1 that of the protocol.
    pub(crate) page_line: &'static str,
    /// 0 is a name, 1 which life of that player’s this is, from 0.
    pub(crate) me_line: &'static str,
    /// 0 is a name, 1 a number.
    pub(crate) host_line: &'static str,
    /// 0 is in milliseconds, 1 a number of measurements.
    pub(crate) clock_line: &'static str,
    /// 0 is a number.
    pub(crate) frames_line: &'static str,
    /// 0 is the channel; messages and bytes sent, messages and bytes received, each a second.
    pub(crate) channel_line: &'static str,
    /// 0 is a name, 1 in milliseconds.
    pub(crate) link_line: &'static str,
    pub(crate) wrong_link: Problem,
    pub(crate) no_web_rtc: Problem,
    pub(crate) server_unreachable: Problem,
    pub(crate) no_such_game: Problem,
    pub(crate) no_route: Problem,
    pub(crate) host_gone: Problem,
    pub(crate) version: Problem,
    pub(crate) you_were_removed: Problem,
    pub(crate) full: Problem,
    pub(crate) replaced: Problem,
    pub(crate) refused: Problem,
    pub(crate) you_left: Problem,
    /// A suggested name is one of the first and one of the second, in the language's order; any of
    /// them together stay within the bound of a name.
    pub(crate) manners: [&'static str; 16],
    pub(crate) animals: [&'static str; 16],
    /// How the two make a name: 0 is of `manners`, 1 of `animals`.
    pub(crate) suggested_name: &'static str,
}

/// What happened, in a heading and a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Problem {
    pub(crate) heading: &'static str,
    pub(crate) sentence: &'static str,
}
