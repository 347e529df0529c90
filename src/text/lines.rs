//! Texts as lines: a language is one long text, in the app or beside it, and each of its texts is a
//! line or a few of it.

use super::words::Problem;

/// What is made of lines: of one, of as many as an array has, or of a problem's two.
pub(super) trait Text<'a> {
    /// Takes this text from its lines.
    fn of(lines: &'a [&'static str]) -> Self;
}

impl Text<'_> for &'static str {
    fn of(lines: &[&'static str]) -> Self {
        lines[0]
    }
}

impl<'a> Text<'a> for &'a [&'static str] {
    fn of(lines: &'a [&'static str]) -> Self {
        lines
    }
}

impl Text<'_> for Problem {
    fn of(lines: &[&'static str]) -> Self {
        Self { heading: lines[0], sentence: lines[1] }
    }
}

/// Makes a type of the English texts and their names: it holds them in one language, and has a method
/// for each. A struct with a field for each would be 5 kB of code that fills it.
macro_rules! lines {
    ($(#[$about:meta])* $Words:ident $($(#[$doc:meta])* $name:ident: $text:tt,)*) => {
        $(#[$about])*
        #[derive(Debug)]
        pub(crate) struct $Words([&'static str; Self::LINES]);

        /// At which line each text begins.
        struct Begins {
            $($name: usize,)*
        }

        impl $Words {
            /// How many lines there are.
            pub(super) const LINES: usize = 0 $(+ lines!(count $text))*;

            /// English.
            pub(super) const ENGLISH: &str = concat!($(lines!(join $text)),*);

            const BEGINS: Begins = {
                let mut end = 0;
                $(
                    let $name = end;
                    end += lines!(count $text);
                )*
                assert!(end == Self::LINES);
                Begins { $($name),* }
            };

            /// What the texts are called, and how many lines each has.
            #[cfg(test)]
            pub(super) const NAMES: &[(&str, usize)] =
                &[$((stringify!($name), lines!(count $text))),*];

            /// Takes the lines in their order; those that are missing stay empty.
            pub(super) fn of(lines: &mut dyn Iterator<Item = &'static str>) -> Self {
                Self(core::array::from_fn(|_| lines.next().unwrap_or_default()))
            }

            $(
                $(#[$doc])*
                pub(crate) fn $name(&self) -> lines!(type $text) {
                    let begin = Self::BEGINS.$name;
                    Text::of(&self.0[begin..begin + lines!(count $text)])
                }
            )*
        }
    };
    (type [$($text:literal),* $(,)?]) => { &[&'static str] };
    (type {$heading:literal, $sentence:literal}) => { Problem };
    (type $text:literal) => { &'static str };
    (join [$($text:literal),* $(,)?]) => { concat!($($text, "\n"),*) };
    (join {$heading:literal, $sentence:literal}) => { concat!($heading, "\n", $sentence, "\n") };
    (join $text:literal) => { concat!($text, "\n") };
    (count [$($text:literal),* $(,)?]) => { [$($text),*].len() };
    (count {$heading:literal, $sentence:literal}) => { 2 };
    (count $text:literal) => { 1 };
}
pub(super) use lines;
