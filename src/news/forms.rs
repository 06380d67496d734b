//! The two wire forms, brought to one.

use serde_json::{Map, Value};

use crate::news::wire::{NinjsItem, NinjsText, PlainItem};
use crate::news::{Fault, FaultKind, text_of_html};

/// Both wire forms brought to one, still unchecked.
#[derive(Default)]
pub struct Raw {
    pub id: Option<String>,
    pub version: Option<String>,
    pub title: Option<String>,
    pub body: Option<String>,
    pub published_at: Option<String>,
    pub embargoed_until: Option<String>,
    pub source: Option<String>,
    pub language: Option<String>,
    pub url: Option<String>,
    pub author: Option<String>,
    pub status: Option<String>,
}

/// The item's fields, whichever form they have.
pub fn raw(fields: Map<String, Value>) -> Result<Raw, Fault> {
    if is_ninjs(&fields) {
        ninjs(fields)
    } else {
        plain(fields)
    }
}

/// ninjs has an `uri` and no `id`, or a field of its own beside no `body`.
fn is_ninjs(fields: &Map<String, Value>) -> bool {
    const OWN: &[&str] = &[
        "headlines",
        "bodies",
        "versioncreated",
        "versionCreated",
        "pubstatus",
        "pubStatus",
    ];
    let has = |name: &str| fields.contains_key(name);
    (has("uri") && !has("id")) || (!has("body") && OWN.iter().any(|name| has(name)))
}

fn plain(fields: Map<String, Value>) -> Result<Raw, Fault> {
    let item: PlainItem = typed(fields)?;
    let is_html = item.content_type.as_deref().is_some_and(is_html);
    let body = item.body.and_then(|body| {
        if is_html {
            some(&text_of_html(&body))
        } else {
            Some(body)
        }
    });
    Ok(Raw {
        id: item.id,
        version: item.version,
        title: item.title,
        body,
        published_at: item.published_at,
        embargoed_until: item.embargoed_until,
        source: item.source,
        language: item.language,
        url: item.url,
        author: item.author,
        status: item.status,
    })
}

fn ninjs(fields: Map<String, Value>) -> Result<Raw, Fault> {
    let mut item: NinjsItem = typed(fields)?;
    let bodies = item
        .others
        .iter()
        .filter_map(|(name, value)| numbered_body(name, value));
    let bodies: Vec<NinjsText> = std::mem::take(&mut item.bodies)
        .into_iter()
        .chain(bodies)
        .collect();
    let source = item
        .info_sources
        .into_iter()
        .chain(item.info_sources_lower)
        .find_map(|named| named.name);
    let url = item
        .uri
        .clone()
        .filter(|uri| uri.starts_with("https://") || uri.starts_with("http://"));
    Ok(Raw {
        id: item
            .uri
            .or_else(|| item.others.get("id").and_then(Value::as_str).and_then(some)),
        version: item.version,
        title: best(item.headlines).or(item.headline),
        body: best(bodies),
        published_at: item.version_created.or(item.version_created_lower),
        embargoed_until: item.embargoed_until.or(item.embargoed),
        source: source
            .or(item.copyright_holder)
            .or(item.copyright_holder_lower),
        language: item.language,
        url,
        author: item.by.or(item.byline),
        status: item.pub_status.or(item.pub_status_lower),
    })
}

/// `body_text`, `body_xhtml` and the like of ninjs 1.x.
fn numbered_body(name: &str, value: &Value) -> Option<NinjsText> {
    let kind = name.strip_prefix("body_")?;
    let content_type = Some(
        if is_html(kind) {
            "text/html"
        } else {
            "text/plain"
        }
        .to_owned(),
    );
    Some(NinjsText {
        content_type,
        value: some(value.as_str()?),
        ..NinjsText::default()
    })
}

/// The words to read: text before HTML, the main one before others, then in order.
fn best(texts: Vec<NinjsText>) -> Option<String> {
    let with_words = texts.into_iter().filter_map(|text| {
        let html = text
            .content_type
            .or(text.content_type_lower)
            .as_deref()
            .is_some_and(is_html);
        Some((html, text.role.as_deref() != Some("main"), text.value?))
    });
    let (html, _, words) = with_words.min_by_key(|&(html, other, _)| (html, other))?;
    if html {
        some(&text_of_html(&words))
    } else {
        Some(words)
    }
}

fn typed<T: serde::de::DeserializeOwned>(fields: Map<String, Value>) -> Result<T, Fault> {
    serde_json::from_value(Value::Object(fields))
        .map_err(|error| Fault::new(FaultKind::NotJson, error.to_string()))
}

fn is_html(content_type: &str) -> bool {
    content_type.to_ascii_lowercase().contains("html")
}

/// The words, unless they are white space alone.
pub fn some(words: &str) -> Option<String> {
    (!words.trim().is_empty()).then(|| words.to_owned())
}
