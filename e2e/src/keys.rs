//! Real key events: over WebDriver's actions, and over the developer tools for what a keyboard does
//! that those can't say, the repetition of a held key.

use std::time::Duration;

use anyhow::Result;
use thirtyfour::{
    Key,
    cdp::domains::input::{DispatchKeyEvent, KeyEventType},
};

use crate::browser::Browser;

/// The time between a key's way down and up, and to the next one: quick hands, and a third of the
/// fifty presses a second from which on a count is faster than hands.
const KEY_TIME: Duration = Duration::from_millis(30);

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
    /// Presses and releases a key, `times` over.
    ///
    /// # Errors
    /// The browser is gone.
    pub async fn press(&self, arrow: Arrow, times: usize) -> Result<()> {
        self.press_key(arrow.key(), times).await
    }

    /// Presses and releases any key, `times` over.
    ///
    /// # Errors
    /// The browser is gone.
    pub async fn press_key(&self, key: Key, times: usize) -> Result<()> {
        let mut actions = self.driver().action_chain_with_delay(Some(KEY_TIME), None);
        for _ in 0..times {
            actions = actions.key_down(key.clone()).key_up(key.clone());
        }
        Ok(actions.perform().await?)
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
        self.driver().cdp().send(event).await?;
        Ok(())
    }
}
