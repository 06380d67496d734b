//! The failpoints by name, for tests that arm them and for the one that looks for them in a binary.

/// The steps of delivery; each has a point before and after.
pub const STEPS: [&str; 12] = [
    "connect",
    "init",
    "assign",
    "begin",
    "produce",
    "settle",
    "offsets",
    "commit",
    "abort",
    "rewind",
    "revoke",
    "commit_offsets",
];

/// The variable that arms them.
pub const VARIABLE: &str = "FAILPOINTS";

/// The switch of the control that loses: offsets are committed before their transaction is.
pub const COMMIT_FIRST: &str = "commit_first";
