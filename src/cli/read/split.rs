//! Bytes → the values that lie in them: JSON Lines, arrays of items, values over several lines, in
//! any mixture.
//!
//! It looks only at brackets and strings, so that a value can be judged by the one parser there is.
//! Memory stays bounded: by one value, or by its limit where the value is larger. A broken value
//! costs itself alone: reading goes on at the next line that begins with `{` as the broken one did.

use std::collections::VecDeque;
use std::io::{self, Read};

/// One value, or the place of one that is too large.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// The bytes from its first to its last, whatever they are.
    Value(Vec<u8>),
    /// A value of so many bytes, over the limit; they are not kept.
    TooLarge(u64),
}

/// How much is read at once: large enough for few calls, small beside one item's limit.
const READ_BYTES: usize = 64 << 10;

/// People indent by some blanks; a line of more is no layout to go by.
const INDENT_BYTES_MAX: usize = 256;

/// Splits a stream of bytes.
pub struct Splitter<R> {
    input: R,
    /// Bytes that are read and not given out.
    window: VecDeque<u8>,
    bytes_max: usize,
    ended: bool,
    in_array: bool,
    /// White space before the value on its line: where the next one may begin alike.
    indent: Option<Vec<u8>>,
}

impl<R: Read> Splitter<R> {
    /// Splits `input`; values over `bytes_max` are not kept.
    pub fn new(input: R, bytes_max: usize) -> Self {
        let indent = Some(Vec::new());
        Self {
            input,
            window: VecDeque::new(),
            bytes_max,
            ended: false,
            in_array: false,
            indent,
        }
    }

    /// The next value; nothing at the end. Fails when the input does.
    pub fn next(&mut self) -> io::Result<Option<Piece>> {
        loop {
            let Some(byte) = self.byte(0)? else {
                return Ok(None);
            };
            if self.pass_blank(byte)? {
                continue;
            }
            match byte {
                b'\n' => {
                    self.skip(1);
                    self.indent = Some(Vec::new());
                }
                b'[' if !self.in_array => {
                    self.skip(1);
                    (self.in_array, self.indent) = (true, None);
                }
                b']' if self.in_array => {
                    self.skip(1);
                    (self.in_array, self.indent) = (false, None);
                }
                b',' if self.in_array => {
                    self.skip(1);
                    self.indent = None;
                }
                b'{' | b'[' => return self.bracketed().map(Some),
                _ => return self.scrap().map(Some),
            }
        }
    }

    /// Passes over one blank, or the mark of the byte order; false when `byte` is neither.
    fn pass_blank(&mut self, byte: u8) -> io::Result<bool> {
        const MARK: [u8; 3] = [0xEF, 0xBB, 0xBF];
        if matches!(byte, b' ' | b'\t' | b'\r') {
            self.indent = self
                .indent
                .take()
                .filter(|indent| indent.len() < INDENT_BYTES_MAX);
            self.indent.iter_mut().for_each(|indent| indent.push(byte));
            self.skip(1);
            return Ok(true);
        }
        let is_mark =
            byte == MARK[0] && self.byte(1)? == Some(MARK[1]) && self.byte(2)? == Some(MARK[2]);
        if is_mark {
            self.skip(MARK.len());
        }
        Ok(is_mark)
    }

    /// A value that begins with a bracket, to its end or to where it breaks.
    fn bracketed(&mut self) -> io::Result<Piece> {
        let indent = self.indent.take();
        let mut scan = Scan::default();
        let mut at = 0;
        let mut dropped = 0;
        loop {
            let step = match self.byte(at)? {
                Some(byte) => scan.step(byte),
                None => Step::Broken,
            };
            at += 1;
            match step {
                Step::On => {}
                Step::End => return Ok(self.piece(at, dropped)),
                Step::Broken => return self.broken(indent, dropped),
            }
            if at > self.bytes_max {
                self.skip(at);
                dropped += at as u64;
                at = 0;
            }
        }
    }

    /// From the value's first byte up to the next line that begins as it did, or to the end.
    fn broken(&mut self, indent: Option<Vec<u8>>, mut dropped: u64) -> io::Result<Piece> {
        let Some(indent) = indent else {
            return self.rest(dropped);
        };
        let again: Vec<u8> = [b"\n", indent.as_slice(), b"{"].concat();
        let mut at = 0;
        loop {
            if self.byte(at)?.is_none() {
                return Ok(self.piece(at, dropped));
            }
            let mut here = true;
            for (offset, wanted) in again.iter().enumerate() {
                here = here && self.byte(at + offset)? == Some(*wanted);
            }
            if here {
                return Ok(self.piece(at, dropped));
            }
            at += 1;
            if at > self.bytes_max {
                self.skip(at);
                dropped += at as u64;
                at = 0;
            }
        }
    }

    /// All that is left, as one broken value.
    fn rest(&mut self, mut dropped: u64) -> io::Result<Piece> {
        let mut at = 0;
        while self.byte(at)?.is_some() {
            at += 1;
            if at > self.bytes_max {
                self.skip(at);
                dropped += at as u64;
                at = 0;
            }
        }
        Ok(self.piece(at, dropped))
    }

    /// What is no value of ours: to the end of its line, or of its place in an array.
    fn scrap(&mut self) -> io::Result<Piece> {
        let (mut at, mut dropped) = (0, 0);
        let (mut quoted, mut escaped) = (false, false);
        while let Some(byte) = self.byte(at)? {
            let over = byte == b'\n'
                || (self.in_array && !quoted && at > 0 && matches!(byte, b',' | b']'));
            if over {
                break;
            }
            quoted ^= byte == b'"' && !escaped;
            escaped = byte == b'\\' && !escaped;
            at += 1;
            if at > self.bytes_max {
                self.skip(at);
                dropped += at as u64;
                at = 0;
            }
        }
        Ok(self.piece(at, dropped))
    }

    /// The first `length` bytes of the window, taken out, unless earlier ones were dropped.
    fn piece(&mut self, length: usize, dropped: u64) -> Piece {
        let length = length.min(self.window.len());
        let bytes: Vec<u8> = self.window.drain(..length).collect();
        if dropped > 0 {
            Piece::TooLarge(dropped + length as u64)
        } else {
            Piece::Value(bytes)
        }
    }

    fn skip(&mut self, length: usize) {
        let length = length.min(self.window.len());
        self.window.drain(..length);
    }

    /// The byte at a place of the window, read when it is not there yet; nothing at the end.
    fn byte(&mut self, at: usize) -> io::Result<Option<u8>> {
        while at >= self.window.len() && !self.ended {
            let mut chunk = [0; READ_BYTES];
            match self.input.read(&mut chunk) {
                Ok(0) => self.ended = true,
                Ok(length) => self.window.extend(chunk.iter().take(length)),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        Ok(self.window.get(at).copied())
    }
}

/// How far a value has been followed.
#[derive(Default)]
struct Scan {
    open: Vec<u8>,
    quoted: bool,
    escaped: bool,
    /// The last byte that was neither white space nor inside a string.
    before: u8,
}

enum Step {
    On,
    End,
    Broken,
}

impl Scan {
    fn step(&mut self, byte: u8) -> Step {
        if self.quoted {
            return self.step_in_string(byte);
        }
        match byte {
            b' ' | b'\t' | b'\r' | b'\n' => return Step::On,
            b'"' => self.quoted = true,
            b'{' | b'[' => {
                if !self.may_open() {
                    return Step::Broken;
                }
                self.open.push(byte);
            }
            b'}' | b']' => {
                let opened = if byte == b'}' { b'{' } else { b'[' };
                if self.open.pop() != Some(opened) {
                    return Step::Broken;
                }
                if self.open.is_empty() {
                    return Step::End;
                }
            }
            _ => {}
        }
        self.before = byte;
        Step::On
    }

    fn step_in_string(&mut self, byte: u8) -> Step {
        match byte {
            // JSON writes line breaks in strings as `\n`: this string was never closed.
            b'\n' => return Step::Broken,
            b'"' if !self.escaped => self.quoted = false,
            _ => {}
        }
        self.escaped = byte == b'\\' && !self.escaped;
        Step::On
    }

    /// A value stands after a colon, in a list, or at the beginning: elsewhere a bracket shows that
    /// the value before it was cut off.
    fn may_open(&self) -> bool {
        match self.before {
            0 | b':' | b'[' => true,
            b',' => self.open.last() == Some(&b'['),
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Gives out one byte a read, the hardest way.
    struct Drops<'t>(&'t [u8]);

    impl Read for Drops<'_> {
        fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
            self.0.read(&mut to[..1])
        }
    }

    fn split(text: &str, bytes_max: usize) -> Vec<String> {
        let mut splitter = Splitter::new(Drops(text.as_bytes()), bytes_max);
        let mut pieces = Vec::new();
        while let Some(piece) = splitter.next().unwrap() {
            pieces.push(match piece {
                Piece::Value(bytes) => String::from_utf8(bytes).unwrap(),
                Piece::TooLarge(bytes) => format!("<{bytes}>"),
            });
        }
        pieces
    }

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        assert_eq!(split(text, 100), expected, "{text:?}");
    }

    #[test]
    fn every_form_is_split() {
        check("", &[]);
        check(" \r\n\n", &[]);
        check("{\"a\":1}\n{\"b\":2}\r\n", &[r#"{"a":1}"#, r#"{"b":2}"#]);
        check("\u{feff}{\"a\":1}{\"b\":2}", &[r#"{"a":1}"#, r#"{"b":2}"#]);
        check(
            "{\n \"a\": [\n  {\"b\": 1},\n  {}\n ]\n}\n{}",
            &["{\n \"a\": [\n  {\"b\": 1},\n  {}\n ]\n}", "{}"],
        );
        check(
            "[{\"a\":1}, {\"b\":\"],}\"}]\n[]{}",
            &[r#"{"a":1}"#, r#"{"b":"],}"}"#, "{}"],
        );
        check(r#"{"a":"\"}\\"}{}"#, &[r#"{"a":"\"}\\"}"#, "{}"]);
        check("[1, \"a,b\", [{}], {}]", &["1", "\"a,b\"", "[{}]", "{}"]);
    }

    #[test]
    fn a_broken_value_costs_itself_alone() {
        check("{\"a\":\"x\n{\"b\":1}\n", &["{\"a\":\"x", "{\"b\":1}"]);
        check(
            "{\"a\":{\n{\"b\":1}\n{\"c\":1}\n",
            &["{\"a\":{", "{\"b\":1}", "{\"c\":1}"],
        );
        check(
            "{\"a\":\n{\"b\":1}\n{\"c\":1}\n",
            &["{\"a\":", "{\"b\":1}", "{\"c\":1}"],
        );
        check("{\"a\":[\n{\"b\":1}", &["{\"a\":[", "{\"b\":1}"]);
        check("{\"a\":1,\n{\"b\":1}", &["{\"a\":1,", "{\"b\":1}"]);
        check("words\n{}\n}\n{}", &["words", "{}", "}", "{}"]);
        check("{} tail\n{}", &["{}", "tail", "{}"]);
        check("[\n {\"a\": \"x\n },\n {}\n]", &["{\"a\": \"x\n },", "{}"]);
        check("[{\"a\": ] }, {}]", &["{\"a\": ] }, {}]"]);
        check("{\"a\":1]\n{}", &["{\"a\":1]", "{}"]);
    }

    #[test]
    fn what_is_too_large_is_counted_and_passed_over() {
        let large = format!("{{\"a\":\"{}\"}}", "x".repeat(500));
        check(&format!("{large}\n{{}}"), &["<508>", "{}"]);
        check(&format!("[{large},{{}}]"), &["<508>", "{}"]);
        check(&format!("{}\n{{}}", "y".repeat(300)), &["<300>", "{}"]);
        check(&"[".repeat(300), &["<299>"]);
    }

    proptest! {
        #[test]
        fn whole_values_come_back(texts in prop::collection::vec("\\PC{0,20}", 1..5), pretty: bool, array: bool) {
            let values: Vec<_> = texts.iter().map(|text| serde_json::json!({"t": text, "l": [{}, text]})).collect();
            let written: Vec<_> = values.iter().map(|value| {
                if pretty { format!("{value:#}") } else { value.to_string() }
            }).collect();
            let stream = if array { format!("[{}]", written.join(",")) } else { written.join("\n") };
            prop_assert_eq!(split(&stream, 10_000), written);
        }

        #[test]
        fn any_bytes_are_split_without_loss(bytes in prop::collection::vec(prop::sample::select(b"{}[]\",: \n\\a".as_slice()), 0..60)) {
            let mut splitter = Splitter::new(bytes.as_slice(), 1000);
            let mut seen: Vec<u8> = Vec::new();
            while let Some(piece) = splitter.next().unwrap() {
                let Piece::Value(value) = piece else { panic!("nothing is too large") };
                prop_assert!(!value.is_empty());
                seen.extend(value);
            }
            let bare = |bytes: &[u8]| -> Vec<u8> {
                bytes.iter().copied().filter(|byte| !b" \n[],".contains(byte)).collect()
            };
            prop_assert_eq!(bare(&seen), bare(&bytes));
        }
    }
}
