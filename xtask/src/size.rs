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

/// The kinds of files that every first visit downloads: what the page is made of, the service worker
/// and the manifest. Pictures are not among them. A browser fetches the icon in its tab by and by;
/// the service worker the larger ones when the page has been drawn; the preview is for other sites.
const FIRST_LOAD: [&str; 5] = ["html", "css", "js", "wasm", "webmanifest"];

/// How the name of the file begins that is loaded too by who reads Spanish.
const SPANISH: &str = "es-";

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
    let weights = weigh(dist, |file| is_of_kind(file, &FIRST_LOAD))?;
    let spanish = weigh(dist, |file| {
        file.file_name().is_some_and(|name| name.to_string_lossy().starts_with(SPANISH))
            && is_of_kind(file, &["txt"])
    })?;
    if !weights.iter().any(|weight| is_of_kind(Path::new(&weight.name), &["wasm"])) {
        bail!("there is no app in {}", dist.display());
    }
    let total = total(&weights);
    let table = table(&weights, &total, &spanish);
    if total.brotli > BUDGET_BYTES {
        bail!(
            "the first load is {} bytes over its budget of {BUDGET_BYTES}\n{table}",
            total.brotli - BUDGET_BYTES
        );
    }
    Ok(table)
}

/// What each of the wanted files weighs.
fn weigh(dist: &Path, wanted: impl Fn(&Path) -> bool) -> Result<Vec<Weight>> {
    let mut weights = Vec::new();
    for file in files_below(dist)? {
        if !wanted(&file) {
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

/// A line for each file of the first load, their sum, and a line for each that some need besides.
fn table(weights: &[Weight], total: &Weight, besides: &[Weight]) -> String {
    let rows = weights.iter().chain([total]).chain(besides);
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
    fn the_table_sums_what_a_first_visit_downloads() {
        let dist = tempfile::tempdir().unwrap();
        fs::write(dist.path().join("app.wasm"), noise(1_000)).unwrap();
        fs::write(dist.path().join("index.html"), "<p>").unwrap();
        fs::write(dist.path().join("manifest.webmanifest"), "{}").unwrap();
        fs::write(dist.path().join("app.wasm.br"), "a copy of the above").unwrap();
        fs::write(dist.path().join("es-0123456789abcdef.txt"), "Hola").unwrap();
        fs::write(dist.path().join("preview.png"), "for other sites").unwrap();
        let table = check(dist.path()).unwrap();
        let raw = |name: &str| {
            let row = table.lines().find(|line| line.starts_with(name)).unwrap();
            row.split_whitespace().nth(1).unwrap().to_owned()
        };
        assert_eq!(raw("total"), "1005", "{table}");
        assert_eq!(raw("es-"), "4", "{table}");
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
