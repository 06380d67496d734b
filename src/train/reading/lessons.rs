//! Items of our own writing, annotated in their own text, to learn from beside annotated news.
//!
//! A file holds items between lines of three equals signs: heads such as `title: words`, then `body:` and
//! the text, in which undertakings are marked. `config/lessons/README.md` shows the form.

use std::collections::BTreeMap;

use crate::commitment::{Kind, Voice};
use crate::evaluate::gold::{GoldCommitment, GoldEvidence, GoldFrame, GoldItem, GoldParticipant};
use crate::meeting::{Format, Status};
use crate::news::{Item, Limits};
use crate::report::Field;
use crate::world::DataError;

/// An item with what is marked in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Lesson {
    /// The item.
    pub item: Item,
    /// What is marked. An undertaking whose mark tells no parties has no committer here.
    pub gold: GoldItem,
}

/// Reads a file of lessons. Refused with its line: an item without title, body or word of its meeting, a
/// head or a mark that is none.
pub fn lessons(file: &str, text: &str) -> Result<Vec<Lesson>, DataError> {
    let mut found = Vec::new();
    let mut at = 0;
    for block in text.split("\n===") {
        let lesson = lesson(file, found.len(), block);
        let fault =
            |(offset, reason): (usize, String)| DataError::at(file, text, at + offset, reason);
        found.extend(lesson.map_err(fault)?);
        at += block.len() + "\n===".len();
    }
    Ok(found)
}

type Fault = (usize, String);

fn lesson(file: &str, number: usize, block: &str) -> Result<Option<Lesson>, Fault> {
    if block.trim().is_empty() {
        return Ok(None);
    }
    let skipped = block.len() - block.trim_start().len();
    let at_head = |reason: String| (skipped, reason);
    let (head, at) = Head::read(block).map_err(at_head)?;
    let mut commitments = Vec::new();
    let body = block.get(at..).unwrap_or_default().trim();
    let title = unmarked(head.title, Field::Title, &mut commitments).map_err(at_head)?;
    let body = unmarked(body, Field::Body, &mut commitments).map_err(|reason| (at, reason))?;
    let value = serde_json::json!({
        "id": format!("{file}-{number}"),
        "title": title,
        "body": body,
        "published_at": format!("{}T12:00:00Z", head.date),
        "language": "en",
    });
    let item = Item::parse(value.to_string().as_bytes(), &Limits::default());
    let item = item.map_err(|fault| (skipped, fault.message))?;
    if (item.title.as_str(), item.body.as_str()) != (title.as_str(), body.as_str()) {
        return Err(at_head(
            "a text that an item would not keep as it is".to_owned(),
        ));
    }
    let gold = GoldItem {
        id: item.id.clone(),
        meeting: head.frame.is_some(),
        frame: head.frame,
        commitments,
    };
    Ok(Some(Lesson { item, gold }))
}

/// What stands before an item's text.
struct Head<'t> {
    title: &'t str,
    date: &'t str,
    frame: Option<GoldFrame>,
}

impl<'t> Head<'t> {
    const KEYS: &'static [&'static str] = &[
        "title",
        "date",
        "meeting",
        "parties",
        "participants",
        "place",
        "on",
    ];

    /// The head of a block, and where its text begins.
    fn read(block: &'t str) -> Result<(Self, usize), String> {
        let mut values: BTreeMap<&str, &str> = BTreeMap::new();
        let mut at = 0;
        let mut has_body = false;
        for line in block.split_inclusive('\n') {
            at += line.len();
            let (key, value) = line.split_once(':').unwrap_or((line, ""));
            match key.trim() {
                "body" => {
                    has_body = true;
                    break;
                }
                "" => {}
                key if Self::KEYS.contains(&key) => {
                    values.insert(key, value.trim());
                }
                other => return Err(format!("no head: {other}")),
            }
        }
        let value = |key: &str| values.get(key).copied();
        let needed = |key: &str| value(key).ok_or_else(|| format!("an item needs \"{key}:\""));
        if !has_body {
            return Err("an item needs \"body:\"".to_owned());
        }
        let frame = match needed("meeting")? {
            "none" => None,
            words => Some(frame(words, value)?),
        };
        let (title, date) = (needed("title")?, needed("date")?);
        Ok((Self { title, date, frame }, at))
    }
}

/// A frame by "status format" and the heads that `value` gives.
fn frame<'t>(words: &str, value: impl Fn(&str) -> Option<&'t str>) -> Result<GoldFrame, String> {
    let (status, format) = words.split_once(' ').unwrap_or((words, ""));
    let status = Status::ALL.into_iter().find(|one| one.name() == status);
    let format = Format::ALL
        .into_iter()
        .find(|one| one.name() == format.trim());
    let participants = list(value("participants").unwrap_or_default()).map(|one| {
        let (name, party) = one
            .trim_end_matches(')')
            .split_once('(')
            .ok_or_else(|| format!("a participant without a party: {one}"))?;
        Ok(GoldParticipant {
            name: name.trim().to_owned(),
            party: party.trim().to_owned(),
        })
    });
    Ok(GoldFrame {
        status: status.ok_or_else(|| format!("no status: {words}"))?,
        format: format.ok_or_else(|| format!("no format: {words}"))?,
        parties: list(value("parties").unwrap_or_default())
            .map(str::to_owned)
            .collect(),
        participants: participants.collect::<Result<_, String>>()?,
        place: value("place").map(str::to_owned),
        date: value("on").map(str::to_owned),
    })
}

fn list(values: &str) -> impl Iterator<Item = &str> {
    let values = values.split(',').map(str::trim);
    values.filter(|value| !value.is_empty())
}

/// The text without its marks, which are added to `found`.
fn unmarked(text: &str, field: Field, found: &mut Vec<GoldCommitment>) -> Result<String, String> {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, marked)) = rest.split_once('{') {
        plain.push_str(before);
        let (inside, after) = marked
            .split_once('}')
            .ok_or_else(|| "a mark without its closing brace".to_owned())?;
        let (label, words) = inside
            .split_once('|')
            .ok_or_else(|| format!("a mark without a label: {inside}"))?;
        let start = plain.chars().count();
        plain.push_str(words);
        let evidence = GoldEvidence {
            field,
            start,
            end: start + words.chars().count(),
            text: words.to_owned(),
        };
        found.push(mark(label, evidence)?);
        rest = after;
    }
    if rest.contains('}') {
        return Err("a closing brace without a mark".to_owned());
    }
    plain.push_str(rest);
    Ok(plain)
}

/// What a label such as `promise~ r PER+CHL>BOL` says of its words.
fn mark(label: &str, evidence: GoldEvidence) -> Result<GoldCommitment, String> {
    let mut parts = label.splitn(3, ' ');
    let name = parts.next().unwrap_or_default();
    let voice = parts.next().unwrap_or_default();
    let (committer, addressee) = match parts.next() {
        None => (Vec::new(), Vec::new()),
        Some(parties) => {
            let (committer, addressee) = parties.split_once('>').unwrap_or((parties, ""));
            let names = |joined: &str| {
                let names = joined.split('+').map(str::trim);
                let names = names.filter(|name| !name.is_empty());
                names.map(str::to_owned).collect::<Vec<_>>()
            };
            (names(committer), names(addressee))
        }
    };
    let kind = name.trim_end_matches('~');
    Ok(GoldCommitment {
        evidence,
        committer,
        person: None,
        addressee,
        kind: Kind::ALL
            .into_iter()
            .find(|one| one.name() == kind)
            .ok_or_else(|| format!("no type: {kind}"))?,
        voice: match voice {
            "q" => Voice::Quote,
            "r" => Voice::Reported,
            "n" => Voice::Narrated,
            _ => return Err(format!("no voice: {voice}")),
        },
        hedged: name.ends_with('~'),
        condition: None,
        due: None,
        same_as: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "title: Peru calls\ndate: 2020-05-04\nmeeting: none\nbody:\n";

    #[test]
    fn marks_are_taken_out_of_the_text() {
        let text = format!(
            "{HEAD}Café: Lima said {{promise~ r|it may pay}} and {{offer q PER+CHL>BOL|“we can”}}.\n===\n"
        );
        let found = lessons("a", &text).unwrap();
        assert_eq!(found.len(), 1);
        assert_eq!(
            found[0].item.body,
            "Café: Lima said it may pay and “we can”."
        );
        let [first, second] = &found[0].gold.commitments[..] else {
            panic!("two marks")
        };
        let words = |one: &GoldCommitment| {
            let points = found[0].item.body.chars().skip(one.evidence.start);
            points
                .take(one.evidence.end - one.evidence.start)
                .collect::<String>()
        };
        assert_eq!(
            (words(first).as_str(), words(second).as_str()),
            ("it may pay", "“we can”")
        );
        assert_eq!((first.kind, first.voice), (Kind::Promise, Voice::Reported));
        assert!(first.hedged && first.committer.is_empty());
        assert!(!second.hedged);
        assert_eq!(second.committer, ["PER", "CHL"]);
        assert_eq!(second.addressee, ["BOL"]);
    }

    #[test]
    fn a_frame_is_read() {
        let text = "title: a\ndate: 2020-05-04\nmeeting: planned visit\nparties: PER, the Front\n\
             participants: Ana Lee (PER), Bo Ray (the Front)\nplace: Lima\non: 2020-06-01/2020-06-03\nbody:\nb\n";
        let found = lessons("a", text).unwrap();
        let frame = found[0].gold.frame.as_ref().unwrap();
        assert_eq!(
            (frame.status, frame.format),
            (Status::Planned, Format::Visit)
        );
        assert_eq!(frame.parties, ["PER", "the Front"]);
        assert_eq!(frame.participants[1].name, "Bo Ray");
        assert_eq!(frame.participants[1].party, "the Front");
        assert_eq!(frame.place.as_deref(), Some("Lima"));
        assert_eq!(frame.date.as_deref(), Some("2020-06-01/2020-06-03"));
    }

    #[test]
    fn what_is_no_lesson_is_refused_with_its_line() {
        let check = |text: &str, line: usize, words: &str| {
            let error = lessons("a", text).unwrap_err();
            assert_eq!(error.line, Some(line), "{error}");
            assert!(error.reason.contains(words), "{error}");
        };
        check(&format!("{HEAD}{{promise r|b\n"), 5, "closing brace");
        check(&format!("{HEAD}{{wish r|b}}\n"), 5, "no type");
        check(&format!("{HEAD}{{promise x|b}}\n"), 5, "no voice");
        check("meeting: none\nbody:\nb\n", 1, "title");
        check("title: a\ndate: 2020-01-01\nbody:\nb\n", 1, "meeting");
        check(&format!("{HEAD}b\n===\ntitle: c\n"), 7, "body");
        check(&HEAD.replace("none", "wished visit"), 1, "no status");
        check(&HEAD.replace("none", "held party"), 1, "no format");
        check(&HEAD.replace("date", "day"), 1, "no head");
    }
}
