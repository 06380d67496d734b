//! What may be chosen about training, with what was found best on the development files.

/// The settings of one training.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// Start of all randomness.
    pub seed: u64,
    /// How often all gold sentences are seen.
    pub epochs: usize,
    /// Models that read the raw text before.
    pub teachers: usize,
    /// Teachers trained at the same time; changes nothing in the result.
    pub threads: usize,
    /// Words of raw text per word of gold in every epoch.
    pub silver_share: f32,
    /// First step size; it falls to nothing along a cosine.
    pub rate: f32,
    /// Words per step.
    pub batch_words: usize,
    /// So many of the most frequent words that have a vector are known, whether seen or not.
    pub vector_words: usize,
    /// Share of words whose vector is hidden while learning.
    pub vector_hide: f32,
    /// Share of inputs that are hidden while learning.
    pub input_dropout: f32,
    /// Share of layer outputs that are hidden while learning.
    pub layer_dropout: f32,
    /// Numbers that describe one word on entry.
    pub input: usize,
    /// Units per direction and layer.
    pub hidden: usize,
    /// Numbers in which a word and a possible head are compared.
    pub arc: usize,
    /// Units that name a relation.
    pub label: usize,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            seed: 1,
            epochs: 24,
            teachers: 1,
            threads: 1,
            silver_share: 1.5,
            rate: 5e-3,
            batch_words: 500,
            vector_words: 40_000,
            vector_hide: 0.15,
            input_dropout: 0.25,
            layer_dropout: 0.3,
            input: 64,
            hidden: 64,
            arc: 64,
            label: 48,
        }
    }
}

impl Settings {
    /// The settings of a teacher: wider, since its speed does not matter, and with a seed of its own.
    pub fn of_teacher(&self, number: usize) -> Self {
        Self {
            seed: self.seed.wrapping_mul(1000).wrapping_add(number as u64),
            input: 96,
            hidden: 96,
            arc: 96,
            label: 64,
            ..self.clone()
        }
    }
}
