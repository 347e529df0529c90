//! The program: reads the command line, takes the port, says where it is, serves until it is told
//! to stop.

use std::error::Error;
use std::io::{IsTerminal, stderr, stdout};
use std::process::ExitCode;

use clap::Parser;
use server::cli::Cli;
use server::{Config, Server, announce};
use tracing::warn;
use tracing_subscriber::EnvFilter;

#[tokio::main]
async fn main() -> ExitCode {
    let cli = Cli::parse();
    match run(&cli).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("seesaw-server: {}", with_causes(&*error));
            ExitCode::FAILURE
        }
    }
}

async fn run(cli: &Cli) -> Result<(), Box<dyn Error>> {
    let filter = EnvFilter::try_new(&cli.log)?;
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(stderr)
        .with_ansi(stderr().is_terminal())
        .init();
    let server = Server::bind(Config::from(cli))?;
    let mut out = stdout();
    let with_code = cli.qr || out.is_terminal();
    if let Err(error) = announce::announce(&mut out, server.local_addr(), with_code) {
        warn!(%error, "can't say where the game is");
    }
    server.run(told_to_stop()?).await;
    Ok(())
}

/// Ends on Ctrl-C, or when a service manager wants the program to end.
#[cfg(unix)]
fn told_to_stop() -> std::io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

/// Ends on Ctrl-C.
#[cfg(not(unix))]
fn told_to_stop() -> std::io::Result<impl Future<Output = ()>> {
    Ok(async {
        if let Err(error) = tokio::signal::ctrl_c().await {
            warn!(%error, "can't hear Ctrl-C");
            std::future::pending().await
        }
    })
}

/// An error and what caused it, in one line.
fn with_causes(error: &dyn Error) -> String {
    let causes = std::iter::successors(error.source(), |cause| (*cause).source());
    causes.fold(error.to_string(), |line, cause| format!("{line}: {cause}"))
}
