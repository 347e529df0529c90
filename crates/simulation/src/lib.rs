//! Many sessions on a deterministic network, with checkers
