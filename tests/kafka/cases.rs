//! Inputs for every reason of the wire forms.

use communique::pipeline::{Dropped, Rejected, Withdrawn};
use serde_json::{Value, json};

use crate::support::judge::{HUGE, PANIC};

/// The broker and the input topic allow it; `item_bytes_max` does not.
const LARGE_BYTES: usize = 50_000_000;
/// `max.message.bytes` of an input topic that takes all cases.
pub const INPUT_BYTES_MAX: usize = 60_000_000;
/// Deeper than any reader may follow.
const BRACKETS: usize = 100_000;

/// An input and what must become of it.
pub struct Case {
    /// Its key says which it is.
    pub key: &'static str,
    /// Its value; none is a tombstone.
    pub value: Option<Vec<u8>>,
    /// The verdict's name.
    pub verdict: &'static str,
    /// The reason's name; empty for a report, which needs none.
    pub reason: &'static str,
    /// The id that the audit names.
    pub id: Option<&'static str>,
}

/// What the real reader can be given at its door.
pub fn of_the_reader() -> Vec<Case> {
    let rejected = |key, value: &[u8], reason: Rejected, id| Case {
        key,
        value: Some(value.to_vec()),
        verdict: "rejected",
        reason: reason.name(),
        id,
    };
    let item = |key, value: Value, verdict, reason| Case {
        key,
        value: Some(value.to_string().into_bytes()),
        verdict,
        reason,
        id: Some(key),
    };
    let (dropped, withdrawn) = ("dropped", "withdrawn");
    vec![
        Case {
            key: "tombstone",
            value: None,
            verdict: dropped,
            reason: Dropped::Tombstone.name(),
            id: None,
        },
        item(
            "language",
            json!({"id": "language", "body": GERMAN}),
            dropped,
            Dropped::Language.name(),
        ),
        item(
            "gate",
            json!({"id": "gate", "title": "Rain", "body": WEATHER}),
            dropped,
            Dropped::Gate.name(),
        ),
        item(
            "nothing",
            json!({"id": "nothing", "title": "Late goals decide the cup", "body": CUP}),
            dropped,
            Dropped::NothingFound.name(),
        ),
        item(
            "beside",
            json!({"id": "beside", "title": "A written answer", "body": PROMISE}),
            dropped,
            Dropped::OutOfScope.name(),
        ),
        item("meeting", meeting("meeting"), "report", ""),
        item(
            "cancelled",
            json!({"id": "cancelled", "body": WEATHER, "status": "cancelled"}),
            withdrawn,
            Withdrawn::Cancelled.name(),
        ),
        item(
            "withheld",
            json!({"uri": "withheld", "headline": "Rain", "body_text": WEATHER, "pubstatus": "withheld"}),
            withdrawn,
            Withdrawn::Withheld.name(),
        ),
        rejected("empty", b"", Rejected::Empty, None),
        rejected("blank", b" \n\t ", Rejected::Empty, None),
        rejected("large", &vec![b'x'; LARGE_BYTES], Rejected::TooLarge, None),
        rejected("latin", b"{\"id\": \"caf\xe9\"}", Rejected::NotUtf8, None),
        rejected(
            "prose",
            b"The ministers met in Vienna.",
            Rejected::NotJson,
            None,
        ),
        rejected("brackets", &vec![b'['; BRACKETS], Rejected::TooDeep, None),
        rejected(
            "nameless",
            br#"{"title": "Talks in Vienna"}"#,
            Rejected::NoId,
            None,
        ),
        rejected("mute", br#"{"id": "mute"}"#, Rejected::NoText, Some("mute")),
        rejected(
            "timeless",
            br#"{"id": "timeless", "body": "Rain.", "published_at": "soon"}"#,
            Rejected::BadTime,
            Some("timeless"),
        ),
    ]
}

/// What the real reader drops when only certainty is reported.
pub fn of_the_reader_when_certain() -> Vec<Case> {
    vec![Case {
        key: "unsure",
        value: Some(meeting("unsure").to_string().into_bytes()),
        verdict: "dropped",
        reason: Dropped::BelowConfidence.name(),
        id: Some("unsure"),
    }]
}

fn meeting(id: &str) -> Value {
    json!({
        "id": id,
        "title": "Foreign ministers of France and Japan meet in Geneva",
        "body": "The foreign ministers of France and Japan met in Geneva on Monday.",
    })
}

/// Two actors and a word of contact, but nobody meets and nobody promises.
const CUP: &str = "Players from France met defeat in the second half. A keeper from Japan was the hero of \
    the night. The league ended in the rain.";
/// A promise beside no meeting.
const PROMISE: &str = "France promised to send Japan a written answer by the end of March. Nobody \
    visited the museum.";
const WEATHER: &str = "It rained all day in the north of the country, and the farmers were glad of it. \
    More rain is expected before the weekend, with some sun along the coast.";
const GERMAN: &str = "Es regnete den ganzen Tag im Norden des Landes, und die Bauern freuten sich \
    darüber. Vor dem Wochenende wird weiterer Regen erwartet, an der Küste scheint die Sonne.";

/// What only a judge for tests can be made to do.
pub fn of_the_test_judge() -> Vec<Case> {
    let case = |key, reason: Rejected, id| Case {
        key,
        value: Some(json!({"id": key}).to_string().into_bytes()),
        verdict: "rejected",
        reason: reason.name(),
        id,
    };
    const PANICS: &str = "panic-here";
    const TOO_LARGE: &str = "huge-here";
    assert!(PANICS.starts_with(PANIC) && TOO_LARGE.starts_with(HUGE));
    vec![
        case(PANICS, Rejected::Panic, None),
        case(TOO_LARGE, Rejected::ReportTooLarge, Some(TOO_LARGE)),
    ]
}
