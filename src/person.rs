//! The person before the screen, as far as all tabs and all games remember: a name and a colour.

use protocol::delta::{Colour, Profile};
use protocol::name::Name;

use crate::storage::Memory;
use crate::{random, text};

const NAME_KEY: &str = "seesaw.name";
const COLOUR_KEY: &str = "seesaw.colour";

/// The last name, or a friendly suggestion.
#[must_use]
pub(crate) fn suggested_name() -> String {
    Memory::Person.load(NAME_KEY).unwrap_or_else(|| text::suggested_name(random::bits()))
}

/// The last name, or a friendly one, of a person who is not asked.
///
/// # Panics
///
/// Never: every name that is suggested is one.
#[must_use]
pub(crate) fn name() -> Name {
    // What is remembered may be an older version's, or somebody's who looked into the storage.
    let remembered = Name::clean(&suggested_name());
    let name = remembered.or_else(|_| Name::clean(&text::suggested_name(random::bits())));
    name.expect("every suggested name is a name")
}

/// This person as a player of this name, which is remembered. The colour is random at first, and
/// then always the same.
#[must_use]
pub(crate) fn profile(name: Name) -> Profile {
    let remembered = Memory::Person.load(COLOUR_KEY).and_then(|text| text.parse::<u8>().ok());
    let colour = Colour::from(remembered.unwrap_or_else(|| random::bits().to_be_bytes()[0]));
    Memory::Person.save(COLOUR_KEY, &u8::from(colour).to_string());
    Memory::Person.save(NAME_KEY, name.as_str());
    Profile { name, colour, spectating: false }
}
