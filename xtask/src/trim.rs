//! Takes out of the page and its style sheet what only their authors read: comments are a fifth of
//! what ours weigh compressed, since prose shrinks less than rules.

use std::{ffi::OsStr, fs, path::Path};

use anyhow::{Context, Result};

use crate::fingerprint::files_below;

/// Trims every page and every style sheet below `folder`.
///
/// # Errors
/// One can't be read or written.
pub(crate) fn trim_below(folder: &Path) -> Result<()> {
    for file in files_below(folder)? {
        let (begin, end) = match file.extension().and_then(OsStr::to_str) {
            Some("css") => ("/*", "*/"),
            Some("html") => ("<!--", "-->"),
            _ => continue,
        };
        let text = fs::read_to_string(&file);
        let text = text.with_context(|| format!("can't read {}", file.display()))?;
        fs::write(&file, trimmed(&text, begin, end))
            .with_context(|| format!("can't write {}", file.display()))?;
    }
    Ok(())
}

/// The text without comments, indentation and empty lines. It is our own, and has nothing in quotes
/// that looks like a comment.
fn trimmed(text: &str, begin: &str, end: &str) -> String {
    let mut code = String::new();
    for (at, part) in text.split(begin).enumerate() {
        let rest = if at == 0 { part } else { part.split_once(end).map_or("", |(_, after)| after) };
        code.push_str(rest);
    }
    let lines = code.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.fold(String::new(), |trimmed, line| trimmed + line + "\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_a_browser_reads_is_left() {
        let css = "/* a */\n\nb {\n  /* c\n d */\n  e: f; /* g */\n}\n";
        assert_eq!(trimmed(css, "/*", "*/"), "b {\ne: f;\n}\n");
    }

    #[test]
    fn a_page_keeps_its_scripts() {
        let html = "<!doctype html>\n<!-- a\n  b -->\n  <script>\n    c();\n  </script>\n";
        let kept = "<!doctype html>\n<script>\nc();\n</script>\n";
        assert_eq!(trimmed(html, "<!--", "-->"), kept);
    }

    #[test]
    fn a_comment_that_never_ends_takes_the_rest() {
        assert_eq!(trimmed("a {}\n/* b {}", "/*", "*/"), "a {}\n");
    }
}
