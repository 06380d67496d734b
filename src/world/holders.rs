//! Who held which office, and from when to when.

use jiff::civil::Date;
use serde::Deserialize;
use toml::Spanned;

use crate::text::Span;
use crate::world::ActorId;

/// Days before entering an office in which a bare family name already means its holder: news of a
/// president-elect begins with the election.
const ELECT_DAYS: i32 = 75;
/// Days after leaving an office in which it still does: news looks back on whoever has just gone.
const PARTING_DAYS: i32 = 120;

/// One person in one office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holding {
    /// The person, as most often written in English.
    pub name: String,
    /// The office, lower case.
    pub office: String,
    /// For whom.
    pub actor: ActorId,
    /// The first day, or the first of its month or year where no more is known.
    pub from: Date,
    /// The last day, or the last of its month or year; none while in office.
    pub to: Option<Date>,
    /// The person's Wikidata item, where known.
    pub wikidata: Option<String>,
}

/// A name of somebody who held an office, in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KnownName {
    /// Where it stands.
    pub span: Span,
    /// Whether it is given and family name; else the family name alone.
    pub whole: bool,
    pub(super) entry: u16,
}

/// What one written name can mean: holdings by their index.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    pub whole: bool,
    pub holdings: Vec<u16>,
}

/// `[[holders]]`: those who held one office of one party.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Holders {
    pub party: Spanned<String>,
    pub office: Spanned<String>,
    pub people: Vec<Holder>,
}

/// One of them.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Holder {
    pub name: Spanned<String>,
    /// Other spellings of the whole name.
    #[serde(default)]
    pub also: Vec<Spanned<String>>,
    /// The family name where it is not the last word.
    pub family: Option<Spanned<String>>,
    pub from: Spanned<String>,
    pub to: Option<Spanned<String>>,
    pub wikidata: Option<String>,
}

impl Holding {
    /// Whether a bare family name in a text of that day can mean this holder.
    fn is_topical(&self, on: Date) -> bool {
        days_between(on, self.from) <= ELECT_DAYS
            && self
                .to
                .is_none_or(|to| days_between(to, on) <= PARTING_DAYS)
    }

    fn is_in_office(&self, on: Date) -> bool {
        self.from <= on && self.to.is_none_or(|to| on <= to)
    }
}

/// Which of the holdings that a name can mean is meant on a day: that in office; else, for a whole
/// name, the latest begun by then; for a family name only one that is topical. None when a family name
/// could mean people of different parties. Without a day the last is meant.
pub fn meant<'h>(
    holdings: impl DoubleEndedIterator<Item = &'h Holding> + Clone,
    whole: bool,
    on: Option<Date>,
) -> Option<&'h Holding> {
    let Some(on) = on else {
        return holdings.max_by_key(|holding| holding.from);
    };
    let mut fitting = holdings
        .clone()
        .filter(|holding| holding.is_in_office(on))
        .chain(holdings.clone().filter(|holding| holding.is_topical(on)));
    let Some(first) = fitting.next() else {
        let begun = holdings
            .clone()
            .filter(|holding| whole && holding.from <= on);
        return begun.max_by_key(|holding| holding.from).or_else(|| {
            holdings
                .min_by_key(|holding| holding.from)
                .filter(|_| whole)
        });
    };
    let agreed = whole || fitting.all(|other| other.actor == first.actor);
    agreed.then_some(first)
}

/// The first and the last day of "1995", "1995-07" or "1995-07-12"; none for anything else.
pub fn days(words: &str) -> Option<(Date, Date)> {
    let mut parts = words.split('-').map(str::parse::<i16>);
    let year = parts.next()?.ok()?;
    let Some(month) = parts.next() else {
        return Some((Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?));
    };
    let first = Date::new(year, i8::try_from(month.ok()?).ok()?, 1).ok()?;
    let Some(day) = parts.next() else {
        return Some((first, first.last_of_month()));
    };
    let day = Date::new(year, first.month(), i8::try_from(day.ok()?).ok()?).ok()?;
    parts.next().is_none().then_some((day, day))
}

fn days_between(from: Date, to: Date) -> i32 {
    from.until(to).map_or(0, |span| span.get_days())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn days_of_a_year_a_month_and_a_day() {
        let check = |words: &str, expected: Option<(Date, Date)>| {
            assert_eq!(days(words), expected, "{words}");
        };
        check("1995", Some((date(1995, 1, 1), date(1995, 12, 31))));
        check("2000-02", Some((date(2000, 2, 1), date(2000, 2, 29))));
        check("2000-02-03", Some((date(2000, 2, 3), date(2000, 2, 3))));
        for wrong in ["", "x", "2000-13", "2000-02-30", "2000-02-03-04", "2000-"] {
            check(wrong, None);
        }
    }

    fn holding(name: &str, actor: u16, from: Date, to: Option<Date>) -> Holding {
        Holding {
            name: name.to_owned(),
            office: "premier".to_owned(),
            actor: ActorId(actor),
            from,
            to,
            wikidata: None,
        }
    }

    #[test]
    fn a_name_means_whoever_is_in_office_then() {
        let all = [
            holding("A Roe", 1, date(2001, 1, 1), Some(date(2004, 12, 31))),
            holding("B Roe", 1, date(2005, 1, 1), Some(date(2008, 12, 31))),
            holding("C Roe", 2, date(2007, 1, 1), Some(date(2009, 6, 30))),
        ];
        let check = |whole: bool, on: Date, expected: Option<&str>| {
            let found = meant(all.iter(), whole, Some(on)).map(|holding| holding.name.as_str());
            assert_eq!(found, expected, "{on}");
        };
        check(false, date(2002, 5, 5), Some("A Roe"));
        check(false, date(2005, 2, 1), Some("B Roe"));
        check(false, date(2000, 11, 20), Some("A Roe"));
        check(false, date(2000, 5, 1), None);
        check(false, date(2008, 1, 1), None);
        check(false, date(2012, 1, 1), None);
        check(true, date(2012, 1, 1), Some("C Roe"));
        check(true, date(1990, 1, 1), Some("A Roe"));
        let last = meant(all.iter(), false, None).map(|holding| holding.name.as_str());
        assert_eq!(last, Some("C Roe"));
    }
}
