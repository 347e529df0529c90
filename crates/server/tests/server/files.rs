//! The app's files over HTTP.

use std::fs;
use std::io::Read as _;

use flate2::read::GzDecoder;
use server::Config;
use tempfile::TempDir;

use crate::support::{Answer, TestServer, request};

const PAGE: &str = "<!doctype html><script type=\"module\">start()</script>";
const SCRIPT: &str = "seesaw-0123456789abcdef.js";

/// A server of a folder with a page, a script in three encodings, and a secret beside the folder.
fn start() -> (TestServer, TempDir) {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let dist = folder.path().join("dist");
    fs::create_dir(&dist).expect("the folder is ours");
    let files: [(&str, &[u8]); 7] = [
        ("index.html", PAGE.as_bytes()),
        ("index.html.br", b"the page in brotli"),
        (SCRIPT, b"plain"),
        ("seesaw-0123456789abcdef.js.br", b"in brotli"),
        ("seesaw-0123456789abcdef.js.gz", b"in gzip"),
        ("seesaw-0123456789abcdef_bg.wasm", b"\0asm"),
        ("../secret", b"hidden"),
    ];
    for (name, contents) in files {
        fs::write(dist.join(name), contents).expect("the folder is ours");
    }
    (TestServer::start(Config { dist: Some(dist), ..Config::default() }), folder)
}

fn script() -> String {
    format!("/{SCRIPT}")
}

#[tokio::test]
async fn each_browser_gets_the_encoding_that_it_wants() {
    let (server, _folder) = start();
    let cases = [
        ("gzip, deflate, br, zstd", Some("br"), "in brotli"),
        ("gzip, br;q=0.5", Some("gzip"), "in gzip"),
        ("zstd", None, "plain"),
        ("", None, "plain"),
    ];
    let mut tags = Vec::new();
    for (accept, encoding, body) in cases {
        let answer = server.get(&script(), &[("Accept-Encoding", accept)]).await;
        assert_eq!((answer.status, answer.text()), (200, body), "{accept}");
        assert_eq!(answer.header("content-encoding"), encoding);
        assert_eq!(answer.header("content-type"), Some("text/javascript; charset=utf-8"));
        assert_eq!(answer.header("content-length"), Some(body.len().to_string().as_str()));
        assert!(answer.header("vary").is_some_and(|vary| vary.contains("accept-encoding")));
        tags.push(answer.header("etag").expect("a file has a tag").to_owned());
    }
    assert_eq!(tags[2], tags[3]);
    tags.dedup();
    assert_eq!(tags.len(), 3, "each encoding has its own tag");
}

#[tokio::test]
async fn what_is_not_stored_compressed_is_sent_plain() {
    let (server, _folder) = start();
    let path = "/seesaw-0123456789abcdef_bg.wasm";
    let answer = server.get(path, &[("Accept-Encoding", "br, gzip")]).await;
    assert_eq!(answer.body, b"\0asm");
    assert_eq!(answer.header("content-encoding"), None);
    assert_eq!(answer.header("content-type"), Some("application/wasm"));
}

#[tokio::test]
async fn hashed_names_are_kept_for_ever_and_the_page_is_asked_for_each_time() {
    let (server, _folder) = start();
    let forever = Some("public, max-age=31536000, immutable");
    assert_eq!(server.get(&script(), &[]).await.header("cache-control"), forever);
    assert_eq!(server.get("/", &[]).await.header("cache-control"), Some("no-cache"));
}

#[tokio::test]
async fn who_has_the_page_is_not_sent_it_again() {
    let (server, _folder) = start();
    let tag = server.get("/", &[]).await.header("etag").expect("a page has a tag").to_owned();
    for known in [tag.clone(), format!("\"other\", W/{tag}"), "*".to_owned()] {
        let answer = server.get("/", &[("If-None-Match", &known)]).await;
        assert_eq!((answer.status, answer.body.len()), (304, 0), "{known}");
        assert_eq!(answer.header("etag"), Some(tag.as_str()));
        assert_eq!(answer.header("cache-control"), Some("no-cache"));
    }
    let brotli = [("If-None-Match", tag.as_str()), ("Accept-Encoding", "br")];
    assert_eq!(server.get("/", &brotli).await.status, 200, "another encoding is another thing");
    assert_eq!(server.get("/", &[("If-None-Match", "\"other\"")]).await.status, 200);
}

#[tokio::test]
async fn the_page_names_its_picture_under_the_address_that_players_open() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let built = r#"<meta property="og:image" content="preview.png" />"#;
    for (name, contents) in [("index.html", built), ("index.html.br", "without the address")] {
        fs::write(folder.path().join(name), contents).expect("the folder is ours");
    }
    let dist = Some(folder.path().to_owned());
    let public_url = "https://seesaw.example".parse().ok();
    let server = TestServer::start(Config { dist, public_url, ..Config::default() });

    let plain = server.get("/", &[]).await;
    let page = r#"<meta property="og:image" content="https://seesaw.example/preview.png" />"#;
    assert_eq!((plain.status, plain.text()), (200, page));
    assert_eq!(plain.header("content-encoding"), None);

    let packed = server.get("/index.html", &[("Accept-Encoding", "br, gzip")]).await;
    let mut unpacked = String::new();
    GzDecoder::new(&*packed.body).read_to_string(&mut unpacked).expect("it is gzip");
    assert_eq!((packed.header("content-encoding"), &*unpacked), (Some("gzip"), page));

    let tags = [&plain, &packed].map(|answer| answer.header("etag").expect("a page has a tag"));
    assert_ne!(tags[0], tags[1], "each encoding has its own tag");
    let known = [("Accept-Encoding", "br, gzip"), ("If-None-Match", tags[1])];
    assert_eq!(server.get("/", &known).await.status, 304);
}

#[tokio::test]
async fn head_is_get_without_the_body() {
    let (server, _folder) = start();
    let answer = request(server.address, "HEAD", "/", &[]).await;
    assert_eq!((answer.status, answer.body.len()), (200, 0));
    assert_eq!(answer.header("content-length"), Some(PAGE.len().to_string().as_str()));
    let answer = request(server.address, "POST", "/", &[("Content-Length", "0")]).await;
    assert_eq!(answer.status, 405);
}

#[tokio::test]
async fn the_page_may_run_its_own_scripts_only() {
    let (server, _folder) = start();
    // The policy names the script in the page, whichever encoding is sent.
    for accept in ["", "br"] {
        let answer = server.get("/", &[("Accept-Encoding", accept)]).await;
        let policy = answer.header("content-security-policy").expect("a page has a policy");
        // printf 'start()' | openssl dgst -sha256 -binary | base64
        let hash = "'sha256-DIm7WJS6ZKDYe5qFLPy+h4JFI9Bol5QmYC57mt3Fb00='";
        let scripts = format!("script-src 'self' 'wasm-unsafe-eval' {hash};");
        assert!(policy.contains(&scripts), "{policy}");
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
        assert_eq!(answer.header("referrer-policy"), Some("no-referrer"));
    }
}

#[tokio::test]
async fn nothing_but_the_folder_is_served() {
    let (server, _folder) = start();
    let not_found = |answer: Answer| (answer.status, answer.text().contains("no such page"));
    for path in ["/nothing", "/../secret", "/%2e%2e/secret", "/..%2fsecret", "//secret", "/peerjs/"]
    {
        assert_eq!(not_found(server.get(path, &[]).await), (404, true), "{path}");
    }
}

#[tokio::test]
async fn without_an_app_the_page_says_how_to_build_it() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let dist = Some(folder.path().to_owned());
    let server = TestServer::start(Config { dist, ..Config::default() });
    let answer = server.get("/", &[]).await;
    assert_eq!(answer.status, 503);
    assert!(answer.text().contains("cargo xtask play"), "{answer:?}");
}

#[tokio::test]
async fn a_healthy_server_says_so() {
    let (server, _folder) = start();
    let answer = server.get("/healthz", &[]).await;
    assert_eq!((answer.status, answer.text()), (200, "ok"));
}
