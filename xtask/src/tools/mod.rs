//! The build tools that are not Rust's own: which versions, where they are, and how they are had.
//!
//! Each is looked for in this order: on `PATH` with exactly the pinned version; in the project's
//! cache; as the official prebuilt release; compiled (or, for wasm-opt and esbuild, from npm). What is obtained
//! goes to the cache, so that it happens once, and never into the user's own folders.

mod install;
mod npm;
mod pins;
mod prebuilt;
mod tool;

use std::{
    env,
    ffi::OsString,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result, bail};

pub(crate) use self::{
    npm::{AxeCore, Lighthouse},
    pins::{Pins, check as check_pins},
    tool::Tool,
};
use crate::{
    process::{find_program, path_folders},
    progress::{Progress, Step},
};

/// Where tools may come from.
pub(crate) struct Sources {
    /// The folders of `PATH`.
    path: Vec<PathBuf>,
    /// The project's cache.
    cache: PathBuf,
    /// The address below which `<owner>/<repository>/releases/download` is found.
    releases: String,
}

/// The tools that were obtained.
pub(crate) struct Toolbox {
    found: Vec<Found>,
}

/// A tool with its pinned version and the folder that its programs are in.
pub(crate) struct Found {
    pub(crate) tool: Tool,
    pub(crate) version: String,
    pub(crate) folder: PathBuf,
}

impl Sources {
    /// This machine's, with `$SEESAW_CACHE` or the user's cache folder for the cache.
    ///
    /// # Errors
    /// None of the variables is set that name the user's folders.
    pub(crate) fn of_this_machine() -> Result<Self> {
        Ok(Self {
            path: path_folders(),
            cache: cache_folder()?,
            releases: prebuilt::GITHUB.to_owned(),
        })
    }

    /// Finds `tool` or obtains it.
    ///
    /// # Errors
    /// Every way failed; the error says what to type.
    fn obtain(&self, step: &Step, tool: Tool, version: &str) -> Result<Found> {
        let folder = match self.find(tool, version) {
            Some(folder) => folder,
            None => {
                let home = self.home(tool, version);
                install::install(step, tool, version, &self.releases, &home)?;
                step.outcome(&format!("{tool} {version} installed"));
                self.in_cache(tool, version).with_context(|| {
                    format!("{tool} was installed but is not in {}", home.display())
                })?
            }
        };
        Ok(Found { tool, version: version.to_owned(), folder })
    }

    fn find(&self, tool: Tool, version: &str) -> Option<PathBuf> {
        let on_path = find_program(tool.programs()[0], &self.path)
            .and_then(|program| program.parent().map(Path::to_owned))
            .filter(|folder| tool.is_in(folder, version));
        on_path.or_else(|| self.in_cache(tool, version))
    }

    fn in_cache(&self, tool: Tool, version: &str) -> Option<PathBuf> {
        tool.program_folders(&self.home(tool, version))
            .into_iter()
            .find(|folder| tool.is_in(folder, version))
    }

    fn home(&self, tool: Tool, version: &str) -> PathBuf {
        self.cache.join("tools").join(format!("{tool}-{version}"))
    }
}

impl Toolbox {
    /// Obtains `tools`, each as a step of `progress`.
    ///
    /// # Errors
    /// A tool that the build can't do without is nowhere to be had.
    pub(crate) fn obtain(progress: &Progress, root: &Path, tools: &[Tool]) -> Result<Self> {
        let sources = Sources::of_this_machine()?;
        let pins = Pins::read(root)?;
        progress.step("tools", |step| {
            let mut found = Vec::new();
            for &tool in tools {
                match sources.obtain(step, tool, pins.version(tool)) {
                    Ok(one) => found.push(one),
                    Err(error) if tool.is_optional() => step.warn(format!(
                        "{error}. Until then the app works, but is larger to download."
                    )),
                    Err(error) => return Err(error),
                }
            }
            Ok(Self { found })
        })
    }

    /// Every tool in the box.
    pub(crate) fn found(&self) -> &[Found] {
        &self.found
    }

    /// Whether `tool` is in the box.
    pub(crate) fn has(&self, tool: Tool) -> bool {
        self.found.iter().any(|found| found.tool == tool)
    }

    /// A command that runs `program`, which may find the box's tools itself.
    ///
    /// # Errors
    /// The box does not hold it.
    pub(crate) fn command(&self, program: &str) -> Result<Command> {
        let mut command = Command::new(self.program(program)?);
        command.env("PATH", self.path()?);
        Ok(command)
    }

    /// Where `program` is.
    ///
    /// # Errors
    /// The box does not hold it.
    pub(crate) fn program(&self, program: &str) -> Result<PathBuf> {
        let folders: Vec<_> = self.found.iter().map(|found| found.folder.clone()).collect();
        match find_program(program, &folders) {
            Some(path) => Ok(path),
            None => bail!("{program} is missing; `cargo xtask setup` obtains it"),
        }
    }

    fn path(&self) -> Result<OsString> {
        let ours = self.found.iter().map(|found| found.folder.clone());
        env::join_paths(ours.chain(path_folders()))
            .context("PATH holds a folder that can't be named")
    }
}

fn cache_folder() -> Result<PathBuf> {
    if let Some(folder) = env::var_os("SEESAW_CACHE") {
        return Ok(folder.into());
    }
    let named =
        |variable| env::var_os(variable).map(PathBuf::from).filter(|path| path.is_absolute());
    let user = if cfg!(windows) {
        named("LOCALAPPDATA")
    } else if cfg!(target_os = "macos") {
        named("HOME").map(|home| home.join("Library/Caches"))
    } else {
        named("XDG_CACHE_HOME").or_else(|| named("HOME").map(|home| home.join(".cache")))
    };
    let user = user.context("no cache folder is known; name one with `SEESAW_CACHE=<folder>`")?;
    Ok(user.join("seesaw"))
}

#[cfg(test)]
#[cfg(unix)]
mod tests;
