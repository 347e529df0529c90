//! Real key events: over WebDriver's actions, and over the developer tools for what a keyboard does
//! that those can't say, the repetition of a held key.

use anyhow::Result;
use serde_json::{Value, json};
use thirtyfour::{
    Key,
    cdp::domains::input::{DispatchKeyEvent, KeyEventType},
    common::command::Command,
};

use crate::browser::Browser;

/// The time between a key's way down and up, and to the next one, in milliseconds: quick hands, and
/// a third of the fifty presses a second from which on a count is faster than hands.
pub(crate) const KEY_TIME_MS: u64 = 30;

/// One of the two keys that count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arrow {
    /// ←
    Left,
    /// →
    Right,
}

impl Arrow {
    fn key(self) -> Key {
        match self {
            Self::Left => Key::Left,
            Self::Right => Key::Right,
        }
    }

    /// Its name in a `KeyboardEvent`.
    fn name(self) -> &'static str {
        match self {
            Self::Left => "ArrowLeft",
            Self::Right => "ArrowRight",
        }
    }

    /// Its virtual key code, from which Chromium makes the legacy `keyCode`.
    fn code(self) -> i32 {
        match self {
            Self::Left => 37,
            Self::Right => 39,
        }
    }
}

impl Browser {
    /// Presses and releases keys one after the other.
    ///
    /// # Errors
    /// The browser is gone.
    pub async fn press(&self, arrows: impl IntoIterator<Item = Arrow>) -> Result<()> {
        self.strike(arrows.into_iter().map(|arrow| arrow.key().value())).await
    }

    /// Strikes the key of the statistics.
    ///
    /// # Errors
    /// The browser is gone.
    pub async fn strike_statistics_key(&self) -> Result<()> {
        self.strike([Key::F2.value()]).await
    }

    /// Types characters wherever the focus is.
    ///
    /// # Errors
    /// The browser is gone.
    pub async fn type_anywhere(&self, characters: &str) -> Result<()> {
        self.strike(characters.chars()).await
    }

    /// Strikes keys one after the other.
    pub(crate) async fn strike(&self, keys: impl IntoIterator<Item = char>) -> Result<()> {
        let mut actions = Vec::new();
        for key in keys {
            for way in ["keyDown", "keyUp"] {
                actions.push(json!({ "type": way, "value": key }));
                actions.push(json!({ "type": "pause", "duration": KEY_TIME_MS }));
            }
        }
        self.keyboard(actions).await
    }

    async fn keyboard(&self, actions: Vec<Value>) -> Result<()> {
        let keyboard = json!([{ "type": "key", "id": "keyboard", "actions": actions }]);
        self.driver().cmd(Command::PerformActions(keyboard.into())).await?;
        Ok(())
    }

    /// Presses and releases ← and → at the same time, so many times.
    ///
    /// # Errors
    /// The browser is gone.
    pub async fn press_both(&self, times: usize) -> Result<()> {
        let both = [Arrow::Left, Arrow::Right].map(|arrow| arrow.key().value());
        let mut actions = Vec::new();
        for _ in 0..times {
            for way in ["keyDown", "keyUp"] {
                actions.extend(both.map(|key| json!({ "type": way, "value": key })));
                actions.push(json!({ "type": "pause", "duration": KEY_TIME_MS }));
            }
        }
        self.keyboard(actions).await
    }

    /// Holds a key down until the keyboard has repeated it `repeats` times, and releases it.
    ///
    /// # Errors
    /// The browser is gone.
    pub async fn hold(&self, arrow: Arrow, repeats: usize) -> Result<()> {
        self.dispatch(arrow, KeyEventType::RawKeyDown, false).await?;
        for _ in 0..repeats {
            self.dispatch(arrow, KeyEventType::RawKeyDown, true).await?;
        }
        self.dispatch(arrow, KeyEventType::KeyUp, false).await
    }

    async fn dispatch(&self, arrow: Arrow, r#type: KeyEventType, repeated: bool) -> Result<()> {
        let event = DispatchKeyEvent {
            r#type,
            modifiers: None,
            text: None,
            unmodified_text: None,
            key: Some(arrow.name().to_owned()),
            code: Some(arrow.name().to_owned()),
            native_virtual_key_code: Some(arrow.code()),
            windows_virtual_key_code: Some(arrow.code()),
            auto_repeat: Some(repeated),
            is_keypad: None,
            is_system_key: None,
        };
        self.cdp()?.send(event).await?;
        Ok(())
    }
}
