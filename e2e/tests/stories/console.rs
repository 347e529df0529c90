//! That the stories hear what a page complains of, in each engine: else their silence proves
//! nothing.

use anyhow::{Result, ensure};
use e2e::{Device, Engine, Stage, story};

#[test]
fn complaints_are_heard_in_chromium() -> Result<()> {
    story("complaints_are_heard_in_chromium", async |stage| {
        complaints_are_heard(stage, Engine::Chromium).await
    })
}

#[test]
fn complaints_are_heard_in_firefox() -> Result<()> {
    story("complaints_are_heard_in_firefox", async |stage| {
        complaints_are_heard(stage, Engine::Firefox).await
    })
}

async fn complaints_are_heard(stage: &Stage, engine: Engine) -> Result<()> {
    let ana = stage.player_in(engine, "Ana", Device::Desktop).await?;
    ana.comes_home().await?;
    let before = ana.browser().complaints().await?;
    ensure!(before.is_empty(), "the landing page complains: {before:#?}");

    let script = "console.warn('a made-up warning');
        console.error('a made-up error');
        setTimeout(() => { throw new Error('a made-up exception'); });
        return new Promise(resolve => setTimeout(resolve));";
    ana.browser().script::<()>(script, vec![]).await?;
    let heard = ana.browser().complaints().await?;
    ensure!(heard.len() == 3, "of three complaints were heard {heard:#?}");
    ana.browser().excuses("a made-up");
    let rest = ana.browser().complaints().await?;
    ensure!(rest.is_empty(), "though they are excused, there remain {rest:#?}");
    Ok(())
}
