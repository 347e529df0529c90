//! The seesaw.

use yew::prelude::*;

use crate::text::words;

/// A plank on its fulcrum, that tilts to the side with more presses: clockwise by so many hundredths
/// of a degree.
pub(crate) fn seesaw(tilt: i32) -> Html {
    html! {
        <svg class="seesaw" viewBox="0 0 400 150" role="img" aria-label={words().seesaw}>
            <path class="ground" d="M20 138H380" />
            <path class="fulcrum" d="M200 72l38 64h-76z" />
            <g class="plank" style={format!("--tilt: {tilt}")}>
                <rect x="30" y="62" width="340" height="12" rx="6" />
                <circle class="weight" cx="62" cy="40" r="22" />
                <circle class="weight" cx="338" cy="40" r="22" />
                <path class="arrow" d="M71 40H53m7-7l-7 7l7 7" />
                <path class="arrow" d="M329 40h18m-7-7l7 7l-7 7" />
            </g>
            <circle class="pivot" cx="200" cy="68" r="7" />
        </svg>
    }
}
