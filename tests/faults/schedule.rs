//! Which fault comes when: drawn from a seed, the same for the same seed. Pure; knows no process.

use std::fmt;

use libtest_mimic::{Failed, Trial};

use crate::support::failpoints::STEPS;

/// What is done to the service or to its cluster.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// A process ends at once; another takes its identity.
    Kill,
    /// A process is asked to end; another comes.
    Terminate,
    /// A process sleeps beyond its session, and its transaction too where `long`, and wakes.
    Zombie {
        /// Beyond the transaction's timeout.
        long: bool,
    },
    /// A process comes and goes.
    Join,
    /// A broker ends at once and is started again: with three of them, a leader is lost.
    BrokerKill,
    /// A broker sleeps for a while.
    BrokerFreeze,
    /// A connection is cut at a request, before or after the broker has it.
    Cut {
        /// Which request.
        at: Request,
        /// The broker has it, and its answer is lost.
        answer: bool,
    },
    /// A process ends at once at this failpoint.
    Crash(String),
    /// A process meets errors at the failpoints of a group of steps, one after another.
    Errors(usize),
}

/// A request that connections are cut at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Request {
    /// Between produce and sending offsets: AddOffsetsToTxn.
    AddOffsets,
    /// In the middle of sending offsets: TxnOffsetCommit.
    CommitOffsets,
    /// Between sending offsets and the end: EndTxn.
    End,
    /// During the start: InitProducerId.
    Init,
}

impl Request {
    const ALL: [Self; 4] = [Self::AddOffsets, Self::CommitOffsets, Self::End, Self::Init];

    /// Kafka's number of it.
    pub fn api_key(self) -> i16 {
        match self {
            Self::Init => 22,
            Self::AddOffsets => 25,
            Self::End => 26,
            Self::CommitOffsets => 28,
        }
    }
}

impl Fault {
    /// Its kind, for counting.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Kill => "kill",
            Self::Terminate => "terminate",
            Self::Zombie { .. } => "zombie",
            Self::Join => "join",
            Self::BrokerKill => "broker_kill",
            Self::BrokerFreeze => "broker_freeze",
            Self::Cut { .. } => "cut",
            Self::Crash(_) => "crash_at_point",
            Self::Errors(_) => "errors_at_points",
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Crash(point) => write!(f, "crash at {point}"),
            Self::Errors(group) => write!(f, "errors at {}", ERRORS[*group].0),
            other => write!(f, "{other:?}"),
        }
    }
}

/// A point, and the errors that it gives in turn.
pub type PointErrors = (&'static str, &'static [&'static str]);

/// Points with the errors that librdkafka could return there, in groups that one process goes through:
/// each new set of clients waits longer than the one before. Once begun, handing partitions over cannot
/// fail before its end, so that there are only crashes.
pub const ERRORS: [(&str, &[PointErrors]); 5] = [
    (
        "the start",
        &[
            ("connect.before", &["fatal"]),
            ("connect.after", &["fatal"]),
            ("init.before", &["retriable", "abortable", "fatal"]),
            ("init.after", &["fatal"]),
        ],
    ),
    (
        "assigning and beginning",
        &[
            ("assign.before", &["fatal"]),
            ("assign.after", &["fatal"]),
            ("begin.before", &["retriable", "abortable", "fatal"]),
            ("begin.after", &["fatal"]),
        ],
    ),
    (
        "producing and sending offsets",
        &[
            ("produce.before", &["abortable"]),
            ("produce.after", &["abortable"]),
            ("settle.before", &["abortable"]),
            ("settle.after", &["abortable"]),
            ("offsets.before", &["retriable", "abortable", "fatal"]),
            ("offsets.after", &["retriable", "abortable", "fatal"]),
        ],
    ),
    (
        "committing",
        &[
            ("commit.before", &["retriable", "abortable", "fatal"]),
            ("commit.after", &["abortable", "fatal"]),
        ],
    ),
    (
        "aborting",
        &[
            ("produce.before", ABORTS),
            ("abort.before", &["retriable", "abortable", "fatal"]),
            ("abort.after", &["fatal"]),
            ("rewind.before", &["fatal"]),
            ("rewind.after", &["fatal"]),
        ],
    ),
];

/// So many aborts for the errors of aborting to happen in.
const ABORTS: &[&str] = &["abortable"; 8];

/// Every failpoint of the exactly-once way.
pub fn points() -> Vec<String> {
    let steps = STEPS.iter().filter(|step| **step != "commit_offsets");
    steps
        .flat_map(|step| [format!("{step}.before"), format!("{step}.after")])
        .collect()
}

/// Every kind of fault and every failpoint once, in an order drawn from the seed.
pub fn each_once(seed: u64) -> Vec<Fault> {
    let mut chance = fastrand::Rng::with_seed(seed);
    let mut faults = vec![
        Fault::Kill,
        Fault::Terminate,
        Fault::Zombie { long: false },
        Fault::Zombie { long: true },
        Fault::Join,
        Fault::BrokerKill,
        Fault::BrokerFreeze,
    ];
    for at in Request::ALL {
        let answer = chance.bool();
        faults.push(Fault::Cut { at, answer });
    }
    faults.extend(points().into_iter().map(Fault::Crash));
    faults.extend((0..ERRORS.len()).map(Fault::Errors));
    chance.shuffle(&mut faults);
    faults
}

/// `count` faults for a round of the long form. Kinds are equally likely.
pub fn round(seed: u64, round: u64, count: usize) -> Vec<Fault> {
    let mut chance = fastrand::Rng::with_seed(seed.wrapping_mul(1_000_003).wrapping_add(round));
    let points = points();
    let mut draw = || match chance.u8(..9) {
        0 => Fault::Kill,
        1 => Fault::Terminate,
        2 => Fault::Zombie {
            long: chance.bool(),
        },
        3 => Fault::Join,
        4 => Fault::BrokerKill,
        5 => Fault::BrokerFreeze,
        6 => Fault::Cut {
            at: Request::ALL[chance.usize(..Request::ALL.len())],
            answer: chance.bool(),
        },
        7 => Fault::Crash(points[chance.usize(..points.len())].clone()),
        _ => Fault::Errors(chance.usize(..ERRORS.len())),
    };
    (0..count).map(|_| draw()).collect()
}

/// The same seed gives the same schedule, and another another.
pub fn trials() -> Vec<Trial> {
    let trial = |name: &str, holds: fn() -> bool| {
        Trial::test(format!("schedule::{name}"), move || {
            let holds = holds().then_some(());
            holds.ok_or_else(|| Failed::from("it does not hold"))
        })
    };
    vec![
        trial("the_same_for_the_same_seed", || {
            each_once(7) == each_once(7) && round(7, 3, 50) == round(7, 3, 50)
        }),
        trial("another_for_another_seed_or_round", || {
            each_once(7) != each_once(8)
                && round(7, 3, 50) != round(7, 4, 50)
                && round(7, 3, 50) != round(8, 3, 50)
        }),
        trial("every_point_crashes_once", || {
            let all = each_once(1);
            let crash = |point: &String| all.contains(&Fault::Crash(point.clone()));
            points().iter().all(crash)
        }),
        trial("every_step_but_handing_over_errs", || {
            let errs = |point: &String| {
                let mut all = ERRORS.iter().flat_map(|(_, points)| points.iter());
                point.starts_with("revoke") || all.any(|(name, _)| name == point)
            };
            points().iter().all(errs)
        }),
    ]
}
