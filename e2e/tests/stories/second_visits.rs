//! The service worker: who has been here before needs no server for the page, and is never kept on
//! an old version of it.

use std::{fs, path::Path, rc::Rc};

use anyhow::{Context, Result, ensure};
use e2e::{
    Device, Player, Role, Server, Stage, story,
    wait::{Look, until},
};
use tempfile::TempDir;

/// The app as `cargo xtask` builds it.
const DIST: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../dist");

/// What the page says when there is a newer one.
const NOTICE: &str = "A newer version of the game is ready.";

#[test]
fn the_page_comes_without_a_server() -> Result<()> {
    story("the_page_comes_without_a_server", async |stage| {
        let ana = visitor(stage, stage.server()).await?;
        // Nothing else may be missed.
        ana.browser().excuses("WebSocket connection");
        ana.browser().excuses("invite.json");
        stage.server().kill()?;
        ana.browser().reload().await?;
        // A game with others can't be had now, and that is what the page says.
        ana.landing().await?.start("Ana").await?;
        ana.failure().await?.says("The server can’t be reached").await?;
        // Practice can.
        ana.failure().await?.practise().await?;
        let round = ana.round().await?;
        ana.drums(2).await?;
        round.shows_presses("Ana", 4).await
    })
}

#[test]
fn the_page_does_not_wait_for_a_silent_server() -> Result<()> {
    story("the_page_does_not_wait_for_a_silent_server", async |stage| {
        let ana = visitor(stage, stage.server()).await?;
        stage.server().freeze()?;
        ana.comes_home().await.map(drop)
    })
}

#[test]
fn an_open_page_hears_of_a_new_version() -> Result<()> {
    story("an_open_page_hears_of_a_new_version", async |stage| {
        let build = Build::copy()?;
        let server = build.served().await?;
        let ana = visitor(stage, &server).await?;
        let new = build.restyle("00000000000000aa")?;
        // What it may have missed while it was offline it asks for when it is online again.
        ana.browser().put_network_to_the_test().await?;
        ana.browser().go_offline(true).await?;
        ana.browser().go_offline(false).await?;
        ana.reads(NOTICE).await?;
        ana.inspects("8-new-version").await?;
        ensure!(style(&ana).await? != new, "the page changed by itself");

        // It was told only when the new version was kept: the server is not needed for it any more.
        server.kill()?;
        ana.browser().click(Role::Button, "Reload").await?;
        is_styled_by(&ana, &new).await?;
        ana.landing().await.map(drop)
    })
}

#[test]
fn the_next_visit_brings_the_newest_version() -> Result<()> {
    story("the_next_visit_brings_the_newest_version", async |stage| {
        let build = Build::copy()?;
        let server = build.served().await?;
        let ana = visitor(stage, &server).await?;
        for hash in ["00000000000000aa", "00000000000000bb", "00000000000000cc"] {
            let new = build.restyle(hash)?;
            ana.browser().open(server.address()).await?;
            is_styled_by(&ana, &new).await?;
            ana.landing().await?;
            keeps(&ana, &new).await?;
        }
        // Of the older ones only the last is kept, for another tab may be loading it.
        let kept = kept(&ana).await?;
        let styles = kept.iter().filter(|address| address.ends_with(".css")).count();
        ensure!(styles == 2, "what is kept: {kept:?}");
        Ok(())
    })
}

/// Somebody who looks at the landing page, and has a worker in charge of it.
async fn visitor(stage: &Stage, server: &Server) -> Result<Rc<Player>> {
    let ana = stage.player("Ana", Device::Desktop).await?;
    ana.browser().open(server.address()).await?;
    ana.landing().await?;
    until("a service worker in charge of the page", async || {
        let script = "return navigator.serviceWorker.controller?.state ?? 'none'";
        let state: String = ana.browser().script(script, vec![]).await?;
        Ok(Look::at(state == "activated", state))
    })
    .await?;
    Ok(ana)
}

/// The name of the file that styles the page.
async fn style(player: &Player) -> Result<String> {
    let script = "return document.querySelector('link[rel=stylesheet]').href.split('/').pop()";
    player.browser().script(script, vec![]).await
}

async fn is_styled_by(player: &Player, file: &str) -> Result<()> {
    until(format!("a page styled by {file}"), async || {
        let seen = style(player).await?;
        Ok(Look::at(seen == file, seen))
    })
    .await
}

/// The addresses of all that the worker keeps.
async fn kept(player: &Player) -> Result<Vec<String>> {
    let script = "return caches.keys()
        .then(names => Promise.all(names.map(name => caches.open(name))))
        .then(all => Promise.all(all.map(cache => cache.keys())))
        .then(all => all.flat().map(request => request.url))";
    player.browser().script(script, vec![]).await
}

/// Waits until the worker keeps this file, and the page with it.
async fn keeps(player: &Player, file: &str) -> Result<()> {
    until(format!("{file} to be kept"), async || {
        let kept = kept(player).await?;
        Ok(Look::at(kept.iter().any(|address| address.ends_with(file)), format!("{kept:?}")))
    })
    .await
}

/// A copy of the built app, to be changed while it is served.
struct Build {
    folder: TempDir,
}

impl Build {
    fn copy() -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let build = Self { folder };
        copy_below(Path::new(DIST), &build.dist())
            .with_context(|| format!("`cargo xtask test` builds the app into {DIST}"))?;
        Ok(build)
    }

    fn dist(&self) -> std::path::PathBuf {
        self.folder.path().join("dist")
    }

    async fn served(&self) -> Result<Server> {
        Server::of_files(&self.dist(), &self.folder.path().join("server")).await
    }

    /// Makes another version of it, whose style has this hash in its name, and returns that name.
    fn restyle(&self, hash: &str) -> Result<String> {
        let dist = self.dist();
        let page = fs::read_to_string(dist.join("index.html"))?;
        let start = page.find("style-").context("the page has no style")?;
        let (old, _) = page[start..].split_once('"').context("an attribute ends")?;
        let new = format!("style-{hash}.css");
        let style = fs::read_to_string(dist.join(old))?;
        fs::write(dist.join(&new), format!("{style}\n/* {hash} */\n"))?;
        fs::remove_file(dist.join(old))?;
        fs::write(dist.join("index.html"), page.replace(old, &new))?;
        for encoding in ["br", "gz"] {
            // Of the page there is one only at first, and it is of the old version.
            let old = dist.join(format!("index.html.{encoding}"));
            if old.exists() {
                fs::remove_file(old)?;
            }
        }
        Ok(new)
    }
}

fn copy_below(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let copy = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_below(&entry.path(), &copy)?;
        } else {
            fs::copy(entry.path(), copy)?;
        }
    }
    Ok(())
}
