//! The way in for others, where the page was opened under a name that only this machine
//! understands: its server knows under which addresses the local network reaches it.

use js_sys::{Array, Reflect};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;

use crate::{address, browser};

/// What the server is asked for, beside the page: `{"origins":["http://192.168.1.20:8080"]}`, the
/// likeliest first.
const FILE: &str = "invite.json";

/// Asks for the origin that others can open, and tells it. Nothing is told where the page's own
/// address does, or where the server knows no other.
pub(crate) fn ask(told: impl FnOnce(String) + 'static) {
    if address::is_local() {
        spawn_local(async {
            if let Ok(Some(origin)) = likeliest_origin().await {
                told(origin);
            }
        });
    }
}

async fn likeliest_origin() -> Result<Option<String>, JsValue> {
    let answer = browser::fetch(FILE, "json").await?;
    let origins = Reflect::get(&answer, &"origins".into())?;
    Ok(Array::from(&origins).get(0).as_string())
}
