//! Adapters to the browser's network: the signalling socket, peer connections, data channels.
//! Nothing is decided here. Each callback of the browser becomes one [`Input`]; each
//! [`Command`] about the network is carried out. Whatever is dropped is closed, and
//! nothing more is heard of it.

mod channel;
mod ice;
mod json;
mod link;
mod socket;
mod table;

use std::rc::Rc;

use game::{Command, Input, LinkId, SocketId};

pub use ice::IceServers;
use link::{Leaving, Link};
use socket::Socket;
use table::Table;

/// Where inputs go.
pub type Sink = Rc<dyn Fn(Input)>;

/// All that is open towards the network.
pub struct Network {
    sink: Sink,
    ice: IceServers,
    sockets: Table<SocketId, Socket>,
    links: Table<LinkId, Link>,
    /// Links that only wait for their last messages to leave.
    leaving: Vec<Leaving>,
}

impl Network {
    /// A network of which nothing is open yet.
    #[must_use]
    pub fn new(sink: Sink, ice: IceServers) -> Self {
        Self { sink, ice, sockets: Table::default(), links: Table::default(), leaving: Vec::new() }
    }

    /// Carries out a command. What can't be done is told as the closing of the link or socket.
    pub fn carry_out(&mut self, command: Command) {
        match command {
            Command::OpenSocket { socket: id, address, token } => {
                match Socket::open(id, address, &token, &self.sink) {
                    Ok(socket) => self.sockets.insert(id, socket),
                    Err(_) => (self.sink)(Input::SocketClosed { socket: id }),
                }
            }
            Command::CloseSocket { socket } => self.drop_socket(socket),
            Command::Signal { socket, envelope } => {
                if let Some(socket) = self.sockets.get(socket) {
                    socket.send(&envelope);
                }
            }
            Command::MakeOffer { link } => self.connect(link, Link::begin_offer),
            Command::MakeAnswer { link, offer } => {
                self.connect(link, |link| link.begin_answer(&offer));
            }
            Command::TakeAnswer { link, answer } => self.on(link, |link| link.take_answer(&answer)),
            Command::TakeCandidate { link, candidate } => {
                self.on(link, |link| link.take_candidate(candidate));
            }
            Command::Send { link, channel, bytes } => {
                self.on(link, |link| link.send(channel, &bytes));
            }
            Command::Close { link } => self.close(link),
            // Not for the network.
            Command::Save(_) => {}
        }
    }

    /// Lets go of a link without waiting for anything.
    pub fn drop_link(&mut self, link: LinkId) {
        drop(self.links.remove(link));
    }

    /// Lets go of a socket that is closed.
    pub fn drop_socket(&mut self, socket: SocketId) {
        drop(self.sockets.remove(socket));
    }

    /// Closes everything at once, while the page goes away. Returns what the session will have to
    /// be told should the page come back.
    pub fn close_all(&mut self) -> Vec<Input> {
        self.leaving.clear();
        let links = core::mem::take(&mut self.links);
        let sockets = core::mem::take(&mut self.sockets);
        let links = links.into_ids().map(|link| Input::LinkDown { link });
        links.chain(sockets.into_ids().map(|socket| Input::SocketClosed { socket })).collect()
    }

    /// Makes a peer connection and begins on it.
    fn connect(&mut self, id: LinkId, begin: impl FnOnce(&Link)) {
        match Link::new(id, &self.ice, &self.sink) {
            Ok(link) => {
                begin(&link);
                self.links.insert(id, link);
            }
            // Browsers refuse when there are too many, or while the network is down.
            Err(_) => (self.sink)(Input::LinkDown { link: id }),
        }
    }

    /// A command for a link that went down in the meantime has nothing to do.
    fn on(&self, id: LinkId, act: impl FnOnce(&Link)) {
        if let Some(link) = self.links.get(id) {
            act(link);
        }
    }

    fn close(&mut self, id: LinkId) {
        self.leaving.retain(|link| !link.has_left());
        if let Some(link) = self.links.remove(id) {
            self.leaving.push(link.leave());
        }
    }
}
