//! What the spelling of a word tells before its meaning is known: normal form, affixes, shape.
//!
//! The trainer and the reader both come here, so that they see the same word.

/// Buckets into which hashed affixes fall; enough that frequent ones rarely share.
pub const AFFIX_BUCKETS: usize = 8192;
/// Affixes of one word: the last one to four and the first two and three bytes.
pub const AFFIXES: usize = 6;
/// Buckets into which hashed shapes fall.
pub const SHAPE_BUCKETS: usize = 512;
/// A shape is cut after this many marks: longer ones say nothing more.
const SHAPE_MARKS_MAX: usize = 8;

/// Writes the normal form: lower case, every digit 0, typographic quotes and dashes plain.
pub fn normalise(form: &str, out: &mut String) {
    out.clear();
    for character in form.chars() {
        match character {
            '0'..='9' => out.push('0'),
            '\0'..='\x7f' => out.push(character.to_ascii_lowercase()),
            '‘' | '’' => out.push('\''),
            '“' | '”' => out.push('"'),
            '–' => out.push('-'),
            '—' => out.push_str("--"),
            _ => out.extend(character.to_lowercase()),
        }
    }
}

/// Buckets of the affixes of a normal form. A word shorter than the affix counts as a whole.
pub fn affixes(normal: &str) -> [usize; AFFIXES] {
    let bytes = normal.as_bytes();
    let suffix = |length: usize| &bytes[bytes.len().saturating_sub(length)..];
    let prefix = |length: usize| &bytes[..length.min(bytes.len())];
    let parts = [
        suffix(1),
        suffix(2),
        suffix(3),
        suffix(4),
        prefix(2),
        prefix(3),
    ];
    let mut kind = 0;
    parts.map(|part| {
        kind += 1;
        (hash(kind, part) % AFFIX_BUCKETS as u64) as usize
    })
}

/// Bucket of the shape: letters, digits and signs in runs, and whether the word opens its sentence.
pub fn shape(form: &str, first: bool) -> usize {
    let mut marks = [0u8; SHAPE_MARKS_MAX];
    let mut length = 0;
    let mut last = 0;
    let mut run = 0;
    for character in form.chars() {
        let mark = match character {
            'A'..='Z' => b'X',
            'a'..='z' => b'x',
            '0'..='9' => b'd',
            '\0'..='\x7f' => character as u8,
            '‘' | '’' => b'\'',
            '“' | '”' => b'"',
            '–' | '—' => b'-',
            _ if character.is_uppercase() => b'X',
            _ if character.is_alphabetic() => b'x',
            _ => b'~',
        };
        run = if mark == last { run + 1 } else { 1 };
        last = mark;
        // A second sign of a run tells "U" from "UN"; a third tells nothing.
        if run > 2 {
            continue;
        }
        if length == SHAPE_MARKS_MAX {
            break;
        }
        marks[length] = mark;
        length += 1;
    }
    (hash(u64::from(first), &marks[..length]) % SHAPE_BUCKETS as u64) as usize
}

/// How a whole sentence is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    /// As it stands.
    Kept,
    /// Every Word With A Capital.
    Title,
    /// ALL IN CAPITALS.
    Upper,
}

impl Case {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Kept, Self::Title, Self::Upper];

    /// The word in this way of writing.
    pub fn of(self, form: &str) -> String {
        let mut characters = form.chars();
        match (self, characters.next()) {
            // A clitic ("'s", "n't") stays small in a title.
            (Self::Title, Some(first)) if !form.contains('\'') => {
                first.to_uppercase().chain(characters).collect()
            }
            (Self::Upper, _) => form.to_uppercase(),
            _ => form.to_owned(),
        }
    }
}

/// FNV-1a with a seed: stable over versions and machines, as the model file needs.
pub fn hash(seed: u64, bytes: &[u8]) -> u64 {
    let mut state = 0xcbf2_9ce4_8422_2325 ^ seed.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    for &byte in bytes {
        state = (state ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    state ^ (state >> 32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn normal_forms() {
        let mut out = String::new();
        for (form, expected) in [
            ("Geneva", "geneva"),
            ("10,500", "00,000"),
            ("don’t", "don't"),
            ("ÉLYSÉE", "élysée"),
            ("—", "--"),
        ] {
            normalise(form, &mut out);
            assert_eq!(out, expected);
        }
    }

    #[test]
    fn shapes_tell_case_and_place() {
        assert_eq!(shape("Geneva", false), shape("Ankara", false));
        assert_ne!(shape("Geneva", false), shape("geneva", false));
        assert_ne!(shape("Geneva", false), shape("Geneva", true));
        assert_ne!(shape("UN", false), shape("U", false));
    }

    #[test]
    fn cases() {
        for (form, title, upper) in [
            ("talks", "Talks", "TALKS"),
            ("n't", "n't", "N'T"),
            ("EU", "EU", "EU"),
        ] {
            assert_eq!(Case::ALL.map(|case| case.of(form)), [form, title, upper]);
        }
    }

    #[test]
    fn affixes_of_short_words_stay_inside() {
        assert_eq!(affixes("a").len(), AFFIXES);
        assert_eq!(affixes(""), affixes(""));
        assert_ne!(affixes("walking")[2], affixes("walked")[2]);
    }
}
