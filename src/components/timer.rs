//! The clock that counts down.

use yew::prelude::*;

/// See [`Timer`].
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct TimerProps {
    /// What it counts down to.
    pub(crate) label: AttrValue,
    /// The seconds that it shows.
    pub(crate) seconds: u64,
    /// The thousandths of the time that are left, for a bar beneath.
    #[prop_or_default]
    pub(crate) remaining: Option<u32>,
}

/// Whole seconds, as large as can be.
#[component]
pub(crate) fn Timer(props: &TimerProps) -> Html {
    html! {
        <div class="timer">
            <div class="digits" role="timer" aria-label={&props.label}>{ props.seconds }</div>
            if let Some(remaining) = props.remaining {
                <div class="sand">
                    <div style={format!("--filled: {remaining}")}></div>
                </div>
            }
        </div>
    }
}
