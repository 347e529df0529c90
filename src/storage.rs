//! What the browser remembers for the page: `sessionStorage` for this tab, `localStorage` for this
//! person. Where they are out of reach (a browser may forbid them, or be full) the page remembers
//! by itself until it is closed: the game goes on, only a reload forgets.

use core::cell::RefCell;

use web_sys::Storage;

/// Which of the two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Memory {
    /// Until the tab is closed; a duplicate of the tab begins with a copy.
    Tab,
    /// For good, and the same in all tabs.
    Person,
}

thread_local! {
    /// What the browser would not take: the few keys of a game or two.
    static REFUSED: RefCell<Vec<(Memory, String, String)>> = const { RefCell::new(Vec::new()) };
}

impl Memory {
    /// What is kept under this key.
    #[must_use]
    pub fn load(self, key: &str) -> Option<String> {
        let refused = REFUSED.with_borrow(|refused| {
            let found = refused.iter().find(|(memory, k, _)| (*memory, k.as_str()) == (self, key));
            found.map(|(_, _, text)| text.clone())
        });
        refused.or_else(|| self.storage()?.get_item(key).ok()?)
    }

    /// Keeps a text, in place of the last one under this key.
    pub fn save(self, key: &str, text: &str) {
        self.forget_refused(key);
        let kept = self.storage().is_some_and(|storage| storage.set_item(key, text).is_ok());
        if !kept {
            REFUSED.with_borrow_mut(|refused| refused.push((self, key.into(), text.into())));
        }
    }

    /// Forgets what is kept under this key.
    pub fn forget(self, key: &str) {
        self.forget_refused(key);
        if let Some(storage) = self.storage() {
            // It throws only where the key could not have been kept either.
            let _ = storage.remove_item(key);
        }
    }

    /// What is kept under this key as bytes.
    #[must_use]
    pub fn load_bytes(self, key: &str) -> Option<Vec<u8>> {
        self.load(key)?.chars().map(|c| u8::try_from(c).ok()).collect()
    }

    /// Keeps bytes, as text of one character each: browsers store such text in a byte a character.
    pub fn save_bytes(self, key: &str, bytes: &[u8]) {
        let text: String = bytes.iter().copied().map(char::from).collect();
        self.save(key, &text);
    }

    fn forget_refused(self, key: &str) {
        REFUSED.with_borrow_mut(|refused| {
            refused.retain(|(memory, k, _)| (*memory, k.as_str()) != (self, key));
        });
    }

    fn storage(self) -> Option<Storage> {
        let window = crate::browser::window();
        match self {
            Self::Tab => window.session_storage(),
            Self::Person => window.local_storage(),
        }
        .ok()?
    }
}
