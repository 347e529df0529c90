//! A table of players.

use yew::prelude::*;

use super::mark;
use crate::store::Standing;
use crate::text::words;

/// A column after the player's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Column {
    Place,
    Right,
    Left,
    Balanced,
    Points,
}

impl Column {
    fn heading(self) -> &'static str {
        match self {
            Self::Place => words().place,
            Self::Right => words().right,
            Self::Left => words().left,
            Self::Balanced => words().balanced,
            Self::Points => words().points,
        }
    }

    fn of(self, standing: &Standing) -> u64 {
        match self {
            Self::Place => standing.rank.into(),
            Self::Right => standing.positive,
            Self::Left => standing.negative,
            Self::Balanced => standing.balanced,
            Self::Points => standing.points,
        }
    }
}

/// A table with a row for each player, in the order given.
pub(crate) fn standings(
    caption: &'static str,
    columns: &[Column],
    players: impl Iterator<Item = Standing>,
) -> Html {
    let heading = |column: &Column| html! { <th scope="col">{ column.heading() }</th> };
    html! {
        <table class="standings" aria-label={caption}>
            <thead>
                <tr>
                    <th scope="col">{ words().player }</th>
                    { for columns.iter().map(heading) }
                </tr>
            </thead>
            <tbody>{ for players.map(|player| row(&player, columns)) }</tbody>
        </table>
    }
}

fn row(player: &Standing, columns: &[Column]) -> Html {
    let cell = |column: &Column| html! { <td>{ column.of(player) }</td> };
    html! {
        <tr key={player.id.to_bits()} data-me={player.me.then_some("")}>
            <th scope="row">
                <div>
                    { mark(player.colour) }
                    <span class="name">{ &player.name }</span>
                    if player.me { <span class="tag">{ words().you }</span> }
                </div>
            </th>
            { for columns.iter().map(cell) }
        </tr>
    }
}
