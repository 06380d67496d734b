//! How many of those whom people annotated stand among an item's mentions.
//!
//! Recall alone: who else is mentioned is no fault. Parties are compared without regard to case, without
//! a leading article, and through a table of aliases. A person's party is the frame's; of somebody who
//! only acts for a committer it is the committer, or a member of it where that is an organisation.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::time::Instant;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::news::{Document, Form, Item, Person, Substrate};
use crate::text::Scratch;

/// What people annotated of one item; fields that are not compared are passed over.
#[derive(Clone, Debug, Deserialize)]
pub struct GoldItem {
    /// The item's id.
    pub id: String,
    /// The meeting, when it covers one.
    pub frame: Option<GoldFrame>,
    /// The undertakings.
    #[serde(default)]
    pub commitments: Vec<GoldCommitment>,
}

/// The meeting's parties and people.
#[derive(Clone, Debug, Deserialize)]
pub struct GoldFrame {
    /// Codes or names.
    pub parties: Vec<String>,
    /// Those who took part.
    pub participants: Vec<GoldParticipant>,
}

/// Somebody who took part.
#[derive(Clone, Debug, Deserialize)]
pub struct GoldParticipant {
    /// As the item names them.
    pub name: String,
    /// For whom.
    pub party: String,
}

/// Who is bound by an undertaking.
#[derive(Clone, Debug, Deserialize)]
pub struct GoldCommitment {
    /// Codes or names.
    pub committer: Vec<String>,
    /// Who acts for them, where one is named.
    pub person: Option<String>,
}

/// Other names of a party, by the one that is compared.
pub type Aliases = BTreeMap<String, Vec<String>>;

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
    aliases: &Aliases,
) -> Report {
    let names = Names::new(aliases);
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
        report.parties_of(&names, &document, substrate, gold);
        report.people_of(&names, &document, substrate, gold);
    }
    report.parties_recall = percent(report.parties_found, report.parties);
    report.people_recall = percent(report.people_found, report.people);
    report.tokens_per_second = (tokens as f64 / f64::max(seconds, 1e-9)).round();
    report
}

impl Report {
    fn parties_of(
        &mut self,
        names: &Names,
        document: &Document,
        substrate: Substrate,
        gold: &GoldItem,
    ) {
        let found = parties_found(names, document, substrate);
        let framed = gold.frame.iter().flat_map(|frame| &frame.parties);
        let bound = gold.commitments.iter().flat_map(|one| &one.committer);
        let wanted: BTreeSet<String> = framed.chain(bound).map(|name| names.plain(name)).collect();
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
        names: &Names,
        document: &Document,
        substrate: Substrate,
        gold: &GoldItem,
    ) {
        for (person, Wanted { parties, framed }) in wanted_people(names, gold) {
            self.people += 1;
            let code = |found: &Person| {
                let actor = found.actor?;
                let code = names.plain(substrate.world.code(actor));
                // Who binds an organisation may speak for one of its members.
                let of_member = substrate
                    .world
                    .memberships(actor)
                    .map(|organisation| names.plain(substrate.world.code(organisation)))
                    .find(|organisation| !framed && parties.contains(organisation));
                Some(of_member.unwrap_or(code))
            };
            let mut same = document
                .people
                .iter()
                .filter(|found| is_same(&found.name, &person))
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
fn wanted_people(names: &Names, gold: &GoldItem) -> BTreeMap<String, Wanted> {
    let mut wanted: BTreeMap<String, Wanted> = BTreeMap::new();
    for participant in gold.frame.iter().flat_map(|frame| &frame.participants) {
        let person = wanted.entry(participant.name.clone()).or_default();
        person.framed = true;
        person.parties.insert(names.plain(&participant.party));
    }
    for commitment in &gold.commitments {
        let Some(person) = &commitment.person else {
            continue;
        };
        let known = wanted.keys().find(|known| is_same(known, person)).cloned();
        let wanted = wanted
            .entry(known.unwrap_or_else(|| person.clone()))
            .or_default();
        let parties = &mut wanted.parties;
        parties.extend(commitment.committer.iter().map(|party| names.plain(party)));
    }
    wanted
}

/// All codes and names that an item's mentions stand for.
fn parties_found(names: &Names, document: &Document, substrate: Substrate) -> BTreeSet<String> {
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
            found.extend(codes.map(|code| names.plain(code)));
            if reference.form == Form::Group {
                found.insert(names.plain(reference.span.of(section.text)));
            }
        }
    }
    found
}

/// Whether two names are one person's: the last word of one is in the other.
fn is_same(a: &str, b: &str) -> bool {
    let last = |name: &str| {
        let mut words = name.rsplit([' ', '-']).map(str::to_lowercase);
        words
            .find(|word| !matches!(word.as_str(), "jr." | "sr." | "ii"))
            .unwrap_or_default()
            .replace(',', "")
    };
    let holds = |name: &str, word: &str| {
        name.split([' ', '-'])
            .any(|part| part.to_lowercase().replace(',', "") == word)
    };
    holds(a, &last(b)) || holds(b, &last(a))
}

/// Names brought to the form that is compared.
struct Names(HashMap<String, String>);

impl Names {
    fn new(aliases: &Aliases) -> Self {
        let pairs = aliases
            .iter()
            .flat_map(|(name, others)| others.iter().map(move |other| (bare(other), bare(name))));
        Self(pairs.collect())
    }

    fn plain(&self, name: &str) -> String {
        let bare = bare(name);
        self.0.get(&bare).cloned().unwrap_or(bare)
    }
}

/// Lower case, white space single, without a leading article.
fn bare(name: &str) -> String {
    let words: Vec<String> = name.split_whitespace().map(str::to_lowercase).collect();
    let start = usize::from(
        words.len() > 1 && matches!(words.first().map(String::as_str), Some("the" | "a" | "an")),
    );
    words.get(start..).unwrap_or(&[]).join(" ")
}

fn percent(part: usize, whole: usize) -> f64 {
    if whole == 0 {
        return 0.0;
    }
    (10_000.0 * part as f64 / whole as f64).round() / 100.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_compared_bare_and_through_aliases() {
        let aliases = Aliases::from([("G9".to_owned(), vec!["Group of  Nine".to_owned()])]);
        let names = Names::new(&aliases);
        assert_eq!(names.plain("the Group of Nine"), "g9");
        assert_eq!(names.plain("PER"), "per");
        assert_eq!(names.plain("A"), "a");
    }

    #[test]
    fn people_are_the_same_by_a_last_word() {
        assert!(is_same("Ann Lee", "Lee"));
        assert!(is_same("Wen Jiabao", "Wen"));
        assert!(!is_same("Ann Lee", "Ann Ray"));
    }
}
