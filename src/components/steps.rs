//! The steps of the podium.

use game::View;
use yew::prelude::*;

use super::markup::Markup;
use crate::store;
use crate::text::words;

/// The first three places, each on its step; equals stand equally high.
pub(crate) fn steps(view: &View) -> Html {
    let mut steps = Markup::default();
    steps.add(r#"<ol class="steps" aria-label="{0}">"#, &[words().podium()], &[]);
    for player in store::on_podium(view) {
        let rank = player.rank.into();
        steps.add(r#"<li data-place="{0}">"#, &[], &[rank]);
        steps.add_name(player);
        steps.add(
            r#"<b>{0}</b><span class="step" aria-hidden="true">{1}</span></li>"#,
            &[],
            &[player.points, rank],
        );
    }
    steps.add("</ol>", &[], &[]);
    steps.html()
}
