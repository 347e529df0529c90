//! Taking the port.

use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use socket2::{Domain, Protocol, Socket, Type};
use tokio::net::TcpListener;

/// How many connections wait to be accepted; the usual value of the operating systems.
const BACKLOG: i32 = 1024;

/// Why the server can't listen, in words for who started it.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BindError {
    /// Another program listens there.
    #[error(
        "port {port} is taken by another program: stop that one, or choose another port with \
         `--port` (0 takes any free one)"
    )]
    PortTaken {
        /// The port.
        port: u16,
    },
    /// Ports below 1024 are for the administrator on many systems.
    #[error("port {port} needs an administrator's rights: choose one above 1023 with `--port`")]
    Forbidden {
        /// The port.
        port: u16,
    },
    /// The address is not one of this machine's.
    #[error("{address} is not an address of this machine: leave `--listen` out to use all of them")]
    NotOurs {
        /// The address.
        address: IpAddr,
    },
    /// Something else.
    #[error("can't listen on {address}")]
    Io {
        /// The address and port.
        address: SocketAddr,
        /// What the operating system says.
        #[source]
        source: io::Error,
    },
}

/// Listens on an address, or on all of this machine's.
pub(crate) fn listen(
    address: Option<IpAddr>,
    port: u16,
) -> Result<(TcpListener, SocketAddr), BindError> {
    let tried = match address {
        Some(address) => open(SocketAddr::new(address, port)),
        // One socket takes IPv6 and IPv4. A machine without IPv6 says so in as many ways as there
        // are operating systems, so what IPv4 can't mend is found out by trying.
        None => open((Ipv6Addr::UNSPECIFIED, port).into())
            .or_else(|_| open((Ipv4Addr::UNSPECIFIED, port).into())),
    };
    tried.map_err(|(address, source)| match source.kind() {
        io::ErrorKind::AddrInUse => BindError::PortTaken { port },
        io::ErrorKind::PermissionDenied => BindError::Forbidden { port },
        io::ErrorKind::AddrNotAvailable => BindError::NotOurs { address: address.ip() },
        _ => BindError::Io { address, source },
    })
}

/// A listening socket and where it listens; or where it could not, and why.
fn open(address: SocketAddr) -> Result<(TcpListener, SocketAddr), (SocketAddr, io::Error)> {
    let open = || {
        let socket = Socket::new(Domain::for_address(address), Type::STREAM, Some(Protocol::TCP))?;
        if address.is_ipv6() {
            // Linux does so by default, Windows and the BSDs do not.
            socket.set_only_v6(!address.ip().is_unspecified())?;
        }
        // Where the last server's connections linger, the port is free all the same. On Windows
        // the option means something else: to share the port with whoever has it.
        if cfg!(unix) {
            socket.set_reuse_address(true)?;
        }
        socket.set_nonblocking(true)?;
        socket.bind(&address.into())?;
        socket.listen(BACKLOG)?;
        let listener = TcpListener::from_std(socket.into())?;
        let bound = listener.local_addr()?;
        Ok((listener, bound))
    };
    open().map_err(|error| (address, error))
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOCALHOST: Option<IpAddr> = Some(IpAddr::V4(Ipv4Addr::LOCALHOST));

    #[tokio::test]
    async fn a_taken_port_is_named() {
        let (_first, bound) = listen(LOCALHOST, 0).expect("some port is free");
        let port = bound.port();
        let error = listen(LOCALHOST, port).expect_err("the port is taken");
        assert!(matches!(error, BindError::PortTaken { port: taken } if taken == port), "{error}");
    }

    #[tokio::test]
    async fn a_port_taken_on_one_address_is_not_shared_by_listening_on_all() {
        let (_first, bound) = listen(LOCALHOST, 0).expect("some port is free");
        let port = bound.port();
        let error = listen(None, port).expect_err("the port is taken");
        assert!(matches!(error, BindError::PortTaken { .. }), "{error}");
    }

    #[tokio::test]
    async fn a_foreign_address_is_named() {
        // TEST-NET-3 (RFC 5737), which no machine should have.
        let foreign = IpAddr::from([203, 0, 113, 1]);
        let error = listen(Some(foreign), 0).expect_err("not this machine's");
        assert!(matches!(error, BindError::NotOurs { address } if address == foreign), "{error}");
    }
}
