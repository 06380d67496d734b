//! Who is bound: the subject, the owner of a noun, the agent of a passive, else who speaks.

use crate::commitment::who::befalling::{giver, is_affected, is_expletive, patient};
use crate::commitment::who::clause::{Subject, agent, is_noun, preposition, subject};
use crate::commitment::who::company::leads_rebels;
use crate::commitment::who::consent::{CONSENTING, among_lawmakers, consents, forbids};
use crate::commitment::who::ground::Ground;
use crate::commitment::who::in_play::{by_trigger, in_contact, issuers, nearest};
use crate::commitment::who::joint::{contact, is_event, partners, partners_of, taking_part};
use crate::commitment::who::meant::{Meant, is_mention, meant, meant_closely};
use crate::commitment::who::person::Chain;
use crate::commitment::{Candidate, Kind, Named, Party};
use crate::news::Form;
use crate::text::Relation;

/// Nouns for those who act, whose party stands behind "of".
const AGENTS: &[&str] = &[
    "ally",
    "army",
    "authority",
    "delegation",
    "diplomat",
    "envoy",
    "force",
    "government",
    "head",
    "leader",
    "member",
    "minister",
    "mission",
    "negotiator",
    "official",
    "people",
    "representative",
    "side",
    "soldier",
    "team",
    "troop",
];

/// Verbs by which one takes on what its own side will do.
const GRANTING: &[&str] = &["guarantee", "pledge", "promise", "swear", "vow"];

/// Verbs of which a contact is the subject.
const HAPPENING: &[&str] = &[
    "begin",
    "continue",
    "convene",
    "hold",
    "open",
    "proceed",
    "reconvene",
    "restart",
    "resume",
    "start",
    "take",
];

/// The parties bound, the named people who act as the subject, and what tells so.
pub fn committer<'d>(
    candidate: &Candidate<'d>,
    kind: Kind,
    chain: &Chain<'d>,
) -> (Meant<'d>, Ground) {
    let sentence = candidate.sentence;
    if kind != Kind::Agreement && is_bare(candidate) {
        return (Meant::default(), Ground::Guess);
    }
    let told_of = subject(candidate).map(|subject| subject.head);
    let event = [candidate.act, candidate.trigger]
        .into_iter()
        .chain(told_of)
        .find(|&at| kind == Kind::Agreement && is_event(sentence, at));
    // That talks will resume is told of all who hold them, whatever it is called.
    let happens = kind == Kind::Promise && HAPPENING.contains(&sentence.lemma(candidate.act));
    let held = told_of.filter(|&at| happens && is_event(sentence, at));
    // So is that they were put off, where they name who holds them.
    let put_off = told_of.filter(|&at| kind == Kind::Refusal && is_put_off(candidate, at));
    let event = event.or(held).or(put_off);
    let (mut found, mut ground) = match event {
        Some(event) => (taking_part(candidate, event), Ground::Contact),
        None => alone(candidate, kind, chain),
    };
    if found.named.is_empty() && kind == Kind::Agreement {
        found.named = by_trigger(candidate, in_contact(candidate, None));
        ground = Ground::Guess;
    }
    // Who is named and of no known party binds nobody else.
    if found.named.is_empty() && found.people.is_empty() {
        found.named = by_trigger(candidate, nearest(candidate).into_iter().map(Party::Actor));
        ground = Ground::Guess;
    }
    if (kind == Kind::Agreement || held.is_some()) && found.named.len() < 2 {
        // "Talks with Chile will resume, Peru's minister said": hers is the other side.
        if event.is_some_and(|event| is_with(candidate, event)) {
            found.add_all(by_speaker(chain).named);
        }
        if ground == Ground::Subject && consents(candidate) {
            found.add_all(partners_of(candidate, candidate.trigger));
        } else {
            complete(candidate, &mut found);
        }
    } else if kind == Kind::Agreement && meets_others(candidate) {
        // "Peru and Chile will meet with Kenya": those whom several meet are bound as well.
        found.add_all(partners(candidate).named);
    }
    (found, ground)
}

/// Whether something was done to a contact between several: "talks between Peru and Chile were put off".
fn is_put_off(candidate: &Candidate, at: usize) -> bool {
    let sentence = candidate.sentence;
    sentence.is_relation(at, &[Relation::NsubjPass])
        && is_event(sentence, at)
        && taking_part(candidate, at).named.len() > 1
}

/// Whether a noun is spoken of without saying whose it is ("plans for a raid are old news"): it binds nobody
/// (guidelines, 5.22).
fn is_bare(candidate: &Candidate) -> bool {
    let (sentence, noun) = (candidate.sentence, candidate.trigger);
    candidate.subject.is_none()
        && is_noun(sentence, noun)
        && sentence.is_relation(noun, &[Relation::Nsubj, Relation::NsubjPass])
        && meant(candidate, noun).is_empty()
}

/// Whether a fixed contact is told of ("will meet with"), and not what several agreed on among themselves.
fn meets_others(candidate: &Candidate) -> bool {
    let sentence = candidate.sentence;
    let agreed = || {
        let lemma = sentence.lemma(candidate.trigger);
        CONSENTING.contains(&lemma) || GRANTING.contains(&lemma)
    };
    contact(candidate).is_some_and(|at| !is_noun(sentence, at) || at != candidate.trigger)
        && !agreed()
}

/// Whether a contact is told of by the side with which it is: "talks with Peru".
fn is_with(candidate: &Candidate, event: usize) -> bool {
    let sentence = candidate.sentence;
    let mut partners = sentence.children_in(event, &[Relation::Nmod, Relation::Obl]);
    is_noun(sentence, event) && partners.any(|at| preposition(sentence, at) == "with")
}

/// Adds those with whom one party agrees.
fn complete<'d>(candidate: &Candidate<'d>, found: &mut Meant<'d>) {
    let partners = partners(candidate);
    for &partner in &partners.named {
        found.add(partner);
    }
    let document = candidate.document;
    let alone = match found.named.as_slice() {
        [] => true,
        [only] => match only.party {
            // What a forum holds binds the forum.
            Party::Actor(actor) => document.principals.contains(&actor),
            Party::Group(..) => true,
        },
        _ => false,
    };
    // Who leads rebels without a name is none of the others.
    let mut people = found.people.iter().chain(&partners.people);
    let unknown = people.any(|person| leads_rebels(person));
    if !alone || unknown || among_lawmakers(candidate) {
        return;
    }
    let one = found.named.first().map(|named| named.party);
    let contact = in_contact(candidate, one);
    if !contact.is_empty() {
        found.named = by_trigger(candidate, contact);
        return;
    }
    let known = document.acting_principals().take(2);
    for named in by_trigger(candidate, known.map(Party::Actor)) {
        found.add(named);
    }
    found.named.truncate(2);
}

/// Whom the sentence, or else its speaker, names as bound.
fn alone<'d>(candidate: &Candidate<'d>, kind: Kind, chain: &Chain<'d>) -> (Meant<'d>, Ground) {
    let sentence = candidate.sentence;
    for at in [candidate.act, candidate.trigger] {
        let agent = agent(sentence, at).filter(|&agent| is_mention(candidate, agent));
        let found = agent.map(|agent| meant(candidate, agent));
        if let Some(found) = found.filter(|found| !found.is_empty()) {
            return (found, Ground::Agent);
        }
    }
    if forbids(candidate, kind, chain) {
        return (by_speaker(chain), Ground::Speaker);
    }
    let subject = subject(candidate);
    type Step<'s, 'd> = (Ground, &'s dyn Fn() -> Meant<'d>);
    let steps: [Step<'_, 'd>; 5] = [
        (Ground::Subject, &|| {
            let own = subject.filter(|subject| chain.governs(candidate, subject.head));
            own.map_or_else(
                || by_subject(candidate, subject, kind),
                |_| by_speaker(chain),
            )
        }),
        (Ground::Owner, &|| {
            let noun = is_noun(sentence, candidate.trigger);
            if noun {
                meant(candidate, candidate.trigger)
            } else {
                Meant::default()
            }
        }),
        (Ground::Speaker, &|| by_speaker(chain)),
        (Ground::Speaker, &|| {
            let speaks = subject.map(|subject| subject.head);
            let issuers = speaks.map_or_else(Vec::new, |at| issuers(candidate, at));
            Meant {
                named: by_trigger(candidate, issuers.into_iter().map(Party::Actor)),
                people: Vec::new(),
            }
        }),
        (Ground::Patient, &|| {
            let own = subject.filter(|subject| !is_expletive(candidate, subject.head));
            own.map_or_else(Meant::default, |subject| patient(candidate, subject.head))
        }),
    ];
    let mut people = Vec::new();
    for (ground, step) in steps {
        let mut found = step();
        if ground == Ground::Subject {
            found = with_others(candidate, found, subject);
        }
        people.append(&mut found.people);
        if !found.named.is_empty() {
            found.people = people;
            return (found, ground);
        }
    }
    let nobody = Meant {
        named: Vec::new(),
        people,
    };
    (nobody, Ground::Guess)
}

/// Who is told to act together with the one who says so: "Peru's envoy warned that Peru and Chile would leave";
/// or in place of a "he" who promises it.
fn with_others<'d>(
    candidate: &Candidate<'d>,
    found: Meant<'d>,
    speaks: Option<Subject>,
) -> Meant<'d> {
    let sentence = candidate.sentence;
    let told = sentence.is_relation(candidate.act, &[Relation::Ccomp]);
    let subject = sentence.child_in(candidate.act, &[Relation::Nsubj]);
    let subject = subject.filter(|&subject| told && is_mention(candidate, subject));
    let Some(subject) = subject.filter(|_| !found.named.is_empty()) else {
        return found;
    };
    let others = meant(candidate, subject);
    let is_pronoun = |head: usize| {
        let mut references = sentence.references.iter();
        references.any(|one| one.head == head && one.form == Form::Pronoun)
    };
    let promises = GRANTING.contains(&sentence.lemma(candidate.trigger));
    if promises && speaks.is_some_and(|speaks| is_pronoun(speaks.head)) && !others.named.is_empty()
    {
        return others;
    }
    let among = |named: &Named| others.named.iter().any(|other| other.party == named.party);
    if found.named.iter().all(among) && others.named.len() > found.named.len() {
        return others;
    }
    found
}

/// Whom the subject means: somebody who acts, or the close owner of a thing.
fn by_subject<'d>(candidate: &Candidate<'d>, subject: Option<Subject>, kind: Kind) -> Meant<'d> {
    let Some(subject) = subject else {
        return Meant::default();
    };
    if is_affected(candidate, subject.head) {
        return giver(candidate);
    }
    if subject.passive {
        return Meant::default();
    }
    // What sways somebody is bound to nothing ("Peru will not be swayed by Chilean threats").
    let sentence = candidate.sentence;
    let does = sentence.is_relation(subject.head, &[Relation::OblAgent]);
    if does && !is_mention(candidate, subject.head) {
        let passive = sentence.head(subject.head);
        let swayed = passive.and_then(|verb| sentence.child_in(verb, &[Relation::NsubjPass]));
        return swayed.map_or_else(Meant::default, |swayed| meant_closely(candidate, swayed));
    }
    if let Some(found) = together(candidate, subject.head) {
        return found;
    }
    let acts = kind == Kind::Agreement || AGENTS.contains(&candidate.sentence.lemma(subject.head));
    if acts {
        meant(candidate, subject.head)
    } else {
        meant_closely(candidate, subject.head)
    }
}

/// Whom "the two sides" and a "they" without a person mean in an item about a contact of as many.
fn together<'d>(candidate: &Candidate<'d>, subject: usize) -> Option<Meant<'d>> {
    let mut references = candidate.sentence.references.iter();
    let reference = references.find(|found| found.head == subject)?;
    let plural = reference.form == Form::Sides
        || (candidate.sentence.word(subject) == "they" && reference.parties.len() > 1);
    let contact = in_contact(candidate, None);
    (plural && contact.len() == reference.parties.len()).then(|| Meant {
        named: contact
            .into_iter()
            .map(|party| Named {
                party,
                span: reference.span,
            })
            .collect(),
        people: Vec::new(),
    })
}

fn by_speaker<'d>(chain: &Chain<'d>) -> Meant<'d> {
    let Some((named, person)) = chain.first() else {
        return Meant::default();
    };
    Meant {
        named,
        people: person.into_iter().collect(),
    }
}
