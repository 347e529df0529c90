//! The bar of what one can choose on any page.

use yew::prelude::*;

use super::icon;
use crate::shortcuts::STATISTICS_KEY;
use crate::text::{self, Language, words};

/// What was chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Preference {
    Language(Language),
    /// Whether the page makes sounds.
    Sounds(bool),
    /// Whether the statistics are shown.
    Statistics(bool),
}

/// A switch to each other language, in that language's own words, one for the sounds and, where
/// there is anything to tell, one for the statistics.
pub(crate) fn preferences(
    sounds: bool,
    statistics: Option<bool>,
    on_choice: &Callback<Preference>,
) -> Html {
    let others = Language::ALL.into_iter().filter(|&language| language != text::spoken());
    let language = |language: Language| {
        let onclick = on_choice.reform(move |_| Preference::Language(language));
        html! {
            <button type="button" class="quiet" lang={language.code()} {onclick}>
                { language.name() }
            </button>
        }
    };
    let statistics = statistics.map(|open| {
        let choice = Preference::Statistics(!open);
        toggle(words().statistics(), STATISTICS, Some(STATISTICS_KEY), open, choice, on_choice)
    });
    let loudspeaker = if sounds { LOUD } else { SILENT };
    html! {
        <div class="preferences">
            { for others.map(language) }
            { toggle(words().sounds(), loudspeaker, None, sounds, Preference::Sounds(!sounds), on_choice) }
            { statistics }
        </div>
    }
}

/// A loudspeaker with waves, as a path in a square of 24.
const LOUD: &str = "M4 9h4l5-4v14l-5-4H4zM16.5 8.5a5 5 0 0 1 0 7M19 6a8.5 8.5 0 0 1 0 12";

/// A loudspeaker with a cross.
const SILENT: &str = "M4 9h4l5-4v14l-5-4H4zM16.5 9l6 6M22.5 9l-6 6";

/// Bars.
const STATISTICS: &str = "M5 20v-6M12 20V4M19 20V10";

fn toggle(
    name: &'static str,
    strokes: &'static str,
    key: Option<&'static str>,
    on: bool,
    choice: Preference,
    on_choice: &Callback<Preference>,
) -> Html {
    let onclick = on_choice.reform(move |_| choice);
    html! {
        <button type="button" class="quiet" aria-pressed={on.to_string()} title={key} {onclick}>
            { icon(strokes) }{ name }
        </button>
    }
}
