//! What a run amounts to: faults, items, breaches, memory, standstill; for people and as JSON.

use std::collections::BTreeMap;
use std::fmt;
use std::fs::OpenOptions;
use std::io::Write;
use std::path::Path;
use std::time::Duration;

use serde_json::{Value, json};

use crate::schedule::Fault;
use crate::support::Outcome;
use crate::support::checker::Violations;

/// The sums of a run.
pub struct Summary {
    name: String,
    seed: u64,
    nodes: usize,
    faults: BTreeMap<&'static str, usize>,
    /// Inputs written.
    pub items: usize,
    /// Breaches of the promise.
    pub violations: Violations,
    /// The longest standstill of a partition.
    pub standstill: Duration,
    /// The survivor's resident memory at the start and now, in bytes.
    memory: Option<(f64, f64)>,
}

impl Summary {
    /// Nothing has happened yet.
    pub fn new(name: &str, seed: u64, nodes: usize) -> Self {
        Self {
            name: name.to_owned(),
            seed,
            nodes,
            faults: BTreeMap::new(),
            items: 0,
            violations: Violations(Vec::new()),
            standstill: Duration::ZERO,
            memory: None,
        }
    }

    /// One more fault was played.
    pub fn played(&mut self, fault: &Fault) {
        *self.faults.entry(fault.kind()).or_default() += 1;
    }

    /// The survivor's memory at the start or at the end of a round.
    pub fn memory(&mut self, bytes: f64) {
        let first = self.memory.map_or(bytes, |(first, _)| first);
        self.memory = Some((first, bytes));
    }

    /// Fails unless the promise was kept, within these bounds.
    pub fn check(&self, standstill_max: Duration, growth_max: f64) -> Outcome {
        self.violations.none()?;
        if self.standstill > standstill_max {
            return Err(format!("a partition stood still for {:?}", self.standstill));
        }
        let (first, last) = self.memory.unwrap_or_default();
        if last - first > growth_max {
            return Err(format!("memory grew from {first} to {last} bytes"));
        }
        Ok(())
    }

    /// As one line of JSON.
    pub fn json(&self) -> Value {
        let kinds = self.violations.kinds();
        let breaches = |kind: &str| kinds.get(kind).copied().unwrap_or(0);
        let (first, last) = self.memory.unwrap_or_default();
        json!({
            "run": self.name,
            "seed": self.seed,
            "nodes": self.nodes,
            "faults": self.faults.values().sum::<usize>(),
            "faults_by_kind": self.faults,
            "items": self.items,
            "lost": breaches("lost"),
            "repeated": breaches("repeated"),
            "out_of_order": breaches("out_of_order"),
            "wrong": breaches("wrong_verdict") + breaches("altered") + breaches("unknown"),
            "committed_is_end": breaches("offset_gap") == 0,
            "memory_start_mb": (first / 1e6).round(),
            "memory_end_mb": (last / 1e6).round(),
            "longest_standstill_s": self.standstill.as_secs_f64(),
        })
    }

    /// Adds that line to a file of the build folder.
    pub fn append_to(&self, file: &str) -> Outcome {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
            .parent()
            .ok_or("no build folder")?;
        let opened = OpenOptions::new()
            .create(true)
            .append(true)
            .open(folder.join(file));
        let written = opened.and_then(|mut file| writeln!(file, "{}", self.json()));
        written.map_err(|error| format!("{file}: {error}"))
    }
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let said = self.json();
        let Value::Object(said) = said else {
            return Ok(());
        };
        said.iter()
            .try_for_each(|(name, value)| writeln!(f, "{name:>22}  {value}"))
    }
}
