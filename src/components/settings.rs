//! What the host chooses for a match.

use core::ops::RangeInclusive;

use protocol::limits::ROUNDS;
use protocol::settings::Settings;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::text::words;

/// The number of rounds and their length, to change.
pub(crate) fn settings_form(settings: Settings, on_change: &Callback<Settings>) -> Html {
    let (rounds, secs) = settings.into();
    // Each number is within its bounds, so both together are.
    let on_rounds = on_change.reform(move |rounds| Settings::new(rounds, secs).unwrap_or(settings));
    let on_secs = on_change.reform(move |secs| Settings::new(rounds, secs).unwrap_or(settings));
    html! {
        <div class="settings">
            { number(words().rounds(), rounds, 1..=ROUNDS, on_rounds) }
            { number(words().seconds(), secs, Settings::ROUND_SECS, on_secs) }
        </div>
    }
}

/// A number within bounds. What is typed outside of them becomes the nearest that is allowed; an
/// emptied field shows what still holds. The field keeps what is being typed by itself, however
/// often the page is drawn meanwhile.
fn number(
    label: &'static str,
    value: u8,
    range: RangeInclusive<u8>,
    on_change: Callback<u8>,
) -> Html {
    let (min, max) = range.into_inner();
    let onchange = move |event: Event| {
        let input: HtmlInputElement = event.target_unchecked_into();
        if let Some(chosen) = nearest(&input.value(), min, max) {
            input.set_value(&chosen.to_string());
            on_change.emit(chosen);
        }
    };
    let value = value.to_string();
    html! {
        <label>
            <span>{ label }</span>
            <input type="number" inputmode="numeric" min={min.to_string()} max={max.to_string()}
                ~defaultValue={value.clone()} placeholder={value} {onchange} />
        </label>
    }
}

fn nearest(text: &str, min: u8, max: u8) -> Option<u8> {
    let number: i64 = text.trim().parse().ok()?;
    u8::try_from(number.clamp(min.into(), max.into())).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_becomes_the_nearest_that_is_allowed() {
        assert_eq!(nearest("7", 5, 60), Some(7));
        assert_eq!(nearest(" 300 ", 5, 60), Some(60));
        assert_eq!(nearest("-1", 5, 60), Some(5));
        assert_eq!(nearest("", 5, 60), None);
        assert_eq!(nearest("1e1", 5, 60), None);
    }
}
