//! Mounts the app.

/// Talc in place of the default, which weighs 7 kB more. It is for one thread, and refuses to be built
/// for more.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

/// Nothing but a browser can mount it: natively this binary has nothing to do.
fn main() {
    #[cfg(target_arch = "wasm32")]
    seesaw::mount();
}
