//! The order of look-up, against a release server on this machine that serves archives laid out as
//! the real ones are.

use std::{
    fs,
    io::{BufRead, BufReader, Write},
    net::TcpListener,
    os::unix::fs::PermissionsExt as _,
    path::{Path, PathBuf},
    process::Command,
    thread,
};

use tempfile::TempDir;

use super::{Sources, Tool, install};
use crate::{process::capture, progress::Step};

const VERSION: &str = "0.21.14";

/// Writes a program that says `said` when asked for anything.
fn write_program(folder: &Path, name: &str, said: &str) {
    fs::create_dir_all(folder).unwrap();
    let path = folder.join(name);
    fs::write(&path, format!("#!/bin/sh\necho '{said}'\n")).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
}

/// An archive of `names` with `folder` at its top, as `tar -czf` makes it.
fn archive(folder: &Path, names: &[&str]) -> Vec<u8> {
    let file = folder.join("archive.tar.gz");
    let mut tar = Command::new("tar");
    tar.arg("-czf").arg(&file).arg("-C").arg(folder).args(names);
    capture(tar).unwrap();
    fs::read(file).unwrap()
}

/// Serves `body` to whoever asks for a path that ends in `suffix`, 404 to others, until the process
/// ends. The thread is started by name, since these crates' clippy.toml refuses anonymous ones.
fn serve(suffix: &'static str, body: Vec<u8>) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    thread::Builder::new()
        .name("release server".to_owned())
        .spawn(move || {
            for stream in listener.incoming() {
                let mut stream = stream.unwrap();
                let mut lines = BufReader::new(stream.try_clone().unwrap()).lines();
                let request = lines.next().unwrap().unwrap();
                lines.find(|line| line.as_ref().unwrap().is_empty());
                let is_known = request.split(' ').nth(1).is_some_and(|path| path.ends_with(suffix));
                let (status, body) =
                    if is_known { ("200 OK", &body[..]) } else { ("404 Not Found", &[][..]) };
                write!(stream, "HTTP/1.1 {status}\r\ncontent-length: {}\r\n\r\n", body.len())
                    .unwrap();
                stream.write_all(body).unwrap();
            }
        })
        .unwrap();
    address
}

/// A machine with nothing on its `PATH` and an empty cache.
fn empty_machine(releases: String) -> (TempDir, Sources) {
    let folder = tempfile::tempdir().unwrap();
    let sources = Sources {
        path: vec![folder.path().join("path")],
        cache: folder.path().join("cache"),
        releases,
    };
    (folder, sources)
}

/// What is left in the cache's folder of tools.
fn cached(sources: &Sources) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(sources.cache.join("tools")) else { return Vec::new() };
    entries.map(|entry| entry.unwrap().path()).collect()
}

fn release_of_trunk(said: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    write_program(folder.path(), "trunk", said);
    serve(".tar.gz", archive(folder.path(), &["trunk"]))
}

#[test]
fn a_release_is_downloaded_once_and_then_found_in_the_cache() {
    let (_folder, mut sources) = empty_machine(release_of_trunk("trunk 0.21.14"));
    let found = sources.obtain(&Step::silent(), Tool::Trunk, VERSION).unwrap();
    assert_eq!(found.folder, sources.cache.join("tools/trunk-0.21.14/bin"));
    assert_eq!(cached(&sources), [sources.cache.join("tools/trunk-0.21.14")]);

    "http://127.0.0.1:1".clone_into(&mut sources.releases);
    assert_eq!(sources.obtain(&Step::silent(), Tool::Trunk, VERSION).unwrap().folder, found.folder);
}

#[test]
fn archives_with_a_folder_at_the_top_are_unpacked_without_it() {
    let folder = tempfile::tempdir().unwrap();
    let top = folder.path().join("binaryen-version_132");
    write_program(&top.join("bin"), "wasm-opt", "wasm-opt version 132 (version_132)");
    let releases = serve(".tar.gz", archive(folder.path(), &["binaryen-version_132"]));
    let (_folder, sources) = empty_machine(releases);
    let found = sources.obtain(&Step::silent(), Tool::Binaryen, "132.0.0").unwrap();
    assert_eq!(found.folder, sources.cache.join("tools/binaryen-132.0.0/bin"));

    let top = folder.path().join("wasm-bindgen-0.2.130-some-machine");
    write_program(&top, "wasm-bindgen", "wasm-bindgen 0.2.130");
    write_program(&top, "wasm-bindgen-test-runner", "wasm-bindgen-test-runner 0.2.130");
    let releases = serve(".tar.gz", archive(folder.path(), &["wasm-bindgen-0.2.130-some-machine"]));
    let (_folder, sources) = empty_machine(releases);
    let found = sources.obtain(&Step::silent(), Tool::WasmBindgen, "0.2.130").unwrap();
    assert_eq!(found.folder, sources.cache.join("tools/wasm-bindgen-0.2.130/bin"));
}

#[test]
fn path_comes_first_if_its_version_is_exactly_the_pinned_one() {
    let (folder, sources) = empty_machine(release_of_trunk("trunk 0.21.14"));
    let path = folder.path().join("path");
    write_program(&path, "trunk", "trunk 0.21.15");
    let found = sources.obtain(&Step::silent(), Tool::Trunk, VERSION).unwrap();
    assert_ne!(found.folder, path, "another version on PATH does not count");

    write_program(&path, "trunk", "trunk 0.21.14");
    assert_eq!(sources.obtain(&Step::silent(), Tool::Trunk, VERSION).unwrap().folder, path);
}

#[test]
fn a_release_that_is_not_what_it_says_is_not_kept() {
    let (_folder, sources) = empty_machine(release_of_trunk("trunk 6.6.6"));
    let home = sources.home(Tool::Trunk, VERSION);
    let tried = install::download(&Step::silent(), Tool::Trunk, VERSION, &sources.releases, &home);
    let error = tried.unwrap_err().to_string();
    assert!(error.contains("does not run as that version"), "{error}");
    assert_eq!(cached(&sources), Vec::<PathBuf>::new());
}

#[test]
fn a_release_that_is_not_there_leaves_nothing_behind() {
    let (_folder, sources) = empty_machine(serve("nothing", Vec::new()));
    let home = sources.home(Tool::Trunk, VERSION);
    let tried = install::download(&Step::silent(), Tool::Trunk, VERSION, &sources.releases, &home);
    assert!(tried.unwrap_err().to_string().contains("404"));
    assert_eq!(cached(&sources), Vec::<PathBuf>::new());
}

#[test]
fn what_an_interrupted_installation_left_is_replaced() {
    let (_folder, sources) = empty_machine(release_of_trunk("trunk 0.21.14"));
    fs::create_dir_all(sources.home(Tool::Trunk, VERSION).join("bin")).unwrap();
    assert!(sources.obtain(&Step::silent(), Tool::Trunk, VERSION).is_ok());
}
