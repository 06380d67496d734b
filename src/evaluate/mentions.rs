//! How many of those whom people annotated stand among an item's mentions.
//!
//! Recall alone: who else is mentioned is no fault. Parties are compared without regard to case, without
//! a leading article, and through a table of aliases. A person's party is the frame's; of somebody who
//! only acts for a committer it is the committer, or a member of it where that is an organisation.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::time::Instant;

use jiff::civil::Date;
use serde::Serialize;

use crate::evaluate::gold::{GoldItem, PartyNames, share_family_name};
use crate::news::{Document, Form, Item, Person, Substrate};
use crate::text::Scratch;

/// What was measured.
#[derive(Clone, Debug, Serialize, PartialEq)]
pub struct Report {
    /// Items compared.
    pub items: usize,
    /// Committers and parties, each once for an item.
    pub parties: usize,
    /// Of these, those among the item's mentions.
    pub parties_found: usize,
    /// The share, in percent.
    pub parties_recall: f64,
    /// Participants and persons, each once for an item.
    pub people: usize,
    /// Of these, those found with the right party.
    pub people_found: usize,
    /// The share, in percent.
    pub people_recall: f64,
    /// Tokens read a second, from text to annotated document, on one core.
    pub tokens_per_second: f64,
    /// What was not found: item, and what is missing there.
    pub missed: Vec<Missed>,
}

/// One thing that was not found.
#[derive(Clone, Debug, Serialize, PartialEq)]
pub struct Missed {
    /// The item.
    pub id: String,
    /// The party or the person.
    pub name: String,
    /// The parties that would have been right, for a person.
    pub wanted: Vec<String>,
    /// The party that was found for the person, if the person was found.
    pub found: Option<String>,
}

/// Measures on items with their annotations.
pub fn measure(
    substrate: Substrate,
    items: &[(Item, Option<Date>)],
    gold: &[GoldItem],
    names: &PartyNames,
) -> Report {
    let by_id: HashMap<&str, &(Item, Option<Date>)> = items
        .iter()
        .map(|item| (item.0.id.as_str(), item))
        .collect();
    let mut report = Report {
        items: 0,
        parties: 0,
        parties_found: 0,
        parties_recall: 0.0,
        people: 0,
        people_found: 0,
        people_recall: 0.0,
        tokens_per_second: 0.0,
        missed: Vec::new(),
    };
    let mut scratch = Scratch::new();
    let (mut seconds, mut tokens) = (0.0, 0_usize);
    for gold in gold {
        let Some((item, on)) = by_id.get(gold.id.as_str()) else {
            continue;
        };
        let started = Instant::now();
        let document = Document::annotate(item, substrate, *on, &mut scratch);
        seconds += started.elapsed().as_secs_f64();
        let sections = document.sections();
        let sentences = sections.iter().flat_map(|section| &section.sentences);
        tokens += sentences
            .map(|sentence| sentence.tokens.len())
            .sum::<usize>();
        report.items += 1;
        report.parties_of(names, &document, substrate, gold);
        report.people_of(names, &document, substrate, gold);
    }
    report.parties_recall = percent(report.parties_found, report.parties);
    report.people_recall = percent(report.people_found, report.people);
    report.tokens_per_second = (tokens as f64 / f64::max(seconds, 1e-9)).round();
    report
}

impl Report {
    fn parties_of(
        &mut self,
        names: &PartyNames,
        document: &Document,
        substrate: Substrate,
        gold: &GoldItem,
    ) {
        let found = parties_found(names, document, substrate);
        let framed = gold.frame.iter().flat_map(|frame| &frame.parties);
        let bound = gold.commitments.iter().flat_map(|one| &one.committer);
        let wanted: BTreeSet<String> = framed.chain(bound).map(|name| names.fold(name)).collect();
        for party in wanted {
            self.parties += 1;
            if found.contains(&party) {
                self.parties_found += 1;
            } else {
                self.missed.push(Missed {
                    id: gold.id.clone(),
                    name: party,
                    wanted: Vec::new(),
                    found: None,
                });
            }
        }
    }

    fn people_of(
        &mut self,
        names: &PartyNames,
        document: &Document,
        substrate: Substrate,
        gold: &GoldItem,
    ) {
        for (person, Wanted { parties, framed }) in wanted_people(names, gold) {
            self.people += 1;
            let code = |found: &Person| {
                let actor = found.actor?;
                let code = names.fold(substrate.world.code(actor));
                // Who binds an organisation may speak for one of its members.
                let of_member = substrate
                    .world
                    .memberships(actor)
                    .map(|organisation| names.fold(substrate.world.code(organisation)))
                    .find(|organisation| !framed && parties.contains(organisation));
                Some(of_member.unwrap_or(code))
            };
            let mut same = document
                .people
                .iter()
                .filter(|found| share_family_name(&found.name, &person))
                .map(code);
            let right = same
                .clone()
                .any(|party| party.is_some_and(|party| parties.contains(&party)));
            if right {
                self.people_found += 1;
            } else {
                let found = same.next().map(|party| party.unwrap_or_default());
                self.missed.push(Missed {
                    id: gold.id.clone(),
                    name: person,
                    wanted: parties.into_iter().collect(),
                    found,
                });
            }
        }
    }
}

/// The parties that are right for a person.
#[derive(Default)]
struct Wanted {
    parties: BTreeSet<String>,
    /// The frame tells the person's own party; else those for whom the person acts are known.
    framed: bool,
}

/// The people of an item with the parties that are right for them: those of the frame; for others, any
/// for whom they act.
fn wanted_people(names: &PartyNames, gold: &GoldItem) -> BTreeMap<String, Wanted> {
    let mut wanted: BTreeMap<String, Wanted> = BTreeMap::new();
    for participant in gold.frame.iter().flat_map(|frame| &frame.participants) {
        let person = wanted.entry(participant.name.clone()).or_default();
        person.framed = true;
        person.parties.insert(names.fold(&participant.party));
    }
    for commitment in &gold.commitments {
        let Some(person) = &commitment.person else {
            continue;
        };
        let known = wanted
            .keys()
            .find(|known| share_family_name(known, person))
            .cloned();
        let wanted = wanted
            .entry(known.unwrap_or_else(|| person.clone()))
            .or_default();
        let parties = &mut wanted.parties;
        parties.extend(commitment.committer.iter().map(|party| names.fold(party)));
    }
    wanted
}

/// All codes and names that an item's mentions stand for.
fn parties_found(
    names: &PartyNames,
    document: &Document,
    substrate: Substrate,
) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for section in document.sections() {
        for reference in section
            .sentences
            .iter()
            .flat_map(|sentence| &sentence.references)
        {
            let codes = reference
                .parties
                .iter()
                .map(|&party| substrate.world.code(party));
            found.extend(codes.map(|code| names.fold(code)));
            if reference.form == Form::Group {
                found.insert(names.fold(reference.span.of(section.text)));
            }
        }
    }
    found
}

fn percent(part: usize, whole: usize) -> f64 {
    if whole == 0 {
        return 0.0;
    }
    (10_000.0 * part as f64 / whole as f64).round() / 100.0
}
