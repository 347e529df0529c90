//! Pictures of pages, in any size of window.

use std::{fs, path::Path};

use anyhow::{Context, Result};
use base64::{Engine as _, prelude::BASE64_STANDARD};
use serde_json::{Value, json};

use crate::browser::Browser;

/// A window, in CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// How wide it is.
    pub width: u32,
    /// How high it is.
    pub height: u32,
    /// Whether it is a touch screen.
    pub touch: bool,
}

/// How much of the page is in a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// What the window shows.
    Window,
    /// All that could be scrolled to.
    Page,
}

/// How good a compressed picture is, of 100: letters keep their edges.
const WEBP_QUALITY: u8 = 85;

impl Browser {
    /// Makes the window look like this one.
    ///
    /// # Errors
    /// The browser is gone, or is not Chromium.
    pub async fn put_into(&self, window: Window) -> Result<()> {
        let Window { width, height, touch } = window;
        let metrics = json!({
            "width": width, "height": height, "deviceScaleFactor": 1, "mobile": touch,
        });
        let cdp = self.cdp()?;
        cdp.send_raw("Emulation.setDeviceMetricsOverride", metrics).await?;
        let enabled = json!({ "enabled": touch });
        cdp.send_raw("Emulation.setTouchEmulationEnabled", enabled).await?;
        Ok(())
    }

    /// Whether there is more to the page than the window shows.
    ///
    /// # Errors
    /// The browser is gone.
    pub async fn is_longer_than_its_window(&self) -> Result<bool> {
        let script = "return document.documentElement.scrollHeight > innerHeight";
        self.script(script, Vec::new()).await
    }

    /// Waits until all is in its place that moves only for a while.
    ///
    /// # Errors
    /// The browser is gone.
    pub async fn comes_to_rest(&self) -> Result<()> {
        let script = "const moving = document.getAnimations().filter(animation =>
                Number.isFinite(animation.effect.getComputedTiming().endTime));
            return Promise.allSettled(moving.map(animation => animation.finished)).then(() => null)";
        self.script(script, Vec::new()).await
    }

    /// Takes a picture: a WebP where the file's name says so, else a PNG.
    ///
    /// # Errors
    /// The browser is gone, or is not Chromium, or the file can't be written.
    pub async fn photograph(&self, extent: Extent, file: &Path) -> Result<()> {
        let is_webp = file.extension().is_some_and(|kind| kind == "webp");
        let mut how = if is_webp {
            json!({ "format": "webp", "quality": WEBP_QUALITY })
        } else {
            json!({ "format": "png" })
        };
        if extent == Extent::Page {
            how["captureBeyondViewport"] = true.into();
            how["clip"] = self.whole_page().await?;
        }
        let taken = self.cdp()?.send_raw("Page.captureScreenshot", how).await?;
        let data = taken["data"].as_str().context("the browser took no picture")?;
        fs::write(file, BASE64_STANDARD.decode(data)?)
            .with_context(|| format!("can't write {}", file.display()))
    }

    async fn whole_page(&self) -> Result<Value> {
        let metrics = self.cdp()?.send_raw("Page.getLayoutMetrics", json!({})).await?;
        let mut clip = metrics["cssContentSize"].clone();
        clip["scale"] = 1.into();
        Ok(clip)
    }
}
