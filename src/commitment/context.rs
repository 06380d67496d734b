//! Drafts as places in their sentences, for the network that reads words in context.

use crate::commitment::Draft;
use crate::judgement::{Activations, Context, Place, Word};
use crate::news::Sentence;

/// The feature that the score is.
pub const FEATURE: &str = "context";

/// Scores of drafts, in their order, which must be that of the text: see [`Context::scores`]. Cost: that of
/// reading each of their sentences once.
pub fn scores(context: &Context, drafts: &[Draft]) -> Vec<f64> {
    let mut state = Activations::default();
    let mut found = Vec::with_capacity(drafts.len());
    for drafts in by_sentence(drafts) {
        let Some(first) = drafts.first() else {
            continue;
        };
        let places: Vec<Place> = drafts.iter().map(place).collect();
        let words = words(first.proposal.candidate.sentence);
        let known = words.map(|word| context.known(&word));
        let scores = context.scores(known, &places, &mut state);
        found.extend(scores.iter().copied().map(f64::from));
    }
    found
}

/// Drafts of one sentence together, in the order of the text.
pub fn by_sentence<'s, 'd>(drafts: &'s [Draft<'d>]) -> impl Iterator<Item = &'s [Draft<'d>]> {
    drafts.chunk_by(|one, other| {
        let (one, other) = (&one.proposal.candidate, &other.proposal.candidate);
        (one.section.part, one.number) == (other.section.part, other.number)
    })
}

/// The words of a sentence.
pub fn words(sentence: &Sentence) -> impl ExactSizeIterator<Item = Word<'_>> {
    let nodes = sentence.tree.nodes().iter().enumerate();
    nodes.map(|(at, node)| Word {
        form: sentence.word(at),
        relation: node.relation,
        upos: node.tag.upos,
        is_actor: sentence
            .reference_at(node.span.start)
            .is_some_and(|reference| reference.acts()),
    })
}

/// Where a draft stands in its sentence.
pub fn place(draft: &Draft) -> Place {
    let candidate = &draft.proposal.candidate;
    let evidence = draft.evidence;
    let mut inside = candidate.sentence.tokens.iter().enumerate().filter(|one| {
        let span = one.1.span;
        span.start >= evidence.start && span.end <= evidence.end
    });
    let first = inside.next().map_or(candidate.act, |one| one.0);
    Place {
        trigger: candidate.trigger,
        act: candidate.act,
        first,
        last: inside.next_back().map_or(first, |one| one.0),
    }
}
