//! The ways into a room: as whom this tab remembers to be, as a newcomer, with bots.

use game::{Config, Opening};
use protocol::id::GameId;
use yew::Context;

use super::{Msg, Progress, Room};
use crate::driver::{Driver, Outlets};
use crate::identity::{self, Identity, Probe};
use crate::practice::Practice;
use crate::{address, clock, person, random};

/// Enters a game as whom this tab remembers to be, or as a newcomer.
pub(super) fn enter(ctx: &Context<Room>, game: GameId) -> Progress {
    match Identity::load(game) {
        None => Progress::Asking(game),
        Some(identity) if identity::is_held(game) => {
            let told = ctx.link().callback(move |(id, alive)| Msg::Probed(game, id, alive));
            let player = identity.player;
            Progress::Probing(Probe::ask(player, move |alive| told.emit((identity, alive))))
        }
        Some(identity) => come_back(ctx, game, identity),
    }
}

/// Goes on as whom this tab remembers to be, in that player's next life.
pub(super) fn come_back(ctx: &Context<Room>, game: GameId, identity: Identity) -> Progress {
    identity.reborn().map_or(Progress::Asking(game), |identity| {
        identity.save(game);
        play(ctx, game, identity, None)
    })
}

/// Makes a game that nobody else ever hears of, with bots in it.
pub(super) fn practise(ctx: &Context<Room>) -> Progress {
    let game = GameId::from_random(random::bits());
    let profile = person::suggestion();
    // The same name, should it come to a game with people.
    person::remember(&profile);
    let identity = Identity::fresh(Opening::Create, profile);
    let (colour, seed) = (identity.profile.colour, random::bits());
    let practice = Practice::new(game, colour, address::bots(), seed, clock::now());
    play(ctx, game, identity, Some(practice))
}

pub(super) fn play(
    ctx: &Context<Room>,
    game: GameId,
    identity: Identity,
    practice: Option<Practice>,
) -> Progress {
    let config = Config {
        game,
        player: identity.player,
        incarnation: identity.incarnation,
        token: identity.token.clone(),
        profile: identity.profile.clone(),
        opening: identity.opening,
        saved: identity::load_session(game),
        saved_age: identity::session_age(game),
        seed: random::bits(),
    };
    let outlets = Outlets {
        view: ctx.link().callback(Msg::Shown),
        event: ctx.link().callback(Msg::Happened),
    };
    let driver = Box::new(Driver::start(config, practice, outlets));
    Progress::Playing { identity, driver, view: None }
}
