//! `communique serve` through a whole topic, in every variant.

use std::fmt;
use std::time::Duration;

use crate::measure::process::{cpu_seconds, memory_mb_most};
use crate::measure::run::Run;
use crate::measure::spread::{Spread, number, turns};
use crate::settings::Settings;
use crate::stages::Stages;
use crate::support::Outcome;
use crate::support::service::Reader;
use crate::variant::Variant;

/// Between two looks at the committed offsets: a small part of a run, and seldom enough not to cost.
const LOOK_EVERY: Duration = Duration::from_millis(50);

/// The figures of all rounds.
pub struct Figures(Vec<(Variant, Taken)>);

/// One variant's.
#[derive(Default)]
struct Taken {
    items_per_second: Spread,
    cpu_ms_per_item: Spread,
    memory_mb: Spread,
    /// What the service says of itself at the end of the last round.
    metrics: String,
}

/// Runs all variants in turn, round by round, over `input`.
pub fn measure(brokers: &str, input: &str, settings: &Settings) -> Outcome<Figures> {
    let taken = Variant::ALL.map(|variant| (variant, Taken::default()));
    let mut figures = Figures(taken.into());
    for round in 0..settings.rounds {
        for at in turns(Variant::ALL.len(), round) {
            let (variant, taken) = &mut figures.0[at];
            taken.round(brokers, input, *variant, settings.items)?;
            let rate = taken.items_per_second.median();
            eprintln!("round {round}: {variant:?}: {rate:.0} items/s so far");
        }
    }
    Ok(figures)
}

impl Taken {
    fn round(&mut self, brokers: &str, input: &str, variant: Variant, items: usize) -> Outcome {
        let run = Run::new(brokers, input)?;
        let service = run.start(Reader::Real, &variant.settings())?;
        let progress = run.progress(&service, items, LOOK_EVERY)?;
        self.items_per_second.push(progress.rate()?);
        let cpu_seconds = cpu_seconds(service.pid())?;
        self.cpu_ms_per_item
            .push(cpu_seconds * 1000.0 / items as f64);
        self.memory_mb.push(memory_mb_most(service.pid())?);
        (_, self.metrics) = service.get("/metrics")?;
        service.kill()?;
        run.clear()
    }
}

impl Figures {
    /// Median items a second of a variant.
    pub fn rate(&self, variant: Variant) -> f64 {
        self.of(variant)
            .map_or(0.0, |taken| taken.items_per_second.median())
    }

    /// Where the time of an item goes. One worker leaves the rest a core for itself, so that time that
    /// passes is time that is worked.
    pub fn stages(&self) -> Outcome<Stages> {
        let taken = self
            .of(Variant::ONE_WORKER)
            .ok_or("one worker was not run")?;
        Stages::of_metrics(&taken.metrics)
    }

    fn of(&self, variant: Variant) -> Option<&Taken> {
        let mut all = self.0.iter();
        all.find(|(own, _)| *own == variant).map(|(_, taken)| taken)
    }
}

impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "`communique serve`, scope `meetings`, on Apache Kafka:\n"
        )?;
        writeln!(
            f,
            "| delivery | commit interval | workers | items/s | of the first line | processor ms an item | memory at most, MB |"
        )?;
        writeln!(f, "| --- | ---: | ---: | ---: | ---: | ---: | ---: |")?;
        let base = self.of(Variant::ORDINARY);
        for (variant, taken) in &self.0 {
            let ratio = base.map(|base| taken.items_per_second.over(&base.items_per_second));
            let ratio = ratio.filter(|_| *variant != Variant::ORDINARY);
            writeln!(
                f,
                "| `{}` | {} ms | {} | {} | {} | {} | {} |",
                variant.delivery,
                variant.commit_interval_ms,
                variant.workers,
                taken.items_per_second,
                ratio.map_or(String::new(), |ratio| format!("{} %", ratio.times(100.0))),
                taken.cpu_ms_per_item,
                number(taken.memory_mb.median()),
            )?;
        }
        Ok(())
    }
}
