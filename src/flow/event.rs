//! All that can happen to the runner, and the two contracts that it stands between.

use super::{Answer, Partition, Record};
use crate::pipeline::Verdict;

/// Everything that reaches the runner, through one channel. A source sends its events in the order in
/// which they happened: whatever it sends before [`Event::Rewound`] was read before the rewind.
#[derive(Debug)]
pub enum Event {
    /// Partitions that are now read here.
    Assigned(Vec<Partition>),
    /// Records, in the order of the log within each partition.
    Read(Vec<Record>),
    /// Everything in the partition below this offset has been sent, and what was not sent needs no
    /// answer (control records, the choice of a starting point).
    Position(Partition, i64),
    /// Partitions that go to somebody else. The source waits for [`Source::release`], within its own
    /// budget.
    Revoked(Revocation),
    /// The source starts over at the committed offsets, as it was asked to.
    Rewound,
    /// Answers from the workers, in any order.
    Judged(Vec<(Record, Answer)>),
    /// Nothing more will come.
    End,
    /// Somebody asked for the end: finish what was begun, take nothing new.
    Stop,
    /// The source cannot go on.
    Failed(Failure),
}

/// Partitions that go to somebody else.
#[derive(Debug)]
pub struct Revocation {
    /// Which ones.
    pub partitions: Vec<Partition>,
    /// Gone already: what is unfinished there must not be published.
    pub lost: bool,
}

/// Why a source or a sink cannot go on as it is: the rungs of the error ladder, lowest first. What is
/// merely worth repeating never gets here.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Failure {
    /// The open batch is void: abort it and start over at the committed offsets.
    #[error("batch aborted: {0}")]
    Abort(String),
    /// The clients are void: drop all work and build them anew.
    #[error("clients to be rebuilt: {0}")]
    Rebuild(String),
    /// Another instance has taken over this one's identity.
    #[error("fenced by another instance: {0}")]
    Fenced(String),
    /// Committed offsets that the log no longer has.
    #[error("data lost: {0}")]
    DataLost(String),
    /// Nothing here can mend it: an operator must.
    #[error("{0}")]
    Fatal(String),
}

/// Where records come from. It sends [`Event`]s from a thread of its own and never waits for work to be
/// done, but for a revocation.
pub trait Source {
    /// Asks to start over at the committed offsets; [`Event::Rewound`] tells when.
    fn rewind(&mut self);

    /// Says that the runner has let go of the partitions of the oldest [`Event::Revoked`] that it has
    /// not let go of: nothing of them is open any more.
    fn release(&mut self);

    /// Asks to read nothing more, while staying a member of its group.
    fn halt(&mut self);
}

/// Where answers go. Answers and positions become visible together, or not at all, as far as the sink
/// can promise it.
///
/// Committing an offset of X in a partition means: every record below X has been answered, and its
/// answer has been published.
pub trait Sink {
    /// Takes one answer into the open batch, opening one where there is none. Returns the verdict as
    /// it will be published: a report that does not fit becomes a rejection.
    fn put(&mut self, record: &Record, answer: Answer) -> Result<Verdict<()>, Failure>;

    /// Publishes the open batch together with the positions. Blocks until the outcome is known.
    fn commit(&mut self, positions: &[(Partition, i64)]) -> Result<(), Failure>;

    /// Makes the open batch void, so that nothing of it is ever seen.
    fn abort(&mut self) -> Result<(), Failure>;
}
