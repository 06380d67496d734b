//! Quotations that run over paragraphs.

use crate::news::speech::paragraphs::paragraphs;
use crate::news::speech::quotation::{Form, Quotation};
use crate::news::speech::read::Read;
use crate::news::speech::reports::Reports;
use crate::news::speech::stretches::Stretch;
use crate::text::Span;

/// What runs over paragraphs is one utterance with one speaker: the one who is told right before it, or
/// else at its end, or else anywhere. `found` holds a quotation for every stretch.
pub fn share_over_paragraphs(
    read: &Read,
    reports: &Reports,
    stretches: &[Stretch],
    found: &mut [Quotation],
) {
    let paragraphs = paragraphs(read.text);
    let starts = |at: usize| {
        stretches
            .get(at)
            .is_none_or(|stretch| !stretch.goes_on && stretch.depth == 0)
    };
    let mut start = 0;
    while start < found.len() {
        let end = (start + 1..found.len())
            .find(|&at| starts(at))
            .unwrap_or(found.len());
        let run: Vec<usize> = (start..end)
            .filter(|&at| stretches.get(at).is_some_and(|stretch| stretch.depth == 0))
            .collect();
        if let [first, .., last] = run[..] {
            let told_before = told_before(read, reports, &paragraphs, found.get(first));
            let own = |at: usize| found.get(at).and_then(|quotation| quotation.report);
            let report = told_before.or_else(|| own(last)).or_else(|| own(first));
            let utterance = found.get(first).map_or(first, |first| first.utterance);
            for &at in &run {
                if let Some(quotation) = found.get_mut(at) {
                    quotation.report = report;
                    quotation.utterance = utterance;
                    quotation.form = Form::Direct;
                }
            }
        }
        start = end;
    }
}

/// The report of a quotation, when it stands before it in the same paragraph.
fn told_before(
    read: &Read,
    reports: &Reports,
    paragraphs: &[Span],
    quotation: Option<&Quotation>,
) -> Option<usize> {
    let quotation = quotation?;
    let report = quotation.report?;
    let told = read.node(reports.reports.get(report)?.at)?.span;
    let start = quotation.outer.start;
    let at = paragraphs.partition_point(|paragraph| paragraph.end <= start);
    let paragraph = paragraphs.get(at)?;
    (paragraph.start <= told.start && told.end <= start).then_some(report)
}
