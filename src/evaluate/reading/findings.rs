//! What there is to look at: what was missed, what is false, and where both sides differ.

use serde::Serialize;

use crate::evaluate::gold::{GoldCommitment, GoldDue, GoldFrame, PartyNames};
use crate::evaluate::reading::agreement::Agreement;
use crate::evaluate::reading::round_trip::words;
use crate::evaluate::reading::{Compared, frame};
use crate::report::{Commitment, Due, Field, Meeting};

/// Evidence whose intersection over union is below is listed as wrong.
const OVERLAP_MIN: f64 = 0.5;

/// Code points of text shown on either side.
const CONTEXT_LETTERS: usize = 80;

/// One difference between report and gold.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Finding {
    /// The item.
    pub item: String,
    /// Its source.
    pub source: Option<String>,
    /// What differs: `missed` or `false` with `meeting` or `commitment`, or `wrong` with the field.
    pub what: String,
    /// Where, for a commitment.
    pub at: Option<Where>,
    /// What people say.
    pub gold: Option<String>,
    /// What was found.
    pub found: Option<String>,
    /// The rule that proposed it.
    pub rule: Option<String>,
    /// How sure the reader was.
    pub confidence: Option<f64>,
}

/// A commitment's place in the text.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Where {
    /// Title or body.
    pub field: Field,
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// Its words in brackets, with those around.
    pub text: String,
}

/// All differences in one item: the meeting's, then the commitments' in the order of the text.
pub(super) fn findings(compared: &Compared, names: &PartyNames) -> Vec<Finding> {
    let list = Listing { compared };
    let mut found = list.of_meeting(names);
    let mut commitments = list.of_commitments();
    commitments.sort_by_key(|one| {
        let at = one.at.as_ref();
        at.map(|at| (at.field, at.start))
    });
    found.append(&mut commitments);
    found
}

struct Listing<'c, 'a> {
    compared: &'c Compared<'a>,
}

impl Listing<'_, '_> {
    fn finding(&self, what: String, gold: Option<String>, found: Option<String>) -> Finding {
        let item = self.compared.case.item;
        Finding {
            item: item.id.clone(),
            source: item.source.clone(),
            what,
            at: None,
            gold,
            found,
            rule: None,
            confidence: None,
        }
    }

    fn of_meeting(&self, names: &PartyNames) -> Vec<Finding> {
        let gold = &self.compared.case.gold;
        let found = self.compared.meeting();
        match (found, &gold.frame) {
            (None, _) if gold.meeting => {
                let told = gold.frame.as_ref().map(|frame| {
                    format!(
                        "{} {}: {}",
                        frame.status.name(),
                        frame.format.name(),
                        frame.parties.join(", ")
                    )
                });
                vec![self.finding("missed meeting".to_owned(), told, None)]
            }
            (Some(meeting), _) if !gold.meeting => {
                let signals: Vec<_> = meeting
                    .evidence
                    .iter()
                    .map(|one| format!("{} “{}”", one.signal, one.exact))
                    .collect();
                let mut one =
                    self.finding("false meeting".to_owned(), None, Some(signals.join("; ")));
                one.confidence = Some(meeting.score);
                vec![one]
            }
            (Some(meeting), Some(frame)) => self.of_frame(meeting, frame, names),
            _ => Vec::new(),
        }
    }

    fn of_frame(&self, found: &Meeting, gold: &GoldFrame, names: &PartyNames) -> Vec<Finding> {
        let people = |names: Vec<&str>| names.join(", ");
        let ours = people(
            found
                .participants
                .iter()
                .map(|one| one.name.as_str())
                .collect(),
        );
        let theirs = people(
            gold.participants
                .iter()
                .map(|one| one.name.as_str())
                .collect(),
        );
        let shared = frame::shared_people(&found.participants, &gold.participants);
        let same_people = shared == gold.participants.len() && shared == found.participants.len();
        let same_parties =
            frame::parties(&found.parties, names) == frame::parties(&gold.parties, names);
        let place = found.place.as_ref().map(|place| place.text.clone());
        let status = gold.status.name();
        let format = gold.format.name();
        let date = frame::date(found);
        let rows = [
            (
                found.status == status,
                "status",
                some(status),
                some(&found.status),
            ),
            (
                found.format == format,
                "format",
                some(format),
                some(&found.format),
            ),
            (
                same_parties,
                "parties",
                some(&gold.parties.join(", ")),
                some(&found.parties.join(", ")),
            ),
            (same_people, "participants", some(&theirs), some(&ours)),
            (
                frame::is_same_place(found, gold),
                "place",
                gold.place.clone(),
                place,
            ),
            (date == gold.date, "date", gold.date.clone(), date),
        ];
        let wrong = rows.into_iter().filter(|(right, ..)| !right);
        wrong
            .map(|(_, field, gold, found)| self.finding(format!("wrong {field}"), gold, found))
            .collect()
    }

    fn of_commitments(&self) -> Vec<Finding> {
        let Compared { case, pairs, .. } = self.compared;
        let ours = super::commitments(*case);
        let theirs = &case.gold.commitments;
        let missed = theirs.iter().enumerate();
        let missed = missed.filter(|(at, _)| !pairs.iter().any(|(_, gold)| gold == at));
        let missed = missed.map(|(_, gold)| self.missed(gold));
        let false_ones = ours.iter().enumerate();
        let false_ones = false_ones.filter(|(at, _)| !pairs.iter().any(|(found, _)| found == at));
        let false_ones = false_ones.map(|(_, found)| {
            let mut one = self.about("false commitment", found);
            one.found = Some(told(found));
            one
        });
        let wrong = pairs
            .iter()
            .flat_map(|&(ours, theirs)| self.wrong(ours, theirs));
        missed.chain(false_ones).chain(wrong).collect()
    }

    fn missed(&self, gold: &GoldCommitment) -> Finding {
        let due = gold.due.as_ref().map(due_of_gold);
        let told = [
            gold.kind.name().to_owned(),
            format!(
                "{} → {}",
                gold.committer.join(" "),
                gold.addressee.join(" ")
            ),
            due.unwrap_or_default(),
        ];
        let mut one = self.finding("missed commitment".to_owned(), Some(told.join(" · ")), None);
        let at = &gold.evidence;
        one.at = Some(self.place(at.field, at.start, at.end));
        one
    }

    /// The fields of a matched pair that differ.
    fn wrong(&self, ours: usize, theirs: usize) -> Vec<Finding> {
        let Compared {
            case, found, gold, ..
        } = self.compared;
        let (our_line, gold_line) = (&found[ours], &gold[theirs]);
        let agreement = Agreement::of(our_line, gold_line);
        let Some(found) = super::commitments(*case).get(ours) else {
            return Vec::new();
        };
        let gold = &case.gold.commitments[theirs];
        let codes = |parties: &[crate::report::Party]| {
            let codes: Vec<_> = parties.iter().map(|one| one.party.as_str()).collect();
            some(&codes.join(" "))
        };
        let close = our_line.at.overlap(gold_line.at) >= OVERLAP_MIN;
        let person = found.person.as_ref().map(|person| person.name.clone());
        let condition = found.condition.as_ref().map(|one| one.exact.clone());
        let gold_condition = gold.condition.as_ref().map(|one| one.text.clone());
        let (gold_due, due) = (
            gold.due.as_ref().map(due_of_gold),
            found.due.as_ref().map(due_of),
        );
        let rows = [
            (
                close,
                "evidence",
                some(&gold.evidence.text),
                some(&found.evidence.exact),
            ),
            (
                agreement.kind,
                "type",
                some(gold.kind.name()),
                some(&found.kind),
            ),
            (
                agreement.committer,
                "committer",
                some(&gold.committer.join(" ")),
                codes(&found.committer),
            ),
            (
                agreement.voice,
                "voice",
                some(gold.voice.name()),
                some(&found.voice),
            ),
            (
                agreement.hedged,
                "hedged",
                some(&gold.hedged.to_string()),
                some(&found.hedged.to_string()),
            ),
            (
                agreement.person.unwrap_or(true),
                "person",
                gold.person.clone(),
                person,
            ),
            (
                agreement.addressee,
                "addressee",
                some(&gold.addressee.join(" ")),
                codes(&found.addressee),
            ),
            (agreement.condition, "condition", gold_condition, condition),
            (agreement.due, "due", gold_due, due),
        ];
        let wrong = rows.into_iter().filter(|(right, ..)| !right);
        wrong
            .map(|(_, field, gold, ours)| Finding {
                gold,
                found: ours,
                ..self.about(&format!("wrong {field}"), found)
            })
            .collect()
    }

    fn about(&self, what: &str, found: &Commitment) -> Finding {
        let at = &found.evidence;
        Finding {
            at: Some(self.place(at.field, at.start, at.end)),
            rule: Some(found.rule.clone()),
            confidence: Some(found.confidence),
            ..self.finding(what.to_owned(), None, None)
        }
    }

    fn place(&self, field: Field, start: usize, end: usize) -> Where {
        let item = self.compared.case.item;
        let before = words(item, field, start.saturating_sub(CONTEXT_LETTERS), start);
        let after = words(item, field, end, end + CONTEXT_LETTERS);
        let inside = words(item, field, start, end);
        Where {
            field,
            start,
            end,
            text: format!("{before}[{inside}]{after}"),
        }
    }
}

fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

fn told(found: &Commitment) -> String {
    let codes = |parties: &[crate::report::Party]| {
        let codes: Vec<_> = parties.iter().map(|one| one.party.as_str()).collect();
        codes.join(" ")
    };
    let due = found.due.as_ref().map(due_of);
    [
        found.kind.clone(),
        format!("{} → {}", codes(&found.committer), codes(&found.addressee)),
        due.unwrap_or_default(),
    ]
    .join(" · ")
}

fn due_of_gold(due: &GoldDue) -> String {
    due_told(&due.text, due.start.as_deref(), due.end.as_deref())
}

fn due_of(due: &Due) -> String {
    due_told(&due.text, due.start.as_deref(), due.end.as_deref())
}

fn due_told(text: &str, start: Option<&str>, end: Option<&str>) -> String {
    format!("“{text}” {}/{}", start.unwrap_or(""), end.unwrap_or(""))
}
