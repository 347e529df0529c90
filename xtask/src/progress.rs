//! What the user sees while a command works: one line a step, with its time. On a terminal the line
//! is alive and shows the last thing that the step said; elsewhere a line is printed as a step
//! starts and one as it ends, so that a log can be read afterwards.

use std::{
    cell::RefCell,
    io::{self, IsTerminal},
    time::{Duration, Instant},
};

use anyhow::Result;
use indicatif::{ProgressBar, ProgressStyle};

/// Often enough for the spinner to look alive, seldom enough to cost nothing.
const REDRAW_INTERVAL: Duration = Duration::from_millis(120);

/// Prints the steps of a command.
pub(crate) struct Progress {
    is_terminal: bool,
}

/// One step at work.
pub(crate) struct Step {
    bar: ProgressBar,
    outcome: RefCell<String>,
    warnings: RefCell<Vec<String>>,
}

impl Progress {
    /// Looks at standard output to see whether a person watches.
    pub(crate) fn new() -> Self {
        Self { is_terminal: io::stdout().is_terminal() }
    }

    /// Runs `work` under `name`.
    ///
    /// # Errors
    /// Those of `work`; the step is then shown as failed.
    pub(crate) fn step<T>(&self, name: &str, work: impl FnOnce(&Step) -> Result<T>) -> Result<T> {
        let step = Step::new(self.start(name));
        let started = Instant::now();
        let result = work(&step);
        step.bar.finish_and_clear();
        let mark = if result.is_ok() { "✓" } else { "✗" };
        println!("{mark} {name} {}{}", seconds(started.elapsed()), step.outcome.borrow());
        for warning in step.warnings.borrow().iter() {
            println!("! {warning}");
        }
        result
    }

    fn start(&self, name: &str) -> ProgressBar {
        if !self.is_terminal {
            println!("… {name}");
            return ProgressBar::hidden();
        }
        let style = ProgressStyle::with_template("{spinner} {prefix} {elapsed} {wide_msg:.dim}")
            .expect("the template above is valid");
        let bar = ProgressBar::new_spinner().with_style(style).with_prefix(name.to_owned());
        bar.enable_steady_tick(REDRAW_INTERVAL);
        bar
    }
}

impl Step {
    fn new(bar: ProgressBar) -> Self {
        Self { bar, outcome: RefCell::default(), warnings: RefCell::default() }
    }

    /// Shows what the step is at, until it says something else.
    pub(crate) fn note(&self, text: &str) {
        self.bar.set_message(text.trim().to_owned());
    }

    /// Adds to the line that stays when the step is over.
    pub(crate) fn outcome(&self, text: &str) {
        *self.outcome.borrow_mut() += &format!(" · {text}");
    }

    /// Says, when the step is over, what is not as it should be although it went well.
    pub(crate) fn warn(&self, text: String) {
        self.warnings.borrow_mut().push(text);
    }

    /// A step that shows nothing.
    #[cfg(test)]
    pub(crate) fn silent() -> Self {
        Self::new(ProgressBar::hidden())
    }
}

/// A duration as people read it: `3.4 s`, `2 min 05 s`.
pub(crate) fn seconds(duration: Duration) -> String {
    let whole = duration.as_secs();
    if whole < 60 {
        format!("{:.1} s", duration.as_secs_f64())
    } else {
        format!("{} min {:02} s", whole / 60, whole % 60)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_duration_reads_as_people_write_it() {
        assert_eq!(seconds(Duration::from_millis(3_420)), "3.4 s");
        assert_eq!(seconds(Duration::from_secs(125)), "2 min 05 s");
    }

    #[test]
    fn a_step_hands_back_what_its_work_returns() {
        let progress = Progress { is_terminal: false };
        assert_eq!(progress.step("add", |_| Ok(1 + 1)).unwrap(), 2);
        assert!(progress.step("fail", |_| anyhow::bail!("no") as Result<()>).is_err());
    }
}
