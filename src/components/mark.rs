//! A player's mark: a shape in a colour, so that players can be told apart by either.

use yew::prelude::*;

/// The shapes, one for each colour, as paths in a square of 24.
const SHAPES: [&str; 12] = [
    "M12 4a8 8 0 1 0 0 16a8 8 0 1 0 0-16z",
    "M12 4l9 16H3z",
    "M4 4h16v16H4z",
    "M12 2.5l7.5 9.5l-7.5 9.5l-7.5-9.5z",
    "M12 2.5l2.9 6.2l6.6.8l-4.9 4.6l1.3 6.7l-5.9-3.4l-5.9 3.4l1.3-6.7l-4.9-4.6l6.6-.8z",
    "M9 3h6v6h6v6h-6v6H9v-6H3V9h6z",
    "M12 20.5C5 15 3 11.5 3 8.5A4.7 4.7 0 0 1 12 7a4.7 4.7 0 0 1 9 1.5C21 11.5 19 15 12 20.5z",
    "M12 20L3 4h18z",
    "M7 3.5h10l5 8.5l-5 8.5H7L2 12z",
    "M15 3a9 9 0 1 0 6 12.5A8 8 0 0 1 15 3z",
    "M5.5 3L12 9.5L18.5 3L21 5.5L14.5 12L21 18.5L18.5 21L12 14.5L5.5 21L3 18.5L9.5 12L3 5.5z",
    "M12 3l9 7l-3.5 10.5h-11L3 10z",
];

/// The mark of a player. It says nothing to a screen reader: the name stands beside it.
pub(crate) fn mark(colour: u8) -> Html {
    Html::from_html_unchecked(mark_as_text(colour).into())
}

/// The mark as text, which the browser makes a picture of: it takes less of the app than to build it
/// node by node.
pub(super) fn mark_as_text(colour: u8) -> String {
    let shape = SHAPES[usize::from(colour) % SHAPES.len()];
    format!(
        "<svg class=mark data-colour={colour} viewBox='0 0 24 24' aria-hidden=true>\
         <path d='{shape}'/></svg>"
    )
}
