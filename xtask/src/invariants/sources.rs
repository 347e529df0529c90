//! What the sources of a folder may mention. A search for words, no understanding: it finds what
//! somebody writes without thinking of the house, and that is what it is for.

use std::{fs, path::Path};

use anyhow::{Context, Result};

use super::SANS_IO;
use crate::{fingerprint::files_below, workspace::Workspace};

/// Words that the sources below a folder do without.
struct Rule {
    folder: String,
    words: &'static [&'static str],
    because: &'static str,
}

/// The network, storage and the clock, by the names under which the browser's are reached. Views
/// draw a snapshot; what they want done, they hand to a callback.
const VIEW_WORDS: &[&str] = &[
    "Date",
    "Instant",
    "Performance",
    "RtcDataChannel",
    "RtcPeerConnection",
    "Storage",
    "SystemTime",
    "WebSocket",
    "XmlHttpRequest",
    "gloo_net",
    "gloo_storage",
    "gloo_timers",
    "local_storage",
    "performance",
    "session_storage",
    "set_interval",
    "set_timeout",
];

/// The crates that know the browser.
const BROWSER_WORDS: &[&str] = &["gloo", "js_sys", "wasm_bindgen", "web_sys", "yew"];

/// The lints by which the sans-IO crates are held, which none of them may switch off.
const LINT_WORDS: &[&str] = &["disallowed_methods", "disallowed_types"];

/// Where a source file of the repository mentions what it may not.
pub(super) fn check(workspace: &Workspace) -> Result<Vec<String>> {
    let mut breaches = Vec::new();
    for rule in rules() {
        breaches.extend(check_rule(workspace.root(), &rule)?);
    }
    Ok(breaches)
}

fn rules() -> Vec<Rule> {
    let rule = |folder: &str, words, because| Rule { folder: folder.to_owned(), words, because };
    let views = "a view touches no network, storage or clock";
    let mut rules = vec![
        rule("src/pages", VIEW_WORDS, views),
        rule("src/components", VIEW_WORDS, views),
        rule("crates", BROWSER_WORDS, "only the app knows the browser"),
    ];
    rules.extend(SANS_IO.map(|package| {
        rule(&format!("crates/{package}"), LINT_WORDS, "the strict lints stay on in sans-IO crates")
    }));
    rules
}

fn check_rule(root: &Path, rule: &Rule) -> Result<Vec<String>> {
    let files = files_below(&root.join(&rule.folder))?;
    let sources = files.iter().filter(|file| file.extension().is_some_and(|kind| kind == "rs"));
    let mut breaches = Vec::new();
    for file in sources {
        let text =
            fs::read_to_string(file).with_context(|| format!("can't read {}", file.display()))?;
        let name = file.strip_prefix(root).unwrap_or(file).display().to_string();
        breaches.extend(check_text(&name, &text, rule));
    }
    if files.is_empty() {
        breaches.push(format!("{} is gone, so the rule about it guards nothing", rule.folder));
    }
    Ok(breaches)
}

fn check_text(file: &str, text: &str, rule: &Rule) -> Vec<String> {
    let mut breaches = Vec::new();
    for (line, number) in text.lines().zip(1..) {
        let code = line.split("//").next().unwrap_or_default();
        let identifiers = code.split(|letter: char| !letter.is_alphanumeric() && letter != '_');
        breaches.extend(
            identifiers
                .filter(|word| rule.words.contains(word))
                .map(|word| format!("{file}:{number} mentions {word}, but {}", rule.because)),
        );
    }
    breaches
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(folder: &str, text: &str) -> Vec<String> {
        let rules = rules();
        let rule = rules.iter().find(|rule| rule.folder == folder).unwrap();
        check_text("file.rs", text, rule)
    }

    #[test]
    fn a_view_that_reaches_for_storage_is_a_breach() {
        let view = "fn view() {\n    let storage = window.local_storage();\n}";
        for folder in ["src/pages", "src/components"] {
            let breaches = found(folder, view);
            assert_eq!(breaches.len(), 1);
            assert!(breaches[0].starts_with("file.rs:2 mentions local_storage"), "{breaches:?}");
        }
    }

    #[test]
    fn a_view_may_know_the_events_that_it_handles() {
        assert_eq!(found("src/pages", "use web_sys::KeyboardEvent;"), Vec::<String>::new());
    }

    #[test]
    fn a_crate_that_reaches_for_the_browser_is_a_breach() {
        assert_eq!(found("crates", "use web_sys::window;").len(), 1);
    }

    #[test]
    fn a_sans_io_crate_that_switches_a_lint_off_is_a_breach() {
        assert_eq!(found("crates/game", "#![allow(clippy::disallowed_types)]").len(), 1);
    }

    #[test]
    fn comments_and_longer_words_are_no_breach() {
        let text = "// the WebSocket is elsewhere\nfn set_timeouts() {} // Date";
        assert_eq!(found("src/pages", text), Vec::<String>::new());
    }

    #[test]
    fn a_rule_about_a_folder_that_is_gone_is_a_breach() {
        let root = tempfile::tempdir().unwrap();
        for rule in rules() {
            assert_eq!(check_rule(root.path(), &rule).unwrap().len(), 1, "{}", rule.folder);
        }
    }
}
