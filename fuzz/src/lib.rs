//! Fuzz targets live in this package's tests, one call each. `cargo test -p fuzz` gives each a
//! short run on random bytes; under a coverage-guided fuzzer (`cargo bolero test -p fuzz TARGET`)
//! they run for as long as one likes.
