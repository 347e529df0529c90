//! How long the frames of a round take, by the page's own clock.

use anyhow::{Context, Result};
use serde::Deserialize;

use crate::player::Player;

/// Notes each animation frame of a round: when it began, how long the page's thread was busy with it
/// (scripts, style, layout and paint: what was posted when it began comes after all of them), and how
/// many records of changes to the document came with it.
const NOTE_FRAMES: &str = "window.frames_of_round = [];
    let changes = 0;
    new MutationObserver(records => { changes += records.length; }).observe(document, {
        subtree: true, attributes: true, childList: true, characterData: true,
    });
    const { port1, port2 } = new MessageChannel();
    let current = null;
    port2.onmessage = () => {
        current.busy = performance.now() - current.began;
        current.changes = changes;
        changes = 0;
    };
    const frame = () => {
        requestAnimationFrame(frame);
        if (document.documentElement.dataset.page !== 'playing') { changes = 0; return; }
        current = { began: performance.now(), stamp: document.timeline.currentTime };
        frames_of_round.push(current);
        port1.postMessage(null);
    };
    requestAnimationFrame(frame);";

/// One animation frame; all times in milliseconds.
#[derive(Clone, Copy, Debug, Deserialize)]
pub struct Frame {
    /// The time that the browser gives to it.
    pub stamp: f64,
    /// For how long the page's thread was busy with it; nothing for one that the round's end cut off.
    pub busy: Option<f64>,
    /// How many records of changes to the document there were in it.
    pub changes: Option<f64>,
}

impl Player {
    /// Notes from now on the frames of rounds.
    ///
    /// # Errors
    /// The browser is gone.
    pub async fn notes_frames(&self) -> Result<()> {
        self.browser().script(&format!("{{ {NOTE_FRAMES} }}"), vec![]).await
    }

    /// What was noted.
    ///
    /// # Errors
    /// Nothing was.
    pub async fn frames(&self) -> Result<Vec<Frame>> {
        let frames: Vec<Frame> = self.browser().script("return frames_of_round", vec![]).await?;
        (!frames.is_empty()).then_some(frames).context("no frame was drawn")
    }
}
