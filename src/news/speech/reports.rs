//! Indirect speech: which words of a sentence are reported, by which cue, of whom.

use crate::news::speech::cue::{self, Cue, CueClass, Entry};
use crate::news::speech::governed::{governed, is_as_clause, told_by_noun};
use crate::news::speech::read::{Place, Read};
use crate::news::speech::source::{Source, SourceKind, source};
use crate::news::speech::subject::{Subject, subject};
use crate::text::{Relation, Span, Upos};

/// That somebody says something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Report {
    /// The word of speech; none after "according to", behind a label, and where a quotation merely
    /// stands beside its speaker.
    pub cue: Option<Cue>,
    /// Who speaks, as an index into [`Speech::sources`](crate::news::speech::Speech::sources); none when
    /// it is nobody in particular ("it is said") or nobody could be told.
    pub source: Option<usize>,
    /// The word at which it is told that somebody speaks: the cue, or else the source's head.
    pub at: Place,
}

/// The reports of a text and what they govern.
#[derive(Debug, Default)]
pub struct Reports {
    pub reports: Vec<Report>,
    pub sources: Vec<Source>,
    /// Tops of reported clauses with their report, in order.
    pub scopes: Vec<(Place, usize)>,
}

/// Sources last noted that are looked through for one that several reports share: they share a
/// sentence.
const SOURCES_SHARED_MAX: usize = 16;

/// What one acts according to and that says nothing.
const MEASURES: &[&str] = &[
    "agreement",
    "custom",
    "law",
    "need",
    "plan",
    "principle",
    "procedure",
    "protocol",
    "rule",
    "schedule",
    "timetable",
    "tradition",
];

impl Reports {
    /// Reads every sentence. Cost: linear in the words, times the depth of the trees.
    pub fn of(read: &Read) -> Self {
        let mut found = Self::default();
        for (tree, sentence) in read.sentences.iter().enumerate() {
            for word in 0..sentence.tree.len() {
                found.look(read, Place { tree, word });
            }
        }
        found.scopes.sort_unstable();
        found.scopes.dedup();
        found
    }

    /// The report that governs exactly this word.
    pub fn scopes_of(&self, place: Place) -> impl Iterator<Item = usize> + '_ {
        let from = self.scopes.partition_point(|scope| scope.0 < place);
        self.scopes
            .iter()
            .skip(from)
            .take_while(move |scope| scope.0 == place)
            .map(|scope| scope.1)
    }

    /// Notes a report; its number.
    pub fn note(&mut self, report: Report) -> usize {
        self.reports.push(report);
        self.reports.len() - 1
    }

    /// The number of the source that `head` heads, noted now where it is new.
    pub fn source(&mut self, read: &Read, head: Place) -> Option<usize> {
        let source = source(read, head)?;
        let recent = self.sources.len().saturating_sub(SOURCES_SHARED_MAX);
        let known = (recent..self.sources.len()).find(|&at| {
            self.sources
                .get(at)
                .is_some_and(|known| known.head == source.head)
        });
        Some(known.unwrap_or_else(|| {
            self.sources.push(source);
            self.sources.len() - 1
        }))
    }

    /// Puts the sources in the order of the text.
    pub fn sort_sources(&mut self) {
        let mut order: Vec<usize> = (0..self.sources.len()).collect();
        order.sort_by_key(|&at| self.sources.get(at).map(|source| source.head.start));
        let mut places = vec![0; order.len()];
        for (rank, &at) in order.iter().enumerate() {
            if let Some(place) = places.get_mut(at) {
                *place = rank;
            }
        }
        let moved = |at: usize| places.get(at).copied();
        for source in &mut self.sources {
            source.earlier = source.earlier.and_then(moved);
        }
        for report in &mut self.reports {
            report.source = report.source.and_then(moved);
        }
        self.sources.sort_by_key(|source| source.head.start);
    }

    fn look(&mut self, read: &Read, place: Place) {
        let Some(node) = read.node(place) else {
            return;
        };
        match node.tag.upos {
            Upos::Noun => self.look_at_noun(read, place),
            Upos::Adv if cue::is_hearsay(&read.form(place).to_lowercase()) => {
                if let Some(head) = read.head(place) {
                    let report = self.note(Report {
                        cue: None,
                        source: None,
                        at: place,
                    });
                    self.scopes.push((head, report));
                }
            }
            _ if read.form(place).eq_ignore_ascii_case("according") => {
                self.look_at_according(read, place);
            }
            Upos::Verb => self.look_at_verb(read, place),
            _ => {}
        }
    }

    fn look_at_verb(&mut self, read: &Read, place: Place) {
        let lemma = read.lemma(place);
        let Some(entry) = cue::verb(lemma).or_else(|| phrase(read, place)) else {
            return;
        };
        let rules_out = lemma != "rule"
            || read
                .children(place)
                .any(|child| matches!(read.form(child), "out"));
        if !rules_out {
            return;
        }
        let governed = governed(read, place, entry);
        // "is expected to" is the writer's word for what lies ahead.
        if entry.class == CueClass::Think && read.child(place, &[Relation::AuxPass]).is_some() {
            return;
        }
        let source = match subject(read, place) {
            Some(Subject::Head(head)) => self.source(read, head),
            Some(Subject::Nobody) | None => None,
        };
        let Some(span) = read.node(place).map(|node| node.span) else {
            return;
        };
        let report = self.note(Report {
            cue: Some(Cue {
                span,
                class: entry.class,
            }),
            source,
            at: place,
        });
        self.scopes
            .extend(governed.into_iter().map(|top| (top, report)));
    }

    /// "Kim's promise to destroy the site", "a statement saying".
    fn look_at_noun(&mut self, read: &Read, place: Place) {
        let Some(class) = cue::noun_class(read.lemma(place)) else {
            return;
        };
        let told = told_by_noun(read, place);
        let Some(span) = read
            .node(place)
            .map(|node| node.span)
            .filter(|_| !told.is_empty())
        else {
            return;
        };
        let owner = read.child(place, &[Relation::NmodPoss]).or_else(|| {
            let verb = read
                .head(place)
                .filter(|_| read.relation(place) == Some(Relation::Obj))?;
            match subject(read, verb)? {
                Subject::Head(head) => Some(head),
                Subject::Nobody => None,
            }
        });
        let source = owner.and_then(|owner| self.source(read, owner));
        let report = self.note(Report {
            cue: Some(Cue { span, class }),
            source,
            at: place,
        });
        self.scopes
            .extend(told.into_iter().map(|top| (top, report)));
    }

    /// "According to the ministry, …": it covers the clause in which it stands.
    fn look_at_according(&mut self, read: &Read, place: Place) {
        let to = Place {
            word: place.word + 1,
            ..place
        };
        if read.form(to) != "to" {
            return;
        }
        let Some((head, source)) = self.after_to(read, to) else {
            return;
        };
        let report = self.note(Report {
            cue: None,
            source: Some(source),
            at: head,
        });
        // Wherever the parser hung it: the whole clause above is what the source says.
        let top = read
            .upwards(place)
            .filter(|&above| above != place && above != head)
            .find(|&above| is_clause_top(read, above));
        self.scopes.extend(top.map(|top| (top, report)));
    }

    /// The noun group after "according to", up to a mark or verb: there the parser often goes on too far.
    fn after_to(&mut self, read: &Read, to: Place) -> Option<(Place, usize)> {
        const ENDS: &[Upos] = &[Upos::Punct, Upos::Verb, Upos::Aux, Upos::Sconj];
        let at = |word: usize| Place { word, ..to };
        let words = || {
            (to.word + 1..)
                .map(at)
                .take_while(|&place| read.node(place).is_some() && !read.is_tagged(place, ENDS))
        };
        let head = words()
            .take_while(|&place| !read.is_tagged(place, &[Upos::Adp]))
            .filter(|&place| read.is_tagged(place, &[Upos::Noun, Upos::Propn, Upos::Pron]))
            .last()
            .or_else(|| words().last())
            .filter(|&head| !MEASURES.contains(&read.lemma(head)))?;
        let (start, end) = (
            read.node(words().next()?)?.span,
            read.node(words().last()?)?.span,
        );
        let kind = match () {
            () if read.is_tagged(head, &[Upos::Pron]) => SourceKind::Pronoun,
            () if words().any(|place| read.is_tagged(place, &[Upos::Propn])) => SourceKind::Named,
            () => SourceKind::Noun,
        };
        self.sources.push(Source {
            span: Span {
                start: start.start,
                end: end.end,
            },
            head: read.node(head)?.span,
            kind,
            earlier: None,
        });
        Some((head, self.sources.len() - 1))
    }
}

/// "as Lee put it", "made clear that": verbs that speak together with other words.
fn phrase(read: &Read, verb: Place) -> Option<Entry> {
    let speaks = match read.lemma(verb) {
        "put" => is_as_clause(read, verb),
        "make" => read
            .children(verb)
            .any(|child| read.form(child).eq_ignore_ascii_case("clear")),
        _ => false,
    };
    speaks.then_some(Entry {
        class: CueClass::Say,
        takes_object: true,
    })
}

fn is_clause_top(read: &Read, place: Place) -> bool {
    read.head(place).is_none()
        || matches!(
            read.relation(place),
            Some(Relation::Ccomp | Relation::Conj | Relation::Parataxis | Relation::Advcl)
        ) && read.is_tagged(place, &[Upos::Verb])
}
