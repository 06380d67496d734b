//! Bytes → verdict.

use crate::news::{Fault, FaultKind, Item, Limits, Status, from_milliseconds, to_rfc3339};
use crate::pipeline::{Data, DataError, Dropped, Rejected, Settings, Stage, Verdict, Withdrawn};
use crate::report::{ItemHead, ReaderVersions, Report, TimeSource, VERSION, Withdrawal};

/// Reads items. Built once from data and settings, then shared by all workers; reading changes
/// nothing in it.
pub struct Reader {
    settings: Settings,
    versions: ReaderVersions,
}

/// What reading one value gave.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// The item's id, where one was found.
    pub item_id: Option<String>,
    /// What becomes of it.
    pub verdict: Verdict<Report>,
    /// The item, where the value was one: its texts are those that the report's offsets count in.
    pub item: Option<Item>,
}

impl Reader {
    /// A reader of these data.
    pub fn new(data: &Data, settings: Settings) -> Result<Self, DataError> {
        let _ = data;
        let versions = ReaderVersions {
            name: env!("CARGO_PKG_NAME").to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            model: None,
            rules: String::new(),
            world: String::new(),
        };
        Ok(Self { settings, versions })
    }

    /// What it is made of.
    pub fn versions(&self) -> &ReaderVersions {
        &self.versions
    }

    /// Reads one record's value; `record_time_ms` is its timestamp, `done` is called at the end of
    /// each stage.
    pub fn read(
        &self,
        value: Option<&[u8]>,
        record_time_ms: Option<i64>,
        done: &mut dyn FnMut(Stage),
    ) -> Reading {
        let Some(bytes) = value else {
            return Reading {
                item_id: None,
                verdict: Verdict::Dropped(Dropped::Tombstone),
                item: None,
            };
        };
        let limits = Limits {
            item_bytes_max: self.settings.item_bytes_max,
            ..Limits::default()
        };
        let parsed = Item::parse(bytes, &limits);
        done(Stage::Parse);
        match parsed {
            Ok(item) => self.read_item(item, record_time_ms, done),
            Err(fault) => Reading {
                item_id: fault.id.clone(),
                verdict: rejected(fault),
                item: None,
            },
        }
    }

    /// Reads an item that was made otherwise than from a record's value.
    pub fn read_item(
        &self,
        item: Item,
        record_time_ms: Option<i64>,
        done: &mut dyn FnMut(Stage),
    ) -> Reading {
        let head = head(&item, record_time_ms);
        let verdict = match item.status {
            Status::Cancelled => withdrawn(Withdrawn::Cancelled, head),
            Status::Withheld => withdrawn(Withdrawn::Withheld, head),
            Status::Usable if !item.is_english() => Verdict::Dropped(Dropped::Language),
            Status::Usable => {
                done(Stage::Gate);
                Verdict::Dropped(Dropped::Gate)
            }
        };
        Reading {
            item_id: Some(item.id.clone()),
            verdict,
            item: Some(item),
        }
    }
}

fn rejected(fault: Fault) -> Verdict<Report> {
    let why = match fault.kind {
        FaultKind::TooLarge => Rejected::TooLarge,
        FaultKind::Empty => Rejected::Empty,
        FaultKind::NotUtf8 => Rejected::NotUtf8,
        FaultKind::TooDeep => Rejected::TooDeep,
        FaultKind::NotJson => Rejected::NotJson,
        FaultKind::NoId => Rejected::NoId,
        FaultKind::BadTime => Rejected::BadTime,
        FaultKind::NoText => Rejected::NoText,
    };
    Verdict::Rejected(why, fault.message)
}

fn withdrawn(why: Withdrawn, item: ItemHead) -> Verdict<Report> {
    Verdict::Withdrawn(
        why,
        Report::Withdrawal(Withdrawal {
            version: VERSION,
            withdrawn: true,
            item,
        }),
    )
}

fn head(item: &Item, record_time_ms: Option<i64>) -> ItemHead {
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
