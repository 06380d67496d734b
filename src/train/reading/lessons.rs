//! Items of our own writing with their undertakings marked, to learn from beside annotated news.
//!
//! A file holds items between lines of three equals signs: `title:`, `date:`, then `body:` and the text. An
//! undertaking is marked `{type voice|words}`, or `{type~ voice|words}` where the wording weakens it;
//! `voice` is `q`, `r` or `n` for quote, reported, narrated.

use std::collections::BTreeMap;

use crate::commitment::{Kind, Voice};
use crate::news::{Item, Limits, Part};
use crate::text::Span;
use crate::world::DataError;

/// An undertaking as people mark it. The span counts bytes of its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The text in which it stands.
    pub part: Part,
    /// Its words.
    pub span: Span,
    /// Of which kind it is.
    pub kind: Kind,
    /// Whether the wording weakens it.
    pub hedged: bool,
    /// In whose words it stands.
    pub voice: Voice,
}

/// An item with its marks.
#[derive(Clone, Debug, PartialEq)]
pub struct Lesson {
    /// The item.
    pub item: Item,
    /// What is marked in it, in the order of the text, headline first.
    pub marks: Vec<Mark>,
}

/// Reads a file of lessons. Refused with its line: an item without title or body, a mark that is none.
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
    let mut head: BTreeMap<&str, &str> = BTreeMap::new();
    let mut body = None;
    let mut at = 0;
    for line in block.split_inclusive('\n') {
        at += line.len();
        let (key, value) = line.split_once(':').unwrap_or((line, ""));
        match key.trim() {
            "body" => {
                body = block.get(at..);
                break;
            }
            "" => {}
            key => {
                head.insert(key, value.trim());
            }
        }
    }
    let (Some(title), Some(body)) = (head.get("title"), body) else {
        return Err((skipped, "an item needs \"title:\" and \"body:\"".to_owned()));
    };
    let mut marks = Vec::new();
    let title = unmarked(title, Part::Title, &mut marks).map_err(|reason| (skipped, reason))?;
    let body = unmarked(body.trim(), Part::Body, &mut marks).map_err(|reason| (at, reason))?;
    let day = head.get("date").copied().unwrap_or("2000-01-01");
    let value = serde_json::json!({
        "id": format!("{file}-{number}"),
        "title": title,
        "body": body,
        "published_at": format!("{day}T12:00:00Z"),
        "language": "en",
    });
    let item = Item::parse(value.to_string().as_bytes(), &Limits::default());
    let item = item.map_err(|fault| (skipped, fault.message))?;
    if (item.title.as_str(), item.body.as_str()) != (title.as_str(), body.as_str()) {
        return Err((
            skipped,
            "a text that an item would not keep as it is".to_owned(),
        ));
    }
    Ok(Some(Lesson { item, marks }))
}

/// The text without its marks, which are added to `marks`.
fn unmarked(text: &str, part: Part, marks: &mut Vec<Mark>) -> Result<String, String> {
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
        let (kind, voice) = label
            .split_once(' ')
            .ok_or_else(|| format!("no label: {label}"))?;
        let start = plain.len();
        plain.push_str(words);
        let name = kind.trim_end_matches('~');
        marks.push(Mark {
            part,
            span: Span {
                start,
                end: plain.len(),
            },
            kind: Kind::ALL
                .into_iter()
                .find(|kind| kind.name() == name)
                .ok_or_else(|| format!("no type: {name}"))?,
            hedged: kind.ends_with('~'),
            voice: match voice {
                "q" => Voice::Quote,
                "r" => Voice::Reported,
                "n" => Voice::Narrated,
                _ => return Err(format!("no voice: {voice}")),
            },
        });
        rest = after;
    }
    if rest.contains('}') {
        return Err("a closing brace without a mark".to_owned());
    }
    plain.push_str(rest);
    Ok(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_taken_out_of_the_text() {
        let text =
            "title: Peru calls\ndate: 2020-05-04\nbody:\nLima said {promise~ r|it may pay}.\n===\n";
        let found = lessons("a", text).unwrap();
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].item.body, "Lima said it may pay.");
        let mark = found[0].marks[0];
        assert_eq!(mark.span.of(&found[0].item.body), "it may pay");
        assert_eq!((mark.kind, mark.voice), (Kind::Promise, Voice::Reported));
        assert!(mark.hedged);
    }

    #[test]
    fn what_is_no_lesson_is_refused_with_its_line() {
        let check = |text: &str, line: usize, words: &str| {
            let error = lessons("a", text).unwrap_err();
            assert_eq!(error.line, Some(line), "{error}");
            assert!(error.reason.contains(words), "{error}");
        };
        check("title: a\nbody:\n{promise r|b\n", 3, "closing brace");
        check("title: a\nbody:\n{wish r|b}\n", 3, "no type");
        check("title: a\nbody:\n{promise x|b}\n", 3, "no voice");
        check("body:\nb\n", 1, "title");
        check("title: a\nbody:\nb\n===\ntitle: c\n", 5, "body");
    }
}
