//! The two paddles, for fingers and for whoever wants to see which keys count.

use game::Direction;
use yew::prelude::*;

use crate::text::words;

/// See [`Paddles`].
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct PaddlesProps {
    /// A paddle was hit, at this time stamp of the event in milliseconds.
    pub(crate) on_press: Callback<(Direction, f64)>,
}

/// Two buttons that count when a finger touches them, not when it is lifted. Several fingers may
/// drum at once.
#[component]
pub(crate) fn Paddles(props: &PaddlesProps) -> Html {
    let paddle = |direction, name: &'static str, sign| {
        let on_press = props.on_press.clone();
        let onpointerdown = move |event: PointerEvent| {
            // The button must not take the focus, nor begin a gesture.
            event.prevent_default();
            if event.is_trusted() {
                on_press.emit((direction, event.time_stamp()));
            }
        };
        let oncontextmenu = |event: MouseEvent| event.prevent_default();
        html! {
            <button type="button" class="paddle" aria-label={name} tabindex="-1"
                {onpointerdown} {oncontextmenu}>{ sign }</button>
        }
    };
    html! {
        <div class="paddles">
            { paddle(Direction::Left, words().left(), "←") }
            { paddle(Direction::Right, words().right(), "→") }
        </div>
    }
}
