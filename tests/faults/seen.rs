//! What the service has answered so far, read on from round to round under `read_committed`, and held
//! against what it should have answered.

use std::collections::{BTreeMap, HashMap};

use communique::flow::Record;

use crate::load::{Answer, Load};
use crate::support::answered::{AuditRecord, header, json};
use crate::support::checker::{Answered, Place, Seen, Violations, check};
use crate::support::inputs::{Sent, sha256};
use crate::support::judge::Expected;
use crate::support::route::Route;
use crate::support::{Outcome, cluster};

/// Everything that was read of the service's topics.
#[derive(Default)]
pub struct Answers {
    seen: Seen,
    read_to: BTreeMap<Place, BTreeMap<i32, i64>>,
}

impl Answers {
    /// Reads what is new. Fails where a transaction stays open beyond its timeout.
    pub fn read_on(&mut self, route: &Route, load: &Load) -> Outcome {
        let inputs: HashMap<(i32, i64), &Sent> = load
            .sent
            .iter()
            .map(|sent| ((sent.partition, sent.offset), sent))
            .collect();
        for (place, topic) in [
            (Place::Reports, &route.output),
            (Place::DeadLetters, &route.dead_letters),
            (Place::Audit, &route.audit),
        ] {
            let read_to = self.read_to.entry(place).or_default();
            let records = cluster::read_committed_on(&route.brokers, topic, read_to)?;
            let answers = self.seen.answers.entry(place).or_default();
            for record in &records {
                let one = answered(place, record, &inputs, &load.answers);
                answers.push(one.map_err(|error| format!("{place:?}: {error}: {record:?}"))?);
            }
            // Order is that of each partition's own log.
            answers.sort_by_key(|answer| answer.partition);
        }
        self.seen.committed = route.committed()?;
        self.seen.log_ends = cluster::log_ends(&route.brokers, &route.input)?;
        Ok(())
    }

    /// All breaches of the promise so far.
    pub fn check(&self, load: &Load) -> Violations {
        let nobody = Expected {
            verdict: "",
            reason: None,
        };
        let expected = |id: &str| {
            load.answers
                .get(id)
                .map_or(nobody, |answer| answer.expected)
        };
        check(&load.sent, &self.seen, expected)
    }

    /// How many records a place holds.
    pub fn count(&self, place: Place) -> usize {
        self.seen.answers.get(&place).map_or(0, Vec::len)
    }
}

type Inputs<'a> = HashMap<(i32, i64), &'a Sent>;

/// One record as the checker wants it. Which input it answers is told by place, since the poison has
/// no id; what it says of the input beside that must be right, or the value counts as altered.
fn answered(
    place: Place,
    record: &Record,
    inputs: &Inputs<'_>,
    expected: &HashMap<String, Answer>,
) -> Outcome<Answered> {
    let said = match place {
        Place::Reports => report(record)?,
        Place::DeadLetters => dead_letter(record)?,
        Place::Audit => audit(record)?,
    };
    let input = inputs.get(&(said.partition, said.offset)).copied();
    let must = input.and_then(|sent| expected.get(&sent.id));
    let is_right = input.zip(must).is_some_and(|(sent, must)| {
        let key = sent.key == record.key;
        key && match &said.of {
            Of::Report(sum) => must.report_sha256.as_ref() == Some(sum),
            Of::Value(sum) => sum.as_ref().is_none_or(|sum| *sum == sent.value_sha256),
            Of::Id(id) => must.item_id == *id,
        }
    });
    // A withdrawal is a report, too; which of both it is only the audit tells.
    let (verdict, reason) = match (&said.of, must) {
        (Of::Report(_), Some(must)) => (
            must.expected.verdict.to_owned(),
            must.expected.reason.map(str::to_owned),
        ),
        _ => (said.verdict, said.reason),
    };
    let right_sum = input.map(|sent| sent.value_sha256.clone());
    Ok(Answered {
        id: input.map_or_else(
            || format!("{}/{}", said.partition, said.offset),
            |sent| sent.id.clone(),
        ),
        input_partition: said.partition,
        input_offset: said.offset,
        partition: record.partition.number,
        value_sha256: if is_right {
            right_sum
        } else {
            Some(String::new())
        },
        verdict,
        reason,
    })
}

/// What a record says of its input.
struct Said {
    partition: i32,
    offset: i64,
    of: Of,
    verdict: String,
    reason: Option<String>,
}

enum Of {
    /// SHA-256 of the report itself.
    Report(String),
    /// SHA-256 of the input's value, kept or left out; none of a value that was none.
    Value(Option<String>),
    /// The item's id.
    Id(Option<String>),
}

fn report(record: &Record) -> Outcome<Said> {
    let mut parts = header(record, "ce_id").ok_or("no ce_id")?.rsplitn(3, '/');
    let offset = number(parts.next())?;
    let partition = number(parts.next())?;
    Ok(Said {
        partition: i32::try_from(partition).map_err(|error| error.to_string())?,
        offset,
        of: Of::Report(sha256(record.value.as_deref().unwrap_or_default())),
        verdict: "report".to_owned(),
        reason: None,
    })
}

fn dead_letter(record: &Record) -> Outcome<Said> {
    let partition = number(header(record, "communique-partition"))?;
    let left_out = header(record, "communique-value-sha256").map(str::to_owned);
    Ok(Said {
        partition: i32::try_from(partition).map_err(|error| error.to_string())?,
        offset: number(header(record, "communique-offset"))?,
        of: Of::Value(record.value.as_deref().map(sha256).or(left_out)),
        verdict: "rejected".to_owned(),
        reason: header(record, "communique-reason").map(str::to_owned),
    })
}

fn audit(record: &Record) -> Outcome<Said> {
    let audit: AuditRecord = json(record)?;
    Ok(Said {
        partition: audit.partition,
        offset: audit.offset,
        of: Of::Id(audit.id),
        verdict: audit.verdict,
        reason: audit.reason,
    })
}

fn number(text: Option<&str>) -> Outcome<i64> {
    let text = text.ok_or("a number is missing")?;
    text.parse().map_err(|error| format!("{text}: {error}"))
}
