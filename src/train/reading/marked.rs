//! The undertakings that people marked in a text, and how well what the rules propose fits them.

use crate::commitment::Draft;
use crate::evaluate::gold::GoldCommitment;
use crate::news::{Item, Part};
use crate::report::Field;
use crate::text::Span;

/// Share of the shorter one's words that a proposal and what people marked have in common at least.
const SHARED_MIN: f64 = 0.5;
/// What a proposal of the kind that people give is ahead, of two that fit about as well.
const KIND_AHEAD: f64 = 0.15;

/// An undertaking that people marked. The span counts bytes of its text.
#[derive(Clone, Copy, Debug)]
pub struct Marked<'g> {
    /// What they say of it.
    pub gold: &'g GoldCommitment,
    /// The text in which it stands.
    pub part: Part,
    /// Its words.
    pub span: Span,
}

/// All of an item, in their order. Cost: a look at each character before them.
pub fn marked<'g>(item: &Item, commitments: &'g [GoldCommitment]) -> Vec<Marked<'g>> {
    let one = |gold: &'g GoldCommitment| {
        let (part, text) = match gold.evidence.field {
            Field::Title => (Part::Title, &item.title),
            Field::Body => (Part::Body, &item.body),
        };
        let byte = |point: usize| {
            let mut points = text.char_indices();
            points.nth(point).map_or(text.len(), |(at, _)| at)
        };
        let span = Span {
            start: byte(gold.evidence.start),
            end: byte(gold.evidence.end),
        };
        Marked { gold, part, span }
    };
    commitments.iter().map(one).collect()
}

/// How much a draft and a marked undertaking have in common.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fit {
    /// Share of the shorter one's words.
    pub of_shorter: f64,
    /// Intersection over union.
    pub of_union: f64,
}

impl Marked<'_> {
    /// How well the draft's evidence fits.
    pub fn fit(&self, draft: &Draft) -> Fit {
        let length = |span: Span| (span.end - span.start).max(1) as f64;
        let (own, other) = (self.span, draft.evidence);
        let both = if draft.proposal.candidate.section.part == self.part {
            let end = own.end.min(other.end);
            end.saturating_sub(own.start.max(other.start)) as f64
        } else {
            0.0
        };
        let (own, other) = (length(own), length(other));
        Fit {
            of_shorter: both / own.min(other),
            of_union: both / (own + other - both),
        }
    }

    /// The draft whose words come closest to it.
    pub fn closest<'s, 'd>(&self, drafts: &'s [Draft<'d>]) -> Option<&'s Draft<'d>> {
        let closeness = |draft: &'s Draft<'d>| {
            let fit = self.fit(draft);
            let ahead = if draft.kind == self.gold.kind {
                KIND_AHEAD
            } else {
                0.0
            };
            (fit.of_shorter >= SHARED_MIN).then_some((fit.of_union + ahead, draft))
        };
        let fitting = drafts.iter().filter_map(closeness);
        let best = fitting.max_by(|one, other| one.0.total_cmp(&other.0));
        best.map(|(_, draft)| draft)
    }
}
