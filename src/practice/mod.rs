//! Practice: a game against bots in this very tab, which needs neither server nor network.
//!
//! Each bot is a [`game::Session`] of its own that speaks the real protocol with the player's. What
//! differs from any other game is only what is under the sessions: an exchange that carries their
//! messages in memory. It keeps no time: it says when it wants to be rung, as the sessions do.
//!
//! Nothing here knows the browser, so that a whole practice runs in a native test.

mod bot;
mod dice;
mod exchange;
mod hands;

use game::{Command, Input, Output};
use protocol::delta::Colour;
use protocol::id::GameId;
use protocol::time::Instant;

use bot::Bot;
use dice::Dice;
use exchange::{Exchange, Seat};

/// The player's seat; the bots have those after it.
const PLAYER: Seat = 0;

/// All that is around the player's session in a practice.
#[derive(Debug)]
pub(crate) struct Practice {
    exchange: Exchange,
    bots: Vec<Bot>,
}

impl Practice {
    /// So many bots on their way into the game of a player of this colour, each with a name and
    /// colour of its own.
    #[must_use]
    pub(crate) fn new(game: GameId, colour: Colour, bots: u8, seed: u64, now: Instant) -> Self {
        let mut dice = Dice::new(seed);
        let profiles = bot::profiles(bots, dice.bits(), colour);
        let bots = profiles.map(|profile| Bot::new(game, profile, dice.bits(), now)).collect();
        let mut practice = Self { exchange: Exchange::default(), bots };
        for index in 0..practice.bots.len() {
            practice.carry_out_for(index);
        }
        practice
    }

    /// Does what the player's session wants of its network.
    pub(crate) fn carry_out(&mut self, command: Command) {
        self.exchange.carry_out(PLAYER, command);
    }

    /// What next happens to the player's session at `now`; none when all is quiet until
    /// [`Self::next_wake`].
    pub(crate) fn poll_input(&mut self, now: Instant) -> Option<Input> {
        while let Some((seat, input)) = self.exchange.next() {
            let Some(index) = seat.checked_sub(PLAYER + 1) else { return Some(input) };
            self.bots[index].handle_input(now, input);
            self.carry_out_for(index);
        }
        None
    }

    /// When the bots next want to be rung.
    #[must_use]
    pub(crate) fn next_wake(&self) -> Option<Instant> {
        self.bots.iter().filter_map(Bot::next_wake).min()
    }

    /// The alarm rang, at `now`: the bots that wanted it are told.
    pub(crate) fn rang(&mut self, now: Instant) {
        for (index, bot) in self.bots.iter().enumerate() {
            if bot.next_wake().is_some_and(|at| at <= now) {
                self.exchange.post(PLAYER + 1 + index, Input::Tick);
            }
        }
    }

    fn carry_out_for(&mut self, index: usize) {
        while let Some(output) = self.bots[index].poll_output() {
            if let Output::Command(command) = output {
                self.exchange.carry_out(PLAYER + 1 + index, command);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use core::time::Duration;
    use game::{Config, Control, Direction, Opening, Phase, Session, StartGate, View};
    use protocol::id::PlayerId;

    /// A player in a practice, in virtual time.
    struct Tab {
        session: Session,
        practice: Practice,
        now: Instant,
    }

    impl Tab {
        fn new(bots: u8) -> Self {
            let (game, now) = (GameId::from_random(77), Instant::from_micros(1_000_000));
            let profile = game::profile("Ana", 3).unwrap();
            let practice = Practice::new(game, profile.colour, bots, 5, now);
            let config = Config {
                game,
                player: PlayerId::from_random(1),
                incarnation: 0,
                token: String::new(),
                profile,
                opening: Opening::Create,
                saved: None,
                saved_age: Duration::ZERO,
                seed: 1,
            };
            let mut tab = Self { session: Session::new(config, now), practice, now };
            tab.work();
            tab
        }

        /// As the driver does.
        fn work(&mut self) {
            loop {
                while let Some(output) = self.session.poll_output() {
                    if let Output::Command(command) = output {
                        self.practice.carry_out(command);
                    }
                }
                let Some(input) = self.practice.poll_input(self.now) else { return };
                self.session.handle_input(self.now, input);
            }
        }

        fn input(&mut self, input: Input) {
            self.session.handle_input(self.now, input);
            self.work();
        }

        fn control(&mut self, control: Control) {
            self.input(Input::Control(control));
        }

        fn pass(&mut self, span: Duration) {
            let end = self.now + span;
            let wake = |tab: &Self| {
                let wakes = [tab.session.next_wake(), tab.practice.next_wake()];
                wakes.into_iter().flatten().min()
            };
            while let Some(at) = wake(self).filter(|&at| at <= end) {
                assert!(at >= self.now, "a wake-up in the past would spin for ever");
                self.now = at;
                self.practice.rang(self.now);
                self.input(Input::Tick);
            }
            self.now = end;
        }

        fn view(&self) -> View {
            self.session.view(self.now)
        }
    }

    #[test]
    fn everybody_is_there_at_once() {
        for bots in [1, 3, 40] {
            let view = Tab::new(bots).view();
            assert_eq!(view.phase, Phase::Lobby);
            assert_eq!(view.start, StartGate::Ready);
            assert!(view.is_host());
            assert_eq!(view.players.len(), usize::from(bots) + 1);
        }
    }

    #[test]
    fn a_whole_match_against_bots() {
        let mut tab = Tab::new(3);
        for round in 1..=3 {
            tab.control(if round == 1 {
                Control::Start { practice: false }
            } else {
                Control::Next
            });
            tab.pass(Duration::from_secs(4));
            assert!(matches!(tab.view().phase, Phase::Playing { .. }));
            // Ten balanced presses; the rest of the time is the bots'.
            for direction in [Direction::Left, Direction::Right].into_iter().cycle().take(20) {
                tab.pass(Duration::from_millis(50));
                tab.input(Input::Press { direction, at: tab.now });
            }
            tab.pass(Duration::from_secs(15));

            let view = tab.view();
            let Phase::Result { winners, last } = &view.phase else { panic!("{:?}", view.phase) };
            assert_eq!((view.round, *last), (round, round == 3));
            let me = view.player(view.me).unwrap();
            assert_eq!((me.balanced, me.rank), (10, 4));
            for bot in view.players.iter().filter(|player| player.id != view.me) {
                let presses = bot.positive + bot.negative;
                assert!((42..=135).contains(&presses), "{bot:?}");
            }
            assert_eq!(winners, &[view.players[0].id]);
        }
        tab.control(Control::Next);
        assert!(matches!(tab.view().phase, Phase::Podium { .. }));
        tab.control(Control::Again);
        assert_eq!(tab.view().phase, Phase::Lobby);
        assert_eq!(tab.view().start, StartGate::Ready, "the same people play again");
    }

    #[test]
    fn bots_hit_nothing_but_while_the_round_runs() {
        let mut tab = Tab::new(5);
        let pressed = |tab: &Tab| {
            let presses = tab.view().players.iter().map(|p| p.positive + p.negative).sum::<u64>();
            (presses > 0, matches!(tab.view().phase, Phase::Playing { .. }))
        };
        tab.control(Control::Start { practice: false });
        tab.pass(Duration::from_millis(3_399));
        assert_eq!(pressed(&tab), (false, false));
        tab.pass(Duration::from_millis(600));
        assert_eq!(pressed(&tab), (true, true));
        tab.pass(Duration::from_secs(20));
        let ended = tab.view();
        tab.pass(Duration::from_secs(20));
        assert_eq!(tab.view(), ended);
    }

    #[test]
    fn the_same_seed_plays_the_same_round() {
        let round = || {
            let mut tab = Tab::new(8);
            tab.control(Control::Start { practice: false });
            tab.pass(Duration::from_secs(20));
            tab.view()
        };
        assert_eq!(round(), round());
    }
}
