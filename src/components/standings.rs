//! A table of players.

use yew::prelude::*;

use super::Mark;
use crate::store::Standing;
use crate::text;

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
            Self::Place => text::PLACE,
            Self::Right => text::RIGHT,
            Self::Left => text::LEFT,
            Self::Balanced => text::BALANCED,
            Self::Points => text::POINTS,
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

/// See [`Standings`].
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct StandingsProps {
    /// What the table is called.
    pub(crate) caption: AttrValue,
    /// Its columns.
    pub(crate) columns: Vec<Column>,
    /// Its rows.
    pub(crate) rows: Vec<Standing>,
}

/// A row for each player, in the order given.
#[component]
pub(crate) fn Standings(props: &StandingsProps) -> Html {
    let row = |standing: &Standing| {
        html! {
            <tr key={standing.id.to_bits()} class={classes!(standing.me.then_some("me"))}>
                <th scope="row">
                    <Mark colour={standing.colour} />
                    <span class="name">{ &standing.name }</span>
                    if standing.me { <span class="tag">{ text::YOU }</span> }
                </th>
                { for props.columns.iter().map(|column| {
                    html! { <td>{ column.of(standing) }</td> }
                }) }
            </tr>
        }
    };
    html! {
        <table class="standings" aria-label={&props.caption}>
            <thead>
                <tr>
                    <th scope="col">{ text::PLAYER }</th>
                    { for props.columns.iter().map(|column| {
                        html! { <th scope="col">{ column.heading() }</th> }
                    }) }
                </tr>
            </thead>
            <tbody>{ for props.rows.iter().map(row) }</tbody>
        </table>
    }
}
