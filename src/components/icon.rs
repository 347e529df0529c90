//! Small pictures drawn with a pen.

use yew::prelude::*;

use crate::store::Reach;
use crate::text::words;

/// These strokes, in a square of 24. It says nothing to a screen reader: what it stands on has a
/// name.
pub(crate) fn icon(strokes: &str) -> Html {
    drawn("aria-hidden=true", strokes)
}

/// How good a connection is: three bars, or one of them.
pub(crate) fn signal(reach: Reach) -> Html {
    let (strokes, label) = match reach {
        Reach::Good => ("M5 19v-3M12 19v-8M19 19V6", words().good_connection()),
        Reach::Slow => ("M5 19v-3M12 19h.01M19 19h.01", words().slow_connection()),
    };
    drawn(&format!("role=img aria-label='{label}'"), strokes)
}

/// As text, which the browser makes a picture of: it takes less of the app than to build it node by
/// node. Nothing in it is of a player's making.
fn drawn(attributes: &str, strokes: &str) -> Html {
    let svg =
        format!("<svg class=pen viewBox='0 0 24 24' {attributes}><path d='{strokes}'/></svg>");
    Html::from_html_unchecked(svg.into())
}
