//! The person before the screen, as far as all tabs and all games remember: a name, a colour and
//! the best scores.

use protocol::delta::{Colour, Profile};
use protocol::name::Name;

use crate::storage::Memory;
use crate::store::Best;
use crate::{random, text};

const NAME_KEY: &str = "seesaw.name";
const COLOUR_KEY: &str = "seesaw.colour";
/// With the seconds of the rounds that the score is of.
const BEST_KEY: &str = "seesaw.best";

/// This person as a player: as it showed itself last, else with a friendly name and any colour.
#[must_use]
pub(crate) fn suggestion() -> Profile {
    let name = Memory::Person.load(NAME_KEY).and_then(|text| Name::clean(&text).ok());
    let colour = Memory::Person.load(COLOUR_KEY).and_then(|text| text.parse::<u8>().ok());
    Profile {
        name: name.unwrap_or_else(|| text::suggested_name(random::bits())),
        colour: Colour::from(colour.unwrap_or_else(|| random::bits().to_be_bytes()[0])),
        spectating: false,
    }
}

/// Remembers how this person wants to show itself, for this game and the next.
pub(crate) fn remember(profile: &Profile) {
    Memory::Person.save(NAME_KEY, profile.name.as_str());
    Memory::Person.save(COLOUR_KEY, &u8::from(profile.colour).to_string());
}

/// This person's best balanced count of rounds of so many seconds, now that one had this many. It is
/// remembered.
#[must_use]
pub(crate) fn best(secs: u64, balanced: u64) -> Option<Best> {
    let key = format!("{BEST_KEY}.{secs}");
    let before = Memory::Person.load(&key).and_then(|text| text.parse::<u32>().ok());
    let before = before.map(u64::from);
    let best = Best::after(before, balanced);
    if let Some(Best { balanced, new: true }) = best {
        Memory::Person.save(&key, &balanced.to_string());
    }
    best
}
