//! Running other programs. A quiet run shows its last line beside the step, and all of its output
//! only when it fails; an open run writes straight to our own output.

use std::{
    env,
    ffi::OsStr,
    io::{self, BufRead, BufReader, PipeReader},
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use anyhow::{Context, Result, bail};

use crate::progress::Step;

/// Runs `command` to its end, its standard output and error kept in the order written.
///
/// # Errors
/// The program can't be started, or it fails; then the error carries all that it wrote.
pub(crate) fn run_quietly(step: &Step, command: Command) -> Result<()> {
    watch(step, command).map(drop)
}

/// The same, and returns all that it wrote.
///
/// # Errors
/// Those of [`run_quietly`].
pub(crate) fn watch(step: &Step, mut command: Command) -> Result<String> {
    let name = describe(&command);
    let (reader, writer) = io::pipe().context("no pipe for a program's output")?;
    command.stdin(Stdio::null()).stdout(writer.try_clone()?).stderr(writer);
    let mut child = command.spawn().with_context(|| format!("can't start `{name}`"))?;
    // The command holds the writing end; the reader sees the end of the output once it is gone.
    drop(command);
    let output = read_lines(reader, |line| step.note(line))?;
    let status = child.wait().with_context(|| format!("lost sight of `{name}`"))?;
    if !status.success() {
        bail!("`{name}` failed ({status})\n{}", output.trim_end());
    }
    Ok(output)
}

/// Runs `command` with its output going where ours goes.
///
/// # Errors
/// The program can't be started, or it fails.
pub(crate) fn run_openly(mut command: Command) -> Result<()> {
    let name = describe(&command);
    let status =
        command.stdin(Stdio::null()).status().with_context(|| format!("can't start `{name}`"))?;
    if !status.success() {
        bail!("`{name}` failed ({status})");
    }
    Ok(())
}

/// Runs `command` and returns its standard output.
///
/// # Errors
/// The program can't be started, or it fails; then the error carries its standard error.
pub(crate) fn capture(mut command: Command) -> Result<String> {
    let name = describe(&command);
    let output =
        command.stdin(Stdio::null()).output().with_context(|| format!("can't start `{name}`"))?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        bail!("`{name}` failed ({})\n{}", output.status, said.trim_end());
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// The first executable file called `program` in `folders`.
pub(crate) fn find_program(program: &str, folders: &[PathBuf]) -> Option<PathBuf> {
    let file_name = format!("{program}{}", env::consts::EXE_SUFFIX);
    folders.iter().map(|folder| folder.join(&file_name)).find(|path| is_executable(path))
}

/// The folders of `PATH`, in order.
pub(crate) fn path_folders() -> Vec<PathBuf> {
    env::var_os("PATH").map(|path| env::split_paths(&path).collect()).unwrap_or_default()
}

/// The command as one would type it.
fn describe(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let program = program.file_name().unwrap_or(command.get_program());
    let words = std::iter::once(program).chain(command.get_args());
    words.map(OsStr::to_string_lossy).collect::<Vec<_>>().join(" ")
}

fn read_lines(reader: PipeReader, mut each: impl FnMut(&str)) -> Result<String> {
    let mut reader = BufReader::new(reader);
    let mut output = Vec::new();
    loop {
        let start = output.len();
        if reader.read_until(b'\n', &mut output).context("can't read a program's output")? == 0 {
            return Ok(String::from_utf8_lossy(&output).into_owned());
        }
        each(&String::from_utf8_lossy(&output[start..]));
    }
}

#[cfg(unix)]
fn is_executable(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    path.metadata().is_ok_and(|meta| meta.is_file() && meta.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
fn is_executable(path: &Path) -> bool {
    path.is_file()
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;

    fn shell(script: &str) -> Command {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        command
    }

    #[test]
    fn a_failure_carries_both_outputs_in_the_order_written() {
        let script = "echo one; echo two >&2; echo three; exit 3";
        let error = run_quietly(&Step::silent(), shell(script)).unwrap_err().to_string();
        assert!(error.contains("one\ntwo\nthree"), "{error}");
        assert!(error.contains("exit status: 3"), "{error}");
    }

    #[test]
    fn a_success_is_quiet() {
        assert!(run_quietly(&Step::silent(), shell("echo one")).is_ok());
        assert_eq!(capture(shell("echo one; echo two >&2")).unwrap(), "one\n");
    }

    #[test]
    fn a_program_that_is_not_there_is_named() {
        let error = capture(Command::new("no-such-program-at-all")).unwrap_err().to_string();
        assert!(error.contains("no-such-program-at-all"), "{error}");
    }

    #[test]
    fn only_executable_files_are_programs() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("notes"), "").unwrap();
        assert_eq!(find_program("notes", &[folder.path().to_owned()]), None);
        assert!(find_program("sh", &path_folders()).is_some());
    }
}
