//! Who tells a clause, for the pronouns in it that mean the one who tells: "Peru, an ally of Chile, said it would
//! pay", "an envoy of Chile was quoted as saying that his country would".

use crate::news::person::Person;
use crate::news::reference::{Form, Reference};
use crate::news::section::Sentence;
use crate::text::Relation;
use crate::world::ActorId;

/// Verbs with an object to whom a clause is told.
const TELLING: &[&str] = &[
    "assure", "convince", "inform", "notify", "promise", "reassure", "remind", "tell", "warn",
];

const SUBJECTS: &[Relation] = &[Relation::Nsubj, Relation::NsubjPass];

/// Whom a pronoun means by who tells its clause.
#[derive(Clone, Debug, PartialEq)]
pub struct Teller {
    pub person: Option<usize>,
    /// At least one.
    pub parties: Vec<ActorId>,
}

/// The one who tells the clause in which the word at `at` is a pronoun, or whose pronoun it is, in the subject,
/// if the pronoun can mean that one. `found` are the mentions before it.
pub fn teller(
    sentence: &Sentence,
    found: &[Reference],
    people: &[Person],
    at: usize,
) -> Option<Teller> {
    let word = sentence.word(at);
    let subject = match word {
        "he" | "she" | "it" | "they" => Some(at),
        "his" | "her" | "its" | "their" => sentence
            .head(at)
            .filter(|_| sentence.is_relation(at, &[Relation::NmodPoss])),
        _ => None,
    }?;
    let clause = sentence
        .head(subject)
        .filter(|_| sentence.is_relation(subject, SUBJECTS))?;
    let teller = told_beside(sentence, clause)
        .or_else(|| told_by(sentence, sentence.first_conjunct(clause)))?;
    let mut before = found.iter().rev();
    let teller = before.find(|found| {
        let start = sentence.token_at(found.span.start);
        start <= teller && teller <= found.head
    })?;
    let is_female = |at: usize| people.get(at).is_some_and(|person| person.female);
    let is_somebody = teller.form == Form::Office || teller.person.is_some();
    let fits = match word {
        "it" | "its" => teller.person.is_none() && teller.form != Form::Sides,
        "he" | "his" => is_somebody && !teller.person.is_some_and(is_female),
        "she" | "her" => is_somebody,
        _ => true,
    };
    let mut parties = teller.parties.clone();
    if matches!(word, "they" | "their") {
        let first = sentence.row_of(teller);
        let others = found
            .iter()
            .filter(|other| other.head < at && sentence.row_of(other) == first);
        for &actor in others.flat_map(|other| &other.parties) {
            if !parties.contains(&actor) {
                parties.push(actor);
            }
        }
    }
    let person = teller.person;
    (fits && !parties.is_empty()).then_some(Teller { person, parties })
}

/// The word for who tells a clause that the parser joins to the verb of telling: "Peru said that Chile had left and
/// that it would follow".
fn told_beside(sentence: &Sentence, clause: usize) -> Option<usize> {
    let verb = sentence.head(clause)?;
    let is_told = sentence.is_relation(clause, &[Relation::Conj])
        && sentence.has_child(clause, &[Relation::Mark], &["that"])
        && sentence.child_in(verb, &[Relation::Ccomp]).is_some();
    sentence.child_in(verb, SUBJECTS).filter(|_| is_told)
}

/// The word for who tells a clause: "Peru said that it …", "Peru told Chile that it …", "Peru's announcement that
/// it …".
fn told_by(sentence: &Sentence, clause: usize) -> Option<usize> {
    let above = sentence.head(clause)?;
    let subject = |verb: usize| sentence.child_in(verb, SUBJECTS);
    match sentence.relation(clause)? {
        Relation::Ccomp => sentence
            .child_in(above, &[Relation::Nsubj, Relation::NmodPoss])
            .or_else(|| {
                // "Was quoted as saying".
                let quotes = matches!(sentence.relation(above)?, Relation::Advcl | Relation::Xcomp);
                sentence.head(above).filter(|_| quotes).and_then(subject)
            }),
        Relation::Acl | Relation::AclRelcl => {
            teller_to(sentence, above).or_else(|| sentence.child_in(above, &[Relation::NmodPoss]))
        }
        _ => None,
    }
}

/// Who tells the one at a token something, for the parser mostly a clause about the one who is told.
fn teller_to(sentence: &Sentence, told: usize) -> Option<usize> {
    let verb = sentence.head(told)?;
    let tells = TELLING.contains(&sentence.lemma(verb))
        && sentence.is_relation(told, &[Relation::Obj, Relation::Iobj]);
    sentence
        .child_in(verb, &[Relation::Nsubj])
        .filter(|_| tells)
}
