//! What a runner publishes and commits, against a naive model of the log: all short scripts of reading,
//! answering, revoking, losing and failing, and random long ones.
//!
//! The script is played step by step: after each, an empty revocation tells when the runner has done with
//! it. A partition that is taken away comes back after somebody else has answered a record there.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "that is how a test fails, its helpers included"
)]

use std::sync::{Arc, LazyLock, Mutex, PoisonError};
use std::time::Duration;

use communique::flow::{
    Answer, BatchSettings, BreakerSettings, Ending, Event, Failure, InFlight, Judge, Metrics,
    Partition, Record, Revocation, Runner, Settings, Sink, Source, Workers,
};
use communique::pipeline::{Dropped, Stage, Verdict};
use crossbeam_channel::{Receiver, Sender, unbounded};
use proptest::prelude::*;

const PARTITIONS: usize = 2;
/// The end of each partition's log.
const END: i64 = 9;
/// Commits that fail in one script: each costs a wait that doubles.
const FAILURES_MAX: usize = 2;
/// Aborts with no commit between them that a script makes: one more, and the runner asks for new
/// clients, which is for others to play.
const ABORTS_IN_A_ROW_MAX: usize = 5;

/// Every third offset is a control record, the last one too.
fn is_control(offset: i64) -> bool {
    offset % 3 == 2
}

/// One step of a script.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Read(usize),
    AnswerFirst,
    AnswerLast,
    Revoke(usize),
    Lose(usize),
    FailNext,
}

/// What the cluster knows.
struct Cluster {
    committed: [i64; PARTITIONS],
    /// Offsets of the records that were answered, in order, by whomever.
    published: [Vec<i64>; PARTITIONS],
    assigned: [bool; PARTITIONS],
    /// Where the source reads next.
    read: [i64; PARTITIONS],
    sequence: u64,
    /// Readings before this one are void.
    fresh_from: [u64; PARTITIONS],
    /// Commits that are still to fail.
    failures: usize,
    /// Since the last commit.
    aborts_in_a_row: usize,
    violations: Vec<String>,
}

impl Cluster {
    fn new() -> Self {
        Self {
            committed: [0; PARTITIONS],
            published: [vec![], vec![]],
            assigned: [false; PARTITIONS],
            read: [0; PARTITIONS],
            sequence: 0,
            fresh_from: [0; PARTITIONS],
            failures: 0,
            aborts_in_a_row: 0,
            violations: Vec::new(),
        }
    }

    fn start_over(&mut self, at: usize) {
        self.read[at] = self.committed[at];
        self.fresh_from[at] = self.sequence + 1;
    }

    /// A commit: all or nothing, and nothing that breaks the promise goes unseen.
    fn commit(&mut self, records: &[Record], positions: &[(Partition, i64)]) {
        for record in records {
            let at = record.partition.number as usize;
            let last = self.published[at].last().copied().unwrap_or(-1);
            if record.offset <= last {
                self.breach(at, &format!("{} after {last}", record.offset));
            }
            if record.sequence < self.fresh_from[at] || !self.assigned[at] {
                self.breach(at, &format!("{} is somebody else's", record.offset));
            }
            self.published[at].push(record.offset);
        }
        for (partition, next) in positions {
            let at = partition.number as usize;
            let unanswered = (0..*next).find(|offset| !self.is_answered(at, *offset));
            if let Some(unanswered) = unanswered {
                self.breach(at, &format!("{next} is beyond the unanswered {unanswered}"));
            }
            if *next < self.committed[at] || *next > END {
                self.breach(at, &format!("{next} after {}", self.committed[at]));
            }
            self.committed[at] = *next;
        }
    }

    fn is_answered(&self, at: usize, offset: i64) -> bool {
        is_control(offset) || self.published[at].contains(&offset)
    }

    fn breach(&mut self, at: usize, what: &str) {
        self.violations.push(format!("partition {at}: {what}"));
    }
}

type Shared = Arc<Mutex<Cluster>>;

fn with<T>(cluster: &Shared, work: impl FnOnce(&mut Cluster) -> T) -> T {
    work(&mut cluster.lock().unwrap_or_else(PoisonError::into_inner))
}

struct Scripted {
    cluster: Shared,
    events: Sender<Event>,
    done: Sender<()>,
}

impl Source for Scripted {
    fn rewind(&mut self) {
        with(&self.cluster, |cluster| {
            (0..PARTITIONS).for_each(|at| cluster.start_over(at));
        });
        self.events.send(Event::Rewound).unwrap();
    }

    fn release(&mut self) {
        self.done.send(()).unwrap();
    }

    fn halt(&mut self) {}
}

struct Published {
    cluster: Shared,
    open: Vec<Record>,
    /// Keeps what was made void.
    is_careless: bool,
}

impl Sink for Published {
    fn put(&mut self, record: &Record, answer: Answer) -> Result<Verdict<()>, Failure> {
        self.open.push(record.clone());
        Ok(answer.verdict.map(|_| ()))
    }

    fn commit(&mut self, positions: &[(Partition, i64)]) -> Result<(), Failure> {
        with(&self.cluster, |cluster| {
            if cluster.failures > 0 {
                cluster.failures -= 1;
                return Err(Failure::Abort("as the script has it".into()));
            }
            cluster.commit(&std::mem::take(&mut self.open), positions);
            cluster.aborts_in_a_row = 0;
            Ok(())
        })
    }

    fn abort(&mut self) -> Result<(), Failure> {
        if !self.is_careless {
            self.open.clear();
        }
        with(&self.cluster, |cluster| cluster.aborts_in_a_row += 1);
        Ok(())
    }
}

/// Plays a script for a runner.
struct Player {
    cluster: Shared,
    events: Sender<Event>,
    done: Receiver<()>,
    in_flight: Arc<InFlight>,
    /// What the workers have, void readings included.
    open: Vec<Record>,
    failed: usize,
}

impl Player {
    fn play(&mut self, script: &[Step]) {
        for at in 0..PARTITIONS {
            self.assign(at);
        }
        for step in script {
            match *step {
                Step::Read(at) => self.read(at),
                Step::AnswerFirst if !self.open.is_empty() => self.answer(0),
                Step::AnswerLast if !self.open.is_empty() => self.answer(self.open.len() - 1),
                Step::AnswerFirst | Step::AnswerLast => {}
                Step::Revoke(at) => self.take_away(at, false),
                Step::Lose(at) if self.bears_an_abort() => self.take_away(at, true),
                Step::FailNext if self.failed < FAILURES_MAX && self.bears_an_abort() => {
                    self.failed += 1;
                    with(&self.cluster, |cluster| cluster.failures = 1);
                }
                Step::Lose(_) | Step::FailNext => {}
            }
        }
        self.finish();
    }

    /// Whether one abort more, beside what is still to fail, leaves the clients as they are.
    fn bears_an_abort(&self) -> bool {
        with(&self.cluster, |cluster| {
            cluster.aborts_in_a_row + cluster.failures < ABORTS_IN_A_ROW_MAX
        })
    }

    /// All is read and answered, then comes the end.
    fn finish(&mut self) {
        with(&self.cluster, |cluster| cluster.failures = 0);
        for at in 0..PARTITIONS {
            while with(&self.cluster, |cluster| cluster.read[at]) < END {
                self.read(at);
            }
        }
        while !self.open.is_empty() {
            self.answer(self.open.len() - 1);
        }
        self.events.send(Event::End).unwrap();
    }

    fn tell(&self, event: Event) {
        self.events.send(event).unwrap();
        self.settle_down();
    }

    /// Waits until the runner has done with all that it was told.
    fn settle_down(&self) {
        let nothing = Revocation {
            partitions: Vec::new(),
            lost: true,
        };
        self.events.send(Event::Revoked(nothing)).unwrap();
        self.done.recv_timeout(Duration::from_secs(20)).unwrap();
    }

    fn assign(&self, at: usize) {
        with(&self.cluster, |cluster| {
            cluster.assigned[at] = true;
            cluster.start_over(at);
        });
        self.tell(Event::Assigned(vec![partition(at)]));
    }

    fn read(&mut self, at: usize) {
        let (offset, sequence) = with(&self.cluster, |cluster| {
            let offset = cluster.read[at];
            cluster.read[at] = (offset + 1).min(END);
            cluster.sequence += 1;
            (offset, cluster.sequence)
        });
        if offset == END {
            return;
        }
        if is_control(offset) {
            return self.tell(Event::Position(partition(at), offset + 1));
        }
        let record = Record {
            partition: partition(at),
            offset,
            sequence,
            key: None,
            value: Some(vec![0; 3]),
            timestamp_ms: None,
            headers: Vec::new(),
        };
        self.in_flight.add(record.bytes());
        self.open.push(record.clone());
        self.tell(Event::Read(vec![record]));
    }

    fn answer(&mut self, which: usize) {
        let record = self.open.remove(which);
        self.tell(Event::Judged(vec![(record, dropped())]));
    }

    fn take_away(&mut self, at: usize, lost: bool) {
        if lost {
            self.others_turn(at);
        }
        let revocation = Revocation {
            partitions: vec![partition(at)],
            lost,
        };
        self.events.send(Event::Revoked(revocation)).unwrap();
        self.done.recv_timeout(Duration::from_secs(20)).unwrap();
        if !lost {
            self.others_turn(at);
        }
        self.assign(at);
    }

    /// Another member reads from the committed offset on, and answers one record.
    fn others_turn(&self, at: usize) {
        with(&self.cluster, |cluster| {
            cluster.assigned[at] = false;
            let next = cluster.committed[at];
            if let Some(offset) = (next..END).find(|offset| !is_control(*offset)) {
                cluster.published[at].push(offset);
                cluster.committed[at] = offset + 1;
            }
        });
    }
}

impl Drop for Player {
    /// A runner whose player is gone would wait for ever; behind the end, nobody hears this.
    fn drop(&mut self) {
        let gone = Failure::Fatal("the player is gone".into());
        let _ = self.events.send(Event::Failed(gone));
    }
}

fn partition(at: usize) -> Partition {
    Partition {
        topic: "in".into(),
        number: at as i32,
    }
}

fn dropped() -> Answer {
    Answer {
        item_id: None,
        verdict: Verdict::Dropped(Dropped::Gate),
    }
}

/// Its answers reach nobody: the script answers.
struct Nobody;

impl Judge for Nobody {
    fn judge(&self, _: &Record, _: &mut dyn FnMut(Stage)) -> Answer {
        dropped()
    }
}

static METRICS: LazyLock<Arc<Metrics>> = LazyLock::new(|| Arc::new(Metrics::new(1).unwrap()));
static WORKERS: LazyLock<Workers> =
    LazyLock::new(|| Workers::start(1, Arc::new(Nobody), Arc::clone(&METRICS)).unwrap());

/// Plays a script to its end; what broke, if anything.
fn check(script: &[Step], batches: &BatchSettings) -> Result<(), String> {
    check_with(script, batches, false)
}

fn check_with(script: &[Step], batches: &BatchSettings, is_careless: bool) -> Result<(), String> {
    let cluster = Arc::new(Mutex::new(Cluster::new()));
    let (events, inbox) = unbounded();
    let (done, is_done) = unbounded();
    let in_flight = Arc::new(InFlight::new(1_000, 1_000_000));
    let mut source = Scripted {
        cluster: Arc::clone(&cluster),
        events: events.clone(),
        done,
    };
    let mut sink = Published {
        cluster: Arc::clone(&cluster),
        open: Vec::new(),
        is_careless,
    };
    let runner = Runner {
        source: &mut source,
        sink: &mut sink,
        desk: WORKERS.desk(unbounded().0).unwrap(),
        events: inbox,
        in_flight: Arc::clone(&in_flight),
        metrics: Arc::clone(&METRICS),
        settings: Settings {
            workers: 1,
            in_flight_items_max: 1_000,
            in_flight_bytes_max: 1_000_000,
            drain_budget: Duration::from_secs(10),
            breaker: BreakerSettings {
                ratio_max: 1.0,
                window_items: 10,
                run_length_max: 5,
            },
        },
        batches: *batches,
    };
    let mut player = Player {
        cluster: Arc::clone(&cluster),
        events,
        done: is_done,
        in_flight: Arc::clone(&in_flight),
        open: Vec::new(),
        failed: 0,
    };
    let ending = std::thread::scope(|scope| {
        let playing = scope.spawn(move || player.play(script));
        let ending = runner.run();
        let played = playing.join();
        played.map(|()| ending)
    });
    let ending = ending.map_err(|_| format!("{script:?}: the runner stopped midway"))?;
    with(&cluster, |cluster| {
        let all: Vec<i64> = (0..END).filter(|offset| !is_control(*offset)).collect();
        let complete = cluster.published.iter().all(|published| *published == all);
        let at_end = cluster.committed == [END; PARTITIONS];
        let counted = (in_flight.items(), in_flight.bytes()) == (0, 0);
        let drained = ending == Ending::Drained { left_over: 0 };
        if cluster.violations.is_empty() && complete && at_end && counted && drained {
            return Ok(());
        }
        Err(format!(
            "{script:?}: {ending:?}, published {:?}, committed {:?}, in flight {}: {:?}",
            cluster.published,
            cluster.committed,
            in_flight.items(),
            cluster.violations
        ))
    })
}

/// Each step commits what is settled.
fn at_once() -> BatchSettings {
    BatchSettings {
        interval: Duration::ZERO,
        items_max: 100,
    }
}

/// Only two answers, a revocation or the end make a commit.
fn in_pairs() -> BatchSettings {
    BatchSettings {
        interval: Duration::from_secs(3_600),
        items_max: 2,
    }
}

/// A sink that publishes what was made void is found out.
#[test]
fn a_careless_sink_breaks_the_promise() {
    let script = [Step::Read(0), Step::FailNext, Step::AnswerFirst];
    check_with(&script, &at_once(), false).unwrap();
    let breach = check_with(&script, &at_once(), true).unwrap_err();
    assert!(breach.contains("0 is somebody else's"), "{breach}");
    assert!(breach.contains("0 after 0"), "{breach}");
}

/// All scripts of this length, after some records were read.
#[test]
fn every_short_script() {
    const LENGTH: u32 = 4;
    let steps = [
        Step::Read(0),
        Step::AnswerFirst,
        Step::AnswerLast,
        Step::Revoke(0),
        Step::Lose(0),
        Step::FailNext,
    ];
    let begin = [Step::Read(0), Step::Read(1), Step::Read(0)];
    for number in 0..steps.len().pow(LENGTH) {
        let choices = (0..LENGTH).map(|place| number / steps.len().pow(place) % steps.len());
        let rest = choices.map(|choice| steps[choice]);
        let script: Vec<Step> = begin.into_iter().chain(rest).collect();
        for batches in [at_once(), in_pairs()] {
            check(&script, &batches).unwrap_or_else(|breach| panic!("{breach}"));
        }
    }
}

fn any_step() -> impl Strategy<Value = Step> {
    let at = 0..PARTITIONS;
    prop_oneof![
        6 => at.clone().prop_map(Step::Read),
        4 => Just(Step::AnswerFirst),
        4 => Just(Step::AnswerLast),
        1 => at.clone().prop_map(Step::Revoke),
        1 => at.prop_map(Step::Lose),
        1 => Just(Step::FailNext),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]
    #[test]
    fn long_scripts(script in prop::collection::vec(any_step(), 1..60), paired: bool) {
        let batches = if paired { in_pairs() } else { at_once() };
        check(&script, &batches).map_err(TestCaseError::fail)?;
    }
}
