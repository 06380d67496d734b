//! How many dates of annotated sentences are found, and how many mean the same.

use serde::{Deserialize, Serialize};

use crate::evaluate::json_lines::json_lines;
use crate::text::{Scratch, Span, Syntax, Token, Tree};
use crate::time::{Expression, Timeline, lean};

/// An annotated expression, one line of the file.
#[derive(Clone, Debug, Deserialize)]
pub struct GoldTime {
    /// Name of the document; its lines stand together, in order.
    pub doc: String,
    /// Day of publication, perhaps with an hour.
    pub published: String,
    /// The sentence, or what surrounds the expression.
    pub sentence: String,
    /// First character of the expression in it.
    pub start: usize,
    /// One past its last character.
    pub end: usize,
    /// Its TIMEX3 value.
    pub value: String,
}

/// What is printed; shares from 0 to 1.
#[derive(Clone, Debug, Serialize, PartialEq)]
pub struct Report {
    /// Expressions whose value is a day, week, month, quarter, half or year.
    pub concrete: usize,
    /// Share of these that overlap an expression of ours.
    pub coverage: f64,
    /// Share of these whose value is that of the expression of ours that overlaps them most.
    pub agreement: f64,
    /// Those that are not found or mean something else, when asked for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub disagreements: Vec<Disagreement>,
}

/// An expression that is not found or means something else.
#[derive(Clone, Debug, Serialize, PartialEq)]
pub struct Disagreement {
    /// Name of the document.
    pub doc: String,
    /// Its words.
    pub text: String,
    /// The annotated value.
    pub gold: String,
    /// Our words, none when nothing was found.
    pub our_text: Option<String>,
    /// Our value.
    pub ours: Option<String>,
}

/// Reads one annotated expression a line; what is wrong with the first that is none.
pub fn read(source: &str) -> Result<Vec<GoldTime>, String> {
    json_lines(source)
}

/// Measures; the lines of a document share what it told before.
pub fn measure(syntax: &Syntax, gold: &[GoldTime], with_disagreements: bool) -> Report {
    let mut reader = Reader {
        syntax,
        scratch: Scratch::new(),
        timeline: Timeline::default(),
    };
    let (mut concrete, mut covered, mut agreed) = (0_usize, 0_usize, 0_usize);
    let mut disagreements = Vec::new();
    for document in gold.chunk_by(|one, next| one.doc == next.doc) {
        let day = document.first().and_then(|line| line.published.get(..10));
        reader
            .timeline
            .restart(day.and_then(|day| day.parse().ok()));
        for lines in document.chunk_by(|one, next| one.sentence == next.sentence) {
            let Some(sentence) = lines.first().map(|line| line.sentence.as_str()) else {
                continue;
            };
            let found = reader.read(sentence);
            for line in lines.iter().filter(|line| is_concrete(&line.value)) {
                let stretch = bytes_of(sentence, line.start, line.end);
                let ours = found
                    .iter()
                    .max_by_key(|ours| overlap(ours.span, stretch))
                    .filter(|ours| overlap(ours.span, stretch) > 0);
                let value = ours.map(|ours| ours.timex.to_string());
                let agrees = value.as_deref().map(day_of) == Some(day_of(&line.value));
                concrete += 1;
                covered += usize::from(ours.is_some());
                agreed += usize::from(agrees);
                if with_disagreements && !agrees {
                    disagreements.push(Disagreement {
                        doc: line.doc.clone(),
                        text: stretch.of(sentence).to_owned(),
                        gold: line.value.clone(),
                        our_text: ours.map(|ours| ours.span.of(sentence).to_owned()),
                        ours: value,
                    });
                }
            }
        }
    }
    Report {
        concrete,
        coverage: share(covered, concrete),
        agreement: share(agreed, concrete),
        disagreements,
    }
}

struct Reader<'s> {
    syntax: &'s Syntax,
    scratch: Scratch,
    timeline: Timeline,
}

impl Reader<'_> {
    fn read(&mut self, text: &str) -> Vec<Expression> {
        let trees = self.syntax.parse(text, &mut self.scratch);
        let mut found = Vec::new();
        for tree in &trees {
            found.extend(
                self.timeline
                    .read(text, &tokens_of(tree), &|at| lean(text, tree, at)),
            );
        }
        found
    }
}

fn tokens_of(tree: &Tree) -> Vec<Token> {
    let nodes = tree.nodes().iter();
    nodes.map(|node| Token { span: node.span }).collect()
}

/// A day (with or without an hour), week, month, quarter, half or year.
fn is_concrete(value: &str) -> bool {
    let shape: String = day_of(value)
        .chars()
        .map(|c| if c.is_ascii_digit() { '9' } else { c })
        .collect();
    matches!(
        shape.as_str(),
        "9999-99-99" | "9999-W99" | "9999-99" | "9999-Q9" | "9999-H9" | "9999"
    )
}

/// A time of day counts as its day.
fn day_of(value: &str) -> &str {
    match value.get(..10) {
        Some(day) if value.get(10..11) == Some("T") => day,
        _ => value,
    }
}

/// Characters → bytes.
fn bytes_of(text: &str, start: usize, end: usize) -> Span {
    let byte = |at| {
        text.char_indices()
            .nth(at)
            .map_or(text.len(), |(byte, _)| byte)
    };
    Span {
        start: byte(start),
        end: byte(end),
    }
}

fn overlap(one: Span, other: Span) -> usize {
    one.end
        .min(other.end)
        .saturating_sub(one.start.max(other.start))
}

fn share(part: usize, total: usize) -> f64 {
    if total == 0 {
        0.0
    } else {
        (10_000.0 * part as f64 / total as f64).round() / 10_000.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn coverage_and_agreement_are_told_apart() {
        // Found and right; found and wrong; not found; not concrete.
        let lines = r#"
{"doc": "a", "published": "2031-04-09T08:00:00", "sentence": "Élite guards met on Friday.", "start": 20, "end": 26, "value": "2031-04-04TMO"}
{"doc": "a", "published": "2031-04-09", "sentence": "They will meet next week.", "start": 15, "end": 24, "value": "2031-W17"}
{"doc": "b", "published": "2031-04-09", "sentence": "It all began back then.", "start": 18, "end": 22, "value": "2030"}
{"doc": "b", "published": "2031-04-09", "sentence": "They will meet soon.", "start": 15, "end": 19, "value": "FUTURE_REF"}"#;
        let gold = read(lines).unwrap();
        let report = measure(&Syntax::shipped().unwrap(), &gold, true);
        assert_eq!(
            (report.concrete, report.coverage, report.agreement),
            (3, 0.6667, 0.3333)
        );
        let ours: Vec<_> = report
            .disagreements
            .iter()
            .map(|d| d.ours.as_deref())
            .collect();
        assert_eq!(ours, [Some("2031-W16"), None]);
    }

    #[test]
    fn a_line_that_is_none_is_named() {
        assert!(read("\n{}").unwrap_err().starts_with("line 2: "));
    }
}
