//! Waiting for a condition, with a deadline that only a fault reaches.

use std::{
    fmt::Display,
    time::{Duration, Instant},
};

use anyhow::{Result, bail};
use tokio::time::sleep;

/// How long anything may take that a story waits for. The longest that can be right is a round with
/// its countdown and tally, of 12 s; the rest is for a busy machine.
pub const PATIENCE: Duration = Duration::from_secs(30);

/// The pause between two looks: shorter than a frame of the game would only keep the machine busy.
const BETWEEN_LOOKS: Duration = Duration::from_millis(25);

/// What a look at a condition finds.
#[derive(Debug)]
pub enum Look<T> {
    /// It holds, with this to show for it.
    Yes(T),
    /// It does not, or not yet; this is what is there instead.
    NotYet(String),
}

impl Look<()> {
    /// A plain condition; `seen` is worth telling if it never holds.
    pub fn at(holds: bool, seen: impl Display) -> Self {
        if holds { Self::Yes(()) } else { Self::NotYet(seen.to_string()) }
    }
}

/// Looks until the condition holds.
///
/// # Errors
/// A look fails, or the condition does not hold within [`PATIENCE`]; the error tells what was seen
/// last.
pub async fn until<T>(
    what: impl Display,
    mut look: impl AsyncFnMut() -> Result<Look<T>>,
) -> Result<T> {
    let deadline = Instant::now() + PATIENCE;
    loop {
        match look().await? {
            Look::Yes(found) => return Ok(found),
            Look::NotYet(seen) if Instant::now() >= deadline => {
                bail!("waited {PATIENCE:?} for {what}, and what was there is: {seen}");
            }
            Look::NotYet(_) => sleep(BETWEEN_LOOKS).await,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn looks_until_it_holds() {
        let mut looks = 0;
        let found = until("the third look", async || {
            looks += 1;
            Ok(if looks == 3 { Look::Yes("it") } else { Look::NotYet(looks.to_string()) })
        });
        assert_eq!(found.await.unwrap(), "it");
        assert_eq!(looks, 3);
    }

    #[tokio::test]
    async fn a_failing_look_ends_the_wait() {
        let outcome = until::<()>("nothing", async || bail!("broken")).await;
        assert_eq!(outcome.unwrap_err().to_string(), "broken");
    }
}
