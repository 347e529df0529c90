//! Makes the app's wasm and JavaScript smaller than trunk leaves them.
//!
//! wasm-bindgen gives each function that the two call of each other a name of some forty characters,
//! which stands in both files and, being half hash, hardly compresses. wasm-opt gives the names in
//! the wasm one or two characters and says which; here the JavaScript is told. Then esbuild takes out
//! of it, and of the style sheet, what only people read. Together that is a twentieth of what a player
//! downloads.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, bail};
use serde::Deserialize;

use crate::{
    fingerprint::files_below,
    process::{capture, run_quietly},
    progress::Step,
    tools::{Tool, Toolbox},
};

/// What Rust's compiler writes by default: the section of the file that says so is long gone.
const WASM_FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// The new name of the module that the wasm imports from; wasm-opt gives it no choice.
const MODULE: &str = "a";

/// The script that keeps the app for visits without a network.
const SERVICE_WORKER: &str = "sw.js";

/// What wasm-opt says of the names: the old and the new.
#[derive(Debug, Deserialize)]
struct Names {
    /// With the module in front.
    imports: Vec<(String, String, String)>,
    exports: Vec<(String, String)>,
}

/// Shrinks what trunk left in `dist`, as far as the tools for it are in the box.
///
/// # Errors
/// A tool failed, or a file is not what wasm-bindgen writes.
pub(crate) fn shrink(step: &Step, tools: &Toolbox, dist: &Path) -> Result<()> {
    let (wasm, script) = app_in(dist)?;
    if tools.has(Tool::Binaryen) {
        let mut wasm_opt = tools.command("wasm-opt")?;
        wasm_opt.args(WASM_FEATURES).arg("--minify-imports-and-exports-and-modules");
        let said = capture({
            wasm_opt.arg(&wasm).arg("--output").arg(&wasm);
            wasm_opt
        })?;
        let names = serde_json::from_str(&said).context("can't read wasm-opt's list of names")?;
        let text = fs::read_to_string(&script)?;
        fs::write(&script, renamed(&text, &names)?)?;
    }
    if tools.has(Tool::Esbuild) {
        for script in [script, dist.join(SERVICE_WORKER)] {
            minify(step, tools, &script, &["--format=esm"])?;
        }
        for style in
            files_below(dist)?.iter().filter(|file| file.extension() == Some("css".as_ref()))
        {
            minify(step, tools, style, &[])?;
        }
    }
    Ok(())
}

fn minify(step: &Step, tools: &Toolbox, file: &Path, more: &[&str]) -> Result<()> {
    let mut esbuild = tools.command("esbuild")?;
    esbuild.arg(file).args(["--minify", "--allow-overwrite"]).args(more);
    esbuild.arg(format!("--outfile={}", file.display()));
    run_quietly(step, esbuild)
}

/// The wasm and the JavaScript that wasm-bindgen wrote.
fn app_in(dist: &Path) -> Result<(PathBuf, PathBuf)> {
    let files = files_below(dist)?;
    let mut scripts = files.iter().filter_map(|wasm| {
        let stem = wasm.to_str()?.strip_suffix("_bg.wasm")?;
        Some((wasm.clone(), PathBuf::from(format!("{stem}.js"))))
    });
    match (scripts.next(), scripts.next()) {
        (Some(app), None) => Ok(app),
        (app, _) => {
            let found = if app.is_some() { "more than one app" } else { "no app" };
            bail!("there is {found} in {}", dist.display())
        }
    }
}

/// The JavaScript with the new names: of what it lends to the wasm, in one object, and of what it
/// takes from it as a field of `wasm`.
fn renamed(script: &str, names: &Names) -> Result<String> {
    let mut script = script.to_owned();
    let modules = names.imports.iter().take(1);
    let modules = modules.map(|(module, ..)| (format!("\"{module}\": "), format!("{MODULE}: ")));
    let imports =
        names.imports.iter().map(|(_, old, new)| (format!(" {old}: "), format!(" {new}: ")));
    for (old, new) in imports.chain(modules) {
        if !script.contains(&old) {
            bail!("the JavaScript lends the wasm no {old}");
        }
        script = script.replace(&old, &new);
    }
    for (old, new) in &names.exports {
        script = with_field_renamed(&script, &format!("wasm.{old}"), &format!("wasm.{new}"));
    }
    Ok(script)
}

/// The script with one field renamed, and those left alone whose names only begin like it.
fn with_field_renamed(script: &str, old: &str, new: &str) -> String {
    let mut parts = script.split(old);
    let mut renamed = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let longer = part.starts_with(|next: char| next.is_alphanumeric() || next == '_');
        renamed.push_str(if longer { old } else { new });
        renamed.push_str(part);
    }
    renamed
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCRIPT: &str = "const imports = {\n        __wbg_add_12: function(arg0) {\n            \
                          wasm.malloc(arg0); wasm.malloc_more;\n        },\n};\n\
                          return { \"./app_bg.js\": imports };\n";

    fn names() -> Names {
        serde_json::from_str(
            r#"{ "imports": [["./app_bg.js", "__wbg_add_12", "b"]],
                 "exports": [["malloc", "c"], ["malloc_more", "d"], ["main", "e"]] }"#,
        )
        .unwrap()
    }

    #[test]
    fn both_sides_call_each_other_by_the_new_names() {
        let script = renamed(SCRIPT, &names()).unwrap();
        assert!(script.contains("  b: function(arg0)"), "{script}");
        assert!(script.contains("wasm.c(arg0); wasm.d;"), "{script}");
        assert!(script.contains("{ a: imports }"), "{script}");
    }

    #[test]
    fn an_import_that_the_script_does_not_lend_is_no_app_of_ours() {
        assert!(renamed("const imports = {};", &names()).is_err());
    }

    #[test]
    fn there_must_be_one_app() {
        let folder = tempfile::tempdir().unwrap();
        assert!(app_in(folder.path()).is_err());
        let app = folder.path().join("app_bg.wasm");
        fs::write(&app, "").unwrap();
        assert_eq!(app_in(folder.path()).unwrap(), (app, folder.path().join("app.js")));
        fs::write(folder.path().join("more_bg.wasm"), "").unwrap();
        assert!(app_in(folder.path()).is_err());
    }
}
