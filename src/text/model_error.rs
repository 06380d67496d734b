//! Why a model file cannot be used.

/// Raised with every change of the layout or of what the network computes. 2: says how many words are
/// from the treebanks; others, known by their vectors alone, stand behind them.
pub const VERSION: u32 = 2;

/// Why a model cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ModelError {
    /// The first bytes are not those of a model.
    #[error("not a syntax model: the file does not begin with {:?}", "cmqsyntx")]
    Magic,
    /// Written by another version of the trainer.
    #[error(
        "syntax model of version {found}, but this program reads version {VERSION}; train it anew or take the file that was shipped with the program"
    )]
    Version {
        /// What the file says.
        found: u32,
    },
    /// The content is not what was written.
    #[error("syntax model is damaged: its checksum does not match")]
    Checksum,
    /// The file ends too early.
    #[error("syntax model ends early, in {0}")]
    Short(&'static str),
    /// A part contradicts another.
    #[error("syntax model does not hold together: {0}")]
    Invalid(&'static str),
}
