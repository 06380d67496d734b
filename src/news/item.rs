//! Bytes → a checked news item.

use jiff::civil::{Date, DateTime};
use serde_json::{Map, Value};

use crate::news::depth::depth;
use crate::news::forms::{Raw, raw, some};
use crate::news::language::{is_english_tag, looks_english};
use crate::news::published::parse_rfc3339;
use crate::news::{Fault, FaultKind};

/// A news item whose text and times can be trusted to be what they say.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// Its id; never empty.
    pub id: String,
    /// Its version, if it has one.
    pub version: Option<String>,
    /// The headline, empty when there is none.
    pub title: String,
    /// The text, HTML already reduced; empty when there is none. One of title and body is not empty,
    /// unless the item is cancelled or withheld.
    pub body: String,
    /// When it was published, in UTC, if the item says so.
    pub published_at: Option<DateTime>,
    /// Not to be published before, in UTC.
    pub embargoed_until: Option<DateTime>,
    /// Who published it.
    pub source: Option<String>,
    /// Its language as declared (BCP 47).
    pub language: Option<String>,
    /// Where it can be read.
    pub url: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// Whether its publisher stands by it.
    pub status: Status,
}

/// Whether an item's publisher stands by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// It may be used; also what an unknown word means.
    Usable,
    /// It was cancelled.
    Cancelled,
    /// It is withheld.
    Withheld,
}

/// What an input may be at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the whole value.
    pub item_bytes_max: usize,
    /// Nesting of JSON's brackets.
    pub depth_max: usize,
}

impl Default for Limits {
    /// 1 MiB, the default of Kafka's own messages; depth 64, twice what ninjs with associations needs.
    fn default() -> Self {
        Self {
            item_bytes_max: 1 << 20,
            depth_max: 64,
        }
    }
}

/// A plain text's first paragraph is its headline when it is a single line of at most this many
/// letters without a full stop at its end.
const HEADLINE_LETTERS_MAX: usize = 200;

impl Item {
    /// Reads one value. Checks are made in the order of [`FaultKind`]: size, emptiness, encoding,
    /// depth, JSON, id, times, text. So 100,000 brackets are too deep, not bad JSON; and a cancelled
    /// or withheld item needs no text. Cost: linear in the bytes.
    pub fn parse(bytes: &[u8], limits: &Limits) -> Result<Self, Fault> {
        raw(fields(bytes, limits)?)?.checked()
    }

    /// An item of plain text, as `read --published-at` takes it. A first line that stands alone and
    /// ends without a full stop is its headline.
    pub fn plain(id: &str, text: &str, published_at: Option<DateTime>) -> Result<Self, Fault> {
        let text = text.trim_start_matches('\u{feff}').trim();
        let (title, body) = match text.split_once("\n\n") {
            Some((first, rest)) if is_headline(first) => (first.trim(), rest.trim()),
            _ => ("", text),
        };
        let raw = Raw {
            title: some(title),
            body: some(body),
            ..Raw::default()
        };
        let item = Raw {
            id: some(id.trim()),
            ..raw
        }
        .checked()?;
        Ok(Self {
            published_at,
            ..item
        })
    }

    /// Whether it is in English: as declared, or else as its words look (at bounded cost).
    pub fn is_english(&self) -> bool {
        let declared = self.language.as_deref().and_then(is_english_tag);
        declared.unwrap_or_else(|| {
            looks_english(if self.body.is_empty() {
                &self.title
            } else {
                &self.body
            })
        })
    }

    /// The day of publication in UTC, from which relative dates are counted.
    pub fn published_on(&self) -> Option<Date> {
        self.published_at.map(DateTime::date)
    }
}

impl Raw {
    fn checked(self) -> Result<Item, Fault> {
        let id = self
            .id
            .ok_or_else(|| Fault::new(FaultKind::NoId, "the item has no id"))?;
        let published_at = time(self.published_at, "publication").map_err(|fault| fault.of(&id))?;
        let embargoed_until =
            time(self.embargoed_until, "embargo").map_err(|fault| fault.of(&id))?;
        let status = status(self.status.as_deref());
        if self.title.is_none() && self.body.is_none() && status == Status::Usable {
            return Err(
                Fault::new(FaultKind::NoText, "the item has neither title nor body").of(&id),
            );
        }
        Ok(Item {
            id,
            version: self.version,
            title: self.title.unwrap_or_default(),
            body: self.body.unwrap_or_default(),
            published_at,
            embargoed_until,
            source: self.source,
            language: self.language,
            url: self.url,
            author: self.author,
            status,
        })
    }
}

fn fields(bytes: &[u8], limits: &Limits) -> Result<Map<String, Value>, Fault> {
    if bytes.len() > limits.item_bytes_max {
        let message = format!(
            "{} bytes; at most {} are read",
            bytes.len(),
            limits.item_bytes_max
        );
        return Err(Fault::new(FaultKind::TooLarge, message));
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(Fault::new(FaultKind::Empty, "no bytes but white space"));
    }
    let text = std::str::from_utf8(bytes).map_err(|error| {
        Fault::new(
            FaultKind::NotUtf8,
            format!("not UTF-8 from byte {}", error.valid_up_to()),
        )
    })?;
    if depth(text, limits.depth_max) > limits.depth_max {
        let message = format!("nested deeper than {}", limits.depth_max);
        return Err(Fault::new(FaultKind::TooDeep, message));
    }
    match serde_json::from_str(text) {
        Ok(Value::Object(fields)) => Ok(fields),
        Ok(_) => Err(Fault::new(FaultKind::NotJson, "JSON, but not an object")),
        Err(error) => Err(Fault::new(FaultKind::NotJson, error.to_string())),
    }
}

fn time(words: Option<String>, what: &str) -> Result<Option<DateTime>, Fault> {
    let Some(words) = words else { return Ok(None) };
    let message = || format!("the time of {what} is not an RFC 3339 time");
    parse_rfc3339(&words)
        .map(Some)
        .ok_or_else(|| Fault::new(FaultKind::BadTime, message()))
}

fn status(word: Option<&str>) -> Status {
    match word.map(|word| word.trim().to_ascii_lowercase()).as_deref() {
        Some("cancelled" | "canceled") => Status::Cancelled,
        Some("withheld") => Status::Withheld,
        _ => Status::Usable,
    }
}

fn is_headline(first: &str) -> bool {
    !first.contains('\n')
        && !first.trim_end().ends_with('.')
        && first.chars().count() <= HEADLINE_LETTERS_MAX
}
