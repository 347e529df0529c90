//! A table of players.

use game::{PlayerView, View};
use yew::prelude::*;

use super::markup::Markup;
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
    /// What its head shows: for a narrow column the key that it counts.
    fn sign(self) -> &'static str {
        match self {
            Self::Right => "→",
            Self::Left => "←",
            other => other.heading(),
        }
    }

    fn heading(self) -> &'static str {
        match self {
            Self::Place => words().place(),
            Self::Right => words().right(),
            Self::Left => words().left(),
            Self::Balanced => words().balanced(),
            Self::Points => words().points(),
        }
    }

    fn of(self, player: &PlayerView) -> u64 {
        match self {
            Self::Place => player.rank.into(),
            Self::Right => player.positive,
            Self::Left => player.negative,
            Self::Balanced => player.balanced,
            Self::Points => player.points,
        }
    }
}

/// A table with a row for each player who has a rank, by rank.
pub(crate) fn standings(caption: &'static str, columns: &[Column], view: &View) -> Html {
    let mut table = Markup::default();
    table.add(
        r#"<table class="standings" aria-label="{0}"><thead><tr><th scope="col">{1}</th>"#,
        &[caption, words().player()],
        &[],
    );
    for column in columns {
        table.add(
            r#"<th scope="col" aria-label="{0}">{1}</th>"#,
            &[column.heading(), column.sign()],
            &[],
        );
    }
    table.add("</tr></thead><tbody>", &[], &[]);
    for player in view.players.iter().filter(|player| player.rank > 0) {
        let me = player.id == view.me;
        let row = if me { "<tr data-me>" } else { "<tr>" };
        table.add(row, &[], &[]);
        table.add(r#"<th scope="row"><div>"#, &[], &[]);
        table.add_name(player);
        if me {
            table.add(r#"<span class="tag">{0}</span>"#, &[words().you()], &[]);
        }
        table.add("</div></th>", &[], &[]);
        for column in columns {
            table.add("<td>{0}</td>", &[], &[column.of(player)]);
        }
        table.add("</tr>", &[], &[]);
    }
    table.add("</tbody></table>", &[], &[]);
    table.html()
}
