//! Where a text tells that somebody speaks.

use crate::news::speech::quotation::lets_speak;
use crate::news::speech::read::Read;
use crate::news::speech::reports::{Report, Reports};
use crate::text::{Relation, Span, Upos};

/// First bytes of the reports that let somebody speak, with their numbers, in order.
pub struct Told(Vec<(usize, usize)>);

impl Told {
    pub fn of(read: &Read, reports: &Reports) -> Self {
        let speaking = reports
            .reports
            .iter()
            .enumerate()
            .filter(|(_, report)| lets_speak(read, report.at, report.cue.is_some()));
        let mut found: Vec<(usize, usize)> = speaking
            .filter_map(|(number, report)| Some((read.node(report.at)?.span.start, number)))
            .collect();
        found.sort_unstable();
        Self(found)
    }

    /// Those that begin in `zone`. Cost: logarithmic.
    pub fn within(&self, zone: Span) -> &[(usize, usize)] {
        let from = self.0.partition_point(|at| at.0 < zone.start);
        let to = self.0.partition_point(|at| at.0 < zone.end);
        self.0.get(from..to).unwrap_or(&[])
    }

    /// The number of the one that begins at `byte`.
    pub fn at(&self, byte: usize) -> Option<usize> {
        let at = self.0.binary_search_by_key(&byte, |at| at.0).ok()?;
        self.0.get(at).map(|told| told.1)
    }

    /// The last report with a source of the sentence inside `zone`, or its subject where that is
    /// somebody by name or pronoun.
    pub fn speaker_of(
        &self,
        read: &Read,
        reports: &mut Reports,
        tree: usize,
        zone: Span,
    ) -> Option<usize> {
        let sentence = read.sentence(tree);
        let inside = Span {
            start: zone.start.max(sentence.start),
            end: zone.end.min(sentence.end),
        };
        let has_source = |told: &&(usize, usize)| {
            let report = reports.reports.get(told.1);
            report.is_some_and(|report| report.source.is_some())
        };
        if let Some(told) = self.within(inside).iter().rev().find(has_source) {
            return Some(told.1);
        }
        let root = read.root(tree)?;
        let subject = read.child(root, &[Relation::Nsubj, Relation::NsubjPass])?;
        let span = read.node(subject)?.span;
        let named = read.is_tagged(subject, &[Upos::Propn, Upos::Pron])
            && inside.start <= span.start
            && span.end <= inside.end;
        let source = named.then(|| reports.source(read, subject))??;
        Some(reports.note(Report {
            cue: None,
            source: Some(source),
            at: subject,
        }))
    }
}
