//! Each stage of an item's way for itself, on items made here: parse, gate, annotate, detect meetings,
//! extract commitments, report.
//!
//! The reader reads whole items, and each benchmark counts the time of its own stage alone, as the
//! service does for its metrics: what is measured is what runs.

#![allow(
    missing_docs,
    clippy::unwrap_used,
    reason = "a benchmark fails by panicking"
)]

use std::hint::black_box;
use std::time::{Duration, Instant};

use communique::pipeline::{Data, Reader, Scope, Settings, Stage};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};

/// Bytes of one item's text, about what a wire carries.
const ITEM_BYTES: usize = 2_000;
/// A reading takes milliseconds, most of them outside the stage that is measured.
const SAMPLES: usize = 20;
const SAMPLING: Duration = Duration::from_secs(2);
const WARMING: Duration = Duration::from_millis(500);

const DOMESTIC: &str = "The town council voted on a new bridge for cyclists and put off the repair of the old ferry. \
    Traders on the quay complained about the noise, and the school choir sang three songs in the rain. ";
const DIPLOMATIC: &str = "Peruvian Foreign Minister Ann Lee met Chilean Foreign Minister Tom Ray in Quito on Monday for \
    talks on fish. Peru promised a written reply to Chilean questions by the end of June. Chile will lift its ban on \
    anchovies if Peru opens its ports. The ministers spoke to the press for an hour and left by train. ";

/// The stages that an item goes through which the gate turns away.
const BEFORE_READING: [Stage; 2] = [Stage::Parse, Stage::Gate];

fn item(title: &str, text: &str) -> Vec<u8> {
    let body = text.repeat(ITEM_BYTES / text.len() + 1);
    serde_json::json!({"id": "a", "title": title, "body": body, "language": "en", "published_at": "2030-03-12T10:00:00Z"})
        .to_string()
        .into_bytes()
}

/// How long this stage takes in one reading.
fn time_in(stage: Stage, reader: &Reader, bytes: &[u8]) -> Duration {
    let mut began = Instant::now();
    let mut took = Duration::ZERO;
    let mut done = |ended: Stage| {
        let now = Instant::now();
        if ended == stage {
            took = now - began;
        }
        began = now;
    };
    black_box(reader.read(Some(bytes), None, &mut done));
    took
}

fn stages(criterion: &mut Criterion) {
    let settings = Settings {
        scope: Scope::Meetings,
        ..Settings::default()
    };
    let reader = Reader::new(&Data::embedded(), settings).unwrap();
    let domestic = item("A bridge for cyclists", DOMESTIC);
    let diplomatic = item("Peru and Chile hold talks on fish", DIPLOMATIC);
    for (name, bytes, stages) in [
        ("domestic", &domestic, &BEFORE_READING[..]),
        ("diplomatic", &diplomatic, &Stage::ALL[..]),
    ] {
        let mut group = criterion.benchmark_group(name);
        group.sample_size(SAMPLES);
        group.measurement_time(SAMPLING).warm_up_time(WARMING);
        group.throughput(Throughput::Bytes(bytes.len() as u64));
        for stage in stages {
            group.bench_function(stage.name(), |bencher| {
                bencher.iter_custom(|times| {
                    (0..times)
                        .map(|_| time_in(*stage, &reader, bytes))
                        .sum::<Duration>()
                });
            });
        }
        group.bench_function("whole", |bencher| {
            bencher.iter(|| black_box(reader.read(Some(bytes), None, &mut |_| ())));
        });
        group.finish();
    }
}

criterion_group!(benches, stages);
criterion_main!(benches);
