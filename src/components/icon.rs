//! Small pictures drawn with a pen. Those on buttons say nothing to a screen reader: the button has
//! a name of its own.

use yew::prelude::*;

use crate::store::Reach;
use crate::text::words;

/// These strokes, in a square of 24.
pub(crate) fn icon(strokes: &'static str) -> Html {
    html! { <svg class="pen" viewBox="0 0 24 24" aria-hidden="true"><path d={strokes} /></svg> }
}

/// How good a connection is: three bars, or one of them.
pub(crate) fn signal(reach: Reach) -> Html {
    let (strokes, label) = match reach {
        Reach::Good => ("M5 19v-3M12 19v-8M19 19V6", words().good_connection),
        Reach::Slow => ("M5 19v-3M12 19h.01M19 19h.01", words().slow_connection),
    };
    html! {
        <svg class="pen" viewBox="0 0 24 24" role="img" aria-label={label}>
            <title>{ label }</title>
            <path d={strokes} />
        </svg>
    }
}
