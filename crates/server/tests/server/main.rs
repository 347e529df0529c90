//! The server over real sockets, each test with its own on a free port. Tests wait for messages,
//! never for a time.

mod files;
mod invitation;
mod program;
mod signalling;
mod support;
