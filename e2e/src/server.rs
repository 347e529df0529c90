//! The real server, on a port of its own.

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, bail};

use crate::process::Process;

/// The variable that names the server's program.
const VARIABLE: &str = "SEESAW_SERVER";

/// Where `cargo xtask play` and `cargo xtask test` put it.
const USUAL_PLACE: &str = "../target/release/seesaw-server";

/// A running server.
#[derive(Debug)]
pub struct Server {
    process: Process,
    address: String,
}

impl Server {
    /// Starts one on any free port of this machine, with its log in `folder`, which must not exist
    /// yet.
    pub(crate) async fn start(folder: &Path) -> Result<Self> {
        Self::start_with(&[], folder).await
    }

    /// Starts one that serves the app from `dist`, which may change while it does.
    ///
    /// # Errors
    /// There is no server, or `folder`, in which it keeps its log, exists.
    pub async fn of_files(dist: &Path, folder: &Path) -> Result<Self> {
        Self::start_with(&["--dist".to_owned(), dist.display().to_string()], folder).await
    }

    async fn start_with(more: &[String], folder: &Path) -> Result<Self> {
        fs::create_dir(folder).with_context(|| format!("can't make {}", folder.display()))?;
        let arguments = ["--port", "0", "--listen", "127.0.0.1"].map(str::to_owned);
        let process = Process::start(&program()?, &[&arguments, more].concat(), folder)?;
        let address = process.says(address_in).await?;
        Ok(Self { process, address })
    }

    /// The address of the landing page.
    #[must_use]
    pub fn address(&self) -> &str {
        &self.address
    }

    /// What it said so far.
    pub(crate) fn log(&self) -> Result<String> {
        self.process.log()
    }

    /// Stops it, as a machine that is overwhelmed does: it accepts connections and answers nothing.
    ///
    /// # Errors
    /// The system refuses it.
    pub fn freeze(&self) -> Result<()> {
        self.process.suspend()
    }

    /// Lets it go on.
    ///
    /// # Errors
    /// The system refuses it.
    pub fn thaw(&self) -> Result<()> {
        self.process.resume()
    }

    /// Ends it at once.
    ///
    /// # Errors
    /// The system refuses it.
    pub fn kill(&self) -> Result<()> {
        self.process.kill()
    }
}

fn program() -> Result<PathBuf> {
    let usual = || Path::new(env!("CARGO_MANIFEST_DIR")).join(USUAL_PLACE);
    let program = env::var_os(VARIABLE).map_or_else(usual, PathBuf::from);
    if !program.is_file() {
        let place = program.display();
        bail!(
            "there is no server at {place}: `cargo xtask test` builds one and runs all tests, \
             `cargo xtask play` builds one and runs it; {VARIABLE} names another place"
        );
    }
    Ok(program)
}

/// The address in the line that the server prints when it serves.
fn address_in(line: &str) -> Option<String> {
    line.strip_prefix("listening on ").map(|address| address.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_is_found() {
        let line = "listening on http://127.0.0.1:4711/";
        assert_eq!(address_in(line).as_deref(), Some("http://127.0.0.1:4711/"));
        assert_eq!(address_in("on your network: http://10.0.0.7:4711/"), None);
    }
}
