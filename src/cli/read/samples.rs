//! Answers that the forms' tests print: written by hand, of states that do not exist.

use crate::cli::read::answer::Answered;
use crate::cli::read::explain::{self, Explanation};
use crate::news::{Item, parse_rfc3339};
use crate::report::{
    Action, Codes, Commitment, Condition, Due, Evidence, Field, ItemHead, Line, Meeting,
    MeetingDate, MeetingEvidence, Participant, Party, Person, Place, ReaderVersions, Register,
    Report, TimeSource, VERSION, Withdrawal,
};

const TITLE: &str = "Arvonia & Belmark hold talks";
const FIRST: &str = "Arvonia will reopen its embassy by Friday if Belmark lifts the ban";
const SECOND: &str = "Neither Arvonia nor Dunmere will hold talks again";
const BODY: &str = "The “two sides” met in Carden. Arvonia will reopen its embassy by Friday if Belmark \
    lifts the ban, the minister said. Neither Arvonia nor Dunmere will hold talks again, unless asked. \
    Then they would.";

/// One of each verdict.
pub fn all() -> Vec<Answered> {
    vec![reported(), withdrawn(), dropped(), rejected()]
}

/// A report with a meeting and two commitments, marked across characters of several bytes; the second
/// one's evidence is a meeting's too, and its condition stands outside.
pub fn reported() -> Answered {
    let register = Register {
        version: VERSION,
        item: head(),
        withdrawn: false,
        meeting: Some(meeting()),
        commitments: vec![commitment(), second()],
        reader: ReaderVersions {
            name: "communique".to_owned(),
            version: "1.2.3".to_owned(),
            model: None,
            rules: "r".to_owned(),
            world: "w".to_owned(),
        },
    };
    let stages = ["parse", "gate", "annotate", "meeting", "commitment"];
    answered(
        "report",
        None,
        Some(Report::Register(Box::new(register))),
        &stages,
        None,
    )
}

/// An item that its publisher took back.
pub fn withdrawn() -> Answered {
    let report = Report::Withdrawal(Withdrawal {
        version: VERSION,
        withdrawn: true,
        item: head(),
    });
    answered(
        "withdrawn",
        Some("cancelled"),
        Some(report),
        &["parse"],
        None,
    )
}

/// An item not worth reading.
pub fn dropped() -> Answered {
    answered("dropped", Some("gate"), None, &["parse", "gate"], None)
}

/// A value that is no item.
pub fn rejected() -> Answered {
    let mut answered = answered(
        "rejected",
        Some("not_json"),
        None,
        &["parse"],
        Some("expected `,`"),
    );
    (answered.line.id, answered.item) = (None, None);
    answered
}

fn answered(
    verdict: &str,
    reason: Option<&str>,
    report: Option<Report>,
    stages: &[&'static str],
    message: Option<&str>,
) -> Answered {
    let item = Item::plain("item-7", BODY, parse_rfc3339("2031-05-06T07:08:09Z")).ok();
    Answered {
        line: Line {
            id: Some("item-7".to_owned()),
            verdict: verdict.to_owned(),
            reason: reason.map(str::to_owned),
            report,
        },
        item: item.map(|item| Item {
            title: TITLE.to_owned(),
            ..item
        }),
        explanation: Explanation {
            stages: stages.to_vec(),
            message: message.map(str::to_owned),
            reading: stages.contains(&"annotate").then(explain::sample),
        },
    }
}

fn head() -> ItemHead {
    ItemHead {
        id: "item-7".to_owned(),
        version: None,
        title: Some(TITLE.to_owned()),
        source: Some("Carden Courier".to_owned()),
        url: None,
        language: Some("en".to_owned()),
        published_at: Some("2031-05-06T07:08:09Z".to_owned()),
        published_at_from: Some(TimeSource::Item),
        embargoed_until: None,
    }
}

fn meeting() -> Meeting {
    Meeting {
        score: 0.87,
        status: "held".to_owned(),
        format: "bilateral".to_owned(),
        parties: vec!["ARV".to_owned(), "BEL".to_owned()],
        participants: vec![
            Participant {
                name: "Ada Thorne".to_owned(),
                role: Some("minister".to_owned()),
                party: Some("ARV".to_owned()),
                wikidata: None,
            },
            Participant {
                name: "Bo <Lunt>".to_owned(),
                role: None,
                party: None,
                wikidata: None,
            },
        ],
        place: Some(Place {
            text: "Carden".to_owned(),
            country: Some("CAR".to_owned()),
        }),
        date: Some(MeetingDate {
            text: "today".to_owned(),
            start: Some("2031-05-06".to_owned()),
            end: Some("2031-05-06".to_owned()),
        }),
        evidence: vec![
            evidence_of_meeting(Field::Title, TITLE, "hold talks"),
            evidence_of_meeting(Field::Body, BODY, "“two sides” met"),
            evidence_of_meeting(Field::Body, BODY, "talks again"),
        ],
    }
}

fn commitment() -> Commitment {
    let (start, end) = place(BODY, FIRST);
    let (from, to) = place(BODY, "if Belmark lifts the ban");
    Commitment {
        id: "c-1".to_owned(),
        kind: "promise".to_owned(),
        hedged: true,
        voice: "reported".to_owned(),
        committer: vec![Party {
            party: "ARV".to_owned(),
            text: "Arvonia".to_owned(),
        }],
        person: None,
        speaker: Some(Person {
            name: "Ada Thorne".to_owned(),
            role: None,
            party: Some("ARV".to_owned()),
        }),
        addressee: vec![Party {
            party: "BEL".to_owned(),
            text: "Belmark".to_owned(),
        }],
        action: Action {
            lemma: "reopen".to_owned(),
            text: "reopen its embassy".to_owned(),
        },
        condition: Some(Condition {
            field: Field::Body,
            start: from,
            end: to,
            exact: "if Belmark lifts the ban".to_owned(),
        }),
        due: Some(Due {
            text: "by Friday".to_owned(),
            start: None,
            end: Some("2031-05-09".to_owned()),
            granularity: Some("day".to_owned()),
            anchor: Some("published_at".to_owned()),
        }),
        same_as: None,
        codes: Codes {
            cameo: Some("030".to_owned()),
            plover: Some("AGREE".to_owned()),
        },
        confidence: 0.914,
        rule: "will-verb".to_owned(),
        evidence: Evidence {
            field: Field::Body,
            start,
            end,
            exact: FIRST.to_owned(),
            prefix: "met in Carden. ".to_owned(),
            suffix: ", the minister said.".to_owned(),
        },
    }
}

/// A refusal of two towards nobody, told a second time.
fn second() -> Commitment {
    let (start, end) = place(BODY, SECOND);
    let (from, to) = place(BODY, "unless asked");
    let party = |code: &str, text: &str| Party {
        party: code.to_owned(),
        text: text.to_owned(),
    };
    Commitment {
        id: "c-2".to_owned(),
        kind: "refusal".to_owned(),
        hedged: false,
        voice: "narrated".to_owned(),
        committer: vec![party("ARV", "Arvonia"), party("DUN", "Dunmere")],
        person: Some(Person {
            name: "Bo <Lunt>".to_owned(),
            role: None,
            party: None,
        }),
        speaker: None,
        addressee: Vec::new(),
        action: Action {
            lemma: "hold".to_owned(),
            text: "hold talks again".to_owned(),
        },
        condition: Some(Condition {
            field: Field::Body,
            start: from,
            end: to,
            exact: "unless asked".to_owned(),
        }),
        due: None,
        same_as: Some("c-0".to_owned()),
        codes: Codes {
            cameo: None,
            plover: Some("REJECT".to_owned()),
        },
        confidence: 0.5,
        rule: "will-not".to_owned(),
        evidence: Evidence {
            field: Field::Body,
            start,
            end,
            exact: SECOND.to_owned(),
            prefix: "the minister said. ".to_owned(),
            suffix: ", unless asked. Then they would.".to_owned(),
        },
    }
}

fn evidence_of_meeting(field: Field, text: &str, words: &str) -> MeetingEvidence {
    let (start, end) = place(text, words);
    MeetingEvidence {
        signal: "talks".to_owned(),
        field,
        start,
        end,
        exact: words.to_owned(),
    }
}

/// Code points of `words` in `text`.
fn place(text: &str, words: &str) -> (usize, usize) {
    let (before, _) = text.split_once(words).unwrap();
    let start = before.chars().count();
    (start, start + words.chars().count())
}
