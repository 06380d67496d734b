//! Text → trees, its parts one by one, and loading the model. Sentences of our own, so that figures
//! can be compared anywhere; `communique evaluate syntax` measures on treebanks.

#![allow(
    missing_docs,
    clippy::unwrap_used,
    reason = "a benchmark fails by panicking"
)]

use communique::text::{Scratch, Syntax, sentences, tokens};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use std::hint::black_box;

const PROSE: &str = "\
The foreign ministers of the two neighbours met in the border town on Tuesday and agreed to reopen \
the crossing that has been closed since the spring. \"We will send our experts by the end of March,\" \
the host said after the talks, which lasted for more than three hours. His guest, who had arrived \
from the capital in the morning, promised that the prisoners would be released within ten days if \
the truce held. Neither side said whether a date for the next round had been set. A spokeswoman for \
the mission, which monitors the line, told reporters that its patrols were ready to resume as soon \
as both governments had signed the protocol.\n\n";

fn syntax(criterion: &mut Criterion) {
    let model = Syntax::shipped().unwrap();
    let mut scratch = Scratch::new();
    let text = PROSE.repeat(20);
    let words: usize = model
        .parse(&text, &mut scratch)
        .iter()
        .map(|tree| tree.len())
        .sum();
    let mut group = criterion.benchmark_group("syntax");
    group.throughput(Throughput::Elements(words as u64));
    group.bench_function("sentences", |bencher| {
        bencher.iter(|| sentences(black_box(&text)))
    });
    group.bench_function("tokens", |bencher| {
        bencher.iter(|| tokens(black_box(&text)))
    });
    group.bench_function("trees", |bencher| {
        bencher.iter(|| model.parse(black_box(&text), &mut scratch));
    });
    group.finish();
    criterion.bench_function("load the model", |bencher| {
        bencher.iter(|| Syntax::shipped().unwrap())
    });
}

criterion_group!(benches, syntax);
criterion_main!(benches);
