//! A chart of lines, drawn in the chart's own units: the browser stretches it to the room there is,
//! and the strokes keep their width.

use yew::prelude::*;

use super::markup::Markup;
use crate::store::chart::{Chart, Line};
use crate::text;

/// The part of the width in which lines bend to their labels.
const BEND: u64 = 12;

/// A chart with its title. `mark` is what the marks across say, of a number. A screen reader hears
/// who led when.
pub(crate) fn chart(title: &'static str, mark: &'static str, chart: &Chart<'_>) -> Html {
    let &Chart { width, ref lines, ref across, ref down, ref leaders } = chart;
    let whole = width + width.div_ceil(BEND);
    let [width, whole_width] = [width, whole].map(|width| width.to_string());
    let mut drawn = Markup::default();
    drawn.add(
        r#"<h2>{0}</h2><div class="chart" role="img" aria-label="{1}"><div class="plot"><svg viewBox="0 0 {2} 1000" preserveAspectRatio="none"><path d="M0 1000H{3}V0"/>"#,
        &[title, &text::in_words(title, mark, leaders), &whole_width, &width],
    );
    for (at, _) in down {
        drawn.add(r#"<path d="M0 {0}H{1}"/>"#, &[&at.to_string(), &width]);
    }
    // What is drawn last lies on top: the best.
    for line in lines.iter().rev() {
        add_line(&mut drawn, line, &whole_width);
    }
    drawn.add("</svg>", &[]);
    for (at, number) in down {
        drawn.add(MARK, &[&at.to_string(), &number.to_string()]);
    }
    drawn.add(r#"</div><div class="ends">"#, &[]);
    for line in lines {
        add_end(&mut drawn, line);
    }
    drawn.add(r#"</div><div class="times">"#, &[]);
    for &(at, number) in across {
        let time = text::fill(mark, &[&number.to_string()]);
        drawn.add(MARK, &[&(at * 1_000 / whole).to_string(), &time]);
    }
    drawn.add("</div></div>", &[]);
    html! { <section>{ drawn.html() }</section> }
}

/// A mark of an axis: where, in thousandths, and what.
const MARK: &str = r#"<span style="--at:{0}">{1}</span>"#;

/// A line, which goes on to its label if it has one.
fn add_line(drawn: &mut Markup, line: &Line<'_>, whole_width: &str) {
    let Some(label) = line.label else {
        drawn.add(r#"<path d="{0}"/>"#, &[&line.path]);
        return;
    };
    let colour = u8::from(line.player.colour).to_string();
    drawn.add(
        r#"<path d="{0}L{1} {2}" data-colour="{3}" class="{4}"/>"#,
        &[&line.path, whole_width, &label.to_string(), &colour, class(line)],
    );
}

fn add_end(drawn: &mut Markup, line: &Line<'_>) {
    let Some(label) = line.label else { return };
    drawn.add(r#"<span style="--at:{0}" class="{1}">"#, &[&label.to_string(), class(line)]);
    drawn.add_name(line.player);
    drawn.add("<b>{0}</b></span>", &[&line.end.to_string()]);
}

fn class(line: &Line<'_>) -> &'static str {
    if line.mine { "mine" } else { "" }
}
