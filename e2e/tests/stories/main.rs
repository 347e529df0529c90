//! The stories, each a test. One at a time is told, whatever the number of threads.

mod casts;
mod changes_of_host;
mod clocks;
mod comings_and_goings;
mod console;
mod drawing;
mod failures;
mod hardships;
mod keys;
mod lobby;
mod looks;
mod second_visits;
mod whole_match;
