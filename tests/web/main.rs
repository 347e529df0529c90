//! Tests of what needs a browser: they run in one, through wasm-bindgen's test runner.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, reason = "what a test can't go on from shall fail it")]

mod keyboard;
mod network;
mod pages;
mod storage;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
