//! One way to run the service.

/// What differs between the runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Variant {
    /// `delivery`.
    pub delivery: &'static str,
    /// `kafka.commit_interval_ms`.
    pub commit_interval_ms: u32,
    /// `workers`.
    pub workers: u32,
}

const fn exactly_once(commit_interval_ms: u32, workers: u32) -> Variant {
    Variant {
        delivery: "exactly_once",
        commit_interval_ms,
        workers,
    }
}

impl Variant {
    /// What others are measured against: the promise at the default interval.
    pub const ORDINARY: Self = exactly_once(100, 2);
    /// Without the promise.
    pub const AT_LEAST_ONCE: Self = Self {
        delivery: "at_least_once",
        ..Self::ORDINARY
    };
    /// With one worker, which then has a core for itself.
    pub const ONE_WORKER: Self = exactly_once(100, 1);

    /// All whose rate is measured, the ordinary one first.
    pub const ALL: [Self; 5] = [
        Self::ORDINARY,
        exactly_once(10, 2),
        exactly_once(1000, 2),
        Self::AT_LEAST_ONCE,
        Self::ONE_WORKER,
    ];
    /// Those whose latency is measured.
    pub const FOR_LATENCY: [Self; 3] = [exactly_once(10, 2), Self::ORDINARY, exactly_once(1000, 2)];

    /// As settings of the service.
    pub fn settings(self) -> Vec<(&'static str, String)> {
        vec![
            ("delivery", self.delivery.to_owned()),
            (
                "kafka.commit_interval_ms",
                self.commit_interval_ms.to_string(),
            ),
            ("workers", self.workers.to_string()),
        ]
    }
}
