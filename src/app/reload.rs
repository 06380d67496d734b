//! The judge in office, and its replacement while the service runs.
//!
//! A reload makes a successor from the data directory, tries it, and only then puts it in office, between
//! two items: an item is read by one judge from its first byte to its report. What is wrong with the new
//! data costs a line in the log and a metric; the old judge stays.

use std::sync::{Arc, PoisonError, RwLock};

use tracing::{error, info};

use super::Versions;
use crate::flow::{Answer, Judge, Metrics, Record, Reload};
use crate::pipeline::Stage;

/// A judge that is ready to take office, with what it is made of.
pub struct Successor {
    /// Who answers the records.
    pub judge: Arc<dyn Judge>,
    /// What `/version` and the metrics say.
    pub versions: Versions,
}

/// Makes a successor from what lies on the disk now, tried and found good; or all that is wrong, in lines.
/// Blocks for as long as that takes.
pub type MakeSuccessor = dyn Fn() -> Result<Successor, String> + Send + Sync;

/// Whoever judges now.
pub(super) struct Office {
    holder: RwLock<Successor>,
    make: Option<Box<MakeSuccessor>>,
    metrics: Arc<Metrics>,
}

impl Office {
    /// Puts the first judge in office. Without a way to make a successor, a reload is refused.
    pub fn new(first: Successor, make: Option<Box<MakeSuccessor>>, metrics: Arc<Metrics>) -> Self {
        metrics.reloaded(Reload::Swapped);
        let office = Self {
            holder: RwLock::new(first),
            make,
            metrics,
        };
        office.show();
        office
    }

    /// What judges now.
    pub fn versions(&self) -> Versions {
        self.read(|holder| holder.versions.clone())
    }

    /// Makes a successor and puts it in office, or keeps what is there and says why. Blocks; reading goes
    /// on meanwhile.
    pub fn reload(&self) {
        let Some(make) = &self.make else {
            error!("reload refused: this service has no data to read again");
            return;
        };
        let outcome = match make() {
            Ok(successor) if successor.versions == self.versions() => {
                info!("reload: the data are the same");
                Reload::Unchanged
            }
            Ok(successor) => {
                let (before, after) = (self.versions(), successor.versions.clone());
                *self.holder.write().unwrap_or_else(PoisonError::into_inner) = successor;
                self.show();
                info!(
                    rules_before = before.rules,
                    rules = after.rules,
                    world_before = before.world,
                    world = after.world,
                    "reloaded"
                );
                Reload::Swapped
            }
            Err(wrong) => {
                for line in wrong.lines() {
                    error!(wrong = line, "reload refused, the old data stay");
                }
                Reload::Refused
            }
        };
        self.metrics.reloaded(outcome);
    }

    fn show(&self) {
        self.read(|holder| {
            let said = &holder.versions;
            self.metrics
                .versions(&said.version, &said.model, &said.rules, &said.world);
        });
    }

    fn read<T>(&self, what: impl FnOnce(&Successor) -> T) -> T {
        what(&self.holder.read().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Judge for Office {
    /// The lock is held for no longer than it takes to find out who judges: a swap waits for no item.
    fn judge(&self, record: &Record, done: &mut dyn FnMut(Stage)) -> Answer {
        let judge = self.read(|holder| Arc::clone(&holder.judge));
        judge.judge(record, done)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use super::*;
    use crate::flow::Partition;
    use crate::pipeline::{Dropped, Verdict};

    /// Answers with its name.
    struct Named(&'static str);

    impl Judge for Named {
        fn judge(&self, _: &Record, _: &mut dyn FnMut(Stage)) -> Answer {
            Answer {
                item_id: Some(self.0.to_owned()),
                verdict: Verdict::Dropped(Dropped::Gate),
            }
        }
    }

    fn successor(name: &'static str) -> Successor {
        Successor {
            judge: Arc::new(Named(name)),
            versions: Versions {
                rules: name.to_owned(),
                ..Versions::default()
            },
        }
    }

    fn asked(office: &Office) -> Option<String> {
        let record = Record {
            partition: Partition {
                topic: "in".into(),
                number: 0,
            },
            offset: 0,
            sequence: 1,
            key: None,
            value: None,
            timestamp_ms: None,
            headers: Vec::new(),
        };
        office.judge(&record, &mut |_| ()).item_id
    }

    /// Reloads in turn: what each attempt yields, who judges after it, and what the metrics say.
    #[test]
    fn a_good_successor_takes_office_and_a_bad_one_does_not() {
        let steps = [
            (Ok("second"), "second", "swapped", 1),
            (Err("rules/a.toml:3: no such key"), "second", "refused", 0),
            (Ok("second"), "second", "unchanged", 1),
            (Ok("third"), "third", "swapped", 1),
        ];
        let attempts = Mutex::new(
            steps
                .iter()
                .map(|step| step.0)
                .collect::<Vec<_>>()
                .into_iter(),
        );
        let make = move || match attempts.lock().unwrap().next().unwrap() {
            Ok(name) => Ok(successor(name)),
            Err(wrong) => Err(wrong.to_owned()),
        };
        let metrics = Arc::new(Metrics::new(1).unwrap());
        let office = Office::new(
            successor("first"),
            Some(Box::new(make)),
            Arc::clone(&metrics),
        );
        assert_eq!(asked(&office).as_deref(), Some("first"));
        for (_, judges, outcome, successful) in steps {
            office.reload();
            assert_eq!(asked(&office).as_deref(), Some(judges));
            assert_eq!(office.versions().rules, judges);
            let text = metrics.render();
            for line in [
                format!("communique_reloads_total{{outcome=\"{outcome}\"}}"),
                format!("communique_last_reload_successful {successful}"),
                format!("rules=\"{judges}\""),
            ] {
                assert!(text.contains(&line), "{line} is not in\n{text}");
            }
        }
    }

    #[test]
    fn who_has_no_data_keeps_what_it_is() {
        let metrics = Arc::new(Metrics::new(1).unwrap());
        let office = Office::new(successor("first"), None, metrics);
        office.reload();
        assert_eq!(asked(&office).as_deref(), Some("first"));
    }
}
