//! Seasons.

use crate::time::calendar::{Days, season_from};
use crate::time::days::distance;
use crate::time::grammar::Grammar;
use crate::time::term::Term;
use crate::time::value::{Found, Value};
use crate::time::{Anchor, Lean, Season, Timex};

impl Grammar<'_> {
    /// "this summer", "the winter of 2025", "in spring".
    pub fn season(&self, at: usize) -> Option<Found> {
        let (shift, _, place) = self.shift(at).unwrap_or((0, false, at));
        let the = usize::from(self.term(place) == Term::The);
        let Term::Season(season) = self.term(place + the) else {
            return None;
        };
        let next = place + the + 1;
        if let Some((year, next)) = self.year_behind(next) {
            let begun = i16::from(season == Season::Winter);
            let year = year.first()?.year().checked_sub(begun)?;
            return Some((
                season_of(season, season_from(year, season), Anchor::Calendar),
                next,
            ));
        }
        // "The fall of the government", "a spring".
        let is_time = place > at
            || matches!(
                self.before(at),
                Term::On
                    | Term::By
                    | Term::Since
                    | Term::Until
                    | Term::Early
                    | Term::Late
                    | Term::Mid
                    | Term::During
                    | Term::Before
                    | Term::After
                    | Term::From
                    | Term::Of
                    | Term::Through
            );
        if !is_time || self.term(next) == Term::Of {
            return None;
        }
        Some((self.season_value(season, shift, at), next))
    }

    pub fn season_value(&self, season: Season, shift: i32, at: usize) -> Value {
        let days = self.published.and_then(|today| {
            let seasons =
                [-2, -1, 0, 1].map(|years| season_from(today.year().checked_add(years)?, season));
            let mut seasons = seasons.into_iter().flatten();
            match (shift, self.lean(at)) {
                (1, _) => seasons.find(|&(first, _)| first > today),
                (-1, _) => seasons.rfind(|&(_, last)| last < today),
                (_, Lean::Future) => seasons.find(|&(_, last)| last >= today),
                (_, Lean::Past) => seasons.rfind(|&(first, _)| first <= today),
                _ => seasons
                    .min_by_key(|&(first, last)| distance(today, first) + distance(today, last)),
            }
        });
        season_of(season, days, Anchor::Published)
    }
}

fn season_of(season: Season, days: Option<Days>, anchor: Anchor) -> Value {
    let timex = days.map_or(Timex::Unknown, |(first, _)| Timex::Season(season, first));
    Value {
        timex,
        ..Value::range(days, anchor)
    }
}
