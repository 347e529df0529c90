//! Holds a page to the rules of axe-core (<https://github.com/dequelabs/axe-core>), a checker of
//! accessibility that runs inside the page.

use std::{env, fmt::Write as _, fs};

use anyhow::{Context, Result, bail};
use serde::Deserialize;

use crate::browser::Browser;

/// The variable that names the script.
const VARIABLE: &str = "AXE";

/// Runs all rules that are on by default.
const RUN: &str = "const done = arguments[arguments.length - 1];
    const run = async () => {
        const { violations } = await axe.run(document, { resultTypes: ['violations'] });
        return violations.map(({ id, help, nodes }) => ({
            id, help,
            nodes: nodes.map(({ html, any, all, none }) => ({
                html, reasons: [...any, ...all, ...none].map(check => check.message),
            })),
        }));
    };
    run().then(done, error => done(String(error)))";

/// What the script answers.
#[derive(Deserialize)]
#[serde(untagged)]
enum Answer {
    Violations(Vec<Violation>),
    Error(String),
}

/// A rule that the page breaks.
#[derive(Debug, Deserialize)]
struct Violation {
    id: String,
    help: String,
    nodes: Vec<Node>,
}

/// A place where it does.
#[derive(Debug, Deserialize)]
struct Node {
    html: String,
    reasons: Vec<String>,
}

impl Browser {
    /// The rules that what is shown now breaks, each with its places.
    ///
    /// # Errors
    /// There is no axe-core, or it fails.
    pub(crate) async fn violations(&self) -> Result<Vec<String>> {
        let script = env::var_os(VARIABLE).with_context(|| {
            format!("{VARIABLE} names no axe.min.js; `cargo xtask e2e` obtains it and runs stories")
        })?;
        if !self.script::<bool>("return 'axe' in window", Vec::new()).await? {
            let source = fs::read_to_string(&script)
                .with_context(|| format!("can't read {}", script.display()))?;
            self.driver().execute(source, Vec::new()).await?;
        }
        // No colour shall be judged on its way to another.
        self.comes_to_rest().await?;
        let answer: Answer = self.driver().execute_async(RUN, Vec::new()).await?.convert()?;
        match answer {
            Answer::Violations(found) => Ok(found.iter().map(Violation::told).collect()),
            Answer::Error(error) => bail!("axe-core failed: {error}"),
        }
    }
}

impl Violation {
    fn told(&self) -> String {
        let mut told = format!("{} ({})", self.help, self.id);
        for Node { html, reasons } in &self.nodes {
            // Writing to a string can't fail.
            let _ = write!(told, "\n    {html}\n        {}", reasons.join("\n        "));
        }
        told
    }
}
