//! The browsers that tests run in, with their drivers: found on this machine, or on Debian installed
//! from its packages.

mod chromium;
mod debian;
mod firefox;

pub(crate) use self::{
    chromium::{Chromium, flags as chromium_flags},
    firefox::Firefox,
};
