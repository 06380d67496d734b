//! How fast a text becomes an annotated document: sentences, trees, names, people, who is meant.

#![allow(
    missing_docs,
    clippy::unwrap_used,
    reason = "a benchmark fails by panicking"
)]

use std::hint::black_box;

use communique::news::{Document, Item, Substrate};
use communique::pipeline::Data;
use communique::text::{Scratch, Syntax};
use communique::world::World;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};

const NEWS: &str = "\
Peruvian Foreign Minister Ann Lee met her Chilean counterpart Tom Ray in Quito on Monday for talks on \
fish and on the border between the two countries. \"We will send our experts to Santiago by the end of \
March,\" Lee said after the talks, which lasted for more than three hours. Ray, who had arrived from \
Chile in the morning, promised that his government would release the boats within ten days if Lima \
lifted its ban. Neither side said whether a date for the next round had been set. A spokeswoman for the \
United Nations told reporters that the two sides had agreed to meet again and that she was glad.\n\n";

fn annotate(criterion: &mut Criterion) {
    let world = World::load(&Data::embedded().folder("world")).unwrap();
    let syntax = Syntax::shipped().unwrap();
    let substrate = Substrate {
        world: &world,
        syntax: &syntax,
    };
    let item = Item::plain("a", &NEWS.repeat(5), None).unwrap();
    let mut scratch = Scratch::new();
    let document = Document::annotate(&item, substrate, None, &mut scratch);
    let sentences = &document.body.sentences;
    let tokens: usize = sentences.iter().map(|sentence| sentence.tokens.len()).sum();
    let mut group = criterion.benchmark_group("annotate");
    group.throughput(Throughput::Elements(tokens as u64));
    group.bench_function("document", |bencher| {
        bencher.iter(|| Document::annotate(black_box(&item), substrate, None, &mut scratch));
    });
    group.bench_function("trees alone", |bencher| {
        bencher.iter(|| syntax.parse(black_box(&item.body), &mut scratch));
    });
    group.bench_function("names alone", |bencher| {
        bencher.iter(|| world.names(black_box(&item.body)));
    });
    group.finish();
}

criterion_group!(benches, annotate);
criterion_main!(benches);
