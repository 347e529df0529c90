//! What else there is to tell of a round.

use game::{PlayerView, View};
use yew::prelude::*;

use super::markup::Markup;
use crate::store::{self, Best};
use crate::text::{self, words};

/// Who pressed fastest and who most evenly; one's own pace, and one's best score if it is known.
pub(crate) fn facts(view: &View, best: Option<Best>) -> Html {
    let pace = |player| text::decimal(store::pace_tenths(player, view.settings.round_length()));
    let mut facts = Facts(Markup::default());
    facts.0.add(r#"<dl class="facts">"#, &[], &[]);
    match best {
        Some(Best { balanced, new: true }) => {
            facts.0.add("<div data-new>", &[], &[]);
            facts.rest(words().new_best(), None, &balanced.to_string());
        }
        Some(Best { balanced, .. }) => facts.add(words().your_best(), None, &balanced.to_string()),
        None => {}
    }
    if let Some(me) = view.player(view.me).filter(|me| me.plays) {
        facts.add(words().your_pace(), None, &pace(me));
    }
    if let Some(player) = store::fastest(view) {
        facts.add(words().fastest(), Some(player), &pace(player));
    }
    if let Some(player) = store::most_even(view) {
        let even = text::decimal(store::even_permille(player)) + "\u{202f}%";
        facts.add(words().most_even(), Some(player), &even);
    }
    facts.0.add("</dl>", &[], &[]);
    facts.0.html()
}

struct Facts(Markup);

impl Facts {
    fn add(&mut self, what: &'static str, who: Option<&PlayerView>, number: &str) {
        self.0.add("<div>", &[], &[]);
        self.rest(what, who, number);
    }

    fn rest(&mut self, what: &'static str, who: Option<&PlayerView>, number: &str) {
        self.0.add("<dt>{0}</dt><dd>{1}</dd>", &[what, number], &[]);
        if let Some(player) = who {
            self.0.add("<dd>", &[], &[]);
            self.0.add_name(player);
            self.0.add("</dd>", &[], &[]);
        }
        self.0.add("</div>", &[], &[]);
    }
}
