//! Fuzz targets live in this package's tests, one call each. `cargo test -p fuzz` gives each a
//! short run on random bytes; `cargo xtask fuzz --minutes N` lets libFuzzer look for input that
//! reaches further, for as long as one likes.
