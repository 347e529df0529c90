//! Firefox, driven by geckodriver.

use std::env;

use anyhow::{Context, Result, bail};
use serde_json::json;
use thirtyfour::{BrowserCapabilitiesHelper as _, CapabilitiesHelper as _, FirefoxCapabilities};

use super::{Device, Recipe};

/// No window, of the size that a desktop's has in Chromium.
const FLAGS: [&str; 3] = ["-headless", "--width=1440", "--height=900"];

const ADVICE: &str = "the tests need Firefox and geckodriver: on PATH, or named by FIREFOX and \
                      GECKODRIVER; `cargo xtask setup` obtains them";

pub(super) fn recipe(device: Device) -> Result<Recipe> {
    if device == Device::Phone {
        bail!("Firefox can't be told to be a phone");
    }
    Ok(Recipe {
        program: env::var_os("GECKODRIVER").unwrap_or_else(|| "geckodriver".into()),
        // The second port is that of the BiDi line, by default one for all Firefoxes.
        arguments: ["--port=0", "--websocket-port=0"].map(str::to_owned).to_vec(),
        port: port_in,
        capabilities: capabilities()?.into(),
        advice: ADVICE,
    })
}

fn capabilities() -> Result<FirefoxCapabilities> {
    let mut capabilities = FirefoxCapabilities::new();
    for flag in FLAGS {
        capabilities.add_arg(flag)?;
    }
    if let Some(firefox) = env::var_os("FIREFOX") {
        capabilities.set_firefox_binary(firefox.to_str().context("FIREFOX is no text")?)?;
    }
    capabilities
        .set_browser_option("prefs", json!({ "intl.accept_languages": "en" }))
        .context("Firefox’s preferences")?;
    capabilities.set("webSocketUrl", true)?;
    Ok(capabilities)
}

/// The port in the line that geckodriver prints when it listens.
fn port_in(line: &str) -> Option<u16> {
    let (_, address) = line.split_once("Listening on 127.0.0.1:")?;
    address.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_port_is_found() {
        let line = "1763733774553\tgeckodriver\tINFO\tListening on 127.0.0.1:34471";
        assert_eq!(port_in(line), Some(34471));
        assert_eq!(port_in("1763733774553\tgeckodriver\tINFO\tgeckodriver 0.37.1"), None);
    }
}
