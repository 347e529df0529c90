//! The realm's tests: the protocol's rules one by one, and any sequence of inputs against a model.

mod model;
mod rules;
mod support;
