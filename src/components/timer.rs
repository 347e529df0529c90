//! The clock that counts down.

use yew::prelude::*;

/// The seconds in which the end is near.
const LAST: u64 = 3;

/// Whole seconds, as large as can be; beneath, where it is given, a bar of the thousandths that are
/// left.
pub(crate) fn timer(label: &'static str, seconds: u64, remaining: Option<u32>) -> Html {
    html! {
        <div class="timer" data-last={(seconds <= LAST).then_some("")}>
            <div class="digits" role="timer" aria-label={label}>{ seconds }</div>
            if let Some(remaining) = remaining {
                <div class="sand"><div style={format!("--filled: {remaining}")}></div></div>
            }
        </div>
    }
}
