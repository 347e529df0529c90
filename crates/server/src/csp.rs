//! What a page of the app may do: its content security policy
//! ([CSP level 3](https://www.w3.org/TR/CSP3/)).

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

/// The policy for a page with this text.
///
/// Scripts come from this server or are those that the build wrote into the page, named by hash:
/// trunk starts the app with one. WebAssembly is compiled. Styles may be inline, since Yew sets
/// `style` attributes; the worker's clock is made of a blob.
pub(crate) fn policy(html: &str) -> String {
    let hashes: String = inline_scripts(html)
        .map(|script| format!(" 'sha256-{}'", STANDARD.encode(Sha256::digest(script))))
        .collect();
    format!(
        "default-src 'self'; \
         script-src 'self' 'wasm-unsafe-eval'{hashes}; \
         style-src 'self' 'unsafe-inline'; \
         img-src 'self' data: blob:; \
         connect-src 'self'; \
         worker-src 'self' blob:; \
         object-src 'none'; \
         base-uri 'self'; \
         form-action 'none'; \
         frame-ancestors 'none'"
    )
}

/// The texts of the scripts that stand in the page itself. The page is our own build's, so its
/// tags are as trunk writes them: lower case, and without a `>` in an attribute.
fn inline_scripts(html: &str) -> impl Iterator<Item = &str> {
    html.split("<script").skip(1).filter_map(|rest| {
        let (attributes, rest) = rest.split_once('>')?;
        let (script, _) = rest.split_once("</script>")?;
        (!attributes.contains(" src=")).then_some(script)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inline_scripts_are_named_by_hash_and_others_are_not() {
        let html = r#"<head><script src="/a.js"></script>
            <script type="module" nonce="x">alert(1)</script><style>p{}</style></head>"#;
        assert_eq!(inline_scripts(html).collect::<Vec<_>>(), ["alert(1)"]);
        // printf 'alert(1)' | openssl dgst -sha256 -binary | base64
        let hash = "'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='";
        assert!(policy(html).contains(&format!("script-src 'self' 'wasm-unsafe-eval' {hash};")));
        assert!(policy("<p>").contains("script-src 'self' 'wasm-unsafe-eval';"));
    }
}
