//! Who answers for a word: the chain of reports above it.

use crate::news::speech::quotation::tops;
use crate::news::speech::read::{Place, Read};
use crate::news::speech::{Form, Parsed, Quotation, Speech, cue};
use crate::text::{Relation, Span};

/// Quotations that are stepped out of at most, so that odd ties cannot lead in a circle.
const STEPS_MAX: usize = 8;

/// From this share of its bytes on, a clause that begins outside the marks counts as quoted.
const QUOTED_SHARE_MIN: f64 = 0.7;

/// In whose words a clause stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Voice {
    /// Inside quotation marks.
    Quote,
    /// Attributed by the writer.
    Reported,
    /// The writer's own statement.
    Narrated,
}

impl Voice {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Quote, Self::Reported, Self::Narrated];

    /// The name on the wire.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Quote => "quote",
            Self::Reported => "reported",
            Self::Narrated => "narrated",
        }
    }
}

/// Who answers for a clause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// In whose words.
    pub voice: Voice,
    /// The reports in which it stands, as indices into [`Speech::reports`], outermost first: the last
    /// one's source answers for it, and the first one's for the telling.
    pub chain: Vec<usize>,
}

impl Speech {
    /// Who answers for the clause of the word at `place` of the text's sentences. Ask with the verb of
    /// the act: for "Peru promised to pay" the paying has Peru to answer for it, while the promising is
    /// the writer's own statement. Cost: the depth of the tree.
    pub fn answer(&self, text: &str, sentences: &[Parsed], place: Place) -> Answer {
        let read = Read { text, sentences };
        let chain = self.chain(&read, place, STEPS_MAX);
        let quoted = self.is_quoted(&read, place);
        let voice = match () {
            () if quoted => Voice::Quote,
            () if !chain.is_empty() => Voice::Reported,
            () => Voice::Narrated,
        };
        Answer { voice, chain }
    }

    fn scope_of(&self, place: Place) -> Option<usize> {
        let from = self.scopes.partition_point(|scope| scope.0 < place);
        let scope = self.scopes.get(from).filter(|scope| scope.0 == place)?;
        Some(scope.1)
    }

    /// The reports above a word, outermost first.
    fn chain(&self, read: &Read, place: Place, steps: usize) -> Vec<usize> {
        let Some(node) = read.node(place) else {
            return Vec::new();
        };
        let quotation = self
            .quotation_at(node.span.start)
            .filter(|quotation| quotation.report.is_some());
        let is_inside = |place: &Place| {
            quotation.is_none_or(|quotation| {
                read.node(*place).is_some_and(|node| {
                    quotation.words.start <= node.span.start && node.span.end <= quotation.words.end
                })
            })
        };
        let mut inner = Vec::new();
        for place in read.upwards(place).take_while(is_inside) {
            let from = self.scopes.partition_point(|scope| scope.0 < place);
            let scopes = self.scopes.iter().skip(from);
            inner.extend(
                scopes
                    .take_while(|scope| scope.0 == place)
                    .map(|scope| scope.1)
                    .filter(|&report| {
                        self.reports
                            .get(report)
                            .is_some_and(|told| is_inside(&told.at))
                    })
                    .filter(|_| self.is_open_to(read, place, node.span.start)),
            );
        }
        let mut outer = match quotation.and_then(|quotation| quotation.report) {
            Some(report) => {
                let at = self.reports.get(report).map(|report| report.at);
                let mut outer = at
                    .filter(|_| steps > 0)
                    .map(|at| self.chain(read, at, steps - 1))
                    .unwrap_or_default();
                outer.push(report);
                outer
            }
            None => self.wide_at(node.span.start).into_iter().collect(),
        };
        outer.extend(inner.into_iter().rev());
        self.without_repeats(outer)
    }

    /// Whether what governs the word at `above` reaches byte `at`: not when the word stands in
    /// clauses of somebody's own, on which the parser hung more than it holds.
    fn is_open_to(&self, read: &Read, above: Place, at: usize) -> bool {
        let start = read.node(above).map_or(at, |node| node.span.start);
        self.quotation_at(start)
            .filter(|quotation| quotation.form == Form::Direct)
            .is_none_or(|quotation| quotation.words.start <= at && at < quotation.words.end)
    }

    fn wide_at(&self, at: usize) -> Option<usize> {
        let next = self.wide.partition_point(|wide| wide.0.end <= at);
        self.wide
            .get(next)
            .filter(|wide| wide.0.start <= at)
            .map(|wide| wide.1)
    }

    /// One source in two neighbouring reports ("said, adding that") answers once, by the inner.
    fn without_repeats(&self, chain: Vec<usize>) -> Vec<usize> {
        let source = |report: usize| self.reports.get(report).and_then(|report| report.source);
        let mut kept: Vec<usize> = Vec::with_capacity(chain.len());
        for report in chain {
            let same = kept.last().is_some_and(|&last| {
                last == report || (source(last).is_some() && source(last) == source(report))
            });
            if same {
                kept.pop();
            }
            kept.push(report);
        }
        kept
    }

    /// Whether a word's clause is in somebody's own words: its subject stands inside the marks, or most
    /// of it does.
    fn is_quoted(&self, read: &Read, place: Place) -> bool {
        let Some(node) = read.node(place) else {
            return false;
        };
        let Some(quotation) = self.quotation_at(node.span.start) else {
            return false;
        };
        if matches!(quotation.form, Form::Turn | Form::Post | Form::Block) {
            return true;
        }
        self.is_mostly_quoted(clause(read, place), quotation)
    }

    fn is_mostly_quoted(&self, span: Span, quotation: &Quotation) -> bool {
        let start = span.start.max(quotation.words.start);
        let shared = span.end.min(quotation.words.end).saturating_sub(start);
        let whole = span.end.saturating_sub(span.start).max(1);
        // A clause is quoted from its subject on; what the marks leave out behind it changes nothing.
        start == span.start || shared as f64 >= QUOTED_SHARE_MIN * whole as f64
    }

    /// In whose words the statement stands whose evidence is `span`. Its highest word's answer decides,
    /// or the act's where that word itself speaks ("promised to pay"); a word that speaks and whose act
    /// the tree does not show answers for itself.
    pub fn voice_of(&self, text: &str, sentences: &[Parsed], span: Span) -> Answer {
        let read = Read { text, sentences };
        let top = tops(&read, span).max_by_key(|&top| {
            let whole = read.subtree(top);
            whole.end.min(span.end) - whole.start.max(span.start)
        });
        let Some(top) = top else {
            return Answer {
                voice: Voice::Narrated,
                chain: Vec::new(),
            };
        };
        let act = self.act_of(&read, top, span);
        let mut chain = self.chain(&read, act, STEPS_MAX);
        if chain.is_empty() {
            chain.extend(self.own_report(&read, top));
        }
        let quotation = self.quotation_at(span.start).or_else(|| {
            let first = read.node(act)?.span.start;
            self.quotation_at(first)
        });
        let voice = match () {
            () if quotation.is_some_and(|quoted| self.is_mostly_quoted(span, quoted)) => {
                Voice::Quote
            }
            () if !chain.is_empty() => Voice::Reported,
            () => Voice::Narrated,
        };
        Answer { voice, chain }
    }

    /// The report that a word makes by itself ("rejected the demand"): a promise, a refusal and the
    /// like, not a thought, a judgement or mere talk.
    fn own_report(&self, read: &Read, place: Place) -> Option<usize> {
        let at = self.cues.binary_search_by_key(&place, |cue| cue.0).ok()?;
        let number = self.cues.get(at)?.1;
        let noun = cue::noun_class(read.lemma(place)).is_some();
        let acts = cue::verb(read.lemma(place)).is_some_and(|entry| entry.takes_object);
        (noun || acts).then_some(number)
    }

    /// What the word reports inside `span`, when it is a cue; else itself.
    fn act_of(&self, read: &Read, top: Place, span: Span) -> Place {
        let reported = read.children(top).find(|&child| {
            let inside = read
                .node(child)
                .is_some_and(|node| span.start <= node.span.start && node.span.end <= span.end);
            let told = self
                .scope_of(child)
                .and_then(|report| self.reports.get(report))
                .is_some_and(|report| report.at == top);
            inside && told
        });
        reported.unwrap_or(top)
    }
}

/// The words of a verb's own clause: from its first dependent, marks and asides apart, to its last.
fn clause(read: &Read, verb: Place) -> Span {
    const APART: &[Relation] = &[
        Relation::Cc,
        Relation::Conj,
        Relation::Mark,
        Relation::Parataxis,
        Relation::Punct,
    ];
    let own = read
        .node(verb)
        .map_or(Span { start: 0, end: 0 }, |node| node.span);
    read.children(verb)
        .filter(|&child| {
            read.relation(child)
                .is_some_and(|relation| !APART.contains(&relation))
        })
        .map(|child| read.subtree(child))
        .fold(own, |clause, span| Span {
            start: clause.start.min(span.start),
            end: clause.end.max(span.end),
        })
}
