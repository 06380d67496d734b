//! Byte offsets, as the house counts, → code points, as the wire counts.

use crate::text::Span;

/// Code points of context on either side of evidence.
const CONTEXT_LETTERS_MAX: usize = 32;
/// A mark is kept every so many bytes, so that an offset is found by counting at most that far.
const STEP_BYTES: usize = 256;

/// A text that is ready to tell code points. Built once for each text, in time linear in it.
pub struct CodePoints<'t> {
    text: &'t str,
    /// How many code points begin before each multiple of [`STEP_BYTES`].
    marks: Vec<usize>,
}

impl<'t> CodePoints<'t> {
    /// Prepares `text`.
    pub fn new(text: &'t str) -> Self {
        let mut marks = Vec::with_capacity(text.len() / STEP_BYTES + 1);
        let mut before = 0;
        for piece in text.as_bytes().chunks(STEP_BYTES) {
            marks.push(before);
            before += starts(piece);
        }
        marks.push(before);
        Self { text, marks }
    }

    /// How many code points begin before `byte`. Cost: constant.
    pub fn at(&self, byte: usize) -> usize {
        let byte = byte.min(self.text.len());
        let mark = byte / STEP_BYTES;
        let rest = self
            .text
            .as_bytes()
            .get(mark * STEP_BYTES..byte)
            .unwrap_or(&[]);
        self.marks.get(mark).copied().unwrap_or(0) + starts(rest)
    }

    /// The words of `span` as first code point, one past the last, and the words.
    pub fn exact(&self, span: Span) -> (usize, usize, String) {
        (
            self.at(span.start),
            self.at(span.end),
            span.of(self.text).to_owned(),
        )
    }

    /// Up to 32 code points before and after `span`.
    pub fn context(&self, span: Span) -> (String, String) {
        let before = self.text.get(..span.start).unwrap_or("");
        let from = before
            .char_indices()
            .rev()
            .nth(CONTEXT_LETTERS_MAX - 1)
            .map_or(0, |(at, _)| at);
        let after = self.text.get(span.end..).unwrap_or("");
        (
            before.get(from..).unwrap_or("").to_owned(),
            after.chars().take(CONTEXT_LETTERS_MAX).collect(),
        )
    }
}

/// How many code points begin in `bytes`.
fn starts(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| byte & 0xC0 != 0x80).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn context_is_cut_at_thirty_two_letters() {
        let text = format!("{}é|X|{}", "a".repeat(40), "ü".repeat(40));
        let start = text.find('X').unwrap();
        let (prefix, suffix) = CodePoints::new(&text).context(Span {
            start,
            end: start + 1,
        });
        assert_eq!(prefix, format!("{}é|", "a".repeat(30)));
        assert_eq!(suffix, format!("|{}", "ü".repeat(31)));
    }

    proptest! {
        #[test]
        fn tells_the_same_as_counting(text in "\\PC{0,600}", pick in 0.0..1.0_f64) {
            let bounds: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
            let place = ((bounds.len() - 1) as f64 * pick) as usize;
            prop_assert_eq!(CodePoints::new(&text).at(bounds[place]), place);
        }
    }
}
