//! Which mentions state the same undertaking.
//!
//! The same parties are bound, both act or both refuse, the dates agree, and words that tell of the act
//! are shared: about half of them, or fewer where both fix a contact.

use std::collections::BTreeSet;

use crate::commitment::who::is_contact;
use crate::commitment::{Commitment, Kind, Party};
use crate::news::{Document, Part, Sentence};
use crate::text::Upos;

/// The share of the shorter mention's words that two mentions of one undertaking have in common at
/// least: undertakings of one statement share its set words too.
const SHARED_MIN: f64 = 0.45;

/// The same for two mentions of a contact between the same parties, which hold few other words.
const SHARED_OF_CONTACT_MIN: f64 = 0.2;

/// Endings that a verb, its noun and its forms differ in, longest first.
const ENDINGS: &[&str] = &[
    "ations", "ation", "ments", "ment", "ings", "ions", "ing", "ion", "als", "al", "ed", "es", "e",
    "s",
];
/// Letters that are left of a word at least.
const STEM_BYTES_MIN: usize = 4;

/// Words of time and office that say nothing of an act.
const EMPTY: &[&str] = &[
    "be",
    "day",
    "do",
    "foreign",
    "have",
    "minister",
    "month",
    "new",
    "president",
    "prime",
    "say",
    "week",
    "year",
];

/// What is compared of one mention.
struct Mention {
    parties: Vec<Party>,
    refusal: bool,
    agreement: bool,
    contact: bool,
    stems: BTreeSet<String>,
}

/// Lets every later mention point to the earliest of the same undertaking. Cost: the square of their
/// number, times their words.
pub fn link(found: &mut [Commitment], document: &Document) {
    let mentions: Vec<Mention> = found.iter().map(|one| mention(one, document)).collect();
    for at in 1..found.len() {
        let (earlier, rest) = found.split_at_mut(at);
        let (Some(this), Some(mine)) = (rest.first_mut(), mentions.get(at)) else {
            continue;
        };
        let same = earlier.iter().zip(&mentions).position(|(other, others)| {
            is_compatible(other, this) && is_same(others, mine, document)
        });
        // Whatever the earlier one points to is the earliest.
        this.same_as = same.and_then(|same| earlier.get(same)?.same_as).or(same);
    }
}

fn mention(commitment: &Commitment, document: &Document) -> Mention {
    let mut found = Mention {
        parties: commitment
            .committer
            .iter()
            .map(|named| named.party)
            .collect(),
        refusal: commitment.kind == Kind::Refusal,
        agreement: commitment.kind == Kind::Agreement,
        contact: false,
        stems: BTreeSet::new(),
    };
    let section = match commitment.part {
        Part::Title => &document.title,
        Part::Body => &document.body,
    };
    let evidence = commitment.evidence;
    for sentence in &section.sentences {
        if sentence.span.end <= evidence.start || evidence.end <= sentence.span.start {
            continue;
        }
        for at in
            sentence.token_at(evidence.start)..sentence.token_at(evidence.end.saturating_sub(1)) + 1
        {
            found.contact |= is_contact(sentence, at);
            found.stems.extend(stem(sentence, at, &found.parties));
        }
    }
    found
}

/// The stem of a word that tells of an act; none for the names of those who are bound.
fn stem(sentence: &Sentence, at: usize, bound: &[Party]) -> Option<String> {
    const TELLING: &[Upos] = &[Upos::Noun, Upos::Propn, Upos::Verb, Upos::Adj];
    let start = sentence.tokens.get(at)?.span.start;
    let names_bound = || {
        let reference = sentence.reference_at(start);
        reference.is_some_and(|found| {
            let mut parties = found.parties.iter();
            parties.any(|&actor| bound.contains(&Party::Actor(actor)))
        })
    };
    let lemma = sentence.lemma(at).to_lowercase();
    let silent = !sentence.is_upos(at, TELLING)
        || EMPTY.contains(&lemma.as_str())
        || lemma.ends_with("day")
        || names_bound();
    if silent {
        return None;
    }
    let cut = ENDINGS.iter().find_map(|ending| {
        let stem = lemma.strip_suffix(ending)?;
        (stem.len() >= STEM_BYTES_MIN).then(|| stem.to_owned())
    });
    Some(cut.unwrap_or(lemma))
}

/// Whether the days by which two mentions are due can be the same: one without days says nothing.
fn is_compatible(one: &Commitment, other: &Commitment) -> bool {
    let days = |commitment: &Commitment| {
        let interval = commitment.due?.interval;
        (interval.not_before.is_some() || interval.not_after.is_some()).then_some(interval)
    };
    days(one)
        .zip(days(other))
        .is_none_or(|(one, other)| one == other)
}

fn is_same(one: &Mention, other: &Mention, document: &Document) -> bool {
    let among = |party: &Party, parties: &[Party]| {
        parties.iter().any(|known| known.is_same(*party, document))
    };
    let bound = one.parties.iter().all(|party| among(party, &other.parties))
        && other.parties.iter().all(|party| among(party, &one.parties));
    if !bound || one.refusal != other.refusal {
        return false;
    }
    let shared = one.stems.intersection(&other.stems).count();
    let shorter = one.stems.len().min(other.stems.len()).max(1);
    let both = |of: fn(&Mention) -> bool| of(one) && of(other);
    let contact = both(|mention| mention.agreement) && both(|mention| mention.contact);
    let min = if contact {
        SHARED_OF_CONTACT_MIN
    } else {
        SHARED_MIN
    };
    let few = usize::from(!contact);
    shared > few.min(shorter - 1) && shared as f64 >= min * shorter as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commitment::{Codes, Named, Voice};
    use crate::news::{Item, Substrate};
    use crate::text::{Scratch, Syntax};
    use crate::time::{Expression, Lean, expressions};
    use crate::world::World;

    const FILE: &str = "[[state]]\ncode = \"PER\"\nnames = [\"Peru\"]\n[[state]]\ncode = \"CHL\"\nnames = [\"Chile\"]";

    /// Two sentences, each an undertaking of Peru of a kind, with what makes it due.
    fn check(first: (&str, Kind, &str), second: (&str, Kind, &str), expected: Option<usize>) {
        let world = World::load(&[("world/t.toml", FILE)]).unwrap();
        let syntax = Syntax::shipped().unwrap();
        let substrate = Substrate {
            world: &world,
            syntax: &syntax,
        };
        let text = format!("{} {}", first.0, second.0);
        let item = Item::plain("a", &text, None).unwrap();
        let document = Document::annotate(&item, substrate, None, &mut Scratch::new());
        let peru = document.principals.first().copied().unwrap();
        let mut found: Vec<Commitment> = [first, second]
            .into_iter()
            .zip(&document.body.sentences)
            .map(|((_, kind, due), sentence)| Commitment {
                part: Part::Body,
                evidence: sentence.span,
                kind,
                hedged: false,
                voice: Voice::Narrated,
                committer: vec![Named::actor(peru, sentence.span)],
                person: None,
                speaker: None,
                addressee: Vec::new(),
                lemma: String::new(),
                action: sentence.span,
                condition: None,
                due: due_of(due),
                same_as: None,
                codes: Codes::default(),
                confidence: 1.0,
                rule: String::new(),
            })
            .collect();
        link(&mut found, &document);
        assert_eq!(found[1].same_as, expected, "{text}");
    }

    fn due_of(words: &str) -> Option<Expression> {
        let on = Some(jiff::civil::date(2024, 3, 4));
        expressions(words, on, Lean::Future).into_iter().next()
    }

    #[test]
    fn one_undertaking_told_twice_is_one() {
        use Kind::{Agreement, Intention, Promise, Refusal};
        let grain = ("Peru will send grain to the flooded islands.", Promise, "");
        check(grain, ("Peru plans to send grain.", Intention, ""), Some(0));
        check(grain, ("Peru will reopen its embassy.", Promise, ""), None);
        check(grain, ("Peru will send no grain.", Refusal, ""), None);
        let dated = ("On 9 May Peru will send grain.", Promise, "on 9 May");
        check(
            dated,
            ("On 1 June Peru will send grain.", Promise, "on 1 June"),
            None,
        );
        check(dated, ("Peru will send grain.", Promise, ""), Some(0));
        let meeting = ("Peru will meet Chile in Arica.", Agreement, "");
        check(
            meeting,
            ("The talks are due in Arica.", Agreement, ""),
            Some(0),
        );
        check(meeting, ("A visit is due soon.", Agreement, ""), None);
        check(
            meeting,
            ("The embassy is due to open.", Agreement, ""),
            None,
        );
    }
}
