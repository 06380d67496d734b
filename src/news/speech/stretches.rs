//! Stretches between quotation marks, also where marks are missing.

use crate::news::speech::marks::{Family, Mark, marks};
use crate::news::speech::paragraphs::{paragraphs, trimmed};
use crate::text::Span;

/// A longer stretch without a closing mark has lost it somewhere, and is none.
const UNCLOSED_BYTES_MAX: usize = 4_000;
/// Bytes between single marks at most: beyond them an apostrophe was mistaken.
const SINGLE_BYTES_MAX: usize = 1_500;
/// Marks that are looked through for the answer to a single one, so that apostrophes cost little.
const SINGLE_MARKS_MAX: usize = 40;
/// Quotations inside each other at most; deeper marks are noise.
const DEPTH_MAX: usize = 3;

/// What stands between an opening and a closing mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// The words, without marks and white space at the ends; never empty.
    pub words: Span,
    /// The same with its marks.
    pub outer: Span,
    /// Inside how many other stretches it stands.
    pub depth: usize,
    /// Whether the mark at its end is there.
    pub closed: bool,
    /// Whether it goes on what the paragraph before left open, as papers print long quotations.
    pub goes_on: bool,
}

/// All stretches in the order of their beginnings; those of one depth are apart. One that is never
/// closed ends with its paragraph, or before the next opening mark. Cost: linear in the text.
pub fn stretches(text: &str) -> Vec<Stretch> {
    let mut found = Vec::new();
    let mut goes_on = false;
    for paragraph in paragraphs(text) {
        let marks = marks(text, paragraph);
        let opens = marks.first().is_some_and(|mark| {
            mark.may_open && mark.family != Family::Single && mark.span.start == paragraph.start
        });
        let mut pairing = Pairing {
            text,
            paragraph,
            marks: &marks,
            open: Vec::new(),
            found: Vec::new(),
            goes_on: goes_on && opens,
        };
        goes_on = pairing.run();
        let mut here = pairing.found;
        here.sort_by_key(|stretch| stretch.outer.start);
        found.extend(here);
    }
    found
}

struct Open {
    mark: Mark,
    goes_on: bool,
}

struct Pairing<'t> {
    text: &'t str,
    paragraph: Span,
    marks: &'t [Mark],
    open: Vec<Open>,
    found: Vec<Stretch>,
    goes_on: bool,
}

impl Pairing<'_> {
    /// Pairs the paragraph's marks; true when a quotation is still open at its end.
    fn run(&mut self) -> bool {
        for at in 0..self.marks.len() {
            let mark = self.marks[at];
            let top = self.open.last().map(|open| open.mark.family);
            let is_open = self.open.iter().any(|open| open.mark.family == mark.family);
            if mark.may_close && is_open {
                if !(mark.like_possessive && self.closes_later(at)) {
                    self.close(mark);
                }
            } else if mark.may_open && self.can_open(at) {
                if is_open && top == Some(mark.family) {
                    self.give_up(mark.span.start);
                }
                if self.open.len() < DEPTH_MAX {
                    let goes_on = std::mem::take(&mut self.goes_on);
                    self.open.push(Open { mark, goes_on });
                }
            }
        }
        self.open.retain(|open| open.mark.family != Family::Single);
        self.open.truncate(1);
        let still = !self.open.is_empty();
        self.give_up(self.paragraph.end);
        still
    }

    fn can_open(&self, at: usize) -> bool {
        self.marks[at].family != Family::Single || self.closes_later(at)
    }

    /// Whether a single mark after this one closes, before another opens.
    fn closes_later(&self, at: usize) -> bool {
        let start = self.marks[at].span.end;
        self.marks
            .iter()
            .skip(at + 1)
            .take(SINGLE_MARKS_MAX)
            .take_while(|mark| mark.span.start - start <= SINGLE_BYTES_MAX)
            .filter(|mark| mark.family == Family::Single)
            .take_while(|mark| mark.may_close || !mark.may_open)
            .any(|mark| mark.may_close)
    }

    fn close(&mut self, mark: Mark) {
        let Some(depth) = self
            .open
            .iter()
            .rposition(|open| open.mark.family == mark.family)
        else {
            return;
        };
        // What is still open inside was no quotation.
        self.open.truncate(depth + 1);
        if let Some(open) = self.open.pop() {
            self.note(open, mark.span.start, mark.span.end, depth);
        }
    }

    /// Ends the innermost open stretch, whose closing mark is missing, before `end`.
    fn give_up(&mut self, end: usize) {
        let depth = self.open.len().saturating_sub(1);
        if let Some(open) = self.open.pop() {
            self.note(open, end, end, depth);
        }
    }

    fn note(&mut self, open: Open, words_end: usize, outer_end: usize, depth: usize) {
        let inside = Span {
            start: open.mark.span.end,
            end: words_end,
        };
        let Some(words) = trimmed(self.text, inside) else {
            return;
        };
        let closed = words_end < outer_end;
        if !closed && words.end - words.start > UNCLOSED_BYTES_MAX {
            return;
        }
        self.found.push(Stretch {
            words,
            outer: Span {
                start: open.mark.span.start,
                end: if closed { outer_end } else { words.end },
            },
            depth,
            closed,
            goes_on: open.goes_on,
        });
    }
}
