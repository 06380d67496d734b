//! A text cut where marks begin and end, so that marks may overlap.

/// A stretch of a text to mark, in code points, end-exclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// First code point.
    pub start: usize,
    /// One past the last.
    pub end: usize,
}

/// A piece of the text, and which marks (by their place in the list) cover it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment {
    /// The words.
    pub text: String,
    /// The marks over them, in order.
    pub marks: Vec<usize>,
}

/// The whole text in pieces, none empty. Marks beyond the text are cut.
pub fn segments(text: &str, marks: &[Mark]) -> Vec<Segment> {
    let letters: Vec<char> = text.chars().collect();
    let mut cuts: Vec<usize> = marks
        .iter()
        .flat_map(|mark| [mark.start, mark.end])
        .collect();
    cuts.extend([0, letters.len()]);
    cuts.retain(|cut| *cut <= letters.len());
    cuts.sort_unstable();
    cuts.dedup();
    let pieces = cuts.windows(2).filter_map(|pair| match *pair {
        [start, end] => Some((start, end, letters.get(start..end)?)),
        _ => None,
    });
    let covering = |start, end| {
        let over = |mark: &Mark| mark.start <= start && end <= mark.end;
        marks
            .iter()
            .enumerate()
            .filter(move |(_, mark)| over(mark))
            .map(|(at, _)| at)
            .collect()
    };
    let segment = |(start, end, piece): (usize, usize, &[char])| Segment {
        text: piece.iter().collect(),
        marks: covering(start, end),
    };
    pieces.map(segment).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn overlapping_marks_cut_the_text() {
        let marks = [
            Mark { start: 1, end: 4 },
            Mark { start: 3, end: 5 },
            Mark { start: 9, end: 12 },
        ];
        let cut: Vec<_> = segments("añbcdef", &marks)
            .into_iter()
            .map(|segment| (segment.text, segment.marks))
            .collect();
        let expected = [
            ("a", vec![]),
            ("ñb", vec![0]),
            ("c", vec![0, 1]),
            ("d", vec![1]),
            ("ef", vec![]),
        ];
        assert_eq!(cut, expected.map(|(text, marks)| (text.to_owned(), marks)));
    }

    proptest! {
        #[test]
        fn nothing_is_lost(text in "\\PC{0,30}", bounds in prop::collection::vec((0..40_usize, 0..40_usize), 0..6)) {
            let marks: Vec<_> = bounds.into_iter().map(|(start, end)| Mark { start, end }).collect();
            let segments = segments(&text, &marks);
            prop_assert!(segments.iter().all(|segment| !segment.text.is_empty()));
            let joined: String = segments.into_iter().map(|segment| segment.text).collect();
            prop_assert_eq!(joined, text);
        }
    }
}
