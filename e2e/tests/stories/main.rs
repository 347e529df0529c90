//! The stories, each a test.

mod whole_match;
