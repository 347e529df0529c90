//! Conflict-free replicated data types: counters, sets and registers
