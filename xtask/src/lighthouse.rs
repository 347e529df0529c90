//! Has Lighthouse judge the landing page, served by our own server, on what it takes for a phone:
//! a slow processor and a slow network, both simulated.

use std::{
    fs,
    io::{BufRead, BufReader},
    path::Path,
    process::{Child, Command, Stdio},
};

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::{
    app,
    browser::{Chromium, chromium_flags},
    process::run_quietly,
    progress::{Progress, Step},
    rust,
    tools::{Lighthouse, Tool, Toolbox},
    workspace::Workspace,
};

/// The category that depends on the machine.
const SPEED: &str = "performance";

/// What is judged: all that Lighthouse has for any page.
const CATEGORIES: [&str; 4] = [SPEED, "accessibility", "best-practices", "seo"];

/// The least score of each category, of 100.
const LEAST: u64 = 95;

/// Of a machine whose benchmark has a lower index, Lighthouse itself says that it is too slow, or too
/// busy, to judge a page's speed on it (`core/gather/driver/environment.js`).
const LEAST_BENCHMARK: f64 = 1_000.0;

/// Builds the app and the server, has the landing page judged, and prints the scores.
///
/// # Errors
/// Something can't be built or had, or a score is too low.
pub(crate) fn run() -> Result<()> {
    let progress = Progress::new();
    let workspace = Workspace::load()?;
    progress.step("Rust's browser target", rust::ensure_wasm_target)?;
    let tools = Toolbox::obtain(&progress, workspace.root(), &Tool::BUILD)?;
    app::build(&progress, &workspace, &tools)?;
    let server = app::build_server(&progress, &workspace)?;
    let chromium = progress.step("Chromium", Chromium::obtain)?;
    let scores = progress.step("lighthouse", |step| check(step, &workspace, &server, &chromium))?;
    println!("{scores}");
    Ok(())
}

/// Has the landing page of `server` judged, and returns the scores.
///
/// # Errors
/// Lighthouse can't be had or can't do its work, or a score is too low.
pub(crate) fn check(
    step: &Step,
    workspace: &Workspace,
    server: &Path,
    chromium: &Chromium,
) -> Result<String> {
    let script = Lighthouse::obtain(step, workspace.root())?;
    verdict(&judge(step, &script, server, chromium)?)
}

/// Lighthouse's report.
fn judge(step: &Step, script: &Path, server: &Path, chromium: &Chromium) -> Result<Value> {
    let serving = Serving::start(server)?;
    let folder = tempfile::tempdir()?;
    let report = folder.path().join("report.json");
    let mut lighthouse = Command::new("node");
    lighthouse
        .arg(script)
        .arg(&serving.address)
        .arg(format!("--only-categories={}", CATEGORIES.join(",")))
        .args(["--output=json", "--quiet", "--no-enable-error-reporting", "--output-path"])
        .arg(&report)
        .arg(format!("--chrome-flags={}", chromium_flags().join(" ")))
        .env("CHROME_PATH", chromium.program());
    run_quietly(step, lighthouse)?;
    let report = fs::read(report).context("Lighthouse left no report")?;
    serde_json::from_slice(&report).context("Lighthouse's report is no JSON")
}

/// The scores, a line each, and what took something from those that are too low.
///
/// # Errors
/// A score is too low, unless it is the speed's on a machine that can't tell.
fn verdict(report: &Value) -> Result<String> {
    let can_tell_speed =
        report["environment"]["benchmarkIndex"].as_f64().is_some_and(|it| it >= LEAST_BENCHMARK);
    let mut lines = Vec::new();
    let mut low = false;
    for name in CATEGORIES {
        let category = &report["categories"][name];
        let score = percent(&category["score"]).with_context(|| {
            format!("Lighthouse gives {name} no score: {}", report["runtimeError"])
        })?;
        lines.push(format!("{name:15} {score:>3}"));
        if score < LEAST {
            lines.extend(costs(report, category));
            low |= name != SPEED || can_tell_speed;
        }
    }
    if !can_tell_speed {
        lines.push(format!("this machine is too slow or too busy to judge the {SPEED}"));
    }
    let scores = lines.join("\n");
    if low {
        bail!("the landing page scores below {LEAST}\n{scores}");
    }
    Ok(scores)
}

/// The audits that took something from a category's score.
fn costs(report: &Value, category: &Value) -> Vec<String> {
    let parts = category["auditRefs"].as_array().into_iter().flatten();
    let counted = parts.filter(|part| part["weight"].as_f64().is_some_and(|weight| weight > 0.0));
    let audits = counted.filter_map(|part| report["audits"].get(part["id"].as_str()?));
    let costly = audits.filter(|audit| percent(&audit["score"]).is_some_and(|score| score < 100));
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    costly
        .map(|audit| format!("    {} {}", text(&audit["title"]), text(&audit["displayValue"])))
        .collect()
}

/// A score from 0 to 1 as hundredths, rounded as Lighthouse's own page does.
fn percent(score: &Value) -> Option<u64> {
    let score = score.as_f64().filter(|score| (0.0..=1.0).contains(score))?;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "it is a whole number from 0 to 100"
    )]
    Some((score * 100.0).round() as u64)
}

/// A server that runs until this is dropped.
struct Serving {
    child: Child,
    address: String,
}

impl Serving {
    fn start(server: &Path) -> Result<Self> {
        let mut command = Command::new(server);
        command.args(["--port", "0", "--listen", "127.0.0.1"]);
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().context("can't start the server")?;
        let stdout = child.stdout.take().expect("its output was asked for above");
        let mut serving = Self { child, address: String::new() };
        let mut line = String::new();
        BufReader::new(stdout).read_line(&mut line)?;
        let address = line.trim().strip_prefix("listening on ");
        serving.address = address.context("the server does not say where it listens")?.to_owned();
        Ok(serving)
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        // It fails only if the server has ended by itself.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn report(speed: f64, seo: f64, benchmark: u32) -> Value {
        let full = json!({ "score": 1.0, "auditRefs": [] });
        let audits = json!([{ "id": "robots", "weight": 1 }, { "id": "extra", "weight": 0 }]);
        json!({
            "environment": { "benchmarkIndex": benchmark },
            "categories": {
                "performance": { "score": speed, "auditRefs": [] },
                "accessibility": full,
                "best-practices": full,
                "seo": { "score": seo, "auditRefs": audits },
            },
            "audits": {
                "robots": { "score": 0.0, "title": "robots.txt is valid", "displayValue": "no" },
                "extra": { "score": 0.0, "title": "counts for nothing" },
            },
        })
    }

    #[test]
    fn scores_are_shown_and_held_to_the_least() {
        let scores = verdict(&report(1.0, 0.95, 1_000)).unwrap();
        assert!(scores.ends_with("seo              95"), "{scores}");
        let error = verdict(&report(1.0, 0.94, 1_000)).unwrap_err().to_string();
        assert!(error.contains("robots.txt is valid no"), "{error}");
        assert!(!error.contains("counts for nothing"), "{error}");
    }

    #[test]
    fn a_slow_machine_is_excused_from_speed_alone() {
        assert!(verdict(&report(0.94, 1.0, 1_000)).is_err());
        let scores = verdict(&report(0.94, 1.0, 999)).unwrap();
        assert!(scores.contains("performance      94"), "{scores}");
        assert!(scores.ends_with("to judge the performance"), "{scores}");
        assert!(verdict(&report(1.0, 0.94, 999)).is_err());
    }

    #[test]
    fn a_page_that_could_not_be_judged_is_an_error() {
        let mut broken = report(1.0, 1.0, 1_000);
        broken["categories"]["performance"]["score"] = Value::Null;
        broken["runtimeError"] = json!("no page");
        assert!(verdict(&broken).unwrap_err().to_string().contains("no page"));
    }
}
