//! The rules, the replicated match and the session, sans-IO
