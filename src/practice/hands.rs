//! A bot's pair of hands: how fast and how evenly it hits the keys. Like a person it takes a moment
//! to begin, is never quite regular, has better and worse rounds, and now and then hits with its
//! stronger hand twice. A beginner shall win sometimes, so that slow hands are more common than
//! fast ones.

use core::time::Duration;

use game::Direction;

use super::dice::Dice;

/// The slowest and the fastest hands, in presses in ten seconds. With the form of the day that is 3
/// to 9 a second: beginners manage 6, and who has practised 10.
const PACE: (u64, u64) = (34, 80);

/// How much the form of the day may take or give, in hundredths of the pace.
const FORM: u64 = 10;

/// How much longer or shorter than usual a pause may be, in hundredths of it.
const UNREST: u64 = 25;

/// How often, in hundredths, the clumsiest hands hit with the stronger one out of turn. It costs
/// them a sixth of their balanced presses.
const CLUMSIEST: u64 = 30;

/// The shortest and the longest time from the start to the first press, in milliseconds: what people
/// need to react.
const REACTION_MS: (u64, u64) = (150, 450);

/// How a bot hits the keys.
#[derive(Clone, Debug)]
pub(super) struct Hands {
    dice: Dice,
    /// Presses in ten seconds, on an ordinary day.
    pace: u64,
    /// The usual pause between two presses, in milliseconds, this round.
    pause_ms: u64,
    stronger: Direction,
    /// How often, in hundredths, the stronger hand hits out of turn.
    clumsiness: u64,
    last: Direction,
}

impl Hands {
    /// The hands of this seed.
    pub(super) fn new(seed: u64) -> Self {
        let mut dice = Dice::new(seed);
        let (slowest, fastest) = PACE;
        let spread = fastest - slowest + 1;
        // The lesser of two throws: fast hands are rare.
        let pace = slowest + dice.below(spread).min(dice.below(spread));
        let stronger = if dice.below(2) == 0 { Direction::Left } else { Direction::Right };
        let clumsiness = dice.below(CLUMSIEST + 1);
        Self { dice, pace, pause_ms: 0, stronger, clumsiness, last: stronger }
    }

    /// A round begins: the time from its start to the first press.
    pub(super) fn react(&mut self) -> Duration {
        let pace = self.pace * self.around(FORM);
        self.pause_ms = 100 * 10_000 / pace;
        let (shortest, longest) = REACTION_MS;
        Duration::from_millis(shortest + self.dice.below(longest - shortest))
    }

    /// The next press, and the pause after it.
    pub(super) fn hit(&mut self) -> (Direction, Duration) {
        let slips = self.dice.below(100) < self.clumsiness;
        self.last = match self.last {
            _ if slips => self.stronger,
            Direction::Left => Direction::Right,
            Direction::Right => Direction::Left,
        };
        let pause_ms = self.pause_ms * self.around(UNREST) / 100;
        (self.last, Duration::from_millis(pause_ms))
    }

    /// A hundred, give or take this much.
    fn around(&mut self, spread: u64) -> u64 {
        100 - spread + self.dice.below(2 * spread + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The balanced count and all presses of a round of fifteen seconds.
    fn round(hands: &mut Hands) -> (u64, u64) {
        let mut at = hands.react();
        let (mut left, mut right) = (0, 0);
        while at < Duration::from_secs(15) {
            let (direction, pause) = hands.hit();
            *(if direction == Direction::Left { &mut left } else { &mut right }) += 1;
            at += pause;
        }
        (left.min(right), left + right)
    }

    #[test]
    fn no_hands_are_superhuman_and_none_asleep() {
        for seed in 0..500 {
            let mut hands = Hands::new(seed);
            for _ in 0..3 {
                let (balanced, presses) = round(&mut hands);
                assert!((3 * 14..=9 * 15).contains(&presses), "seed {seed}: {presses} presses");
                assert!(balanced * 10 > presses * 3, "seed {seed}: {balanced} of {presses}");
            }
        }
    }

    #[test]
    fn hands_differ_and_have_better_and_worse_rounds() {
        let best = |seed| round(&mut Hands::new(seed)).0;
        let counts = [best(1), best(2), best(3), best(4)];
        assert!(counts.iter().any(|&count| count != counts[0]), "{counts:?}");
        let mut hands = Hands::new(5);
        assert_ne!(round(&mut hands), round(&mut hands));
    }

    #[test]
    fn a_beginner_wins_now_and_then_against_three() {
        // Six presses a second, evenly.
        let beginner = 45;
        let wins = (0..300)
            .filter(|trial| (0..3).all(|bot| round(&mut Hands::new(trial * 3 + bot)).0 < beginner));
        let wins = wins.count();
        assert!((60..240).contains(&wins), "{wins} of 300");
    }
}
