//! Why a model file cannot be used.

/// Why a model cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ModelError {
    /// The first bytes are not those of such a model.
    #[error("not such a model: the file does not begin with {expected:?}")]
    Magic {
        /// How such files begin.
        expected: &'static str,
    },
    /// Written by another version of the trainer.
    #[error(
        "model of version {found}, but this program reads version {expected}; train it anew or take the file that was shipped with the program"
    )]
    Version {
        /// What the file says.
        found: u32,
        /// What is read here.
        expected: u32,
    },
    /// The content is not what was written.
    #[error("model is damaged: its checksum does not match")]
    Checksum,
    /// The file ends too early.
    #[error("model ends early, in {0}")]
    Short(&'static str),
    /// A part contradicts another.
    #[error("model does not hold together: {0}")]
    Invalid(&'static str),
}
