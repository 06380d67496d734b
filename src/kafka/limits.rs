//! How large a message may be, topic by topic.

/// The largest messages that the topics take, in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Limits {
    /// The input topic.
    pub input_bytes_max: usize,
    /// The output topic.
    pub output_bytes_max: usize,
    /// The dead letters.
    pub dead_letter_bytes_max: usize,
    /// The audit, where there is one.
    pub audit_bytes_max: Option<usize>,
}

impl Limits {
    /// What the producer must be able to send.
    pub fn message_bytes_max(&self) -> usize {
        let audit = self.audit_bytes_max.unwrap_or(0);
        self.output_bytes_max
            .max(self.dead_letter_bytes_max)
            .max(audit)
    }

    /// What every topic takes.
    pub fn batch_bytes_max(&self) -> usize {
        let audit = self.audit_bytes_max.unwrap_or(usize::MAX);
        self.output_bytes_max
            .min(self.dead_letter_bytes_max)
            .min(audit)
    }
}
