//! Learns which of the parties in play an undertaking is directed towards.
//!
//! Learnt on what the rules propose where people see an undertaking, with the kind that people give: who
//! is bound is told by the tree, as it is in reading.

use std::collections::BTreeSet;

use crate::commitment::who::{Addressing, Stage, who};
use crate::commitment::{Draft, Kind, Party, Rules};
use crate::evaluate::gold::{GoldCommitment, PartyNames};
use crate::judgement::Features;
use crate::news::{Document, Substrate};
use crate::text::Scratch;
use crate::train::reading::annotated::Annotated;
use crate::train::reading::examples::{Examples, Origin};
use crate::train::reading::figures::{Figure, Sets};
use crate::train::reading::learn::learn_linear;
use crate::train::reading::marked::marked;

/// How the weight file is made, for its header.
const COMMAND: &str = "Towards which parties an undertaking is directed.\n\
    communique train reading --items items.jsonl --gold gold.json --output config/models";

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
    annotated: &[Annotated],
    names: &PartyNames,
    substrate: Substrate,
    rules: &Rules,
) -> (String, Figure) {
    let mut scratch = Scratch::new();
    let mut examples = Examples::default();
    let mut seen = Vec::new();
    for one in annotated {
        let published = one.item.published_on();
        let document = Document::annotate(one.item, substrate, published, &mut scratch);
        let drafts = rules.drafts(&document, &mut |_| ());
        let told = marked(one.item, &one.gold.commitments);
        // A lesson may leave open who is bound and towards whom.
        for mark in told.iter().filter(|mark| !mark.gold.committer.is_empty()) {
            let Some(draft) = mark.closest(&drafts) else {
                continue;
            };
            let name = |party: Party| names.fold(party.name(substrate.world, &document));
            let weighed = weigh(&mut examples, names, one.origin(), draft, mark.gold, name);
            seen.extend(weighed.filter(|_| !one.is_aside));
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
    origin: Origin,
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
        examples.add(&features, class, origin);
    }
    Some(seen)
}
