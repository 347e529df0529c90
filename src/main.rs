//! Mounts the app.

/// Nothing but a browser can mount it: natively this binary has nothing to do.
fn main() {
    #[cfg(target_arch = "wasm32")]
    seesaw::mount();
}
