//! Files and standard input as a row of items, each still unjudged.

use std::collections::VecDeque;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use jiff::civil::DateTime;

use crate::cli::options::complain;
use crate::cli::read::progress::Progress;
use crate::cli::read::split::{Piece, Splitter};

/// One item to judge.
#[derive(Clone, Debug, PartialEq)]
pub enum Input {
    /// JSON, or what stands where it should.
    Json(Vec<u8>),
    /// Plain text under a name of its file.
    Text {
        /// The file's name without folder: the item's id.
        id: String,
        /// The text as it lies there.
        bytes: Vec<u8>,
        /// When it was published.
        published_at: DateTime,
    },
    /// Over the limit: so many bytes, not kept.
    TooLarge(u64),
}

/// All inputs in order; files are opened when their turn comes.
pub struct Inputs {
    files: VecDeque<PathBuf>,
    current: Option<(PathBuf, Splitter<Box<dyn Read + Send>>)>,
    published_at: Option<DateTime>,
    bytes_max: usize,
    progress: Progress,
    /// Files that could not be read, or not to their end; each was complained of.
    pub unreadable: usize,
}

impl Inputs {
    /// Of these files, or of standard input when there are none; plain text when `published_at` is
    /// given.
    pub fn new(files: &[PathBuf], published_at: Option<DateTime>, bytes_max: usize) -> Self {
        let files: VecDeque<_> = match files {
            [] => [PathBuf::from("-")].into(),
            files => files.iter().cloned().collect(),
        };
        let progress = Progress::new(files.iter());
        Self {
            files,
            current: None,
            published_at,
            bytes_max,
            progress,
            unreadable: 0,
        }
    }

    /// The next one; nothing at the end.
    pub fn next(&mut self) -> Option<Input> {
        loop {
            if let Some((path, mut splitter)) = self.current.take() {
                match splitter.next() {
                    Ok(Some(piece)) => {
                        self.current = Some((path, splitter));
                        return Some(match piece {
                            Piece::Value(bytes) => Input::Json(bytes),
                            Piece::TooLarge(bytes) => Input::TooLarge(bytes),
                        });
                    }
                    Ok(None) => {}
                    Err(error) => self.unreadable(&path, &error),
                }
                continue;
            }
            let path = self.files.pop_front()?;
            if let Some(input) = self.open(path) {
                return Some(input);
            }
        }
    }

    /// Opens a file; a plain text is an item at once.
    fn open(&mut self, path: PathBuf) -> Option<Input> {
        let opened = opened(&path).map(|bytes| self.progress.follow(bytes));
        match (opened, self.published_at) {
            (Ok(bytes), None) => {
                self.current = Some((path, Splitter::new(bytes, self.bytes_max)));
                None
            }
            (Ok(bytes), Some(published_at)) => match text(bytes, self.bytes_max) {
                Ok(Piece::Value(bytes)) => Some(Input::Text {
                    id: id_of(&path),
                    bytes,
                    published_at,
                }),
                Ok(Piece::TooLarge(bytes)) => Some(Input::TooLarge(bytes)),
                Err(error) => {
                    self.unreadable(&path, &error);
                    None
                }
            },
            (Err(error), _) => {
                self.unreadable(&path, &error);
                None
            }
        }
    }

    fn unreadable(&mut self, path: &Path, error: &io::Error) {
        self.unreadable += 1;
        complain(format!("{}: {error}", path.display()));
    }
}

fn opened(path: &Path) -> io::Result<Box<dyn Read + Send>> {
    if path == Path::new("-") {
        return Ok(Box::new(io::stdin()));
    }
    Ok(Box::new(File::open(path)?))
}

/// A whole text; over the limit only its size.
fn text(mut input: impl Read, bytes_max: usize) -> io::Result<Piece> {
    let mut bytes = Vec::new();
    input
        .by_ref()
        .take(bytes_max as u64 + 1)
        .read_to_end(&mut bytes)?;
    if bytes.len() <= bytes_max {
        return Ok(Piece::Value(bytes));
    }
    let rest = io::copy(&mut input, &mut io::sink())?;
    Ok(Piece::TooLarge(bytes.len() as u64 + rest))
}

fn id_of(path: &Path) -> String {
    match path.file_name() {
        Some(name) if path != Path::new("-") => name.to_string_lossy().into_owned(),
        _ => "stdin".to_owned(),
    }
}
