//! What the host chooses for a match.

use core::ops::RangeInclusive;

use protocol::limits::ROUNDS;
use protocol::settings::{Settings, SettingsError};
use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::text;

/// See [`SettingsForm`].
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct SettingsFormProps {
    /// The settings so far.
    pub(crate) settings: Settings,
    /// Other settings.
    pub(crate) on_change: Callback<Settings>,
}

/// The number of rounds and their length, to change.
#[component]
pub(crate) fn SettingsForm(props: &SettingsFormProps) -> Html {
    let rounds = props.settings.rounds();
    let secs = seconds(props.settings);
    let choose = |settings: Result<Settings, SettingsError>, on_change: &Callback<Settings>| {
        // Each number is within its bounds, so both together are.
        if let Ok(settings) = settings {
            on_change.emit(settings);
        }
    };
    let on_rounds = props.on_change.clone();
    let on_rounds = Callback::from(move |rounds| choose(Settings::new(rounds, secs), &on_rounds));
    let on_secs = props.on_change.clone();
    let on_secs = Callback::from(move |secs| choose(Settings::new(rounds, secs), &on_secs));
    html! {
        <div class="settings">
            <Number label={text::ROUNDS} value={rounds} range={1..=ROUNDS} on_change={on_rounds} />
            <Number label={text::SECONDS} value={secs} range={Settings::ROUND_SECS}
                on_change={on_secs} />
        </div>
    }
}

/// The length of a round in seconds.
fn seconds(settings: Settings) -> u8 {
    let (_rounds, secs) = settings.into();
    secs
}

#[derive(Clone, PartialEq, Properties)]
struct NumberProps {
    label: AttrValue,
    value: u8,
    range: RangeInclusive<u8>,
    on_change: Callback<u8>,
}

/// A number within bounds. What is typed outside of them becomes the nearest that is allowed; an
/// emptied field shows what still holds.
#[component]
fn Number(props: &NumberProps) -> Html {
    let (min, max) = (*props.range.start(), *props.range.end());
    let onchange = {
        let on_change = props.on_change.clone();
        move |event: Event| {
            let input: HtmlInputElement = event.target_unchecked_into();
            if let Some(chosen) = nearest(&input.value(), min, max) {
                input.set_value(&chosen.to_string());
                on_change.emit(chosen);
            }
        }
    };
    html! {
        <label>
            <span>{ &props.label }</span>
            <input type="number" inputmode="numeric" min={min.to_string()} max={max.to_string()}
                value={props.value.to_string()} placeholder={props.value.to_string()} {onchange} />
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
