//! Says where the game can be opened, on this machine and from others on the local network.

use std::io::{self, Write};
use std::net::{IpAddr, Ipv4Addr, SocketAddr, UdpSocket};

use qrcode::QrCode;
use qrcode::render::unicode::Dense1x2;

/// Network interfaces that lead to virtual machines and containers, not to friends.
const VIRTUAL: [&str; 5] = ["docker", "br-", "veth", "virbr", "vmnet"];

/// Writes the addresses. The first line is what other programs read: `listening on ` and the
/// address for this machine.
///
/// # Errors
///
/// When it can't be written.
pub fn announce(out: &mut impl Write, listening: SocketAddr, with_code: bool) -> io::Result<()> {
    writeln!(out, "listening on {}", own_url(listening))?;
    out.flush()?;
    let friends = friends_urls(listening, &machine_addresses());
    if let Some(first) = friends.first() {
        writeln!(out, "\nOthers on your network can open:")?;
        for url in &friends {
            writeln!(out, "  {url}")?;
        }
        if with_code {
            writeln!(out, "\n{}", code(first))?;
        }
    }
    out.flush()
}

/// The address for this machine.
fn own_url(listening: SocketAddr) -> String {
    let ip = match listening.ip() {
        ip if ip.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
        ip => ip,
    };
    url(ip, listening.port())
}

/// The addresses for others, the likeliest first.
fn friends_urls(listening: SocketAddr, machine: &[IpAddr]) -> Vec<String> {
    let port = listening.port();
    match listening.ip() {
        ip if ip.is_unspecified() => machine.iter().map(|ip| url(*ip, port)).collect(),
        ip if ip.is_loopback() => Vec::new(),
        ip => vec![url(ip, port)],
    }
}

fn url(ip: IpAddr, port: u16) -> String {
    format!("http://{}/", SocketAddr::new(ip, port))
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

/// An address to point a phone at, light on dark as most terminals are.
fn code(url: &str) -> String {
    let code = QrCode::new(url).expect("an address of at most 30 bytes fits any code");
    code.render::<Dense1x2>().dark_color(Dense1x2::Light).light_color(Dense1x2::Dark).build()
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
            assert_eq!(own_url(listening(all)), "http://127.0.0.1:8080/");
            assert_eq!(friends_urls(listening(all), &[HOME]), ["http://192.168.1.20:8080/"]);
        }
    }

    #[test]
    fn a_server_on_one_address_is_found_there_only() {
        assert_eq!(own_url(listening("192.168.1.20:80")), "http://192.168.1.20:80/");
        let friends = friends_urls(listening("10.0.0.1:80"), &[HOME]);
        assert_eq!(friends, ["http://10.0.0.1:80/"]);
        assert_eq!(friends_urls(listening("127.0.0.1:80"), &[HOME]), [""; 0]);
        assert_eq!(own_url(listening("[::1]:80")), "http://[::1]:80/");
    }

    #[test]
    fn the_first_line_is_for_programs() {
        let mut out = Vec::new();
        announce(&mut out, listening("[::]:1234"), true).expect("a vector takes all");
        let text = String::from_utf8(out).expect("the announcement is text");
        assert_eq!(text.lines().next(), Some("listening on http://127.0.0.1:1234/"));
    }
}
