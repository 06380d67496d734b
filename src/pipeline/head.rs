//! What a report says of its item.

use crate::news::{Item, from_milliseconds, to_rfc3339};
use crate::report::{ItemHead, TimeSource};

/// The head of an item that was read: its language is known to be English.
pub fn read_head(item: &Item, record_time_ms: Option<i64>) -> ItemHead {
    let head = head(item, record_time_ms);
    ItemHead {
        language: head.language.or_else(|| Some("en".to_owned())),
        ..head
    }
}

/// The head of an item as it was received.
pub fn head(item: &Item, record_time_ms: Option<i64>) -> ItemHead {
    let of_record = record_time_ms.and_then(from_milliseconds);
    let source = item
        .published_at
        .map(|_| TimeSource::Item)
        .or(of_record.map(|_| TimeSource::Record));
    ItemHead {
        id: item.id.clone(),
        version: item.version.clone(),
        title: Some(item.title.clone()).filter(|title| !title.is_empty()),
        source: item.source.clone(),
        url: item.url.clone(),
        language: item.language.clone(),
        published_at: item.published_at.or(of_record).map(to_rfc3339),
        published_at_from: source,
        embargoed_until: item.embargoed_until.map(to_rfc3339),
    }
}
