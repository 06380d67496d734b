//! One figure over several rounds: the median, and from least to most.

use std::fmt;

/// What the rounds gave, in their order, so that two of them can be compared round by round.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Spread(Vec<f64>);

impl Spread {
    /// Adds a round.
    pub fn push(&mut self, value: f64) {
        self.0.push(value);
    }

    /// The middle one; of an even number the upper middle; zero without rounds.
    pub fn median(&self) -> f64 {
        self.part(0.5)
    }

    /// The value below which this part of all lies, by the nearest rank.
    pub fn part(&self, part: f64) -> f64 {
        let sorted = self.sorted();
        let at = (sorted.len() as f64 * part) as usize;
        let last = sorted.len().saturating_sub(1);
        sorted.get(at.min(last)).copied().unwrap_or_default()
    }

    /// This over that, each round for itself: what disturbs a round disturbs both.
    pub fn over(&self, base: &Self) -> Self {
        let pairs = self.0.iter().zip(&base.0);
        Self(pairs.map(|(own, base)| own / base).collect())
    }

    /// The same in another unit.
    pub fn times(&self, factor: f64) -> Self {
        Self(self.0.iter().map(|value| value * factor).collect())
    }

    fn sorted(&self) -> Vec<f64> {
        let mut sorted = self.0.clone();
        sorted.sort_by(f64::total_cmp);
        sorted
    }
}

/// `median (least–most)`, the median alone where there is but one round.
impl fmt::Display for Spread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sorted = self.sorted();
        match sorted.as_slice() {
            [least, .., most] => write!(
                f,
                "{} ({}–{})",
                number(self.median()),
                number(*least),
                number(*most)
            ),
            _ => f.write_str(&number(self.median())),
        }
    }
}

/// The order of a round, in which each begins that came second in the round before: whoever goes first meets
/// a broker that has just done something else.
pub fn turns(count: usize, round: usize) -> impl Iterator<Item = usize> {
    (0..count).map(move |place| (place + round) % count)
}

/// A number to be read by people: three digits or so, thousands set apart.
pub fn number(value: f64) -> String {
    match value.abs() {
        small if small < 0.995 => format!("{value:.3}"),
        small if small < 9.95 => format!("{value:.2}"),
        middling if middling < 99.5 => format!("{value:.1}"),
        _ => thousands(value),
    }
}

fn thousands(value: f64) -> String {
    let digits = format!("{value:.0}");
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        let rest = digits.len() - place;
        if place > 0 && rest.is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
