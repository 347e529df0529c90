//! From a fresh clone to a game in the browser: obtains the tools, builds the app and the server,
//! runs the server, and opens the page.

use std::{
    env,
    io::{self, BufRead, BufReader, IsTerminal},
    iter,
    net::IpAddr,
    path::Path,
    process::{Child, Command, ExitStatus, Stdio},
    sync::mpsc::{self, Receiver, Sender},
    thread,
    time::Duration,
};

use anyhow::{Context, Result, bail};
use clap::Args;

use crate::{
    app,
    progress::Progress,
    rust,
    tools::{Tool, Toolbox},
    workspace::Workspace,
};

/// How long the server may take to say goodbye to its players before it is ended.
const GOODBYE: Duration = Duration::from_secs(5);

/// Tells the server to print the address as a code for phones, terminal or not.
const QR_VARIABLE: &str = "SEESAW_QR";

/// How the game is served.
#[derive(Args)]
pub(crate) struct Options {
    /// The port to serve on; 0 for any free one
    #[arg(long)]
    port: Option<u16>,
    /// The address of this machine to serve on
    #[arg(long)]
    listen: Option<IpAddr>,
    /// Don't open the browser
    #[arg(long)]
    no_open: bool,
}

/// What ends the game, or tells something of it.
enum Event {
    /// The server told its address.
    Serving(String),
    /// The server's output ended, as the server has.
    Ended,
    /// Ctrl-C, or the system asks us to go.
    Interrupted,
}

/// Plays until Ctrl-C.
///
/// # Errors
/// A tool can't be had, a build fails, or the server ends by itself.
pub(crate) fn run(options: &Options) -> Result<()> {
    let progress = Progress::new();
    let workspace = Workspace::load()?;
    progress.step("Rust's browser target", rust::ensure_wasm_target)?;
    let tools = Toolbox::obtain(&progress, workspace.root(), &Tool::BUILD)?;
    app::build(&progress, &workspace, &tools)?;
    let server = app::build_server(&progress, &workspace)?;
    serve(&server, options)
}

fn serve(server: &Path, options: &Options) -> Result<()> {
    let (events, happened) = mpsc::channel();
    let interrupts = events.clone();
    // The receiver lives as long as this function, and a signal after it changes nothing.
    ctrlc::set_handler(move || drop(interrupts.send(Event::Interrupted)))
        .context("can't listen for Ctrl-C")?;
    let mut child = command(server, options).spawn().context("can't start the server")?;
    let stdout = child.stdout.take().expect("its output was asked for above");
    thread::Builder::new()
        .name("server output".to_owned())
        .spawn(move || forward(BufReader::new(stdout), &events))?;
    for event in &happened {
        match event {
            Event::Serving(address) if !options.no_open => open_page(address)?,
            Event::Serving(_) => {}
            Event::Ended => return ended(child.wait()?),
            Event::Interrupted => return stop(&mut child, &happened),
        }
    }
    unreachable!("the handler of Ctrl-C holds a sender for ever")
}

/// Ends the server: by asking, and if it does not go, by force.
fn stop(child: &mut Child, happened: &Receiver<Event>) -> Result<()> {
    ask_to_end(child)?;
    let mut events = iter::from_fn(|| happened.recv_timeout(GOODBYE).ok());
    if !events.any(|event| matches!(event, Event::Ended)) {
        child.kill()?;
    }
    child.wait()?;
    Ok(())
}

fn command(server: &Path, options: &Options) -> Command {
    let mut command = Command::new(server);
    if let Some(port) = options.port {
        command.args(["--port", &port.to_string()]);
    }
    if let Some(address) = options.listen {
        command.args(["--listen", &address.to_string()]);
    }
    command.stdin(Stdio::null()).stdout(Stdio::piped());
    if io::stdout().is_terminal() {
        // The server sees a pipe, but what it writes ends on a terminal.
        command.env(QR_VARIABLE, "true");
    }
    leave_ctrl_c_to_us(&mut command);
    command
}

/// Keeps a terminal's Ctrl-C from reaching the server too, which would end it before it is asked.
#[cfg(unix)]
fn leave_ctrl_c_to_us(command: &mut Command) {
    use std::os::unix::process::CommandExt as _;
    command.process_group(0);
}

#[cfg(not(unix))]
fn leave_ctrl_c_to_us(_command: &mut Command) {}

/// Passes the server's output on, and picks the game's address out of it.
fn forward(output: impl BufRead, events: &Sender<Event>) {
    let mut is_serving = false;
    for line in output.lines().map_while(Result::ok) {
        println!("{line}");
        if let Some(address) = address_in(&line).filter(|_| !is_serving) {
            is_serving = true;
            // The other end is gone when the game is over, and nobody wants to know then.
            drop(events.send(Event::Serving(address.to_owned())));
        }
    }
    drop(events.send(Event::Ended));
}

/// The first address of a page in `line`.
fn address_in(line: &str) -> Option<&str> {
    line.split_whitespace().find(|word| word.starts_with("http://"))
}

fn ended(status: ExitStatus) -> Result<()> {
    if status.success() {
        return Ok(());
    }
    bail!("the server ended by itself ({status}); what it said last is above")
}

/// Opens `address` in the user's browser. Some systems' openers stay until the browser is closed, so
/// the thread is left to itself.
fn open_page(address: String) -> Result<()> {
    let open = move || {
        if !has_screen() || open::that(&address).is_err() {
            println!("No browser could be opened; open {address} yourself.");
        }
    };
    thread::Builder::new().name("opener".to_owned()).spawn(open)?;
    Ok(())
}

/// Whether a window can appear. Elsewhere than on a Unix desktop, one always can.
fn has_screen() -> bool {
    let variables = ["DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME", "BROWSER"];
    let is_desktop_optional = cfg!(all(unix, not(target_os = "macos")));
    !is_desktop_optional || variables.iter().any(|variable| env::var_os(variable).is_some())
}

/// Asks the server to end.
#[cfg(unix)]
fn ask_to_end(child: &mut Child) -> Result<()> {
    use rustix::process::{Pid, Signal, kill_process};
    // A server that has ended already can't be asked, which is as well.
    if child.try_wait()?.is_none() {
        kill_process(Pid::from_child(child), Signal::TERM)?;
    }
    Ok(())
}

#[cfg(not(unix))]
fn ask_to_end(child: &mut Child) -> Result<()> {
    Ok(child.kill()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_is_picked_out_of_what_the_server_says() {
        assert_eq!(address_in("listening http://127.0.0.1:8080/"), Some("http://127.0.0.1:8080/"));
        assert_eq!(address_in("no address here"), None);
    }

    #[test]
    fn output_tells_the_first_address_and_then_the_end() {
        let (events, happened) = mpsc::channel();
        let output = "listening http://127.0.0.1:1/\nalso http://192.168.0.2:1/\n";
        forward(output.as_bytes(), &events);
        drop(events);
        let events: Vec<_> = happened.into_iter().collect();
        assert!(
            matches!(&events[..], [Event::Serving(first), Event::Ended] if first.ends_with(":1/"))
        );
    }
}
