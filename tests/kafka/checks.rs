//! The checker itself, on records made by hand: a check that finds nothing must be able to find.

use std::collections::BTreeMap;

use libtest_mimic::{Failed, Trial};

use crate::support::checker::{Answered, Place, Seen, Violation, check};
use crate::support::inputs::Sent;
use crate::support::judge::Expected;

/// A case: its name, what happens to a faultless run, what the checker must say.
type Case = (&'static str, fn(&mut Seen), Vec<Violation>);

/// One trial for each case.
pub fn trials() -> Vec<Trial> {
    let trial = |(name, spoil, breaches): Case| {
        Trial::test(format!("checker::{name}"), move || {
            let mut seen = faultless();
            spoil(&mut seen);
            let found = check(&sent(), &seen, expected).0;
            let same = found == breaches;
            same.then_some(())
                .ok_or_else(|| Failed::from(format!("{found:?} != {breaches:?}")))
        })
    };
    cases().into_iter().map(trial).collect()
}

fn cases() -> Vec<Case> {
    use Place::{Audit, DeadLetters, Reports};
    use Violation::{Altered, Lost, OffsetGap, OutOfOrder, Repeated, Unknown, WrongVerdict};
    let id = str::to_owned;
    vec![
        ("a faultless run", |_| {}, vec![]),
        (
            "a lost report",
            |s| drop(at(s, Reports).remove(0)),
            vec![Lost(Reports, id("report-1"))],
        ),
        (
            "a lost dead letter",
            |s| at(s, DeadLetters).clear(),
            vec![Lost(DeadLetters, id("reject-3"))],
        ),
        (
            "a lost audit record",
            |s| drop(at(s, Audit).remove(2)),
            vec![Lost(Audit, id("reject-3"))],
        ),
        (
            "a repeated report",
            |s| {
                let again = at(s, Reports)[1].clone();
                at(s, Reports).push(again);
            },
            vec![Repeated(Reports, id("report-4"), 2)],
        ),
        (
            "all again",
            |s| {
                let again = at(s, Reports).clone();
                at(s, Reports).extend(again);
            },
            vec![
                Repeated(Reports, id("report-1"), 2),
                Repeated(Reports, id("report-4"), 2),
                OutOfOrder(Reports, 0, id("report-1")),
            ],
        ),
        (
            "the wrong way round",
            |s| at(s, Reports).swap(0, 1),
            vec![OutOfOrder(Reports, 0, id("report-1"))],
        ),
        (
            "the wrong way round in different partitions",
            |s| {
                at(s, Reports).swap(0, 1);
                at(s, Reports)[1].partition = 1;
            },
            vec![],
        ),
        (
            "another reason",
            |s| at(s, DeadLetters)[0].reason = Some("no_id".to_owned()),
            vec![WrongVerdict(DeadLetters, id("reject-3"))],
        ),
        (
            "another verdict",
            |s| at(s, Audit)[0].verdict = "dropped".to_owned(),
            vec![WrongVerdict(Audit, id("report-1"))],
        ),
        (
            "a report on what is dropped",
            |s| {
                let more = answered("drop-2", 1);
                at(s, Reports).push(Answered {
                    partition: 2,
                    ..more
                });
            },
            vec![WrongVerdict(Reports, id("drop-2"))],
        ),
        (
            "another value",
            |s| at(s, DeadLetters)[0].value_sha256 = Some("of another".to_owned()),
            vec![Altered(DeadLetters, id("reject-3"))],
        ),
        (
            "another place",
            |s| at(s, Reports)[1].input_offset = 7,
            vec![Altered(Reports, id("report-4"))],
        ),
        (
            "an answer to nothing",
            |s| at(s, Audit)[3].id = "nobody".to_owned(),
            vec![Lost(Audit, id("report-4")), Unknown(Audit, id("nobody"))],
        ),
        (
            "an offset short of the end",
            |s| *s.committed.entry(0).or_default() = 4,
            vec![OffsetGap {
                partition: 0,
                committed: Some(4),
                end: 5,
            }],
        ),
        (
            "nothing committed",
            |s| s.committed.clear(),
            vec![OffsetGap {
                partition: 0,
                committed: None,
                end: 5,
            }],
        ),
    ]
}

fn at(seen: &mut Seen, place: Place) -> &mut Vec<Answered> {
    seen.answers.entry(place).or_default()
}

const IDS: [&str; 4] = ["report-1", "drop-2", "reject-3", "report-4"];

fn sent() -> Vec<Sent> {
    let one = |(id, offset): (&str, i64)| Sent {
        id: id.to_owned(),
        partition: 0,
        offset,
        key: None,
        value_sha256: format!("sum of {id}"),
    };
    IDS.into_iter().zip(0..).map(one).collect()
}

fn expected(id: &str) -> Expected {
    match id.split('-').next() {
        Some("report") => Expected {
            verdict: "report",
            reason: None,
        },
        Some("drop") => Expected {
            verdict: "dropped",
            reason: Some("gate"),
        },
        _ => Expected {
            verdict: "rejected",
            reason: Some("not_json"),
        },
    }
}

fn answered(id: &str, input_offset: i64) -> Answered {
    let expected = expected(id);
    Answered {
        id: id.to_owned(),
        input_partition: 0,
        input_offset,
        partition: 0,
        value_sha256: Some(format!("sum of {id}")),
        verdict: expected.verdict.to_owned(),
        reason: expected.reason.map(str::to_owned),
    }
}

fn faultless() -> Seen {
    let audit: Vec<Answered> = IDS
        .into_iter()
        .zip(0..)
        .map(|(id, at)| answered(id, at))
        .collect();
    let only = |verdict: &str| {
        audit
            .iter()
            .filter(|answer| answer.verdict == verdict)
            .cloned()
            .collect::<Vec<_>>()
    };
    // One control record lies at the end of the input.
    Seen {
        answers: BTreeMap::from([
            (Place::Reports, only("report")),
            (Place::DeadLetters, only("rejected")),
            (Place::Audit, audit.clone()),
        ]),
        committed: BTreeMap::from([(0, 5)]),
        log_ends: BTreeMap::from([(0, 5), (1, 0)]),
    }
}
