//! CoNLL-U, the exchange form of treebanks: reading gold sentences, writing trees for people.

use super::relation::Relation;
use super::span::Span;
use super::tag::Tag;
use super::tree::Tree;

/// One word of a gold sentence.
#[derive(Clone, Debug, PartialEq)]
pub struct GoldWord {
    /// The word as the treebank spells it.
    pub form: String,
    /// Its lemma.
    pub lemma: String,
    /// Part of speech and the features that we keep.
    pub tag: Tag,
    /// 0 for the root, else the head's number, counted from 1.
    pub head: usize,
    /// Relation to the head.
    pub relation: Relation,
    /// Where it stands in [`GoldSentence::text`]. Words that are not a piece of the surface share
    /// the whole surface of their contraction.
    pub span: Span,
}

/// One gold sentence.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct GoldSentence {
    /// The running text, made from forms and `SpaceAfter`.
    pub text: String,
    /// True when a space, not nothing, parts it from the next sentence.
    pub space_after: bool,
    /// Its words.
    pub words: Vec<GoldWord>,
}

/// Why a treebank cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {reason}")]
pub struct ConlluError {
    /// Counted from 1.
    pub line: usize,
    /// What is wrong there.
    pub reason: &'static str,
}

/// Reads all sentences. Empty nodes (`8.1`) are passed over, contractions (`3-4`) give the surface.
pub fn read(source: &str) -> Result<Vec<GoldSentence>, ConlluError> {
    let mut sentences = Vec::new();
    let mut builder = Builder::default();
    for (index, line) in source.lines().enumerate() {
        let line = line.trim_end_matches('\r');
        if line.is_empty() {
            sentences.extend(builder.finish(index + 1)?);
        } else if !line.starts_with('#') {
            builder.line(line).map_err(|reason| ConlluError {
                line: index + 1,
                reason,
            })?;
        }
    }
    sentences.extend(builder.finish(source.lines().count())?);
    Ok(sentences)
}

#[derive(Default)]
struct Builder {
    sentence: GoldSentence,
    /// The contraction that is open: its last word's number, its surface, whether a space follows.
    contraction: Option<Contraction>,
}

struct Contraction {
    last: usize,
    span: Span,
    space_after: bool,
}

impl Builder {
    fn line(&mut self, line: &str) -> Result<(), &'static str> {
        let columns: Vec<&str> = line.split('\t').collect();
        let &[id, form, lemma, upos, _, features, head, relation, _, misc] = columns.as_slice()
        else {
            return Err("a line must have ten columns");
        };
        let space_after = !misc.split('|').any(|entry| entry == "SpaceAfter=No");
        if let Some((first, last)) = id.split_once('-') {
            let last = last.parse().map_err(|_| "a range must be two numbers")?;
            if first.parse() != Ok(self.sentence.words.len() + 1) {
                return Err("a range must begin at the next word");
            }
            self.close_gap();
            let span = self.push_surface(form);
            self.contraction = Some(Contraction {
                last,
                span,
                space_after,
            });
            return Ok(());
        }
        if id.contains('.') {
            return Ok(());
        }
        if id.parse() != Ok(self.sentence.words.len() + 1) {
            return Err("words must be numbered from 1 without gaps");
        }
        let span = self.place(form, space_after);
        self.sentence.words.push(GoldWord {
            form: form.to_owned(),
            lemma: lemma.to_owned(),
            tag: Tag::of_columns(upos, features).ok_or("unknown part of speech")?,
            head: head.parse().map_err(|_| "the head must be a number")?,
            relation: Relation::of_name(relation).ok_or("unknown relation")?,
            span,
        });
        Ok(())
    }

    /// Adds a word to the surface, or finds it in the surface of the open contraction.
    fn place(&mut self, form: &str, space_after: bool) -> Span {
        let number = self.sentence.words.len() + 1;
        let Some(contraction) = self.contraction.as_mut() else {
            self.close_gap();
            let span = self.push_surface(form);
            self.sentence.space_after = space_after;
            return span;
        };
        let whole = contraction.span;
        let rest = whole.of(&self.sentence.text);
        let span = if rest.starts_with(form) {
            contraction.span.start += form.len();
            Span {
                start: whole.start,
                end: whole.start + form.len(),
            }
        } else {
            whole
        };
        if number == contraction.last {
            self.sentence.space_after = contraction.space_after;
            self.contraction = None;
        }
        span
    }

    fn close_gap(&mut self) {
        if self.sentence.space_after && !self.sentence.text.is_empty() {
            self.sentence.text.push(' ');
        }
    }

    fn push_surface(&mut self, form: &str) -> Span {
        let start = self.sentence.text.len();
        self.sentence.text.push_str(form);
        Span {
            start,
            end: self.sentence.text.len(),
        }
    }

    fn finish(&mut self, line: usize) -> Result<Option<GoldSentence>, ConlluError> {
        let Builder { sentence, .. } = std::mem::take(self);
        let count = sentence.words.len();
        if sentence.words.iter().any(|word| word.head > count) {
            return Err(ConlluError {
                line,
                reason: "a head lies outside the sentence above",
            });
        }
        Ok((count > 0).then_some(sentence))
    }
}

/// Writes trees in CoNLL-U; `lemma` gives the lemma of a word and its tag.
pub fn write(text: &str, trees: &[Tree], lemma: impl Fn(&str, Tag) -> String, out: &mut String) {
    use std::fmt::Write as _;
    for tree in trees {
        let line_of = tree
            .span
            .of(text)
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        // Writing to a string cannot fail.
        let _ = writeln!(out, "# text = {line_of}");
        for (index, node) in tree.nodes().iter().enumerate() {
            let form = node.span.of(text);
            let next = tree
                .nodes()
                .get(index + 1)
                .map_or(node.span.end + 1, |next| next.span.start);
            let misc = if next == node.span.end {
                "SpaceAfter=No"
            } else {
                "_"
            };
            let _ = writeln!(
                out,
                "{}\t{form}\t{}\t{}\t_\t{}\t{}\t{}\t_\t{misc}",
                index + 1,
                lemma(form, node.tag),
                node.tag.upos.name(),
                node.tag.features(),
                node.head.map_or(0, |head| head + 1),
                node.relation.name(),
            );
        }
        out.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAMPLE: &str = "# text = They don't wait.\n\
        1\tThey\tthey\tPRON\tPRP\tNumber=Plur\t4\tnsubj\t_\t_\n\
        2-3\tdon't\t_\t_\t_\t_\t_\t_\t_\t_\n\
        2\tdo\tdo\tAUX\tVBP\tVerbForm=Fin\t4\taux\t_\t_\n\
        3\tn't\tnot\tPART\tRB\t_\t4\tadvmod\t_\t_\n\
        4\twait\twait\tVERB\tVB\tVerbForm=Inf\t0\troot\t_\tSpaceAfter=No\n\
        4.1\twait\twait\tVERB\tVB\tVerbForm=Inf\t_\t_\t0:root\t_\n\
        5\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_\n\n";

    #[test]
    fn reads_words_and_surface() {
        let sentences = read(SAMPLE).unwrap();
        let sentence = &sentences[0];
        assert_eq!(
            (sentences.len(), sentence.text.as_str()),
            (1, "They don't wait.")
        );
        let words: Vec<&str> = sentence
            .words
            .iter()
            .map(|word| word.span.of(&sentence.text))
            .collect();
        assert_eq!(words, ["They", "do", "n't", "wait", "."]);
        assert_eq!(sentence.words[1].head, 4);
        assert_eq!(sentence.words[3].relation, Relation::Root);
    }

    #[test]
    fn says_where_it_is_wrong() {
        let check = |source: &str, line: usize, reason: &str| {
            let error = read(source).unwrap_err();
            assert_eq!((error.line, error.reason), (line, reason));
        };
        check("1\ta\n", 1, "a line must have ten columns");
        check(
            "# x\n2\ta\ta\tX\t_\t_\t0\troot\t_\t_\n",
            2,
            "words must be numbered from 1 without gaps",
        );
        check(
            "1\ta\ta\tX\t_\t_\t7\tdep\t_\t_\n\n",
            2,
            "a head lies outside the sentence above",
        );
    }
}
