//! Bytes → the values that lie in them: JSON Lines, arrays of items, values over several lines, in
//! any mixture.
//!
//! It looks only at brackets and strings, so that a value can be judged by the one parser there is.
//! Memory stays bounded: by one value, or by its limit where the value is larger. A broken value
//! costs itself alone: reading goes on at the next line that begins with `{` as the broken one did.

use std::io::{self, Read};

use crate::cli::read::window::Window;

/// One value, or the place of one that is too large.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// The bytes from its first to its last, whatever they are.
    Value(Vec<u8>),
    /// A value of so many bytes, well over the limit; they are not kept.
    TooLarge(u64),
}

/// People indent by some blanks; a line of more is no layout to go by.
const INDENT_BYTES_MAX: usize = 256;

/// What stays at hand of a value whose bytes are dropped: enough to see how its line began.
const KEPT_BYTES: usize = INDENT_BYTES_MAX + 2;

/// Splits a stream of bytes.
pub struct Splitter<R> {
    window: Window<R>,
    bytes_max: usize,
    in_array: bool,
    /// White space before the value on its line: where the next one may begin alike.
    indent: Option<Vec<u8>>,
}

/// What a byte means to whoever follows a value.
enum Step {
    /// It goes on.
    On,
    /// It ends here; so many of the last bytes do not belong to it.
    End(usize),
    /// It is broken.
    Broken,
}

/// How far a value was followed.
struct Followed {
    /// Its bytes that are at hand.
    length: usize,
    /// Its bytes before those, dropped.
    dropped: u64,
    broken: bool,
}

impl<R: Read> Splitter<R> {
    /// Splits `input`; values well over `bytes_max` are not kept.
    pub fn new(input: R, bytes_max: usize) -> Self {
        let window = Window::new(input);
        Self {
            window,
            bytes_max,
            in_array: false,
            indent: Some(Vec::new()),
        }
    }

    /// The next value; nothing at the end. Fails when the input does.
    pub fn next(&mut self) -> io::Result<Option<Piece>> {
        while let Some(&byte) = self.window.from(0)?.first() {
            match byte {
                b' ' | b'\t' | b'\r' => {
                    let indent = self.indent.take();
                    self.indent = indent.filter(|indent| indent.len() < INDENT_BYTES_MAX);
                    self.indent.iter_mut().for_each(|indent| indent.push(byte));
                }
                b'\n' => self.indent = Some(Vec::new()),
                b'[' if !self.in_array => (self.in_array, self.indent) = (true, None),
                b']' if self.in_array => (self.in_array, self.indent) = (false, None),
                b',' if self.in_array => self.indent = None,
                b'{' | b'[' => return self.bracketed().map(Some),
                _ if self.pass_mark()? => continue,
                _ => return self.scrap().map(Some),
            }
            self.window.skip(1);
        }
        Ok(None)
    }

    /// Passes over the mark of the byte order, if there is one.
    fn pass_mark(&mut self) -> io::Result<bool> {
        const MARK: [u8; 3] = [0xEF, 0xBB, 0xBF];
        for (at, byte) in MARK.iter().enumerate() {
            if self.window.from(at)?.first() != Some(byte) {
                return Ok(false);
            }
        }
        self.window.skip(MARK.len());
        Ok(true)
    }

    /// A value that begins with a bracket, to its end or to where it breaks.
    fn bracketed(&mut self) -> io::Result<Piece> {
        let indent = self.indent.take();
        let mut scan = Scan::default();
        let followed = self.follow(0, |byte| scan.step(byte))?;
        if followed.broken {
            self.broken(indent, followed.dropped)
        } else {
            Ok(self.piece(&followed))
        }
    }

    /// From the value's first byte up to the next line that begins as it did, or to the end.
    fn broken(&mut self, indent: Option<Vec<u8>>, dropped: u64) -> io::Result<Piece> {
        let again = indent
            .map(|indent| [b"\n", indent.as_slice(), b"{"].concat())
            .unwrap_or_default();
        let mut alike = 0;
        let followed = self.follow(dropped, |byte| {
            let fits = again.get(alike) == Some(&byte);
            // The line break stands at the beginning alone: no other part can begin anew.
            alike = if fits {
                alike + 1
            } else {
                usize::from(again.first() == Some(&byte))
            };
            if fits && alike == again.len() {
                Step::End(alike)
            } else {
                Step::On
            }
        })?;
        Ok(self.piece(&followed))
    }

    /// What is no value of ours: to the end of its line, or of its place in an array.
    fn scrap(&mut self) -> io::Result<Piece> {
        let in_array = self.in_array;
        let (mut quoted, mut escaped) = (false, false);
        let followed = self.follow(0, |byte| {
            if byte == b'\n' || (in_array && !quoted && matches!(byte, b',' | b']')) {
                return Step::End(1);
            }
            quoted ^= byte == b'"' && !escaped;
            escaped = byte == b'\\' && !escaped;
            Step::On
        })?;
        Ok(self.piece(&followed))
    }

    /// Follows a value from the window's beginning, `dropped` bytes of it being gone already, until
    /// `step` ends it or the stream does: then it is broken, or as whole as it will be.
    fn follow(
        &mut self,
        mut dropped: u64,
        mut step: impl FnMut(u8) -> Step,
    ) -> io::Result<Followed> {
        let mut length = 0;
        loop {
            let bytes = self.window.from(length)?;
            if bytes.is_empty() {
                return Ok(Followed {
                    length,
                    dropped,
                    broken: true,
                });
            }
            for byte in bytes {
                length += 1;
                match step(*byte) {
                    Step::On => {}
                    Step::End(back) => {
                        return Ok(Followed {
                            length: length - back,
                            dropped,
                            broken: false,
                        });
                    }
                    Step::Broken => {
                        return Ok(Followed {
                            length,
                            dropped,
                            broken: true,
                        });
                    }
                }
            }
            if length > self.bytes_max.saturating_add(KEPT_BYTES) {
                let gone = length - KEPT_BYTES;
                self.window.skip(gone);
                dropped += gone as u64;
                length = KEPT_BYTES;
            }
        }
    }

    /// What was followed, taken out, unless its beginning was dropped.
    fn piece(&mut self, followed: &Followed) -> Piece {
        if followed.dropped == 0 {
            return Piece::Value(self.window.take(followed.length));
        }
        self.window.skip(followed.length);
        Piece::TooLarge(followed.dropped + followed.length as u64)
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
                    return Step::End(0);
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
        let large = format!("{{\"a\":\"{}\"}}", "x".repeat(5000));
        check(&format!("{large}\n{{}}"), &["<5008>", "{}"]);
        check(&format!("[{large},{{}}]"), &["<5008>", "{}"]);
        check(&format!("{}\n{{}}", "y".repeat(3000)), &["<3000>", "{}"]);
        check(&"[".repeat(3000), &["<2999>"]);
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
