//! How fast the gate decides and the reader judges, on items made here.

use std::hint::black_box;

use communique::news::Item;
use communique::pipeline::{Data, Reader, Scope, Settings};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};

/// Bytes of one item's text, about what a wire carries.
const ITEM_BYTES: usize = 2_000;

const DOMESTIC: &str = "The town council voted on a new bridge for cyclists and put off the repair of the old ferry. \
    Traders on the quay complained about the noise, and the school choir sang three songs in the rain. ";
const DIPLOMATIC: &str = "Peruvian Foreign Minister Ann Lee met Chilean Foreign Minister Tom Ray in Quito on Monday for \
    talks on fish. Peru promised a written reply to Chilean questions by the end of June. Chile will lift its ban on \
    anchovies if Peru opens its ports. The ministers spoke to the press for an hour and left by train. ";

fn item(title: &str, text: &str) -> Vec<u8> {
    let body = text.repeat(ITEM_BYTES / text.len() + 1);
    serde_json::json!({"id": "a", "title": title, "body": body, "language": "en", "published_at": "2030-03-12T10:00:00Z"})
        .to_string()
        .into_bytes()
}

fn reading(criterion: &mut Criterion) {
    let settings = Settings {
        scope: Scope::Meetings,
        ..Settings::default()
    };
    let Ok(reader) = Reader::new(&Data::embedded(), settings) else {
        return;
    };
    let items = [
        ("domestic", item("A bridge for cyclists", DOMESTIC)),
        (
            "diplomatic",
            item("Peru and Chile hold talks on fish", DIPLOMATIC),
        ),
    ];
    let mut gate = criterion.benchmark_group("gate");
    for (name, bytes) in &items {
        let Ok(item) = Item::parse(bytes, &Default::default()) else {
            return;
        };
        gate.throughput(Throughput::Bytes(
            (item.title.len() + item.body.len()) as u64,
        ));
        gate.bench_function(*name, |bencher| {
            bencher.iter(|| black_box(reader.gate().see(&item)))
        });
    }
    gate.finish();
    let mut judge = criterion.benchmark_group("judge");
    judge.throughput(Throughput::Elements(1));
    for (name, bytes) in &items {
        judge.bench_function(*name, |bencher| {
            bencher.iter(|| black_box(reader.read(Some(bytes), None, &mut |_| ())))
        });
    }
    judge.finish();
}

criterion_group!(benches, reading);
criterion_main!(benches);
