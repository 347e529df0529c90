//! What is only looked at, as markup in text. An element that `html!` builds adds some 400 bytes to
//! the app, one in a text little more than its own letters; on the pages of results that is three
//! quarters of them. What can be pressed, or changes sixty times a second, is no text.

use game::PlayerView;
use yew::prelude::*;

use super::mark;
use crate::text;

/// Markup that grows from templates.
#[derive(Default)]
pub(super) struct Markup(String);

impl Markup {
    /// Adds a template in which `{0}` and so on stand for the texts and then for the numbers.
    /// Whatever is in a text is read as text, never as markup: it may be a name that somebody else
    /// chose.
    pub(super) fn add(&mut self, template: &'static str, texts: &[&str], numbers: &[u64]) {
        text::fill_into(&mut self.0, template, texts, numbers, push_escaped);
    }

    /// Adds a player's mark and name.
    pub(super) fn add_name(&mut self, player: &PlayerView) {
        self.0.push_str(&mark::mark_as_text(player.colour.into()));
        self.add(r#"<span class="name">{0}</span>"#, &[player.name.as_str()], &[]);
    }

    /// What was added, to be drawn.
    pub(super) fn html(self) -> Html {
        Html::from_html_unchecked(self.0.into())
    }
}

/// Adds a text to markup, within an element or an attribute.
fn push_escaped(markup: &mut String, text: &str) {
    for letter in text.chars() {
        match letter {
            '&' => markup.push_str("&amp;"),
            '<' => markup.push_str("&lt;"),
            '"' => markup.push_str("&quot;"),
            letter => markup.push(letter),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_never_read_as_markup() {
        let mut markup = Markup::default();
        markup.add(r#"<b title="{0}">{1}</b>"#, &["\" onclick=\"x", "<i>&{0}</i>"], &[]);
        assert_eq!(markup.0, r#"<b title="&quot; onclick=&quot;x">&lt;i>&amp;{0}&lt;/i></b>"#);
    }
}
