//! Words that begin with a digit: counts, days, years, decades, dates and hours.

use jiff::civil::Date;

use crate::time::term::Term;

/// Longer figures are no count of days that anybody promises, and no year.
const DIGITS_MAX: usize = 4;

/// The term that a word is, given in lower case.
pub fn number(word: &str) -> Option<Term> {
    let length = word.bytes().take_while(u8::is_ascii_digit).count();
    let (digits, ending) = word.split_at_checked(length)?;
    if length > DIGITS_MAX {
        return None;
    }
    let value: i16 = digits.parse().ok()?;
    match ending {
        "" if length == DIGITS_MAX && (1000..=2199).contains(&value) => Some(Term::Year(value)),
        "" => Some(Term::Number(value.into())),
        "st" | "nd" | "rd" | "th" => i8::try_from(value).ok().map(Term::Ordinal),
        "s" if length == DIGITS_MAX && value % 10 == 0 => Some(Term::Decade(value)),
        "s" if length == 2 && value % 10 == 0 => Some(Term::ShortDecade(near_year(value))),
        _ if ending.starts_with(':') => is_clock(ending).then_some(Term::Clock),
        _ => date(word).map(Term::Date),
    }
}

/// The year that two digits stand for: from '30 on in the last century.
pub fn near_year(value: i16) -> i16 {
    if value < 30 {
        2000 + value
    } else {
        1900 + value
    }
}

/// ":30", ":30:00".
fn is_clock(ending: &str) -> bool {
    ending.len() <= 6
        && ending
            .split(':')
            .skip(1)
            .all(|part| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit()))
}

/// `2024-03-05` (also with a time behind it), `3/5/2024`, `5.3.2024`, `25-03-2024`. With slashes the
/// month comes first where both could be it, as on the American wires; with dots the day.
fn date(word: &str) -> Option<Date> {
    let word = word.split_once('t').map_or(word, |(date, _)| date);
    let sign = word
        .chars()
        .find(|letter| matches!(letter, '-' | '/' | '.'))?;
    let mut parts = word.splitn(3, sign).map(|part| part.parse::<i16>().ok());
    let (first, second, third) = (parts.next()??, parts.next()??, parts.next()??);
    let of = |year: i16, month: i16, day: i16| {
        Date::new(year, month.try_into().ok()?, day.try_into().ok()?).ok()
    };
    match sign {
        _ if first >= 1000 => of(first, second, third),
        _ if third < 1000 => None,
        '/' => of(third, first, second).or_else(|| of(third, second, first)),
        _ => of(third, second, first),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures() {
        let day = |year, month, day| Some(Term::Date(Date::new(year, month, day).unwrap()));
        let check = |word: &str, expected| assert_eq!(number(word), expected, "{word}");
        check("7", Some(Term::Number(7)));
        check("22nd", Some(Term::Ordinal(22)));
        check("1987", Some(Term::Year(1987)));
        check("2500", Some(Term::Number(2500)));
        check("1980s", Some(Term::Decade(1980)));
        check("80s", Some(Term::ShortDecade(1980)));
        check("10:45", Some(Term::Clock));
        check("2031-04-09", day(2031, 4, 9));
        check("2031-04-09t08:00:00z", day(2031, 4, 9));
        check("4/9/2031", day(2031, 4, 9));
        check("19/4/2031", day(2031, 4, 19));
        check("9.4.2031", day(2031, 4, 9));
        for word in ["10,000", "2031-14-09", "3.5", "10:4", "12345", "7x", "1/2"] {
            check(word, None);
        }
    }
}
