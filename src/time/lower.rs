//! Short words in lower case.

/// A short word in lower case, without the heap.
pub struct Lower {
    bytes: [u8; Self::BYTES_MAX],
    length: usize,
}

impl Lower {
    /// The longest word that is asked for, "mid-september.", has 14.
    const BYTES_MAX: usize = 16;

    /// Empty when the word is too long to be one of time.
    pub fn of(word: &str) -> Self {
        let mut bytes = [0; Self::BYTES_MAX];
        let length = if word.len() <= Self::BYTES_MAX {
            word.len()
        } else {
            0
        };
        for (to, from) in bytes.iter_mut().zip(word.bytes()) {
            *to = from.to_ascii_lowercase();
        }
        Self { bytes, length }
    }

    pub fn as_str(&self) -> &str {
        let word = self.bytes.get(..self.length).unwrap_or(&[]);
        std::str::from_utf8(word).unwrap_or("")
    }
}
