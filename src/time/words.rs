//! The words of time.

use jiff::civil::Weekday;

use crate::time::holiday::Holiday;
use crate::time::term::Term;
use crate::time::{DayPart, Season, Unit};

/// The term that a word is, given in lower case; none for all other words.
pub fn word(word: &str) -> Option<Term> {
    calendar(word)
        .or_else(|| unit(word))
        .or_else(|| count(word))
        .or_else(|| deictic(word))
        .or_else(|| preposition(word))
        .or_else(|| holiday(word))
}

/// Whether a noun, given as its lemma in lower case, names a day ("monday", "holiday"), a month or a stretch
/// of them.
pub fn is_calendar(lemma: &str) -> bool {
    const STRETCHES: &[Unit] = &[Unit::Week, Unit::Weekend, Unit::Month, Unit::Year];
    lemma.ends_with("day")
        || match calendar(lemma).or_else(|| unit(lemma)) {
            Some(Term::Month(_)) => true,
            Some(Term::Unit(unit, is_plural)) => !is_plural && STRETCHES.contains(&unit),
            _ => false,
        }
}

fn calendar(word: &str) -> Option<Term> {
    Some(match word {
        "monday" | "mon." => Term::Weekday(Weekday::Monday),
        "tuesday" | "tues." | "tue." => Term::Weekday(Weekday::Tuesday),
        "wednesday" | "wed." => Term::Weekday(Weekday::Wednesday),
        "thursday" | "thurs." | "thur." | "thu." => Term::Weekday(Weekday::Thursday),
        "friday" | "fri." => Term::Weekday(Weekday::Friday),
        "saturday" | "sat." => Term::Weekday(Weekday::Saturday),
        "sunday" | "sun." => Term::Weekday(Weekday::Sunday),
        "january" | "jan." | "jan" => Term::Month(1),
        "february" | "feb." | "feb" => Term::Month(2),
        "march" | "mar." => Term::Month(3),
        "april" | "apr." | "apr" => Term::Month(4),
        "may" => Term::Month(5),
        "june" | "jun." => Term::Month(6),
        "july" | "jul." => Term::Month(7),
        "august" | "aug." | "aug" => Term::Month(8),
        "september" | "sept." | "sep." | "sept" => Term::Month(9),
        "october" | "oct." | "oct" => Term::Month(10),
        "november" | "nov." | "nov" => Term::Month(11),
        "december" | "dec." | "dec" => Term::Month(12),
        "spring" | "springtime" => Term::Season(Season::Spring),
        "summer" | "summertime" => Term::Season(Season::Summer),
        "autumn" | "fall" => Term::Season(Season::Autumn),
        "winter" | "wintertime" => Term::Season(Season::Winter),
        _ => return None,
    })
}

fn unit(word: &str) -> Option<Term> {
    let (unit, is_plural) = match word {
        "hour" | "minute" => (Unit::Hour, false),
        "hours" | "minutes" => (Unit::Hour, true),
        "day" => (Unit::Day, false),
        "days" => (Unit::Day, true),
        "week" => (Unit::Week, false),
        "weeks" => (Unit::Week, true),
        "weekend" => (Unit::Weekend, false),
        "weekends" => (Unit::Weekend, true),
        "month" => (Unit::Month, false),
        "months" => (Unit::Month, true),
        "quarter" => (Unit::Quarter, false),
        "quarters" => (Unit::Quarter, true),
        "half" => (Unit::Half, false),
        "year" => (Unit::Year, false),
        "years" => (Unit::Year, true),
        "decade" => (Unit::Decade, false),
        "decades" => (Unit::Decade, true),
        "century" => (Unit::Century, false),
        "centuries" => (Unit::Century, true),
        _ => return None,
    };
    Some(Term::Unit(unit, is_plural))
}

fn count(word: &str) -> Option<Term> {
    const NUMBERS: [&str; 20] = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    const TENS: [&str; 8] = [
        "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
    ];
    const ORDINALS: [&str; 20] = [
        "first",
        "second",
        "third",
        "fourth",
        "fifth",
        "sixth",
        "seventh",
        "eighth",
        "ninth",
        "tenth",
        "eleventh",
        "twelfth",
        "thirteenth",
        "fourteenth",
        "fifteenth",
        "sixteenth",
        "seventeenth",
        "eighteenth",
        "nineteenth",
        "twentieth",
    ];
    let place = |list: &[&str]| list.iter().position(|known| *known == word);
    // No number is shorter or longer.
    if !(3..=11).contains(&word.len()) {
        return match word {
            "a" | "an" => Some(Term::Article),
            _ => None,
        };
    }
    let number = place(&NUMBERS).or_else(|| Some(20 + 10 * place(&TENS)?));
    let number = number.and_then(|number| i32::try_from(number).ok());
    let ordinal = || i8::try_from(place(&ORDINALS)? + 1).ok();
    match word {
        "several" | "few" | "couple" | "some" => Some(Term::Several),
        "dozen" => Some(Term::Number(12)),
        "hundred" => Some(Term::Number(100)),
        "thousand" => Some(Term::Number(1000)),
        _ => number
            .map(Term::Number)
            .or_else(|| ordinal().map(Term::Ordinal)),
    }
}

fn deictic(word: &str) -> Option<Term> {
    Some(match word {
        "today" => Term::Today(0),
        "tomorrow" => Term::Today(1),
        "yesterday" => Term::Today(-1),
        "tonight" => Term::Tonight,
        "overnight" => Term::Overnight,
        "morning" => Term::Part(DayPart::Morning),
        "afternoon" => Term::Part(DayPart::Afternoon),
        "evening" => Term::Part(DayPart::Evening),
        "night" => Term::Part(DayPart::Night),
        "noon" | "midday" | "midnight" => Term::Noon,
        "a.m." | "p.m." | "am" | "pm" | "a.m" | "p.m" => Term::Meridiem,
        "gmt" | "est" | "edt" | "utc" | "cet" | "bst" | "local" | "time" | "hrs" | "eastern"
        | "daylight" | "standard" => Term::Zone,
        "next" => Term::Next,
        "another" => Term::Another,
        "fortnight" => Term::Fortnight,
        "coming" | "upcoming" | "forthcoming" => Term::Coming,
        "last" => Term::Last,
        "past" => Term::Past,
        "previous" | "preceding" => Term::Previous,
        "following" | "subsequent" => Term::Following,
        "this" => Term::This,
        "current" | "present" => Term::Current,
        "latest" => Term::Latest,
        "best" | "biggest" | "deadliest" | "gravest" | "heaviest" | "highest" | "largest"
        | "longest" | "lowest" | "sharpest" | "strongest" | "worst" => Term::Extreme,
        "that" => Term::That,
        "same" => Term::Same,
        "corresponding" | "comparable" => Term::Corresponding,
        "period" => Term::Period,
        "the" => Term::The,
        "its" | "their" | "our" | "his" | "her" => Term::Its,
        "fiscal" | "financial" | "full" | "calendar" => Term::Fiscal,
        "ago" => Term::Ago,
        "earlier" => Term::Earlier,
        "later" => Term::Later,
        "early" => Term::Early,
        "late" => Term::Late,
        "mid" => Term::Mid,
        "middle" => Term::Middle,
        "end" | "close" => Term::End,
        "beginning" => Term::Beginning,
        "start" | "outset" => Term::Start,
        "eve" => Term::Eve,
        "now" => Term::Now,
        _ => return None,
    })
}

fn preposition(word: &str) -> Option<Term> {
    Some(match word {
        "in" | "at" | "on" => Term::On,
        "during" | "over" | "throughout" => Term::During,
        "within" | "inside" => Term::Within,
        "by" => Term::By,
        "before" => Term::Before,
        "after" => Term::After,
        "from" => Term::From,
        "starting" | "effective" => Term::Starting,
        "since" => Term::Since,
        "until" | "till" => Term::Until,
        "through" => Term::Through,
        "to" => Term::To,
        "for" => Term::For,
        "of" => Term::Of,
        "and" => Term::And,
        "or" => Term::Or,
        "so" => Term::So,
        "between" => Term::Between,
        "as" => Term::As,
        "than" => Term::Than,
        "no" | "not" => Term::No,
        "about" | "around" | "nearly" | "almost" | "roughly" | "approximately" | "exactly"
        | "just" | "only" => Term::About,
        "more" | "less" => Term::More,
        "least" | "most" => Term::Least,
        "soon" | "shortly" | "imminently" | "soonest" => Term::Soon,
        "any" => Term::Any,
        "moment" => Term::Moment,
        "possible" => Term::Possible,
        "due" => Term::Due,
        "course" => Term::Course,
        "near" | "foreseeable" => Term::Near,
        "future" => Term::FutureWord,
        "ahead" => Term::Ahead,
        "prior" => Term::Prior,
        "every" | "each" => Term::Every,
        "'s" | "’s" | "'" | "’" => Term::Possessive,
        "," => Term::Comma,
        "-" | "–" | "—" => Term::Dash,
        _ => return None,
    })
}

fn holiday(word: &str) -> Option<Term> {
    Some(match word {
        "christmas" | "xmas" => Term::Holiday(Holiday::Christmas),
        "easter" => Term::Holiday(Holiday::Easter),
        "thanksgiving" => Term::Holiday(Holiday::Thanksgiving),
        "halloween" => Term::Holiday(Holiday::Halloween),
        "nowruz" | "norouz" => Term::Holiday(Holiday::Nowruz),
        "new" => Term::New,
        "good" => Term::Good,
        // Holidays only with "day".
        "boxing" => Term::HolidayOfDay(Holiday::Boxing),
        "labor" | "labour" => Term::HolidayOfDay(Holiday::Labour),
        "victory" => Term::HolidayOfDay(Holiday::Victory),
        "armistice" => Term::HolidayOfDay(Holiday::Armistice),
        "bastille" => Term::HolidayOfDay(Holiday::Bastille),
        "valentine" => Term::HolidayOfDay(Holiday::Valentine),
        _ => return None,
    })
}
