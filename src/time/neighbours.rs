//! Words that are times between some neighbours only: "May", "March", "1973", "am".

use crate::time::lower::Lower;
use crate::time::number::number;
use crate::time::term::Term;
use crate::time::words::word;

/// A word between its neighbours.
#[derive(Clone, Copy)]
pub struct Around<'t> {
    pub before: &'t str,
    pub word: &'t str,
    pub after: &'t str,
}

impl Around<'_> {
    /// What the word is here.
    pub fn term(self) -> Term {
        let lower = Lower::of(self.word);
        let first = self.word.bytes().next().unwrap_or(b' ');
        let term = if first.is_ascii_digit() {
            number(lower.as_str())
        } else {
            word(lower.as_str())
        };
        match term {
            Some(Term::Year(year)) if !self.is_year(year) => Term::Number(year.into()),
            Some(Term::Month(5)) if !self.is_may() => Term::Other,
            Some(Term::Month(3)) if !self.is_march() => Term::Other,
            Some(Term::Month(8)) if !self.is_capital() => Term::Other,
            Some(Term::Weekday(_)) if self.word.ends_with('.') && !self.is_capital() => Term::Other,
            Some(Term::Meridiem) if !self.before.starts_with(|c: char| c.is_ascii_digit()) => {
                Term::Other
            }
            term => term.unwrap_or(Term::Other),
        }
    }

    fn is_capital(self) -> bool {
        self.word
            .starts_with(|first: char| first.is_ascii_uppercase())
    }

    /// Neither a price nor a count nor the number of a paper.
    fn is_year(self, year: i16) -> bool {
        let before = Lower::of(self.before);
        let is_numbered = matches!(
            before.as_str(),
            "$" | "€"
                | "£"
                | "¥"
                | "#"
                | "no."
                | "nos."
                | "resolution"
                | "resolutions"
                | "law"
                | "flight"
                | "article"
                | "section"
                | "page"
                | "room"
                | "route"
                | "number"
                | "unscr"
                | "directive"
                | "order"
                | "than"
                | "least"
                | "some"
                | "nearly"
                | "almost"
        );
        let after = Lower::of(self.after);
        let is_count = matches!(
            after.as_str(),
            "%" | "percent"
                | "dollars"
                | "euros"
                | "rubles"
                | "roubles"
                | "pounds"
                | "yen"
                | "people"
                | "troops"
                | "soldiers"
                | "men"
                | "women"
                | "miles"
                | "km"
                | "kilometers"
                | "kilometres"
                | "tons"
                | "tonnes"
                | "points"
                | "prisoners"
                | "refugees"
                | "members"
                | "hours"
                | "days"
                | "years"
                | "shares"
                | "workers"
                | "jobs"
                | "delegates"
                | "votes"
                | "civilians"
                | "fighters"
                | "tanks"
                | "meters"
                | "metres"
                | "feet"
                | "barrels"
        );
        // What was before 1900 is told with a preposition or not at all.
        let is_told = year >= 1900
            || matches!(
                before.as_str(),
                "in" | "since" | "of" | "from" | "until" | "by"
            );
        !is_numbered && !is_count && is_told
    }

    /// The month and not the verb or the minister: beside a number or after a word of time.
    fn is_may(self) -> bool {
        self.is_capital() && (self.is_beside_number() || self.is_after_word_of_time())
    }

    /// The month and not the demonstration.
    fn is_march(self) -> bool {
        let is_lower = self
            .before
            .starts_with(|first: char| first.is_ascii_lowercase());
        let is_demonstration = matches!(self.after, "on" | "for" | "of" | "to" | "against");
        self.is_capital()
            && (self.is_beside_number()
                || self.is_after_word_of_time()
                || (is_lower && !is_demonstration))
    }

    fn is_beside_number(self) -> bool {
        let is_number = |neighbour: &str| {
            let lower = Lower::of(neighbour);
            let term = number(lower.as_str()).or_else(|| word(lower.as_str()));
            matches!(
                term,
                Some(Term::Number(1..=31) | Term::Ordinal(_) | Term::Year(_))
            )
        };
        is_number(self.after) || is_number(self.before)
    }

    fn is_after_word_of_time(self) -> bool {
        let before = Lower::of(self.before);
        matches!(
            before.as_str(),
            "in" | "by"
                | "last"
                | "next"
                | "this"
                | "since"
                | "until"
                | "till"
                | "early"
                | "late"
                | "mid"
                | "of"
                | "from"
                | "and"
                | "or"
                | "through"
                | "to"
                | "before"
                | "after"
                | "between"
                | "the"
                | "a"
                | "for"
                | "during"
                | "past"
                | "previous"
                | "following"
                | "-"
                | "–"
                | "—"
                | "per"
                | "coming"
        )
    }
}
