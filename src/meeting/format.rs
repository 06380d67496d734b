//! How far a meeting has come and of which kind it is, by the words around its contact.

use crate::meeting::read::Read;
use crate::meeting::{Format, Status};
use crate::news::{Document, Sentence};

/// Words for each status, in the order in which they are looked for; what none fits was held.
const STATUS: &[(Status, &[&str])] = &[
    (
        Status::Postponed,
        &["postponed", "postpone", "postpones", "delayed", "put off"],
    ),
    (
        Status::Cancelled,
        &[
            "cancelled",
            "canceled",
            "cancels",
            "called off",
            "calls off",
            "refused to meet",
            "scrapped",
            "boycott",
            "boycotts",
        ],
    ),
    (
        Status::Proposed,
        &[
            "proposed",
            "proposes",
            "offered to meet",
            "invited",
            "invites",
            "calls for talks",
            "urged talks",
            "offers talks",
            "ready for talks",
            "open to talks",
        ],
    ),
    (
        Status::Planned,
        &[
            "will meet",
            "to meet",
            "will hold",
            "to hold",
            "will host",
            "to host",
            "will visit",
            "to visit",
            "is due to",
            "are due to",
            "scheduled",
            "upcoming",
            "agreed to meet",
            "plans to",
            "will travel",
            "will attend",
            "to attend",
            "set to",
            "will discuss",
            "expected to meet",
            "ahead of",
            "will talk",
            "will begin",
            "to begin",
        ],
    ),
    (
        Status::Ongoing,
        &[
            "under way",
            "underway",
            "are meeting",
            "is meeting",
            "began talks",
            "opened talks",
            "are holding",
            "continued",
            "arrived in",
            "on a visit",
            "is visiting",
        ],
    ),
];

/// Words for each format, in the order in which they are looked for.
const FORMAT: &[(Format, &[&str])] = &[
    (
        Format::Call,
        &[
            "phone",
            "telephone",
            "by video",
            "video call",
            "videoconference",
            "phoned",
            "telephoned",
            "call with",
        ],
    ),
    (
        Format::Session,
        &[
            "security council",
            "general assembly",
            "ministerial",
            "council meeting",
            "plenary",
            "board of governors",
        ],
    ),
    (
        Format::Mediation,
        &[
            "mediated",
            "mediation",
            "mediator",
            "mediators",
            "brokered",
            "shuttle",
            "proximity talks",
            "indirect talks",
        ],
    ),
    (
        Format::Summit,
        &["summit", "presidents", "prime ministers", "leaders met"],
    ),
    (
        Format::Visit,
        &[
            "visit",
            "visited",
            "visits",
            "arrived in",
            "trip",
            "tour",
            "state visit",
        ],
    ),
];

/// The status that the leading sentences speak of.
pub fn status(leading: &[&Read]) -> Status {
    let told = leading
        .iter()
        .filter(|read| read.has_contact())
        .find_map(|read| first(read.sentence, STATUS));
    told.unwrap_or(Status::Held)
}

/// The format that the leading sentences speak of; else by the number of parties.
pub fn format(document: &Document, leading: &[&Read], parties: usize) -> Format {
    let title = document
        .title
        .sentences
        .iter()
        .find_map(|sentence| first(sentence, FORMAT));
    let lead = || {
        leading
            .iter()
            .filter(|read| read.has_contact())
            .find_map(|read| first(read.sentence, FORMAT))
    };
    let by_number = if parties > 2 {
        Format::Multilateral
    } else {
        Format::Bilateral
    };
    title.or_else(lead).unwrap_or(by_number)
}

fn first<T: Copy>(sentence: &Sentence, table: &[(T, &[&str])]) -> Option<T> {
    let has = |phrase: &str| {
        let words: Vec<&str> = phrase.split(' ').collect();
        (0..sentence.words.len()).any(|at| sentence.has_words(at, &words))
    };
    table
        .iter()
        .find(|(_, phrases)| phrases.iter().any(|phrase| has(phrase)))
        .map(|&(value, _)| value)
}
