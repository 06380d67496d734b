//! Learns which of the parties in play an undertaking is directed towards.
//!
//! Learnt on what the rules propose where people see an undertaking, with the kind that people give: who
//! is bound is told by the tree, as it is in reading.

use std::collections::BTreeSet;

use crate::commitment::who::{Addressing, Stage, who};
use crate::commitment::{Draft, Kind, Party, Rules};
use crate::evaluate::gold::{GoldCommitment, GoldItem, PartyNames};
use crate::judgement::Features;
use crate::news::{Document, Item, Section, Substrate};
use crate::report::Field;
use crate::text::{Scratch, Span};
use crate::train::reading::examples::Examples;
use crate::train::reading::figures::{Figure, Sets};
use crate::train::reading::learn::learn_linear;

/// How the weight file is made, for its header.
const COMMAND: &str = "Towards which parties an undertaking is directed.\n\
    communique train reading --items items.jsonl --gold gold.json --output config/models";

/// Share of the shorter one's words that a proposal and what people marked have in common at least.
const SHARED_MIN: f64 = 0.5;
/// What a proposal of the kind that people give is ahead, of two that fit about as well.
const KIND_AHEAD: f64 = 0.15;

/// One undertaking that people see and a rule proposes.
struct Seen {
    /// Parties towards whom it is directed, folded.
    gold: BTreeSet<String>,
    /// Examples by number, with the party's folded name.
    weighed: Vec<(usize, String)>,
}

/// The weight file's text, and what cross-validation says. Cost: that of reading the items, and a
/// minute.
pub fn learn(
    annotated: &[(&Item, &GoldItem)],
    names: &PartyNames,
    substrate: Substrate,
    rules: &Rules,
) -> (String, Figure) {
    let mut scratch = Scratch::new();
    let mut examples = Examples::default();
    let mut seen = Vec::new();
    for (item, gold) in annotated {
        let document = Document::annotate(item, substrate, item.published_on(), &mut scratch);
        let drafts = rules.drafts(&document, &mut |_| ());
        for gold in &gold.commitments {
            let Some(draft) = fitting(&document, &drafts, gold) else {
                continue;
            };
            let name = |party: Party| names.fold(party.name(substrate.world, &document));
            seen.extend(weigh(&mut examples, names, &item.id, draft, gold, name));
        }
    }
    let learnt = learn_linear(examples);
    let mut sets = Sets::default();
    for one in seen {
        let weighed = one.weighed.iter();
        let found: BTreeSet<&String> = weighed
            .filter(|(at, _)| {
                let likely = learnt.out_of_fold.get(*at);
                likely.is_some_and(|likely| *likely >= Addressing::MIN)
            })
            .map(|(_, name)| name)
            .collect();
        let shared = found.iter().filter(|name| one.gold.contains(**name));
        sets.add(shared.count(), found.len(), one.gold.len());
    }
    (learnt.file.write(COMMAND), sets.figure("addressee"))
}

/// Adds an example for each party in play; none for what several owe each other.
fn weigh(
    examples: &mut Examples,
    names: &PartyNames,
    id: &str,
    draft: &Draft,
    gold: &GoldCommitment,
    name: impl Fn(Party) -> String,
) -> Option<Seen> {
    if gold.kind == Kind::Agreement && gold.committer.len() > 1 {
        return None;
    }
    let candidate = &draft.proposal.candidate;
    let who = who(candidate, gold.kind);
    let stage = Stage::of(candidate, gold.kind, &who);
    let mut seen = Seen {
        gold: gold.addressee.iter().map(|one| names.fold(one)).collect(),
        weighed: Vec::new(),
    };
    for &named in &stage.parties {
        let mut features = Features::named();
        stage.describe(&mut features, named);
        let name = name(named.party);
        let class = usize::from(seen.gold.contains(&name));
        seen.weighed.push((examples.all.len(), name));
        examples.add(&features, class, 1.0, id);
    }
    Some(seen)
}

/// The draft whose words come closest to those that people marked.
fn fitting<'s, 'd>(
    document: &Document,
    drafts: &'s [Draft<'d>],
    gold: &GoldCommitment,
) -> Option<&'s Draft<'d>> {
    let section = match gold.evidence.field {
        Field::Title => &document.title,
        Field::Body => &document.body,
    };
    let marked = bytes(section, gold);
    let fit = |draft: &&Draft| {
        let words = draft.evidence;
        let both = words
            .end
            .min(marked.end)
            .saturating_sub(words.start.max(marked.start)) as f64;
        let all = words.end.max(marked.end) - words.start.min(marked.start);
        let shorter = (words.end - words.start)
            .min(marked.end - marked.start)
            .max(1);
        let ahead = if draft.kind == gold.kind {
            KIND_AHEAD
        } else {
            0.0
        };
        (both >= SHARED_MIN * shorter as f64).then(|| both / all.max(1) as f64 + ahead)
    };
    let in_part = |draft: &&Draft| draft.proposal.candidate.section.part == section.part;
    let fitting = drafts
        .iter()
        .filter(in_part)
        .filter_map(|draft| Some((fit(&draft)?, draft)));
    let best = fitting.max_by(|one, other| one.0.total_cmp(&other.0));
    best.map(|(_, draft)| draft)
}

/// Code points to bytes.
fn bytes(section: &Section, gold: &GoldCommitment) -> Span {
    let text = section.text;
    let mut places = text
        .char_indices()
        .map(|(at, _)| at)
        .skip(gold.evidence.start);
    let start = places.next().unwrap_or(text.len());
    let length = gold.evidence.end.saturating_sub(gold.evidence.start);
    let end = match length.checked_sub(1) {
        None => start,
        Some(more) => places.nth(more).unwrap_or(text.len()),
    };
    Span { start, end }
}
