//! The command line.

use std::net::IpAddr;
use std::path::PathBuf;
use std::time::Duration;

use clap::Parser;
use protocol::limits;

use crate::config::{Config, PORT};
use crate::public_url::PublicUrl;

/// Serves Seesaw, the app and its signalling, on one port.
#[derive(Clone, Debug, Parser)]
#[command(name = "seesaw-server", version)]
pub struct Cli {
    /// The address to listen on [default: all of this machine's, so that friends on the same
    /// network can join]
    #[arg(long, value_name = "ADDR", env = "SEESAW_LISTEN")]
    pub listen: Option<IpAddr>,

    /// The port to listen on; 0 takes any free one
    #[arg(long, default_value_t = PORT, env = "SEESAW_PORT")]
    pub port: u16,

    /// Serve the app from this folder instead of the one inside this binary
    #[arg(long, value_name = "DIR")]
    pub dist: Option<PathBuf>,

    /// The address that players open, such as `https://seesaw.example`; posted links then show the
    /// game's picture everywhere
    #[arg(long, value_name = "URL", env = "SEESAW_PUBLIC_URL")]
    pub public_url: Option<PublicUrl>,

    /// Tell anybody who asks (GET /peerjs/peers) which ids are connected
    #[arg(long)]
    pub allow_discovery: bool,

    /// Print the address as a QR code even where standard output is no terminal
    #[arg(long, env = "SEESAW_QR")]
    pub qr: bool,

    /// After how many seconds of silence a signalling client loses its id; clients speak every 5
    #[arg(
        long,
        value_name = "SECONDS",
        default_value_t = limits::SIGNAL_ALIVE_TIMEOUT.as_secs(),
        // Less than a heartbeat and some slack would drop clients that are well.
        value_parser = clap::value_parser!(u64).range(6..=3_600),
    )]
    pub alive_timeout: u64,

    /// What to log, as in `server=debug`; see the documentation of tracing-subscriber's `EnvFilter`
    #[arg(long, value_name = "FILTER", env = "RUST_LOG", default_value = "info")]
    pub log: String,
}

impl From<&Cli> for Config {
    fn from(cli: &Cli) -> Self {
        let realm = broker::Config {
            alive_timeout: Duration::from_secs(cli.alive_timeout),
            ..broker::Config::default()
        };
        Self {
            listen: cli.listen,
            port: cli.port,
            dist: cli.dist.clone(),
            public_url: cli.public_url.clone(),
            allow_discovery: cli.allow_discovery,
            realm,
            ..Self::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn without_options_the_defaults_hold() {
        let config = Config::from(&Cli::parse_from(["seesaw-server"]));
        assert_eq!(config.port, PORT);
        assert_eq!(config.realm, broker::Config::default());
        assert!(!config.allow_discovery);
    }

    #[test]
    fn options_reach_the_config() {
        let words =
            ["seesaw-server", "--port=0", "--alive-timeout=60", "--public-url=https://a.example"];
        let config = Config::from(&Cli::parse_from(words));
        assert_eq!(config.port, 0);
        assert_eq!(config.public_url, "https://a.example/".parse().ok());
        assert_eq!(config.realm.alive_timeout, Duration::from_secs(60));
        assert!(Cli::try_parse_from(["seesaw-server", "--alive-timeout=5"]).is_err());
        assert!(Cli::try_parse_from(["seesaw-server", "--public-url=a.example"]).is_err());
    }
}
