//! Who says so: quotations, indirect speech, and for every word the chain of those who answer for it.
//!
//! [`Speech::read`] finds three things in a text and its trees. **Reports**: a cue ("said", "promise",
//! "according to", a label before a colon) with its [`Source`] and the clauses that it governs.
//! **Quotations**: what stands between marks of any kind, in a turn of a transcript, in a signed post or
//! in a paragraph that a colon announces, each tied to the report that lets somebody speak. And where
//! reports stand inside each other, **chains**: in "Lee said Chile had promised to pay", Lee and Chile
//! answer for the paying, in this order; [`Speech::answer`] gives the chain and the [`Voice`].
//!
//! **The first person.** Inside a quotation "I" and "my" mean its speaker, and "we", "us" and "our" the
//! speaker and the speaker's own party ([`Speech::first_person`]). The rule has limits, and they are
//! accepted: "we" may include the one who is spoken to ("we both", "we agreed with them"), mankind, or a
//! staff alone; the party addressed is never added, since a wrong debtor is worse in a register than a
//! missing one. A quotation inside a quotation means its own, inner speaker; words that an indirect
//! report inside a quotation gives as they were said ("they told us, we will pay") mean the reported
//! speaker where only a comma or colon parts the two. Outside quotations the first person is the
//! writer's, and nobody's here.
//!
//! Marks that hold a title, a word as a word or irony are no speech ([`Form::Mention`]). Knows trees and
//! letters alone: no countries, no people, no commitments. Everything is linear in the text but for
//! the depth of a sentence's tree.

mod answer;
mod antecedent;
mod attribution;
mod cue;
mod governed;
mod labels;
mod marks;
mod paragraphs;
mod person;
mod quotation;
mod read;
mod reports;
mod run;
mod source;
mod stretches;
mod subject;
mod told;
mod turns;

pub use answer::{Answer, Voice};
pub use cue::{Cue, CueClass, noun_class, verb_class};
pub use quotation::{Form, Quotation};
pub use read::{Parsed, Place};
pub use reports::Report;
pub use source::{Source, SourceKind};

use crate::news::speech::read::Read;
use crate::news::speech::reports::Reports;
use crate::news::speech::turns::Turn;
use crate::text::Span;

/// All speech of one text. Spans count its bytes.
#[derive(Debug, Default)]
pub struct Speech {
    /// What stands in somebody's own words, and marks that make no speech, in the order of the text; an
    /// inner one follows the one around it.
    pub quotations: Vec<Quotation>,
    /// That somebody speaks.
    pub reports: Vec<Report>,
    /// Those who speak, in the order of the text.
    pub sources: Vec<Source>,
    /// Tops of reported clauses with their report, in order.
    scopes: Vec<(Place, usize)>,
    /// Words of speech with their report, in order.
    cues: Vec<(Place, usize)>,
    /// Stretches that a report without a verb covers, in order.
    wide: Vec<(Span, usize)>,
    /// First bytes of words of the first person with their source, in order.
    first_persons: Vec<(usize, usize)>,
}

impl Speech {
    /// Reads a text with its sentences in order.
    pub fn read(text: &str, sentences: &[Parsed]) -> Self {
        let read = Read { text, sentences };
        let mut reports = Reports::of(&read);
        let wide = labels::wide(&read, &mut reports);
        let stretches = stretches::stretches(text);
        let marked = attribution::quotations(&read, &mut reports, &stretches);
        let quotations = with_turns(&read, &mut reports, marked);
        antecedent::link(&read, &mut reports.sources);
        reports.sort_sources();
        let told = reports.reports.iter().enumerate();
        let mut cues: Vec<(Place, usize)> = told
            .filter(|(_, report)| report.cue.is_some())
            .map(|(number, report)| (report.at, number))
            .collect();
        cues.sort_unstable();
        let mut speech = Self {
            quotations,
            reports: reports.reports,
            sources: reports.sources,
            scopes: reports.scopes,
            cues,
            wide,
            first_persons: Vec::new(),
        };
        speech.first_persons = person::first_persons(&read, &speech);
        speech
    }

    /// The report that the word of speech at `place` makes.
    pub fn report_at(&self, place: Place) -> Option<&Report> {
        let at = self.cues.binary_search_by_key(&place, |cue| cue.0).ok()?;
        self.reports.get(self.cues.get(at)?.1)
    }

    /// The source whom the "I", "we" or "our" that begins at byte `at` means, by the rule of this module;
    /// none outside quotations, or when the speaker is unknown.
    pub fn first_person(&self, at: usize) -> Option<&Source> {
        let known = self
            .first_persons
            .binary_search_by_key(&at, |known| known.0);
        self.sources.get(self.first_persons.get(known.ok()?)?.1)
    }

    /// The innermost quotation of speech in which byte `at` stands. Cost: logarithmic, and the number of
    /// quotations inside each other.
    pub fn quotation_at(&self, at: usize) -> Option<&Quotation> {
        let after = self
            .quotations
            .partition_point(|quotation| quotation.words.start <= at);
        let mut before = self.quotations.get(..after)?.iter().rev();
        let mut outermost_seen = false;
        before
            .by_ref()
            .take_while(|quotation| {
                let go_on = !outermost_seen;
                outermost_seen = quotation.depth == 0;
                go_on
            })
            .find(|quotation| quotation.form.is_speech() && at < quotation.words.end)
    }

    /// The source of a quotation, where one was told.
    pub fn speaker(&self, quotation: &Quotation) -> Option<&Source> {
        let report = self.reports.get(quotation.report?)?;
        self.sources.get(report.source?)
    }

    /// The source itself, or the named one for which its pronoun or office stands.
    pub fn named<'s>(&'s self, source: &'s Source) -> &'s Source {
        source
            .earlier
            .and_then(|earlier| self.sources.get(earlier))
            .unwrap_or(source)
    }
}

/// Adds speech without marks to speech between marks, which then stands inside it. A turn that marks
/// cut through is none.
fn with_turns(read: &Read, reports: &mut Reports, marked: Vec<Quotation>) -> Vec<Quotation> {
    let mut found = marked;
    let marked = found.len();
    let mut from = 0;
    let mut before: Option<(Turn, usize)> = None;
    for turn in turns::turns(read.text) {
        let is_over = |quotation: &Quotation| quotation.outer.end <= turn.words.start;
        while from < marked && found.get(from).is_some_and(is_over) {
            from += 1;
        }
        let to = (from..marked)
            .find(|&at| {
                found
                    .get(at)
                    .is_some_and(|next| next.outer.start >= turn.words.end)
            })
            .unwrap_or(marked);
        let inside = found.get_mut(from..to).unwrap_or_default();
        let is_cut = inside.iter().any(|quotation| {
            quotation.outer.start < turn.words.start || quotation.outer.end > turn.words.end
        });
        if is_cut {
            continue;
        }
        inside.iter_mut().for_each(|quotation| quotation.depth += 1);
        let goes_on = before.filter(|(before, _)| before.by == turn.by);
        let utterance = goes_on.map_or(found.len(), |(_, utterance)| utterance);
        before = Some((turn, utterance));
        found.push(Quotation {
            words: turn.words,
            outer: turn.words,
            form: turn.form,
            depth: 0,
            report: turns::report(read, reports, &turn),
            utterance,
        });
    }
    found.sort_by_key(|quotation| (quotation.outer.start, quotation.depth));
    found
}

#[cfg(test)]
mod cases;
