//! The words of time.

use jiff::civil::Weekday;

use crate::time::Granularity;

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

const NUMBERS: [&str; 13] = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve",
];

const ORDINALS: [&str; 4] = ["first", "second", "third", "fourth"];

/// The month that a word names, 1 to 12, also shortened ("jan", "sept").
pub fn month(word: &str) -> Option<i8> {
    let word = word.trim_end_matches('.');
    let fits =
        |name: &str| name == word || (word.len() >= 3 && word.len() <= 4 && name.starts_with(word));
    let at = MONTHS.iter().position(|name| fits(name))?;
    i8::try_from(at + 1).ok()
}

/// The day of the week that a word names.
pub fn weekday(word: &str) -> Option<Weekday> {
    Some(match word {
        "monday" => Weekday::Monday,
        "tuesday" => Weekday::Tuesday,
        "wednesday" => Weekday::Wednesday,
        "thursday" => Weekday::Thursday,
        "friday" => Weekday::Friday,
        "saturday" => Weekday::Saturday,
        "sunday" => Weekday::Sunday,
        _ => return None,
    })
}

/// A count in digits or in words up to twelve; "a" is one.
pub fn number(word: &str) -> Option<i32> {
    if matches!(word, "a" | "an") {
        return Some(1);
    }
    let written = NUMBERS.iter().position(|name| *name == word);
    // Longer figures are no count of days that anybody promises.
    let digits = || {
        (word.len() <= 4 && word.bytes().all(|byte| byte.is_ascii_digit()))
            .then(|| word.parse().ok())?
    };
    written
        .and_then(|at| i32::try_from(at).ok())
        .or_else(digits)
}

/// "first" to "fourth", as 0 to 3.
pub fn ordinal(word: &str) -> Option<i8> {
    ORDINALS
        .iter()
        .position(|name| *name == word)
        .and_then(|at| i8::try_from(at).ok())
}

/// A day of the month: "5", "5th".
pub fn day_of_month(word: &str) -> Option<i8> {
    let digits = word.trim_end_matches(|letter: char| letter.is_ascii_lowercase());
    let ending = word.get(digits.len()..).unwrap_or("");
    let day = if matches!(ending, "" | "st" | "nd" | "rd" | "th") {
        digits.parse().ok()?
    } else {
        return None;
    };
    (1..=31).contains(&day).then_some(day)
}

/// A year in four digits that news may speak of.
pub fn year(word: &str) -> Option<i16> {
    let year = if word.len() == 4 {
        word.parse().ok()?
    } else {
        return None;
    };
    (1900..=2199).contains(&year).then_some(year)
}

/// A unit of time, in the singular or plural.
pub fn unit(word: &str) -> Option<Granularity> {
    Some(match word.strip_suffix('s').unwrap_or(word) {
        "day" => Granularity::Day,
        "week" => Granularity::Week,
        "month" => Granularity::Month,
        "quarter" => Granularity::Quarter,
        "year" => Granularity::Year,
        _ => return None,
    })
}
