//! Quotation marks as single signs: which may open, which may close, which are apostrophes.

use crate::text::Span;

/// Marks that answer each other. Within a family every shape may close every other: wires mix them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    /// `"`, `“ ”`, `„ “`, ` `` '' `.
    Double,
    /// `'`, `‘ ’`, `` ` ' ``.
    Single,
    /// `« »`.
    Angle,
}

/// One quotation mark and what its surroundings let it be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    pub span: Span,
    pub family: Family,
    pub may_open: bool,
    pub may_close: bool,
    /// After an s and before a small letter, as in "the ministers' plan".
    pub like_possessive: bool,
}

/// Words that begin with an apostrophe.
const CLIPPED: &[&str] = &[
    "s", "t", "re", "ve", "ll", "d", "m", "em", "til", "tis", "twas", "n", "cause", "bout", "round",
];

/// The marks among the bytes of `within`, in order. Cost: linear.
pub fn marks(text: &str, within: Span) -> Vec<Mark> {
    let words = within.of(text);
    let mut found = Vec::new();
    let mut before: Option<char> = None;
    let mut letters = words.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let mut len = letter.len_utf8();
        let twin = letters.peek().is_some_and(|&(_, next)| next == letter);
        let doubled = twin && matches!(letter, '\'' | '`' | '’' | '‘');
        if doubled {
            letters.next();
            len *= 2;
        }
        if let Some((family, shape)) = shape(letter, doubled) {
            let around = Around {
                before,
                after: words.get(at + len..).unwrap_or(""),
            };
            found.extend(around.mark(family, shape).map(|mark| Mark {
                span: Span {
                    start: within.start + at,
                    end: within.start + at + len,
                },
                ..mark
            }));
        }
        before = Some(letter);
    }
    found
}

/// What the sign itself tells.
#[derive(Clone, Copy, PartialEq)]
enum Shape {
    Opening,
    Closing,
    Either,
}

fn shape(letter: char, doubled: bool) -> Option<(Family, Shape)> {
    let single = if doubled {
        Family::Double
    } else {
        Family::Single
    };
    Some(match letter {
        '"' | '＂' => (Family::Double, Shape::Either),
        '“' | '„' | '‟' => (Family::Double, Shape::Opening),
        '”' => (Family::Double, Shape::Closing),
        '«' => (Family::Angle, Shape::Opening),
        '»' => (Family::Angle, Shape::Closing),
        '‘' | '`' => (single, Shape::Opening),
        '’' => (single, Shape::Closing),
        '\'' => (single, Shape::Either),
        _ => return None,
    })
}

/// What stands on both sides of a mark.
struct Around<'t> {
    before: Option<char>,
    after: &'t str,
}

impl Around<'_> {
    fn mark(&self, family: Family, shape: Shape) -> Option<Mark> {
        let next = self.after.chars().next();
        let open_before = self.before.is_none_or(|c| {
            c.is_whitespace() || matches!(c, '(' | '[' | '{' | '—' | '–' | '-' | '/') || is_mark(c)
        });
        let open_after = next.is_some_and(|c| !c.is_whitespace());
        let close_before = self.before.is_some_and(|c| !c.is_whitespace());
        let close_after = next.is_none_or(|c| {
            c.is_whitespace() || (c.is_ascii_punctuation() && c != '$') || "—–…”’»".contains(c)
        });
        let (opens, closes) = (open_before && open_after, close_before && close_after);
        let (may_open, may_close) = match (family, shape) {
            (Family::Single, _) => (
                opens && shape != Shape::Closing && !self.is_clipped(),
                closes && shape != Shape::Opening,
            ),
            (Family::Angle, Shape::Opening) => (true, closes && !opens),
            (Family::Angle, _) => (opens && !closes, true),
            (_, Shape::Opening) => (!closes || opens, closes && !opens),
            (_, Shape::Closing) => (opens && !closes, !opens || closes),
            // Between two spaces, or glued on both sides, only what is open already can tell.
            (_, Shape::Either) => {
                let glued = close_before && !open_before && !close_after;
                let unclear = opens == closes;
                ((opens || unclear) && !glued, closes || unclear)
            }
        };
        let possessive = matches!(self.before, Some('s' | 'z' | 'x'))
            && next.is_some_and(char::is_whitespace)
            && self.after.trim_start().starts_with(char::is_lowercase);
        (may_open || may_close).then_some(Mark {
            span: Span { start: 0, end: 0 },
            family,
            may_open,
            may_close,
            like_possessive: family == Family::Single && possessive,
        })
    }

    /// "’90s", "'em", "'s".
    fn is_clipped(&self) -> bool {
        let word = self
            .after
            .split(|c: char| !c.is_alphanumeric())
            .next()
            .unwrap_or("");
        word.starts_with(|c: char| c.is_ascii_digit())
            || CLIPPED
                .iter()
                .any(|clipped| word.eq_ignore_ascii_case(clipped))
    }
}

/// Whether a letter is a quotation mark of some kind.
pub fn is_mark(letter: char) -> bool {
    shape(letter, false).is_some()
}
