//! Which servers help two browsers to find a way to each other.

use js_sys::Array;
use web_sys::{RtcConfiguration, RtcIceServer};

/// The name of the `meta` element that lists the servers' addresses, with spaces between. None are
/// needed where all players are on one local network.
const META: &str = "seesaw-ice";

/// Addresses such as `stun:stun.example:3478`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IceServers(Vec<String>);

impl IceServers {
    /// What the page says.
    #[must_use]
    pub fn of_page() -> Self {
        Self::from_list(&crate::browser::meta(META).unwrap_or_default())
    }

    /// Addresses with white space between. Only STUN servers: a TURN server wants credentials, and
    /// without them the browser refuses the whole configuration.
    #[must_use]
    pub fn from_list(list: &str) -> Self {
        let is_stun = |url: &&str| url.starts_with("stun:") || url.starts_with("stuns:");
        Self(list.split_whitespace().filter(is_stun).map(String::from).collect())
    }

    /// The configuration of a peer connection.
    #[must_use]
    pub fn configuration(&self) -> RtcConfiguration {
        let servers = Array::new();
        for url in &self.0 {
            let server = RtcIceServer::new();
            server.set_urls_str(url);
            servers.push(&server);
        }
        let configuration = RtcConfiguration::new();
        configuration.set_ice_servers(&servers);
        configuration
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_the_browser_will_take_is_given_to_it() {
        let servers =
            IceServers::from_list(" stun:a.example\n turn:b.example stuns:c.example:5349");
        assert_eq!(servers.0, ["stun:a.example", "stuns:c.example:5349"]);
        assert_eq!(IceServers::from_list(" "), IceServers::default());
    }
}
