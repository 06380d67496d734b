//! One text of an item: its sentences with their trees and names.

use crate::news::reference::Reference;
use crate::news::speech::{Parsed, Speech};
use crate::news::substrate::Substrate;
use crate::text::{Relation, Scratch, Span, Token, Tree, Upos, sentences};
use crate::world::{ActorId, KnownName, Mention, NameKind, Names, Office, OfficeKind};

/// Which of an item's two texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// The headline.
    Title,
    /// The text.
    Body,
}

/// One of an item's texts with its sentences.
#[derive(Debug)]
pub struct Section<'i> {
    /// Which.
    pub part: Part,
    /// The words.
    pub text: &'i str,
    /// Its sentences in order.
    pub sentences: Vec<Sentence>,
    /// Who says what in it.
    pub speech: Speech,
}

/// A sentence with all that is known of its words.
#[derive(Debug)]
pub struct Sentence {
    /// Where it stands.
    pub span: Span,
    /// Its tokens in order; token `i` is node `i` of the tree.
    pub tokens: Vec<Token>,
    /// The tokens in lower case, apostrophes straight.
    pub words: Vec<String>,
    /// The tokens' lemmas; names keep their case.
    pub lemmas: Vec<String>,
    /// Names of office-holders in it, in order.
    pub known: Vec<KnownName>,
    /// Words that contain the name of an actor and are nobody's, in order.
    pub decoys: Vec<Span>,
    /// Capitalised tokens that are in no dictionary, in order.
    pub strange: Vec<usize>,
    /// Capitalised tokens that are the family name of somebody in the item, and not tagged as names, in order.
    pub surnames: Vec<usize>,
    /// Who is meant by the words that stand for somebody, in order.
    pub references: Vec<Reference>,
    /// Who depends on whom; its spans count bytes of the section, as all others do.
    pub tree: Tree,
    /// Who and what is named in it, in order.
    pub mentions: Vec<Mention>,
    /// Offices and bodies in it, in order.
    pub offices: Vec<Office>,
}

impl<'i> Section<'i> {
    /// Reads a text. What the parser must cut for its length becomes several sentences.
    pub(crate) fn annotate(
        part: Part,
        text: &'i str,
        substrate: Substrate,
        scratch: &mut Scratch,
    ) -> Self {
        let names = substrate.world.names(text);
        let mut offices = substrate.world.offices(text);
        offices.retain(|office| !names.cover(office.span));
        let Names {
            mentions,
            people,
            decoys,
        } = names;
        let mut mentions = mentions.into_iter().peekable();
        let mut known = people.into_iter().peekable();
        let mut decoys = decoys.into_iter().peekable();
        let mut offices = offices.into_iter().peekable();
        let mut found = Vec::new();
        let mut trees = Vec::new();
        for span in sentences(text) {
            substrate
                .syntax
                .parse_sentence(text, span, scratch, &mut trees);
            let whole = trees.len() == 1;
            for mut tree in trees.drain(..) {
                let span = if whole { span } else { tree.span };
                let end = span.end;
                let mut named = Vec::new();
                fill(&mut named, &mut mentions, |one| one.span.start < end);
                let names = named.iter().filter(|one| one.kind != NameKind::Adjective);
                names.for_each(|name| tree.tag_name(name.span));
                let mut sentence = Sentence::of_tree(text, span, tree, substrate);
                sentence.mentions = named;
                fill(&mut sentence.offices, &mut offices, |one| {
                    one.span.start < end
                });
                fill(&mut sentence.known, &mut known, |one| one.span.start < end);
                fill(&mut sentence.decoys, &mut decoys, |one| one.start < end);
                sentence.drop_namesakes(text);
                found.push(sentence);
            }
        }
        let mut section = Self {
            part,
            text,
            sentences: found,
            speech: Speech::default(),
        };
        section.speech = Speech::read(text, &section.parsed());
        section
    }

    /// Puts each sentence's mentions into it.
    pub(crate) fn take(&mut self, references: Vec<Vec<Reference>>) {
        for (sentence, references) in self.sentences.iter_mut().zip(references) {
            sentence.references = references;
        }
    }

    /// The sentences as [`Speech`] asks for them; made once for many questions, as it costs a look at
    /// each.
    pub fn parsed(&self) -> Vec<Parsed<'_>> {
        self.sentences
            .iter()
            .map(|sentence| Parsed {
                tree: &sentence.tree,
                lemmas: &sentence.lemmas,
            })
            .collect()
    }

    /// The words of the quotation in which byte `at` stands.
    pub fn quote_at(&self, at: usize) -> Option<Span> {
        self.speech
            .quotation_at(at)
            .map(|quotation| quotation.words)
    }
}

impl Sentence {
    fn of_tree(text: &str, span: Span, tree: Tree, substrate: Substrate) -> Self {
        let forms = || {
            tree.nodes()
                .iter()
                .map(|node| (node.span.of(text), node.tag))
        };
        let lemma = |(form, tag)| substrate.syntax.lemma(form, tag).into_owned();
        let words: Vec<String> = forms().map(|(form, _)| lowered(form)).collect();
        let is_strange = |(at, (form, tag)): (usize, (&str, _))| {
            let word = words
                .get(at)
                .filter(|_| form.starts_with(char::is_uppercase))?;
            let knows = |word: &str| substrate.syntax.knows(word);
            // A headline's "Opens" may be nowhere but as "open".
            let is_strange = !knows(word) && !knows(&substrate.syntax.lemma(form, tag));
            is_strange.then_some(at)
        };
        let strange = forms().enumerate().filter_map(is_strange).collect();
        Self {
            span,
            tokens: tree
                .nodes()
                .iter()
                .map(|node| Token { span: node.span })
                .collect(),
            lemmas: forms().map(lemma).collect(),
            words,
            mentions: Vec::new(),
            offices: Vec::new(),
            known: Vec::new(),
            decoys: Vec::new(),
            strange,
            surnames: Vec::new(),
            references: Vec::new(),
            tree,
        }
    }

    /// Takes out names of actors that are part of a person's name ("Jordan Smith") or of money, and houses that
    /// are another government's ("the Peruvian Foreign Office").
    fn drop_namesakes(&mut self, text: &str) {
        let mentions = &self.mentions;
        let keep: Vec<bool> = mentions
            .iter()
            .enumerate()
            .map(|(at, mention)| {
                let before = at.checked_sub(1).and_then(|before| mentions.get(before));
                let foreign = before.is_some_and(|before| {
                    let between = Span {
                        start: before.span.end,
                        end: mention.span.start,
                    };
                    (mention.kind == NameKind::StandIn || is_house(mention.span.of(text)))
                        && before.actor != mention.actor
                        && matches!(between.of(text), " " | "'s " | "’s ")
                });
                !foreign && !self.is_money(mention) && !self.is_part_of_name(text, mention)
            })
            .collect();
        let mut keep = keep.into_iter();
        self.mentions.retain(|_| keep.next().unwrap_or(true));
    }

    fn is_part_of_name(&self, text: &str, mention: &Mention) -> bool {
        let at = self.token_at(mention.span.start);
        let next = at + 1;
        let nodes = self.tree.nodes();
        let (Some(node), single) = (nodes.get(at), self.token_at(mention.span.end) == next) else {
            return false;
        };
        // "the president of Chile Tom Ray" has two names.
        let of = at > 0 && self.word(at - 1) == "of";
        if !single || of || mention.kind == NameKind::Adjective {
            return false;
        }
        let free = |at: usize| {
            nodes.get(at).is_some_and(|node| {
                node.tag.upos == Upos::Propn
                    && node.span.of(text).starts_with(char::is_uppercase)
                    && node
                        .span
                        .of(text)
                        .chars()
                        .filter(|c| c.is_alphabetic())
                        .count()
                        > 1
                    && self.mention_at(node.span.start).is_none()
                    && self.office_at(node.span.start).is_none()
            })
        };
        let followed = nodes
            .get(next)
            .is_some_and(|last| last.relation == Relation::Flat && last.head == Some(at))
            && free(next);
        let follows = node.relation == Relation::Flat
            && node.head.is_some_and(|head| head + 1 == at && free(head));
        // In headlines every word is capitalised; there a compound says nothing.
        let prose = self.words.last().is_some_and(|word| word == ".");
        let before =
            prose && node.relation == Relation::Compound && node.head == Some(next) && free(next);
        let titled = at > 0
            && self
                .office_at(nodes.get(at - 1).map_or(0, |node| node.span.start))
                .is_some_and(|office| office.kind == OfficeKind::Role)
            && free(next);
        followed || follows || before || titled
    }

    /// The word at `at`, lower case; empty beyond the ends.
    pub fn word(&self, at: usize) -> &str {
        self.words.get(at).map_or("", String::as_str)
    }

    /// The word right before `at`, lower case; empty at the beginning.
    pub fn word_before(&self, at: usize) -> &str {
        at.checked_sub(1).map_or("", |before| self.word(before))
    }

    /// Whether the words from `at` on are these.
    pub fn has_words(&self, at: usize, words: &[impl AsRef<str>]) -> bool {
        self.words
            .get(at..at + words.len())
            .is_some_and(|found| found.iter().zip(words).all(|(a, b)| a == b.as_ref()))
    }

    /// The words from token `from` to before token `to`, as bytes of the section; none when there are
    /// none.
    pub fn span(&self, from: usize, to: usize) -> Option<Span> {
        let start = self.tokens.get(from)?.span.start;
        let end = self.tokens.get(to.checked_sub(1)?)?.span.end;
        (from < to).then_some(Span { start, end })
    }

    /// The first token that ends after byte `at`; the number of tokens when there is none.
    pub fn token_at(&self, at: usize) -> usize {
        self.tokens.partition_point(|token| token.span.end <= at)
    }

    /// Of the words in a stretch, the one on which the others hang.
    pub fn head_of(&self, span: Span) -> Option<usize> {
        let first = self.token_at(span.start);
        let inside = first..self.token_at(span.end).min(self.tokens.len());
        inside.min_by_key(|&word| self.tree.ancestors(word).count())
    }

    /// The name that covers byte `at`. Cost: logarithmic, as for the other look-ups.
    pub fn mention_at(&self, at: usize) -> Option<&Mention> {
        let next = self
            .mentions
            .partition_point(|mention| mention.span.end <= at);
        self.mentions
            .get(next)
            .filter(|mention| mention.span.start <= at)
    }

    /// The mention of somebody that covers byte `at`, and whom it means.
    pub fn reference_at(&self, at: usize) -> Option<&Reference> {
        let covers = |found: &&Reference| found.span.start <= at && at < found.span.end;
        self.references.iter().rev().find(covers)
    }

    /// The office or body that covers byte `at`.
    pub fn office_at(&self, at: usize) -> Option<&Office> {
        let next = self.offices.partition_point(|office| office.span.end <= at);
        self.offices
            .get(next)
            .filter(|office| office.span.start <= at)
    }

    /// The actors named in it, each once, in order; a city after "in" or "at" is a place and no actor.
    pub fn actors(&self) -> Vec<ActorId> {
        let mut found = Vec::new();
        for mention in &self.mentions {
            let actor = mention
                .actor
                .filter(|actor| !found.contains(actor) && !self.is_place(mention));
            found.extend(actor);
        }
        found
    }
}

/// Whether the name of an organisation's house is that of states' houses, too ("Peru's Security Council").
fn is_house(name: &str) -> bool {
    name.eq_ignore_ascii_case("Security Council")
}

/// A form in lower case with straight apostrophes.
fn lowered(form: &str) -> String {
    let mut lower = form.to_lowercase();
    if lower.contains('’') {
        lower = lower.replace('’', "'");
    }
    lower
}

/// Moves the next things that belong to a sentence into it.
fn fill<T>(
    into: &mut Vec<T>,
    from: &mut std::iter::Peekable<impl Iterator<Item = T>>,
    belongs: impl Fn(&T) -> bool,
) {
    while let Some(one) = from.next_if(&belongs) {
        into.push(one);
    }
}
