//! Who is registered: sockets and ids, one to one, and when each was last heard of.

use std::collections::{BTreeMap, BTreeSet};

use protocol::time::Instant;

use crate::allowance::Allowance;
use crate::names::{PeerId, SocketId, Token};

/// A registered client.
#[derive(Debug)]
pub(crate) struct Client {
    pub(crate) id: PeerId,
    pub(crate) token: Token,
    pub(crate) allowance: Allowance,
    heard: Instant,
}

/// The registered clients.
///
/// Invariant: `ids`, `clients` and `silence` hold the same clients, each exactly once.
#[derive(Debug, Default)]
pub(crate) struct Registry {
    clients: BTreeMap<SocketId, Client>,
    ids: BTreeMap<PeerId, SocketId>,
    /// The clients by the instant when they were last heard of, the most silent first.
    silence: BTreeSet<(Instant, SocketId)>,
}

impl Registry {
    pub(crate) fn len(&self) -> usize {
        self.clients.len()
    }

    pub(crate) fn contains(&self, socket: SocketId) -> bool {
        self.clients.contains_key(&socket)
    }

    /// The ids, in their order.
    pub(crate) fn ids(&self) -> impl Iterator<Item = &PeerId> {
        self.ids.keys()
    }

    /// The socket of the client that holds an id.
    pub(crate) fn holder(&self, id: &str) -> Option<SocketId> {
        self.ids.get(id).copied()
    }

    pub(crate) fn client(&self, socket: SocketId) -> Option<&Client> {
        self.clients.get(&socket)
    }

    pub(crate) fn client_mut(&mut self, socket: SocketId) -> Option<&mut Client> {
        self.clients.get_mut(&socket)
    }

    /// Registers a client. The socket must be new and the id free.
    pub(crate) fn insert(&mut self, now: Instant, socket: SocketId, id: PeerId, token: Token) {
        debug_assert!(!self.clients.contains_key(&socket), "a socket registers once");
        debug_assert!(!self.ids.contains_key(&id), "an id has one holder");
        self.ids.insert(id.clone(), socket);
        self.silence.insert((now, socket));
        let client = Client { id, token, allowance: Allowance::full(now), heard: now };
        self.clients.insert(socket, client);
    }

    /// Forgets the client of this socket, if it is still registered.
    pub(crate) fn remove(&mut self, socket: SocketId) -> Option<Client> {
        let client = self.clients.remove(&socket)?;
        self.ids.remove(&client.id);
        self.silence.remove(&(client.heard, socket));
        Some(client)
    }

    /// Notes that a client was heard of.
    pub(crate) fn hear(&mut self, now: Instant, socket: SocketId) {
        if let Some(client) = self.clients.get_mut(&socket) {
            self.silence.remove(&(client.heard, socket));
            client.heard = now;
            self.silence.insert((now, socket));
        }
    }

    /// The client that has been silent the longest, and since when.
    pub(crate) fn most_silent(&self) -> Option<(Instant, SocketId)> {
        self.silence.first().copied()
    }
}
