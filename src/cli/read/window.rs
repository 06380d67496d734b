//! The part of a stream that is looked at: read and not yet given out.

use std::io::{self, Read};

/// How much is read at once: large enough for few calls, small beside one item's limit.
const READ_BYTES: usize = 64 << 10;

/// A window on a stream. Its bytes are counted from its beginning.
pub struct Window<R> {
    input: R,
    /// What was read; the window begins at `begin`.
    bytes: Vec<u8>,
    begin: usize,
    /// Where the input reads to.
    chunk: Box<[u8]>,
    ended: bool,
}

impl<R: Read> Window<R> {
    /// At the stream's beginning, with nothing read.
    pub fn new(input: R) -> Self {
        Self {
            input,
            bytes: Vec::new(),
            begin: 0,
            chunk: vec![0; READ_BYTES].into(),
            ended: false,
        }
    }

    /// All bytes from a place on that are at hand, more being read when there are none; empty at the
    /// stream's end alone.
    pub fn from(&mut self, at: usize) -> io::Result<&[u8]> {
        while self.begin + at >= self.bytes.len() && !self.ended {
            self.read()?;
        }
        Ok(self.bytes.get(self.begin + at..).unwrap_or(&[]))
    }

    /// Passes over the first bytes.
    pub fn skip(&mut self, length: usize) {
        self.begin = self.bytes.len().min(self.begin + length);
    }

    /// Takes the first bytes out.
    pub fn take(&mut self, length: usize) -> Vec<u8> {
        let begin = self.begin;
        self.skip(length);
        self.bytes.get(begin..self.begin).unwrap_or(&[]).to_vec()
    }

    fn read(&mut self) -> io::Result<()> {
        // What was given out goes; what is left is moved once for each read, not for each value.
        self.bytes.drain(..self.begin);
        self.begin = 0;
        match self.input.read(&mut self.chunk) {
            Ok(length) => {
                self.bytes
                    .extend_from_slice(self.chunk.get(..length).unwrap_or(&[]));
                self.ended = length == 0;
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
        Ok(())
    }
}
