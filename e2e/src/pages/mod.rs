//! The pages of the app, each as what one can do and see there. Names are those of the app's own
//! texts; what is not text is read from data attributes.

mod failure;
mod join;
mod landing;
mod lobby;
mod podium;
mod result;
mod round;
mod table;

pub use failure::Failure;
pub use join::Join;
pub use landing::Landing;
pub use lobby::Lobby;
pub use podium::Podium;
pub use result::{ResultRow, RoundResult};
pub use round::{Round, Score};
