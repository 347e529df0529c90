//! A player of the same tab: a session like any other, and hands that hit the keys while a round
//! runs.

use core::time::Duration;

use game::{Config, Input, Opening, Output, Session};
use protocol::delta::{Colour, Profile};
use protocol::id::{GameId, PlayerId};
use protocol::stage::{RoundId, Stage, StageRecord};
use protocol::time::Instant;

use super::dice::Dice;
use super::hands::Hands;
use crate::text;

/// See the module.
#[derive(Debug)]
pub(super) struct Bot {
    session: Session,
    hands: Hands,
    /// The round that the hands have heard of.
    round: Option<RoundId>,
    press_at: Option<Instant>,
}

impl Bot {
    /// A bot that comes to the game and is no other player's.
    pub(super) fn new(game: GameId, profile: Profile, seed: u64, now: Instant) -> Self {
        let mut dice = Dice::new(seed);
        let config = Config {
            game,
            player: PlayerId::from_random(dice.bits()),
            incarnation: 0,
            // It proves who comes back; nobody does.
            token: String::new(),
            profile,
            opening: Opening::Join,
            saved: None,
            saved_age: Duration::ZERO,
            seed: dice.bits(),
        };
        let (session, hands) = (Session::new(config, now), Hands::new(dice.bits()));
        Self { session, hands, round: None, press_at: None }
    }

    /// Takes in what happened at `now`, and hits a key if it is time to.
    pub(super) fn handle_input(&mut self, now: Instant, input: Input) {
        self.session.handle_input(now, input);
        self.play(now);
    }

    /// As [`Session::poll_output`].
    pub(super) fn poll_output(&mut self) -> Option<Output> {
        self.session.poll_output()
    }

    /// When it next wants an [`Input::Tick`].
    pub(super) fn next_wake(&self) -> Option<Instant> {
        [self.session.next_wake(), self.press_at].into_iter().flatten().min()
    }

    fn play(&mut self, now: Instant) {
        let record = self.session.state().stage();
        let Some(StageRecord { round, settings, stage: Stage::Round { starts_at, .. }, .. }) =
            record
        else {
            self.press_at = None;
            return;
        };
        let (round, starts_at, ends_at) =
            (*round, *starts_at, *starts_at + settings.round_length());
        let game_now = self.session.game_time(now);
        if self.round.replace(round) != Some(round) {
            let starts = now + starts_at.saturating_since(game_now);
            self.press_at = Some(starts + self.hands.react());
        }
        if game_now >= ends_at {
            self.press_at = None;
        } else if self.press_at.is_some_and(|at| at <= now) {
            let (direction, pause) = self.hands.hit();
            self.session.handle_input(now, Input::Press { direction, at: now });
            self.press_at = Some(now + pause);
        }
    }
}

/// How the bots of a practice show themselves, each otherwise than the player and, as far as names
/// and colours reach, than each other.
pub(super) fn profiles(count: u8, seed: u64, players: Colour) -> impl Iterator<Item = Profile> {
    (0..count).map(move |index| {
        // One step on in both lists of words; after a lap of sixteen another in one of them.
        let (step, lap) = (u64::from(index), u64::from(index / 16));
        let manner = (seed >> 32).wrapping_add(step);
        let animal = (seed & 0xff).wrapping_add(step + lap);
        Profile {
            name: text::suggested_name((manner & 0xff) | (animal << 32)),
            colour: Colour::from(u8::from(players).wrapping_add(index + 1)),
            spectating: false,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bots_differ_in_name_and_for_as_long_as_it_goes_in_colour() {
        for seed in [0, 7, u64::MAX] {
            let mine = Colour::from(5);
            let bots: Vec<Profile> = profiles(40, seed, mine).collect();
            for (at, bot) in bots.iter().enumerate() {
                assert!(!bots[..at].iter().any(|other| other.name == bot.name), "{bot:?}");
            }
            let first = &bots[..11];
            for (at, bot) in first.iter().enumerate() {
                assert!(bot.colour != mine && !first[..at].iter().any(|b| b.colour == bot.colour));
            }
        }
    }
}
