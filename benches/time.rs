//! Temporal expressions in prose with many and with few of them, tokens and leans given.

#![allow(missing_docs, reason = "a benchmark is no interface")]

use communique::text::tokens;
use communique::time::{Lean, Timeline};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use jiff::civil::date;
use std::hint::black_box;

const MANY: &str = "On Tuesday the envoys agreed to meet again next week, and by the end of March, two years \
after the first round, both sides are to report within 30 days of the vote in the third quarter of 2031.";
const FEW: &str = "The envoys of the two neighbours agreed to open the bridge for trade and to let the experts of \
the river commission look at the dams, which farmers on both banks have asked for in vain.";

fn time(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("time");
    for (name, text) in [("many", MANY), ("few", FEW)] {
        let tokens = tokens(text);
        let mut timeline = Timeline::new(Some(date(2031, 3, 12)));
        group.throughput(Throughput::Elements(tokens.len() as u64));
        group.bench_function(name, |bencher| {
            bencher.iter(|| timeline.read(black_box(text), &tokens, &|_| Lean::Future));
        });
    }
    group.finish();
}

criterion_group!(benches, time);
criterion_main!(benches);
