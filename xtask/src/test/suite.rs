//! Runs named steps, and remembers how each went for the table at the end.

use std::time::{Duration, Instant};

use anyhow::Result;

use crate::progress::{Progress, Step, seconds};

/// The steps that ran so far.
pub(super) struct Suite {
    progress: Progress,
    rows: Vec<Row>,
}

struct Row {
    name: String,
    outcome: Outcome,
}

enum Outcome {
    Passed(Duration),
    Failed(Duration),
    Skipped { mend: String },
}

impl Suite {
    pub(super) fn new(progress: Progress) -> Self {
        Self { progress, rows: Vec::new() }
    }

    /// A step that shows its output only when it fails.
    ///
    /// # Errors
    /// Those of `work`.
    pub(super) fn quiet<T>(
        &mut self,
        name: &str,
        work: impl FnOnce(&Step) -> Result<T>,
    ) -> Result<T> {
        let started = Instant::now();
        let result = self.progress.step(name, work);
        self.record(name, started, result)
    }

    /// A step that writes to our output itself.
    ///
    /// # Errors
    /// Those of `work`.
    pub(super) fn open<T>(&mut self, name: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
        println!("\n── {name}");
        let started = Instant::now();
        let result = work();
        self.record(name, started, result)
    }

    /// Work that shows steps of its own, counted as one.
    ///
    /// # Errors
    /// Those of `work`.
    pub(super) fn prepare<T>(
        &mut self,
        name: &str,
        work: impl FnOnce(&Progress) -> Result<T>,
    ) -> Result<T> {
        let started = Instant::now();
        let result = work(&self.progress);
        self.record(name, started, result)
    }

    /// A step that can't run here; `mend` is what would let it, a command or a sentence.
    pub(super) fn skip(&mut self, name: &str, mend: &str) {
        println!("- {name} · skipped: {mend}");
        let outcome = Outcome::Skipped { mend: mend.to_owned() };
        self.rows.push(Row { name: name.to_owned(), outcome });
    }

    /// The table of all steps so far.
    pub(super) fn summary(&self) -> String {
        let width = self.rows.iter().map(|row| row.name.chars().count()).max().unwrap_or_default();
        let line = |row: &Row| match &row.outcome {
            Outcome::Passed(time) => format!("✓ {:width$}  {}", row.name, seconds(*time)),
            Outcome::Failed(time) => format!("✗ {:width$}  {}  FAILED", row.name, seconds(*time)),
            Outcome::Skipped { mend } => format!("- {:width$}  skipped: {mend}", row.name),
        };
        self.rows.iter().map(line).collect::<Vec<_>>().join("\n")
    }

    fn record<T>(&mut self, name: &str, started: Instant, result: Result<T>) -> Result<T> {
        let time = started.elapsed();
        let outcome = if result.is_ok() { Outcome::Passed(time) } else { Outcome::Failed(time) };
        self.rows.push(Row { name: name.to_owned(), outcome });
        result.map_err(|error| error.context(format!("{name} failed")))
    }
}

#[cfg(test)]
mod tests {
    use anyhow::bail;

    use super::*;

    #[test]
    fn the_summary_tells_passed_failed_and_skipped_apart() {
        let mut suite = Suite::new(Progress::new());
        suite.quiet("good", |_| Ok(())).unwrap();
        suite.skip("absent", "apt-get install it");
        let error = suite.open("bad", || bail!("reason") as Result<()>).unwrap_err();
        assert_eq!(format!("{error:#}"), "bad failed: reason");

        let summary = suite.summary();
        let lines: Vec<_> = summary.lines().collect();
        assert!(lines[0].starts_with("✓ good"), "{summary}");
        assert!(lines[1].contains("skipped: apt-get install it"), "{summary}");
        assert!(lines[2].ends_with("FAILED"), "{summary}");
    }
}
