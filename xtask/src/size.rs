//! What a player downloads before the first page stands.

use std::{fs, path::Path};

use anyhow::{Context, Result, bail};

use crate::{
    app, compress,
    fingerprint::files_below,
    progress::Progress,
    rust,
    tools::{Tool, Toolbox},
    workspace::Workspace,
};

/// What the first load may weigh, in bytes of brotli. The same game in React with PeerJS weighs
/// 136 kB and does less; ours must stay in reach of that while it grows, and far below in the end.
const BUDGET_BYTES: usize = 150_000;

/// The kinds of files that the first page waits for.
const FIRST_LOAD: [&str; 4] = ["html", "css", "js", "wasm"];

/// What one file weighs, in bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Weight {
    name: String,
    raw: usize,
    gzip: usize,
    brotli: usize,
}

/// Builds the app and weighs it.
///
/// # Errors
/// The app can't be built, or is over its budget.
pub(crate) fn run() -> Result<()> {
    let progress = Progress::new();
    let workspace = Workspace::load()?;
    progress.step("Rust's browser target", rust::ensure_wasm_target)?;
    let tools = Toolbox::obtain(&progress, workspace.root(), &Tool::BUILD)?;
    app::build(&progress, &workspace, &tools)?;
    println!("{}", check(&workspace.dist())?);
    Ok(())
}

/// Weighs what is in `dist` and returns the table.
///
/// # Errors
/// There is no app there, or it is over its budget.
pub(crate) fn check(dist: &Path) -> Result<String> {
    let weights = weigh(dist)?;
    if !weights.iter().any(|weight| is_of_kind(Path::new(&weight.name), &["wasm"])) {
        bail!("there is no app in {}", dist.display());
    }
    let total = total(&weights);
    let table = table(&weights, &total);
    if total.brotli > BUDGET_BYTES {
        bail!(
            "the first load is {} bytes over its budget of {BUDGET_BYTES}\n{table}",
            total.brotli - BUDGET_BYTES
        );
    }
    Ok(table)
}

fn weigh(dist: &Path) -> Result<Vec<Weight>> {
    let mut weights = Vec::new();
    for file in files_below(dist)? {
        if !is_of_kind(&file, &FIRST_LOAD) {
            continue;
        }
        let bytes = fs::read(&file).with_context(|| format!("can't read {}", file.display()))?;
        weights.push(Weight {
            name: file.strip_prefix(dist).unwrap_or(&file).display().to_string(),
            raw: bytes.len(),
            gzip: compress::gzip(&bytes)?.len(),
            brotli: compress::brotli(&bytes)?.len(),
        });
    }
    Ok(weights)
}

fn is_of_kind(file: &Path, kinds: &[&str]) -> bool {
    file.extension().is_some_and(|extension| kinds.iter().any(|kind| extension == *kind))
}

fn total(weights: &[Weight]) -> Weight {
    let sum = |part: fn(&Weight) -> usize| weights.iter().map(part).sum();
    Weight {
        name: "total".to_owned(),
        raw: sum(|weight| weight.raw),
        gzip: sum(|weight| weight.gzip),
        brotli: sum(|weight| weight.brotli),
    }
}

fn table(weights: &[Weight], total: &Weight) -> String {
    let rows = weights.iter().chain([total]);
    let width = rows.clone().map(|row| row.name.len()).max().unwrap_or_default();
    let mut lines = vec![format!("{:width$} {:>9} {:>9} {:>9}", "bytes", "raw", "gzip", "brotli")];
    lines.extend(rows.map(|row| {
        format!("{:width$} {:>9} {:>9} {:>9}", row.name, row.raw, row.gzip, row.brotli)
    }));
    lines.push(format!("budget of the first load: {BUDGET_BYTES} bytes of brotli"));
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Bytes that don't compress (a linear congruential generator's, Knuth's constants).
    fn noise(length: usize) -> Vec<u8> {
        let mut state = 1_u64;
        let mut next = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            state.to_be_bytes()[0]
        };
        (0..length).map(|_| next()).collect()
    }

    #[test]
    fn the_table_sums_what_the_first_page_waits_for() {
        let dist = tempfile::tempdir().unwrap();
        fs::write(dist.path().join("app.wasm"), noise(1_000)).unwrap();
        fs::write(dist.path().join("index.html"), "<p>").unwrap();
        fs::write(dist.path().join("app.wasm.br"), "a copy of the above").unwrap();
        let total = total(&weigh(dist.path()).unwrap());
        assert_eq!(total.raw, 1_003);
        assert!(check(dist.path()).unwrap().contains("1003"));
    }

    #[test]
    fn an_app_over_its_budget_is_refused() {
        let dist = tempfile::tempdir().unwrap();
        fs::write(dist.path().join("app.wasm"), noise(BUDGET_BYTES + 1)).unwrap();
        let error = check(dist.path()).unwrap_err().to_string();
        assert!(error.contains("over its budget"), "{error}");
    }

    #[test]
    fn an_empty_dist_is_refused() {
        let dist = tempfile::tempdir().unwrap();
        fs::write(dist.path().join("index.html"), "<p>").unwrap();
        assert!(check(dist.path()).is_err());
    }
}
