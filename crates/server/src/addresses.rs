//! Under which addresses the server can be opened, on this machine and from others on the local
//! network. An address is an origin (RFC 6454): `http://192.168.1.20:8080`.

use std::net::{IpAddr, Ipv4Addr, SocketAddr, UdpSocket};

/// Network interfaces that lead to virtual machines and containers, not to friends.
const VIRTUAL: [&str; 5] = ["docker", "br-", "veth", "virbr", "vmnet"];

/// The address for this machine.
pub(crate) fn own(listening: SocketAddr) -> String {
    let ip = match listening.ip() {
        ip if ip.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
        ip => ip,
    };
    origin(ip, listening.port())
}

/// The addresses for others, the likeliest first; none where only this machine is listened to. The
/// machine is asked each time, for a laptop changes its network while the server runs.
pub(crate) fn for_others(listening: SocketAddr) -> Vec<String> {
    for_others_of(listening, &machine_addresses())
}

fn for_others_of(listening: SocketAddr, machine: &[IpAddr]) -> Vec<String> {
    let port = listening.port();
    match listening.ip() {
        ip if ip.is_unspecified() => machine.iter().map(|ip| origin(*ip, port)).collect(),
        ip if ip.is_loopback() => Vec::new(),
        ip => vec![origin(ip, port)],
    }
}

fn origin(ip: IpAddr, port: u16) -> String {
    format!("http://{}", SocketAddr::new(ip, port))
}

/// This machine's addresses that others may reach: those of IPv4, which are short enough to be
/// typed, and which every home network has.
fn machine_addresses() -> Vec<IpAddr> {
    let interfaces = if_addrs::get_if_addrs().unwrap_or_default();
    let mut addresses: Vec<_> = interfaces
        .iter()
        .filter(|interface| !VIRTUAL.iter().any(|prefix| interface.name.starts_with(prefix)))
        .map(if_addrs::Interface::ip)
        .filter(|ip| ip.is_ipv4() && !ip.is_loopback() && !interface_local(ip))
        .collect();
    let preferred = outward();
    addresses.sort_by_key(|address| (Some(*address) != preferred, *address));
    addresses
}

/// Whether an address was made up for want of a network (RFC 3927).
fn interface_local(ip: &IpAddr) -> bool {
    matches!(ip, IpAddr::V4(ip) if ip.is_link_local())
}

/// The address with which this machine would speak to the world. Nothing is sent: connecting a
/// UDP socket only asks the routing table. The address asked about is TEST-NET-3 (RFC 5737).
fn outward() -> Option<IpAddr> {
    let socket = UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 0)).ok()?;
    socket.connect((Ipv4Addr::new(203, 0, 113, 1), 9)).ok()?;
    socket.local_addr().ok().map(|address| address.ip())
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOME: IpAddr = IpAddr::V4(Ipv4Addr::new(192, 168, 1, 20));

    fn listening(text: &str) -> SocketAddr {
        text.parse().expect("a socket address")
    }

    #[test]
    fn a_server_on_all_addresses_is_found_at_each() {
        for all in ["[::]:8080", "0.0.0.0:8080"] {
            assert_eq!(own(listening(all)), "http://127.0.0.1:8080");
            assert_eq!(for_others_of(listening(all), &[HOME]), ["http://192.168.1.20:8080"]);
        }
    }

    #[test]
    fn a_server_on_one_address_is_found_there_only() {
        assert_eq!(own(listening("192.168.1.20:80")), "http://192.168.1.20:80");
        let friends = for_others_of(listening("10.0.0.1:80"), &[HOME]);
        assert_eq!(friends, ["http://10.0.0.1:80"]);
        assert_eq!(for_others_of(listening("127.0.0.1:80"), &[HOME]), [""; 0]);
        assert_eq!(own(listening("[::1]:80")), "http://[::1]:80");
    }
}
