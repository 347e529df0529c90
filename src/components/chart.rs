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
    let mut drawn = Markup::default();
    drawn.add(
        r#"<h2>{0}</h2><div class="chart" role="img" aria-label="{1}"><div class="plot"><svg viewBox="0 0 {2} 1000" preserveAspectRatio="none"><path d="M0 1000H{3}V0"/>"#,
        &[title, &text::in_words(title, mark, leaders)],
        &[whole, width],
    );
    for &(at, _) in down {
        drawn.add(r#"<path d="M0 {0}H{1}"/>"#, &[], &[at, width]);
    }
    // What is drawn last lies on top: the best.
    for line in lines.iter().rev() {
        add_line(&mut drawn, line, whole);
    }
    drawn.add("</svg>", &[], &[]);
    for &(at, number) in down {
        drawn.add(MARK, &[&number.to_string()], &[at]);
    }
    drawn.add(r#"</div><div class="ends">"#, &[], &[]);
    for line in lines {
        add_end(&mut drawn, line);
    }
    drawn.add(r#"</div><div class="times">"#, &[], &[]);
    for &(at, number) in across {
        let time = text::fill_in(mark, &[], &[number]);
        drawn.add(MARK, &[&time], &[at * 1_000 / whole]);
    }
    drawn.add("</div></div>", &[], &[]);
    html! { <section>{ drawn.html() }</section> }
}

/// A mark of an axis: what, and where in thousandths.
const MARK: &str = r#"<span style="--at:{1}">{0}</span>"#;

/// A line, which goes on to its label if it has one.
fn add_line(drawn: &mut Markup, line: &Line<'_>, whole: u64) {
    let Some(label) = line.label else {
        drawn.add(r#"<path d="{0}"/>"#, &[&line.path], &[]);
        return;
    };
    drawn.add(
        r#"<path d="{0}L{2} {3}" data-colour="{4}" class="{1}"/>"#,
        &[&line.path, class(line)],
        &[whole, label, u8::from(line.player.colour).into()],
    );
}

fn add_end(drawn: &mut Markup, line: &Line<'_>) {
    let Some(label) = line.label else { return };
    drawn.add(r#"<span style="--at:{1}" class="{0}">"#, &[class(line)], &[label]);
    drawn.add_name(line.player);
    drawn.add("<b>{0}</b></span>", &[], &[line.end]);
}

fn class(line: &Line<'_>) -> &'static str {
    if line.mine { "mine" } else { "" }
}
