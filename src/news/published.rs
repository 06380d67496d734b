//! Times of publication, in UTC.
//!
//! A civil date and time is kept, not an instant, so that the last hours of year 9999 fit too.

use jiff::civil::{Date, DateTime, Time};
use jiff::{SignedDuration, Timestamp};

/// An RFC 3339 time as UTC; none when it is not one. The offset may lack its colon, as some
/// agencies write it. A time beyond the calendar's ends is held at them.
pub fn parse_rfc3339(text: &str) -> Option<DateTime> {
    let (date, rest) = text.trim().split_once(['T', 't', ' '])?;
    let (time, ahead) = match rest.strip_suffix(['Z', 'z']) {
        Some(time) => (time, SignedDuration::ZERO),
        None => split_offset(rest)?,
    };
    let is_full = date.len() == 10 && time.len() >= 8 && date.is_ascii() && time.is_ascii();
    let date: Date = is_full.then(|| date.parse().ok())??;
    let time: Time = time.parse().ok()?;
    Some(date.to_datetime(time).saturating_sub(ahead))
}

/// What Kafka stamps on a record, in milliseconds since 1970, as UTC; none when it is no time.
pub fn from_milliseconds(milliseconds: i64) -> Option<DateTime> {
    let instant = Timestamp::from_millisecond(milliseconds).ok()?;
    (milliseconds >= 0).then(|| jiff::tz::Offset::UTC.to_datetime(instant))
}

/// `time` as RFC 3339 in UTC.
pub fn to_rfc3339(time: DateTime) -> String {
    format!("{time}Z")
}

fn split_offset(rest: &str) -> Option<(&str, SignedDuration)> {
    let at = rest.rfind(['+', '-'])?;
    let (time, offset) = (rest.get(..at)?, rest.get(at..)?);
    let digits: String = offset
        .chars()
        .skip(1)
        .filter(|&letter| letter != ':')
        .collect();
    if digits.len() != 4 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let (hours, minutes): (i64, i64) = (
        digits.get(..2)?.parse().ok()?,
        digits.get(2..)?.parse().ok()?,
    );
    if hours > 23 || minutes > 59 {
        return None;
    }
    let ahead = SignedDuration::from_mins(hours * 60 + minutes);
    Some((
        time,
        if offset.starts_with('-') {
            -ahead
        } else {
            ahead
        },
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(text: &str, expected: Option<&str>) {
        assert_eq!(
            parse_rfc3339(text).map(to_rfc3339).as_deref(),
            expected,
            "{text}"
        );
    }

    #[test]
    fn reads_rfc_3339_and_turns_it_to_utc() {
        check("2024-03-05T18:07:09Z", Some("2024-03-05T18:07:09Z"));
        check(
            "2024-03-01t00:30:00.25+01:30",
            Some("2024-02-29T23:00:00.25Z"),
        );
        check("2017-09-29T09:02:48+0000", Some("2017-09-29T09:02:48Z"));
    }

    #[test]
    fn absurd_but_valid_dates_are_read() {
        check("0001-01-01T00:00:00Z", Some("0001-01-01T00:00:00Z"));
        check(
            "9999-12-31T23:59:59-10:00",
            Some("9999-12-31T23:59:59.999999999Z"),
        );
        check("2016-12-31T23:59:60Z", Some("2016-12-31T23:59:59Z"));
    }

    #[test]
    fn what_is_no_time_is_refused() {
        for text in [
            "",
            "yesterday",
            "2024-03-05",
            "2024-03-05T18:07:09",
            "2024-02-30T00:00:00Z",
            "2024-03-05T25:00:00Z",
            "2024-03-05T18:07:09+99:99",
            "+2024-03-05T18:07:09Z",
            "é-T-",
        ] {
            check(text, None);
        }
    }

    #[test]
    fn record_times_are_read_and_missing_ones_are_not() {
        assert_eq!(
            from_milliseconds(1_500).map(to_rfc3339).as_deref(),
            Some("1970-01-01T00:00:01.5Z")
        );
        assert_eq!(from_milliseconds(-1), None);
        assert_eq!(from_milliseconds(i64::MAX), None);
    }

    proptest! {
        #[test]
        fn never_panics(text in "\\PC{0,40}|[0-9TZ:+.-]{0,30}") {
            let _ = parse_rfc3339(&text);
        }
    }
}
