//! The signalling realm, sans-IO: who is connected, what waits for whom
