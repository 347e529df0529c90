//! The seesaw.

use yew::prelude::*;

use crate::store::Balance;
use crate::text::words;

/// A plank on its fulcrum that tilts to the side with more presses, with the counts in its weights,
/// or an arrow each where there are none. The weight of the side to press next is marked.
pub(crate) fn seesaw(balance: &Balance) -> Html {
    let Balance { tilt, counts, press } = *balance;
    let weights = match counts {
        None => html! {
            <path class="arrow" d="M76 52H48m11-11l-11 11l11 11M324 52h28m-11-11l11 11l-11 11" />
        },
        Some([left, right]) => html! {
            <><text x="62" y="61">{ left }</text><text x="338" y="61">{ right }</text></>
        },
    };
    html! {
        <svg class="seesaw" viewBox="0 0 400 170" role="img" aria-label={words().seesaw()}
            data-press={press}>
            <path class="ground" d="M20 158H380" />
            <path class="fulcrum" d="M200 92l38 64h-76z" />
            <g class="plank" style={format!("--tilt: {tilt}")}>
                <rect x="24" y="81" width="352" height="14" rx="7" />
                <circle class="weight" cx="62" cy="52" r="30" />
                <circle class="weight" cx="338" cy="52" r="30" />
                { weights }
            </g>
            <circle class="pivot" cx="200" cy="88" r="8" />
        </svg>
    }
}
