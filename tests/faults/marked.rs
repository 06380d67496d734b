//! The judge of the service under test: the real reader, but for items with a marker.

use std::sync::Arc;
use std::thread;
use std::time::Duration;

use communique::config::{Config, Sources, gather};
use communique::flow::{Answer, Header, Judge, Record};
use communique::pipeline::{Data, Reader, Settings, Stage, Verdict};

use crate::support::Outcome;
use crate::support::judge::{HUGE_BYTES, TestJudge};

/// The judge's name for the second role.
pub const NAME: &str = "marked";
/// The header whose value is the marker.
const HEADER: &str = "test-marker";
/// How long a slow item takes: many commits long, and longer than a session is patient with a member
/// that does not poll.
const SLOW: Duration = Duration::from_millis(1_500);

/// What an item makes the judge do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Marker {
    /// Panic.
    Panic,
    /// Take long.
    Slow,
    /// Report more than a topic takes.
    Huge,
}

impl Marker {
    const ALL: [(Self, &'static [u8]); 3] = [
        (Self::Panic, b"panic"),
        (Self::Slow, b"slow"),
        (Self::Huge, b"huge"),
    ];

    /// The header that says so.
    pub fn header(self) -> Header {
        let value = Self::ALL.iter().find(|(marker, _)| *marker == self);
        Header {
            key: HEADER.to_owned(),
            value: value.map(|(_, value)| value.to_vec()),
        }
    }

    fn of(record: &Record) -> Option<Self> {
        let header = record.headers.iter().find(|header| header.key == HEADER)?;
        let value = header.value.as_deref()?;
        let found = Self::ALL.iter().find(|(_, name)| *name == value);
        found.map(|(marker, _)| *marker)
    }
}

struct Marked(Reader);

impl Judge for Marked {
    fn judge(&self, record: &Record, done: &mut dyn FnMut(Stage)) -> Answer {
        let marker = Marker::of(record);
        match marker {
            Some(Marker::Panic) => panic!("the judge panics as it was told to"),
            Some(Marker::Slow) => thread::sleep(SLOW),
            Some(Marker::Huge) | None => {}
        }
        let answer = self.0.judge(record, done);
        if marker == Some(Marker::Huge) {
            let verdict = Verdict::Report(vec![b'h'; HUGE_BYTES]);
            return Answer { verdict, ..answer };
        }
        answer
    }
}

/// The judge of this name; [`NAME`] or one of the usual test judges.
pub fn judge(name: &str) -> Outcome<Arc<dyn Judge>> {
    if name != NAME {
        return Ok(Arc::new(name.parse::<TestJudge>()?));
    }
    let raw = gather(&Sources::of_process(None, Vec::new()));
    let config = Config::from_raw(&raw).map_err(|error| error.to_string())?;
    Ok(Arc::new(Marked(reader(config.pipeline)?)))
}

/// The real reader.
pub fn reader(settings: Settings) -> Outcome<Reader> {
    Reader::new(&Data::embedded(), settings).map_err(|error| error.to_string())
}
