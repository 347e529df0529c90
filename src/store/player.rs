//! Players, as the views show them.

use game::{PlayerView, View};
use protocol::id::PlayerId;
use yew::AttrValue;

/// A player with all that a row of a list or table shows of it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Standing {
    pub(crate) id: PlayerId,
    pub(crate) name: AttrValue,
    pub(crate) colour: u8,
    pub(crate) me: bool,
    pub(crate) host: bool,
    pub(crate) connected: bool,
    pub(crate) plays: bool,
    pub(crate) positive: u64,
    pub(crate) negative: u64,
    pub(crate) balanced: u64,
    pub(crate) points: u64,
    pub(crate) rank: u32,
}

impl Standing {
    /// Everybody of a snapshot, in its order.
    pub(crate) fn all(view: &View) -> impl Iterator<Item = Self> {
        let me = view.me;
        view.players.iter().map(move |player| Self::of(player, me))
    }

    fn of(player: &PlayerView, me: PlayerId) -> Self {
        Self {
            id: player.id,
            name: AttrValue::from(player.name.as_str().to_owned()),
            colour: player.colour.into(),
            me: player.id == me,
            host: player.host,
            connected: player.connected,
            plays: player.plays,
            positive: player.positive,
            negative: player.negative,
            balanced: player.balanced,
            points: player.points,
            rank: player.rank,
        }
    }
}

/// The winners' names.
#[must_use]
pub(crate) fn winners<'view>(view: &'view View, winners: &[PlayerId]) -> Vec<&'view str> {
    let named = winners.iter().filter_map(|&id| view.player(id));
    named.map(|player| player.name.as_str()).collect()
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use game::{Connection, Phase, StartGate};
    use protocol::delta::Colour;
    use protocol::id::GameId;
    use protocol::name::Name;
    use protocol::settings::Settings;

    /// A snapshot in which these players have this many balanced presses; the first looks on.
    pub(in crate::store) fn view(players: &[(&str, u64)]) -> View {
        let player = |(bits, &(name, balanced)): (u64, &(&str, u64))| PlayerView {
            id: PlayerId::from_random(bits),
            name: Name::clean(name).unwrap(),
            colour: Colour::from(0),
            host: bits == 0,
            connected: true,
            plays: true,
            positive: balanced,
            negative: balanced,
            balanced,
            value: 0,
            points: 0,
            rank: 1,
        };
        View {
            game: GameId::from_random(1),
            me: PlayerId::from_random(0),
            connection: Connection::Connected { server: true },
            host: Some(PlayerId::from_random(0)),
            phase: Phase::Lobby,
            settings: Settings::default(),
            round: 1,
            players: (0..).zip(players).map(player).collect(),
            pot: 0,
            start: StartGate::Ready,
        }
    }

    #[test]
    fn winners_are_named_in_their_order_and_strangers_left_out() {
        let view = view(&[("Ana", 1), ("Ben", 2)]);
        let ids = [2, 1, 0].map(PlayerId::from_random);
        assert_eq!(winners(&view, &ids), ["Ben", "Ana"]);
    }

    #[test]
    fn only_one_is_me() {
        let me: Vec<bool> = Standing::all(&view(&[("Ana", 1), ("Ben", 2)])).map(|s| s.me).collect();
        assert_eq!(me, [true, false]);
    }
}
