//! A row for each commitment, RFC 4180.

use std::io::{self, Write};

use csv::Writer;

use crate::cli::read::answer::Answered;
use crate::cli::read::form::Form;
use crate::report::{Commitment, Field, Party, Person, Register};

/// Prints the register as rows. Items without commitments have none.
pub struct Csv;

/// The columns, each with what it takes from a commitment: one list, so that head and rows agree.
type Column = (&'static str, fn(&Register, &Commitment) -> String);

const COLUMNS: &[Column] = &[
    ("item_id", |register, _| register.item.id.clone()),
    ("title", |register, _| optional(&register.item.title)),
    ("source", |register, _| optional(&register.item.source)),
    ("published_at", |register, _| {
        optional(&register.item.published_at)
    }),
    ("commitment_id", |_, it| it.id.clone()),
    ("same_as", |_, it| optional(&it.same_as)),
    ("type", |_, it| it.kind.clone()),
    ("hedged", |_, it| it.hedged.to_string()),
    ("voice", |_, it| it.voice.clone()),
    ("committer", |_, it| parties(&it.committer)),
    ("addressee", |_, it| parties(&it.addressee)),
    ("person", |_, it| person(&it.person)),
    ("speaker", |_, it| person(&it.speaker)),
    ("action_lemma", |_, it| it.action.lemma.clone()),
    ("action", |_, it| it.action.text.clone()),
    ("condition", |_, it| {
        it.condition
            .as_ref()
            .map(|words| words.exact.clone())
            .unwrap_or_default()
    }),
    ("due", |_, it| {
        it.due
            .as_ref()
            .map(|due| due.text.clone())
            .unwrap_or_default()
    }),
    ("due_start", |_, it| {
        it.due
            .as_ref()
            .map(|due| optional(&due.start))
            .unwrap_or_default()
    }),
    ("due_end", |_, it| {
        it.due
            .as_ref()
            .map(|due| optional(&due.end))
            .unwrap_or_default()
    }),
    ("confidence", |_, it| it.confidence.to_string()),
    ("cameo", |_, it| optional(&it.codes.cameo)),
    ("plover", |_, it| optional(&it.codes.plover)),
    ("rule", |_, it| it.rule.clone()),
    ("field", |_, it| field(it.evidence.field).to_owned()),
    ("start", |_, it| it.evidence.start.to_string()),
    ("end", |_, it| it.evidence.end.to_string()),
    ("evidence", |_, it| it.evidence.exact.clone()),
];

impl Form for Csv {
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        let mut rows = Writer::from_writer(out);
        rows.write_record(COLUMNS.iter().map(|(name, _)| name))?;
        rows.flush()
    }

    fn item(&mut self, out: &mut dyn Write, answered: &Answered) -> io::Result<()> {
        let Some(register) = answered.register() else {
            return Ok(());
        };
        let mut rows = Writer::from_writer(out);
        for commitment in &register.commitments {
            rows.write_record(COLUMNS.iter().map(|(_, of)| of(register, commitment)))?;
        }
        rows.flush()
    }
}

fn optional(text: &Option<String>) -> String {
    text.clone().unwrap_or_default()
}

fn parties(parties: &[Party]) -> String {
    let codes: Vec<_> = parties.iter().map(|party| party.party.as_str()).collect();
    codes.join("; ")
}

fn person(person: &Option<Person>) -> String {
    person
        .as_ref()
        .map(|person| person.name.clone())
        .unwrap_or_default()
}

fn field(field: Field) -> &'static str {
    match field {
        Field::Title => "title",
        Field::Body => "body",
    }
}
