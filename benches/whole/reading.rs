//! Reading alone: one thread of this process, no Kafka, in processor time.

use std::fmt;
use std::hint::black_box;
use std::process;

use communique::news::{Document, Item, Limits, Substrate};
use communique::pipeline::{Data, Reader, Scope, Settings as Reading};
use communique::text::{Scratch, Syntax};
use communique::world::World;

use crate::items::Items;
use crate::measure::process::cpu_seconds;
use crate::measure::spread::Spread;
use crate::settings::Settings;
use crate::support::Outcome;

/// Of a run's items, one in so many is read here: reading has one thread, and two scopes to go through.
const ONE_IN: usize = 4;
/// The gate is so quick that it decides often about the same, to be measured in steps of 10 ms.
const GATE_PASSES: usize = 40;

/// The figures of all rounds.
pub struct Figures {
    scopes: Vec<Scoped>,
    tokens_per_second: Spread,
}

/// One scope's.
struct Scoped {
    name: &'static str,
    reader: Reader,
    /// The part that the gate lets through, 0 to 1.
    passing_part: f64,
    gate_mb_per_second: Spread,
    items_per_second: Spread,
    mb_per_second: Spread,
    passing_per_second: Spread,
}

/// One of the items, in all the forms that are wanted.
struct Read<'v> {
    bytes: &'v [u8],
    item: Item,
}

/// Reads in both scopes, round by round.
pub fn measure(items: &Items, settings: &Settings) -> Outcome<Figures> {
    let values = items.some((settings.items / ONE_IN).max(1));
    let read = values.iter().map(|bytes| {
        let item = Item::parse(bytes, &Limits::default());
        let item = item.map_err(|fault| fault.message)?;
        Ok(Read { bytes, item })
    });
    // What is no item is turned away before it costs anything.
    let read: Vec<Read<'_>> = read
        .filter_map(|read: Outcome<Read<'_>>| read.ok())
        .collect();
    let mut figures = Figures {
        scopes: vec![
            Scoped::new("meetings", Scope::Meetings)?,
            Scoped::new("all", Scope::All)?,
        ],
        tokens_per_second: Spread::default(),
    };
    let annotating = Annotating::new()?;
    for round in 0..settings.rounds {
        for scoped in &mut figures.scopes {
            scoped.round(&read)?;
        }
        let passing = read
            .iter()
            .filter(|read| passes(&figures.scopes, &read.item));
        let rate = annotating.tokens_per_second(passing)?;
        figures.tokens_per_second.push(rate);
        eprintln!("round {round}: reading alone is measured");
    }
    Ok(figures)
}

/// Whether any scope reads it.
fn passes(scopes: &[Scoped], item: &Item) -> bool {
    scopes
        .iter()
        .any(|scoped| scoped.reader.gate().see(item).passes)
}

impl Scoped {
    fn new(name: &'static str, scope: Scope) -> Outcome<Self> {
        let settings = Reading {
            scope,
            ..Reading::default()
        };
        let reader = Reader::new(&Data::embedded(), settings).map_err(|error| error.to_string())?;
        Ok(Self {
            name,
            reader,
            passing_part: 0.0,
            gate_mb_per_second: Spread::default(),
            items_per_second: Spread::default(),
            mb_per_second: Spread::default(),
            passing_per_second: Spread::default(),
        })
    }

    fn round(&mut self, all: &[Read<'_>]) -> Outcome {
        let reader = &self.reader;
        let gate_seconds = seconds(|| {
            for read in (0..GATE_PASSES).flat_map(|_| all) {
                black_box(reader.gate().see(&read.item));
            }
        })?;
        let (passing, spared): (Vec<_>, Vec<_>) = all
            .iter()
            .partition(|read| reader.gate().see(&read.item).passes);
        let read_all = |some: &[&Read<'_>]| {
            seconds(|| {
                for read in some {
                    black_box(reader.read(Some(read.bytes), None, &mut |_| ()));
                }
            })
        };
        let passing_seconds = read_all(&passing)?;
        let whole_seconds = passing_seconds + read_all(&spared)?;
        let texts = all
            .iter()
            .map(|read| read.item.title.len() + read.item.body.len());
        let megabytes = |bytes: usize| bytes as f64 / 1e6;
        let gate_megabytes = megabytes(texts.sum::<usize>() * GATE_PASSES);
        let whole_megabytes = megabytes(all.iter().map(|read| read.bytes.len()).sum());
        self.passing_part = passing.len() as f64 / all.len() as f64;
        self.gate_mb_per_second.push(gate_megabytes / gate_seconds);
        self.items_per_second.push(all.len() as f64 / whole_seconds);
        self.mb_per_second.push(whole_megabytes / whole_seconds);
        self.passing_per_second
            .push(passing.len() as f64 / passing_seconds);
        Ok(())
    }
}

/// What annotation needs.
struct Annotating {
    world: World,
    syntax: Syntax,
}

impl Annotating {
    fn new() -> Outcome<Self> {
        let world = World::load(&Data::embedded().folder("world"));
        Ok(Self {
            world: world.map_err(|error| error.to_string())?,
            syntax: Syntax::shipped().map_err(|error| error.to_string())?,
        })
    }

    fn tokens_per_second<'r>(&self, some: impl Iterator<Item = &'r Read<'r>>) -> Outcome<f64> {
        let substrate = Substrate {
            world: &self.world,
            syntax: &self.syntax,
        };
        let mut scratch = Scratch::new();
        let mut tokens = 0;
        let seconds = seconds(|| {
            for read in some {
                let document = Document::annotate(&read.item, substrate, None, &mut scratch);
                let sentences = document.sections().map(|section| &section.sentences);
                let in_sentences = sentences
                    .into_iter()
                    .flatten()
                    .map(|sentence| sentence.tokens.len());
                tokens += in_sentences.sum::<usize>();
            }
        })?;
        Ok(tokens as f64 / seconds)
    }
}

/// Processor time of this process for some work; nothing else goes on in it.
fn seconds(work: impl FnOnce()) -> Outcome<f64> {
    let before = cpu_seconds(process::id())?;
    work();
    // Work that is too short to be measured counts as one step of the clock.
    Ok((cpu_seconds(process::id())? - before).max(0.01))
}

impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "Reading alone, on one core, in processor time:\n")?;
        writeln!(
            f,
            "| scope | the gate, MB/s | pass it | items/s | MB/s | items/s of those that pass |"
        )?;
        writeln!(f, "| --- | ---: | ---: | ---: | ---: | ---: |")?;
        for scoped in &self.scopes {
            writeln!(
                f,
                "| `{}` | {} | {:.0} % | {} | {} | {} |",
                scoped.name,
                scoped.gate_mb_per_second,
                scoped.passing_part * 100.0,
                scoped.items_per_second,
                scoped.mb_per_second,
                scoped.passing_per_second,
            )?;
        }
        writeln!(
            f,
            "\nTo annotate (sentences, trees, names, people, who speaks) alone: {} thousand tokens/s.",
            self.tokens_per_second.times(1e-3)
        )
    }
}
