//! Players, as the views show them.

use core::time::Duration;

use game::{Phase, PlayerView, View};
use protocol::delta::{COLOURS, Colour};
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
    pub(crate) reach: Option<Reach>,
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
            reach: Reach::of(player),
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

/// Everybody with the place at which it stands, in an order that stays the same while places change:
/// an element that moves in the document loses its motion.
#[must_use]
pub(crate) fn in_steady_order(view: &View) -> Vec<(usize, Standing)> {
    let mut steady: Vec<(usize, Standing)> = Vec::with_capacity(view.players.len());
    for placed in Standing::all(view).enumerate() {
        let at = steady.partition_point(|(_, before)| before.id < placed.1.id);
        steady.insert(at, placed);
    }
    steady
}

/// How good a player's connection with the host is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reach {
    /// Nobody notices it.
    Good,
    /// The others see its presses late.
    Slow,
}

/// The round trip from which on a connection is slow: half of it, the way of a press to the host,
/// is what people begin to feel as a delay (100 ms: Miller 1968, "Response time in man-computer
/// conversational transactions").
const SLOW: Duration = Duration::from_millis(200);

impl Reach {
    /// None for one who is away, or whose connection this page knows nothing about.
    fn of(player: &PlayerView) -> Option<Self> {
        let round_trip = player.round_trip.filter(|_| player.connected)?;
        Some(if round_trip < SLOW { Self::Good } else { Self::Slow })
    }
}

/// Those who stand on the first three steps of the podium, on which nobody stands without points.
pub(crate) fn on_podium(view: &View) -> impl Iterator<Item = &PlayerView> {
    view.players.iter().filter(|player| (1..=3).contains(&player.rank) && player.points > 0)
}

/// The winners' names.
#[must_use]
pub(crate) fn winners<'view>(view: &'view View, winners: &[PlayerId]) -> Vec<&'view str> {
    let named = winners.iter().filter_map(|&id| view.player(id));
    named.map(|player| player.name.as_str()).collect()
}

/// The colours that others than this player have, a bit for each.
#[must_use]
pub(crate) fn taken_colours(view: &View) -> u16 {
    let others = view.players.iter().filter(|player| player.id != view.me);
    others.fold(0, |taken, player| taken | 1 << u8::from(player.colour))
}

/// The colour that this player shall take instead of its own, since one who came before it has the
/// same: the next that nobody has. In the lobby players stand in order of arrival; elsewhere, who
/// looks on came after those who play. With more players than colours some must share.
#[must_use]
pub(crate) fn colour_to_take(view: &View) -> Option<Colour> {
    let in_lobby = view.phase == Phase::Lobby;
    let me = view.player(view.me)?;
    let mine = me.colour;
    let mut before = view.players.iter().take_while(|player| !in_lobby || player.id != view.me);
    if !before.any(|player| player.colour == mine && (in_lobby || player.plays && !me.plays)) {
        return None;
    }
    let taken = |colour| view.players.iter().any(|player| player.colour == colour);
    let others = (1..COLOURS).map(|step| Colour::from(u8::from(mine) + step));
    others.into_iter().find(|&colour| !taken(colour))
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use game::{Connection, StartGate};
    use protocol::id::GameId;
    use protocol::name::Name;
    use protocol::settings::Settings;

    /// A snapshot in which these players have this many balanced presses; the first looks on.
    pub(crate) fn view(players: &[(&str, u64)]) -> View {
        let player = |(bits, &(name, balanced)): (u64, &(&str, u64))| PlayerView {
            id: PlayerId::from_random(bits),
            name: Name::clean(name).unwrap(),
            colour: Colour::from(0),
            host: bits == 0,
            connected: true,
            round_trip: None,
            spectating: false,
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
            match_no: 1,
            round: 1,
            outcomes: Vec::new(),
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
    fn the_later_of_two_with_one_colour_takes_another() {
        let mut view = view(&[("Ana", 0), ("Ben", 0), ("Cid", 0)]);
        view.players[1].colour = Colour::from(1);
        assert_eq!(colour_to_take(&view), None, "Ana came first");
        view.me = PlayerId::from_random(1);
        assert_eq!(colour_to_take(&view), None, "Ben has one of his own");
        view.me = PlayerId::from_random(2);
        assert_eq!(colour_to_take(&view), Some(Colour::from(2)));
        view.phase = Phase::Podium { winners: Vec::new() };
        assert_eq!(colour_to_take(&view), None, "it has played with this one");
        view.players[2].plays = false;
        assert_eq!(colour_to_take(&view), Some(Colour::from(2)), "it came late, and looks on");
        view.players.rotate_right(1);
        assert_eq!(colour_to_take(&view), Some(Colour::from(2)), "in whatever order they stand");
        view.players[1].plays = false;
        assert_eq!(colour_to_take(&view), None, "of two who look on none is the first");
    }

    #[test]
    fn with_more_players_than_colours_some_share() {
        let mut view = view(&[("Ana", 0); 13]);
        for (player, colour) in view.players.iter_mut().zip(0_u8..) {
            player.colour = Colour::from(colour);
        }
        view.me = PlayerId::from_random(12);
        assert_eq!(colour_to_take(&view), None);
    }

    #[test]
    fn the_order_stays_when_places_change() {
        let mut view = view(&[("Ana", 0), ("Ben", 0), ("Cid", 0)]);
        let order = |view: &View| {
            let steady = in_steady_order(view).into_iter();
            let (places, names): (Vec<_>, Vec<_>) = steady.map(|(at, s)| (at, s.name)).unzip();
            (places, names.join(" "))
        };
        assert_eq!(order(&view), (vec![0, 1, 2], "Ana Ben Cid".into()));
        view.players.rotate_left(1);
        assert_eq!(order(&view), (vec![2, 0, 1], "Ana Ben Cid".into()));
    }

    #[test]
    fn a_connection_is_good_until_its_delay_is_felt() {
        let mut player = view(&[("Ana", 0)]).players.remove(0);
        assert_eq!(Reach::of(&player), None, "nothing is known");
        for (millis, reach) in [(199, Reach::Good), (200, Reach::Slow)] {
            player.round_trip = Some(Duration::from_millis(millis));
            assert_eq!(Reach::of(&player), Some(reach), "{millis} ms");
        }
        player.connected = false;
        assert_eq!(Reach::of(&player), None, "it is away");
    }

    #[test]
    fn ones_own_colour_is_not_taken() {
        let mut view = view(&[("Ana", 0), ("Ben", 0), ("Cid", 0)]);
        view.players[1].colour = Colour::from(1);
        view.players[2].colour = Colour::from(11);
        assert_eq!(taken_colours(&view), 1 << 1 | 1 << 11);
    }

    #[test]
    fn only_one_is_me() {
        let me: Vec<bool> = Standing::all(&view(&[("Ana", 1), ("Ben", 2)])).map(|s| s.me).collect();
        assert_eq!(me, [true, false]);
    }
}
