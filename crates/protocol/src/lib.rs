//! Every byte on a wire: peer messages, signalling messages, limits
