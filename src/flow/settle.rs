//! Ordered settling: answers come in any order, and leave in the order of the log.

use std::collections::{HashMap, VecDeque};
use std::time::Instant;

use super::{Answer, Partition, Record};

/// What was read and is not yet settled, partition by partition.
#[derive(Debug, Default)]
pub struct Ledger {
    partitions: HashMap<Partition, Line>,
}

/// One partition's line: what is open, in the order of offsets.
#[derive(Debug, Default)]
struct Line {
    slots: VecDeque<Slot>,
    /// One past the last offset that was entered: anything below was read twice.
    next: i64,
}

#[derive(Debug)]
struct Slot {
    offset: i64,
    sequence: u64,
    bytes: usize,
    entered: Instant,
    state: State,
}

#[derive(Debug)]
enum State {
    /// With the workers.
    Open,
    /// Answered, waiting for those before it.
    Answered(Box<(Record, Answer)>),
    /// No record: the partition's position, reached when all before it is settled.
    Mark,
}

/// What leaves a ledger, in order.
#[derive(Debug)]
pub enum Settled {
    /// A record with its answer.
    Answer {
        /// The record.
        record: Record,
        /// Its answer.
        answer: Answer,
        /// What the record counted for in flight.
        bytes: usize,
        /// When it was entered.
        entered: Instant,
    },
    /// The position has moved without a record.
    Mark(Partition, i64),
}

/// What is given up: how many records of how many bytes together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct GivenUp {
    /// Records.
    pub items: usize,
    /// Their bytes.
    pub bytes: usize,
}

impl Ledger {
    /// Enters a record that was read. False when its offset was entered before: it is then ignored.
    pub fn enter(&mut self, record: &Record) -> bool {
        let line = self.line(&record.partition);
        if record.offset < line.next {
            return false;
        }
        line.next = record.offset + 1;
        line.slots.push_back(Slot {
            offset: record.offset,
            sequence: record.sequence,
            bytes: record.bytes(),
            entered: Instant::now(),
            state: State::Open,
        });
        true
    }

    /// Enters a position that no record stands for. Positions that were passed already are ignored.
    pub fn mark(&mut self, partition: &Partition, offset: i64) {
        let line = self.line(partition);
        if offset <= line.next {
            return;
        }
        line.next = offset;
        line.slots.push_back(Slot {
            offset: offset - 1,
            sequence: 0,
            bytes: 0,
            entered: Instant::now(),
            state: State::Mark,
        });
    }

    /// Notes an answer. False when nobody waits for it: its partition is gone, or was read anew.
    pub fn answer(&mut self, record: Record, answer: Answer) -> bool {
        let Some(line) = self.partitions.get_mut(&record.partition) else {
            return false;
        };
        let Ok(at) = line
            .slots
            .binary_search_by_key(&record.offset, |slot| slot.offset)
        else {
            return false;
        };
        let slot = &mut line.slots[at];
        if slot.sequence != record.sequence || !matches!(slot.state, State::Open) {
            return false;
        }
        slot.state = State::Answered(Box::new((record, answer)));
        true
    }

    /// Takes the next settled thing of a partition: all before it is settled.
    pub fn settle(&mut self, partition: &Partition) -> Option<Settled> {
        let line = self.partitions.get_mut(partition)?;
        if matches!(line.slots.front()?.state, State::Open) {
            return None;
        }
        let slot = line.slots.pop_front()?;
        match slot.state {
            State::Open => None,
            State::Mark => Some(Settled::Mark(partition.clone(), slot.offset + 1)),
            State::Answered(both) => {
                let (record, answer) = *both;
                Some(Settled::Answer {
                    record,
                    answer,
                    bytes: slot.bytes,
                    entered: slot.entered,
                })
            }
        }
    }

    /// Gives up a partition with all that is open there.
    pub fn remove(&mut self, partition: &Partition) -> GivenUp {
        let line = self.partitions.remove(partition).unwrap_or_default();
        line.given_up()
    }

    /// Gives up everything.
    pub fn clear(&mut self) -> GivenUp {
        let mut all = GivenUp::default();
        for (_, line) in self.partitions.drain() {
            let one = line.given_up();
            all.items += one.items;
            all.bytes += one.bytes;
        }
        all
    }

    /// Nothing is open.
    pub fn is_empty(&self) -> bool {
        self.partitions.values().all(|line| line.slots.is_empty())
    }

    fn line(&mut self, partition: &Partition) -> &mut Line {
        self.partitions.entry(partition.clone()).or_default()
    }
}

impl Line {
    fn given_up(&self) -> GivenUp {
        let records = self
            .slots
            .iter()
            .filter(|slot| !matches!(slot.state, State::Mark));
        records.fold(GivenUp::default(), |sum, slot| GivenUp {
            items: sum.items + 1,
            bytes: sum.bytes + slot.bytes,
        })
    }
}

#[cfg(test)]
mod model;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pipeline::{Dropped, Verdict};
    use proptest::prelude::*;

    pub(super) fn record(number: i32, offset: i64, sequence: u64) -> Record {
        let partition = Partition {
            topic: "in".into(),
            number,
        };
        Record {
            partition,
            offset,
            sequence,
            key: None,
            value: Some(vec![0; 3]),
            timestamp_ms: None,
            headers: Vec::new(),
        }
    }

    pub(super) fn dropped() -> Answer {
        Answer {
            item_id: None,
            verdict: Verdict::Dropped(Dropped::Gate),
        }
    }

    fn settle_all(ledger: &mut Ledger, partition: &Partition) -> Vec<i64> {
        let next = |settled| match settled {
            Settled::Answer { record, .. } => record.offset,
            Settled::Mark(_, offset) => -offset,
        };
        std::iter::from_fn(|| ledger.settle(partition))
            .map(next)
            .collect()
    }

    #[test]
    fn a_late_answer_waits_for_nobody_and_an_early_one_waits_for_its_turn() {
        let mut ledger = Ledger::default();
        let (first, second) = (record(0, 10, 1), record(0, 12, 2));
        assert!(ledger.enter(&first) && ledger.enter(&second));
        ledger.mark(&first.partition, 15);
        assert!(ledger.answer(second.clone(), dropped()));
        assert!(settle_all(&mut ledger, &first.partition).is_empty());
        assert!(ledger.answer(first.clone(), dropped()));
        assert_eq!(settle_all(&mut ledger, &first.partition), [10, 12, -15]);
        assert!(ledger.is_empty());
    }

    #[test]
    fn an_offset_enters_once() {
        let mut ledger = Ledger::default();
        assert!(ledger.enter(&record(0, 10, 1)));
        assert!(!ledger.enter(&record(0, 10, 2)), "read twice");
        assert!(!ledger.enter(&record(0, 9, 3)), "read backwards");
        assert!(ledger.enter(&record(1, 9, 4)), "another partition");
    }

    #[test]
    fn an_answer_to_an_earlier_reading_is_ignored() {
        let mut ledger = Ledger::default();
        let (before, after) = (record(0, 10, 1), record(0, 10, 7));
        ledger.enter(&before);
        let given_up = ledger.remove(&before.partition);
        assert_eq!(given_up, GivenUp { items: 1, bytes: 3 });
        assert!(!ledger.answer(before.clone(), dropped()), "gone");
        ledger.enter(&after);
        assert!(!ledger.answer(before, dropped()), "read anew");
        assert!(ledger.answer(after.clone(), dropped()));
        assert!(!ledger.answer(after, dropped()), "answered before");
    }

    proptest! {
        /// Whatever the order of answers, each partition settles all its offsets in order.
        #[test]
        fn settles_in_order(order in Just((0..40u64).collect::<Vec<_>>()).prop_shuffle()) {
            let mut ledger = Ledger::default();
            let records: Vec<_> = (0..40)
                .map(|n| record((n % 3) as i32, (n * 2) as i64, n))
                .collect();
            for record in &records {
                ledger.enter(record);
            }
            let mut settled = vec![Vec::new(); 3];
            for n in order {
                let record = records[n as usize].clone();
                let partition = record.partition.clone();
                prop_assert!(ledger.answer(record, dropped()));
                settled[partition.number as usize].extend(settle_all(&mut ledger, &partition));
            }
            for (number, offsets) in settled.iter().enumerate() {
                let all = records.iter().filter(|r| r.partition.number == number as i32);
                prop_assert_eq!(offsets, &all.map(|r| r.offset).collect::<Vec<_>>());
            }
            prop_assert!(ledger.is_empty());
        }
    }
}
