//! The alphabet of model files: counts, texts, rows and weights, little-endian, in an envelope of magic,
//! version and checksum.

use sha2::{Digest, Sha256};

use super::lexicon::{Rows, Vocabulary};
use super::model_error::ModelError;

/// Magic, version, SHA-256 of what follows.
const HEADER_BYTES: usize = 8 + 4 + 32;

/// No table or list has more entries: a damaged length must not ask for memory without end.
const ENTRIES_MAX: usize = 1 << 26;
/// Weights are kept as 16-bit steps of the largest weight of their table.
const STEPS: f32 = 32767.0;

/// A file of these contents.
pub fn sealed(magic: &[u8; 8], version: u32, body: &[u8]) -> Vec<u8> {
    let mut file = magic.to_vec();
    file.extend(version.to_le_bytes());
    file.extend(Sha256::digest(body));
    file.extend(body);
    file
}

/// The contents of a file. Fails when it is of another kind or version, or damaged.
pub fn unsealed<'f>(
    magic: &'static [u8; 8],
    version: u32,
    file: &'f [u8],
) -> Result<&'f [u8], ModelError> {
    if !file.starts_with(magic) {
        let expected = std::str::from_utf8(magic).unwrap_or_default();
        return Err(ModelError::Magic { expected });
    }
    let (header, body) = file
        .split_at_checked(HEADER_BYTES)
        .ok_or(ModelError::Short("the header"))?;
    let found = header
        .get(8..12)
        .and_then(|bytes| bytes.try_into().ok())
        .map_or(0, u32::from_le_bytes);
    if found != version {
        return Err(ModelError::Version {
            found,
            expected: version,
        });
    }
    if header.get(12..) != Some(Sha256::digest(body).as_slice()) {
        return Err(ModelError::Checksum);
    }
    Ok(body)
}

/// Bytes to be.
#[derive(Default)]
pub struct Writer(pub Vec<u8>);

impl Writer {
    /// A count.
    pub fn number(&mut self, number: usize) {
        self.0.extend((number as u32).to_le_bytes());
    }

    /// A text with its length.
    pub fn text(&mut self, text: &str) {
        self.number(text.len());
        self.0.extend(text.as_bytes());
    }

    /// Words with their number.
    pub fn words(&mut self, words: &Vocabulary) {
        self.number(words.len());
        for index in 0..words.len() {
            self.text(words.word(index));
        }
    }

    /// Rows with their width, count and scales.
    pub fn rows(&mut self, rows: &Rows) {
        self.number(rows.width);
        self.number(rows.scales.len());
        self.0
            .extend(rows.scales.iter().flat_map(|scale| scale.to_le_bytes()));
        self.0
            .extend(rows.values.iter().map(|value| value.to_le_bytes()[0]));
    }

    /// Weights in steps of the largest.
    pub fn table(&mut self, table: &[f32]) {
        let largest = table
            .iter()
            .fold(0f32, |largest, value| largest.max(value.abs()));
        let step = if largest > 0.0 { largest / STEPS } else { 1.0 };
        self.number(table.len());
        self.0.extend(step.to_le_bytes());
        let steps = table.iter().map(|value| (value / step).round() as i16);
        self.0.extend(steps.flat_map(i16::to_le_bytes));
    }
}

/// Bytes still to be read. Every method takes the name of the part at hand, for its error.
pub struct Reader<'a>(pub &'a [u8]);

impl<'a> Reader<'a> {
    fn take(&mut self, count: usize, part: &'static str) -> Result<&'a [u8], ModelError> {
        let (taken, rest) = self
            .0
            .split_at_checked(count)
            .ok_or(ModelError::Short(part))?;
        self.0 = rest;
        Ok(taken)
    }

    /// A count.
    pub fn number(&mut self, part: &'static str) -> Result<usize, ModelError> {
        let bytes = self
            .take(4, part)?
            .first_chunk()
            .copied()
            .unwrap_or_default();
        let number = u32::from_le_bytes(bytes) as usize;
        if number > ENTRIES_MAX {
            return Err(ModelError::Invalid("a length is out of bounds"));
        }
        Ok(number)
    }

    /// A finite number.
    pub fn float(&mut self, part: &'static str) -> Result<f32, ModelError> {
        let number = f32::from_le_bytes(
            self.take(4, part)?
                .first_chunk()
                .copied()
                .unwrap_or_default(),
        );
        if number.is_finite() {
            Ok(number)
        } else {
            Err(ModelError::Invalid("a weight is not finite"))
        }
    }

    /// A text.
    pub fn text(&mut self, part: &'static str) -> Result<&'a str, ModelError> {
        let length = self.number(part)?;
        std::str::from_utf8(self.take(length, part)?)
            .map_err(|_| ModelError::Invalid("text is not UTF-8"))
    }

    /// Words.
    pub fn words(&mut self, part: &'static str) -> Result<Vocabulary, ModelError> {
        let count = self.number(part)?;
        let mut words = Vec::new();
        for _ in 0..count {
            words.push(self.text(part)?);
        }
        Ok(Vocabulary::of_words(words))
    }

    /// Rows.
    pub fn rows(&mut self, part: &'static str) -> Result<Rows, ModelError> {
        let (width, count) = (self.number(part)?, self.number(part)?);
        let mut scales = Vec::new();
        for _ in 0..count {
            scales.push(self.float(part)?);
        }
        let values = self.take(width.saturating_mul(count), part)?;
        Ok(Rows {
            width,
            values: values.iter().map(|&byte| byte as i8).collect(),
            scales,
        })
    }

    /// Weights, as many as `table` holds.
    pub fn table(&mut self, table: &mut [f32]) -> Result<(), ModelError> {
        if self.number("the weights")? != table.len() {
            return Err(ModelError::Invalid(
                "a table of weights has another size than announced",
            ));
        }
        let step = self.float("the weights")?;
        let steps = self.take(table.len() * 2, "the weights")?;
        for (slot, bytes) in table.iter_mut().zip(steps.chunks_exact(2)) {
            let bytes = bytes.first_chunk().copied().unwrap_or_default();
            *slot = f32::from(i16::from_le_bytes(bytes)) * step;
        }
        Ok(())
    }
}
