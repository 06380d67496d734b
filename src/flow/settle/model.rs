//! The ledger against a naive model of it: all short histories, and random long ones.
//!
//! The model is a plain list for each partition. A history reads, answers in any order (also answers to
//! what was read before a partition went away), takes, and gives up; what was given up is read again from
//! the position reached, as from a committed offset.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::tests::{dropped, record};
use super::*;

const PARTITIONS: usize = 2;

/// What may happen in a partition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    /// The next record is read.
    Enter,
    /// The last offset is read again.
    EnterAgain,
    /// A control record is passed.
    Mark,
    /// The earliest open reading is answered, whether its partition was given up or not.
    AnswerFirst,
    /// The latest is.
    AnswerLast,
    /// The last answer comes again.
    AnswerAgain,
    /// What is settled is taken, one thing.
    Take,
    /// The partition is given up.
    Remove,
}

const STEPS: [Step; 8] = [
    Step::Enter,
    Step::EnterAgain,
    Step::Mark,
    Step::AnswerFirst,
    Step::AnswerLast,
    Step::AnswerAgain,
    Step::Take,
    Step::Remove,
];

/// A reading as the model has it.
struct Entry {
    offset: i64,
    /// None for a mark.
    sequence: Option<u64>,
    answered: bool,
}

/// One partition as the model has it.
#[derive(Default)]
struct Modelled {
    entries: Vec<Entry>,
    /// Where it is read next.
    read: i64,
    /// Everything before it is settled.
    position: i64,
    /// Readings without an answer, those that were given up included.
    open: Vec<Record>,
    answered_last: Option<Record>,
    /// Readings before this one were given up.
    fresh_from: u64,
    records: BTreeSet<i64>,
    settled: BTreeSet<i64>,
}

#[derive(Default)]
struct World {
    ledger: Ledger,
    modelled: [Modelled; PARTITIONS],
    sequence: u64,
}

impl World {
    fn step(&mut self, at: usize, step: Step) {
        match step {
            Step::Enter => {
                let offset = self.modelled[at].read;
                assert!(self.enter(at, offset), "a new offset is entered");
            }
            Step::EnterAgain => {
                let modelled = &self.modelled[at];
                let last = modelled.read - 1;
                if !modelled.entries.is_empty() {
                    assert!(!self.enter(at, last), "an offset is entered once");
                }
            }
            Step::Mark => self.mark(at),
            Step::AnswerFirst if !self.modelled[at].open.is_empty() => self.answer(at, 0),
            Step::AnswerLast if !self.modelled[at].open.is_empty() => {
                self.answer(at, self.modelled[at].open.len() - 1);
            }
            Step::AnswerFirst | Step::AnswerLast => {}
            Step::AnswerAgain => {
                if let Some(again) = self.modelled[at].answered_last.clone() {
                    assert!(!self.ledger.answer(again, dropped()), "answered twice");
                }
            }
            Step::Take => drop(self.take(at)),
            Step::Remove => self.remove(at),
        }
    }

    fn enter(&mut self, at: usize, offset: i64) -> bool {
        self.sequence += 1;
        let record = record(at as i32, offset, self.sequence);
        let entered = self.ledger.enter(&record);
        let modelled = &mut self.modelled[at];
        if entered {
            modelled.entries.push(Entry {
                offset,
                sequence: Some(record.sequence),
                answered: false,
            });
            modelled.read = offset + 1;
            modelled.records.insert(offset);
        }
        // A worker that was given it answers it in any case.
        modelled.open.push(record);
        entered
    }

    fn mark(&mut self, at: usize) {
        let modelled = &mut self.modelled[at];
        // A control record lies where no record did.
        if modelled.records.contains(&modelled.read) {
            return;
        }
        modelled.read += 1;
        modelled.entries.push(Entry {
            offset: modelled.read,
            sequence: None,
            answered: true,
        });
        let partition = partition(at);
        self.ledger.mark(&partition, modelled.read);
        // Told again, it counts for nothing.
        self.ledger.mark(&partition, modelled.read);
    }

    fn answer(&mut self, at: usize, which: usize) {
        let modelled = &mut self.modelled[at];
        let record = modelled.open.remove(which);
        let mut entries = modelled.entries.iter_mut();
        let waiting = entries.find(|entry| entry.sequence == Some(record.sequence));
        let wanted = waiting.map(|entry| entry.answered = true).is_some();
        modelled.answered_last = Some(record.clone());
        assert_eq!(self.ledger.answer(record, dropped()), wanted);
    }

    /// Takes one thing; whether there was one.
    fn take(&mut self, at: usize) -> bool {
        let modelled = &mut self.modelled[at];
        let ready = modelled.entries.first().is_some_and(|first| first.answered);
        let taken = self.ledger.settle(&partition(at));
        assert_eq!(
            taken.is_some(),
            ready,
            "what is first and answered, no more"
        );
        let Some(taken) = taken else {
            return false;
        };
        let first = modelled.entries.remove(0);
        match taken {
            Settled::Mark(of, next) => {
                assert_eq!((of, next), (partition(at), first.offset));
                assert_eq!(first.sequence, None);
                modelled.position = next;
            }
            Settled::Answer { record, bytes, .. } => {
                assert_eq!((record.offset, bytes), (first.offset, record.bytes()));
                assert_eq!(Some(record.sequence), first.sequence);
                assert!(record.sequence >= modelled.fresh_from, "given up before");
                assert!(record.offset >= modelled.position, "out of order");
                assert!(modelled.settled.insert(record.offset), "settled twice");
                modelled.position = record.offset + 1;
            }
        }
        let before = modelled.records.range(..modelled.position);
        let unsettled = before.filter(|offset| !modelled.settled.contains(offset));
        assert_eq!(
            unsettled.count(),
            0,
            "the position is beyond an open record"
        );
        true
    }

    fn remove(&mut self, at: usize) {
        let given_up = self.ledger.remove(&partition(at));
        let modelled = &mut self.modelled[at];
        let records = modelled.entries.iter().filter(|e| e.sequence.is_some());
        assert_eq!(given_up.items, records.count());
        modelled.entries.clear();
        modelled.read = modelled.position;
        modelled.fresh_from = self.sequence + 1;
    }

    /// Whatever was before: once all is read and answered, all is settled, once.
    fn finish(mut self) {
        for at in 0..PARTITIONS {
            let end = self.modelled[at].records.last().map_or(0, |last| last + 1);
            while self.modelled[at].read < end {
                let next = self.modelled[at].read;
                if self.modelled[at].records.contains(&next) {
                    self.step(at, Step::Enter);
                } else {
                    self.step(at, Step::Mark);
                }
            }
            while !self.modelled[at].open.is_empty() {
                self.step(at, Step::AnswerLast);
            }
            while self.take(at) {}
            assert_eq!(self.modelled[at].settled, self.modelled[at].records);
        }
        assert!(self.ledger.is_empty());
        assert_eq!(self.ledger.clear(), GivenUp::default());
    }
}

fn partition(at: usize) -> Partition {
    Partition {
        topic: "in".into(),
        number: at as i32,
    }
}

fn all_histories(partitions: usize, length: u32) {
    let choices = STEPS.len() * partitions;
    for number in 0..choices.pow(length) {
        let mut world = World::default();
        let mut rest = number;
        for _ in 0..length {
            let choice = rest % choices;
            rest /= choices;
            world.step(choice % partitions, STEPS[choice / partitions]);
        }
        world.finish();
    }
}

#[test]
fn every_short_history_of_one_partition() {
    all_histories(1, 6);
}

#[test]
fn every_short_history_of_two_partitions() {
    all_histories(2, 4);
}

proptest! {
    #[test]
    fn long_histories(
        history in prop::collection::vec((0..PARTITIONS, prop::sample::select(&STEPS[..])), 1..400)
    ) {
        let mut world = World::default();
        for (at, step) in history {
            world.step(at, step);
        }
        world.finish();
    }
}
