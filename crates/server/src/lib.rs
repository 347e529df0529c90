//! One binary: serves the app and the signalling
