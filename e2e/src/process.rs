//! A program that a story needs, together with everything that it starts: a process group of its
//! own, which ends with this value, and also if the test itself is killed.

use std::{
    fs::{self, File},
    io::ErrorKind,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::Mutex,
};

use anyhow::{Context, Result, bail};

use crate::wait::{Look, until};

/// Runs the program, and ends the whole group when the program ends or when the other end of the
/// shell's input is gone, as it is when the test was killed.
const LEASH: &str = r#"{ "$@"; kill -KILL 0; } & read -r _; kill -KILL 0"#;

/// A running program.
#[derive(Debug)]
pub(crate) struct Process {
    name: String,
    leash: Mutex<Child>,
    log: PathBuf,
}

impl Process {
    /// Starts `program`; its temporary files and a log of what it says go into `folder`.
    ///
    /// # Errors
    /// The log can't be written, or there is no shell.
    pub(crate) fn start(program: &Path, arguments: &[String], folder: &Path) -> Result<Self> {
        let log = folder.join("log");
        let output =
            File::create(&log).with_context(|| format!("can't write {}", log.display()))?;
        let mut command = Command::new("sh");
        command.args(["-c", LEASH, "leash"]).arg(program).args(arguments);
        // A test leaves nothing behind, whoever's machine it is; and in the home of somebody else
        // Firefox refuses to run as root.
        command.env("TMPDIR", folder).env("HOME", folder);
        command.stdin(Stdio::piped()).stdout(output.try_clone()?).stderr(output);
        lead_a_group(&mut command);
        let leash = command.spawn().context("can't start a shell")?;
        Ok(Self { name: program.display().to_string(), leash: Mutex::new(leash), log })
    }

    /// Waits for the line of its output out of which `pick` picks something.
    ///
    /// # Errors
    /// The program ends or says nothing of the kind; the error carries what it said.
    pub(crate) async fn says<T>(&self, pick: impl Fn(&str) -> Option<T>) -> Result<T> {
        let name = &self.name;
        let said = until(format!("{name} to start"), async || {
            let ended = self.leash().try_wait()?.is_some();
            let said = self.log()?;
            if let Some(found) = said.lines().find_map(&pick) {
                return Ok(Look::Yes(found));
            }
            if ended {
                bail!("{name} ended by itself, and said:\n{said}");
            }
            Ok(Look::NotYet(said))
        });
        said.await
    }

    /// What it said so far.
    ///
    /// # Errors
    /// The log can't be read.
    pub(crate) fn log(&self) -> Result<String> {
        match fs::read(&self.log) {
            Ok(bytes) => Ok(String::from_utf8_lossy(&bytes).into_owned()),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(String::new()),
            Err(error) => Err(error).with_context(|| format!("can't read {}", self.log.display())),
        }
    }

    /// Ends the program and all that it started, without a chance to say goodbye.
    ///
    /// # Errors
    /// The system refuses it.
    pub(crate) fn kill(&self) -> Result<()> {
        let mut leash = self.leash();
        // Once it is waited for, its id may belong to another.
        if leash.try_wait()?.is_none() {
            end_group(&mut leash)?;
            leash.wait()?;
        }
        Ok(())
    }

    /// Stops the program and all that it started, as a machine that falls asleep does.
    ///
    /// # Errors
    /// The system refuses it, or knows no such thing.
    pub(crate) fn suspend(&self) -> Result<()> {
        suspend_group(&self.leash())
    }

    /// Lets it go on.
    ///
    /// # Errors
    /// Those of [`suspend`](Self::suspend).
    pub(crate) fn resume(&self) -> Result<()> {
        resume_group(&self.leash())
    }

    fn leash(&self) -> std::sync::MutexGuard<'_, Child> {
        self.leash.lock().expect("nothing panics while it holds the child")
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        if let Err(error) = self.kill() {
            eprintln!("can't end {}: {error:#}", self.name);
        }
    }
}

#[cfg(unix)]
fn lead_a_group(command: &mut Command) {
    use std::os::unix::process::CommandExt as _;
    command.process_group(0);
}

#[cfg(unix)]
fn end_group(leader: &mut Child) -> Result<()> {
    signal_group(leader, rustix::process::Signal::KILL)
}

#[cfg(unix)]
fn suspend_group(leader: &Child) -> Result<()> {
    signal_group(leader, rustix::process::Signal::STOP)
}

#[cfg(unix)]
fn resume_group(leader: &Child) -> Result<()> {
    signal_group(leader, rustix::process::Signal::CONT)
}

#[cfg(unix)]
fn signal_group(leader: &Child, signal: rustix::process::Signal) -> Result<()> {
    let group = rustix::process::Pid::from_child(leader);
    rustix::process::kill_process_group(group, signal).context("can't signal a process group")
}

#[cfg(not(unix))]
fn lead_a_group(_command: &mut Command) {}

#[cfg(not(unix))]
fn end_group(leader: &mut Child) -> Result<()> {
    Ok(leader.kill()?)
}

#[cfg(not(unix))]
fn suspend_group(_leader: &Child) -> Result<()> {
    bail!("only Unix can suspend a process")
}

#[cfg(not(unix))]
fn resume_group(_leader: &Child) -> Result<()> {
    bail!("only Unix can suspend a process")
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn shell(script: &str, folder: &Path) -> Process {
        let arguments = ["-c".to_owned(), script.to_owned()];
        Process::start(Path::new("sh"), &arguments, folder).expect("there is a shell")
    }

    #[tokio::test]
    async fn what_it_says_is_heard_and_its_children_end_with_it() {
        let folder = tempfile::tempdir().unwrap();
        let process = shell("sleep 1000 & echo child $!; wait", folder.path());
        let child: i32 = process
            .says(|line| line.strip_prefix("child ").and_then(|pid| pid.parse().ok()))
            .await
            .unwrap();
        let child = rustix::process::Pid::from_raw(child).unwrap();
        assert!(rustix::process::test_kill_process(child).is_ok());
        process.kill().unwrap();
        until("the child's end", async || {
            // Its new parent may take a moment to bury it.
            let dead = rustix::process::test_kill_process(child).is_err() || is_defunct(child);
            Ok(Look::at(dead, "alive"))
        })
        .await
        .unwrap();
    }

    #[tokio::test]
    async fn one_that_ends_by_itself_is_quoted() {
        let folder = tempfile::tempdir().unwrap();
        let process = shell("echo no such option; exit 2", folder.path());
        let error = process.says(|_| None::<()>).await.unwrap_err();
        assert!(error.to_string().contains("ended by itself"), "{error}");
        assert!(error.to_string().contains("no such option"), "{error}");
    }

    fn is_defunct(pid: rustix::process::Pid) -> bool {
        let status = fs::read_to_string(format!("/proc/{}/stat", pid.as_raw_nonzero()));
        status.is_ok_and(|status| status.contains(") Z "))
    }
}
