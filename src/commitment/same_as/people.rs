//! Who acts for the committer, told once for all mentions of one undertaking (guidelines, 3: "when the item names
//! one for this undertaking").

use crate::commitment::{Commitment, Kind, Party};
use crate::news::Person;

/// Gives each mention that names nobody the person of the surest other mention of the same undertaking that binds
/// the same. Cost: the square of the mentions of each undertaking.
pub fn share(found: &mut [Commitment]) {
    let shared: Vec<Option<Person>> = (0..found.len()).map(|at| of_others(found, at)).collect();
    for (one, person) in found.iter_mut().zip(shared) {
        if one.person.is_none() {
            one.person = person;
        }
    }
}

fn of_others(found: &[Commitment], at: usize) -> Option<Person> {
    let one = found
        .get(at)
        .filter(|one| one.person.is_none() && !is_joint(one))?;
    let first = one.same_as.unwrap_or(at);
    let all = found.iter().enumerate();
    let others = all.filter(|(other, told)| told.same_as.unwrap_or(*other) == first);
    let named = others
        .filter(|(_, told)| told.person.is_some() && !is_joint(told) && binds_alike(told, one));
    let surest = named.max_by(|a, b| {
        a.1.confidence
            .total_cmp(&b.1.confidence)
            .then(b.0.cmp(&a.0))
    })?;
    surest.1.person.clone()
}

/// What several leaders do together is nobody's alone (guidelines, 5.17).
fn is_joint(one: &Commitment) -> bool {
    one.kind == Kind::Agreement && one.committer.len() > 1
}

fn binds_alike(one: &Commitment, other: &Commitment) -> bool {
    let binds =
        |bound: &Commitment, party: Party| bound.committer.iter().any(|named| named.party == party);
    one.committer.len() == other.committer.len()
        && one.committer.iter().all(|named| binds(other, named.party))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commitment::{Codes, Named, Voice};
    use crate::news::sample::annotated;
    use crate::news::{Item, Part};
    use crate::text::Span;
    use crate::world::World;

    const FILE: &str = r#"
        [[office]]
        level = "head-of-state"
        roles = ["president"]
        [[state]]
        code = "PER"
        names = ["Peru"]
        adjectives = ["Peruvian"]
        [[state]]
        code = "CHL"
        names = ["Chile"]
    "#;

    /// Mentions as (kind, who is bound of Peru and Chile, whether the item says who acts, the first mention of the
    /// same); the numbers of those that somebody acts in afterwards.
    fn check(mentions: &[(Kind, &str, bool, Option<usize>)], expected: &[usize]) {
        let world = World::load(&[("world/t.toml", FILE)]).unwrap();
        let text = "Peruvian President Ann Lee met Chile.";
        let item = Item::plain("a", text, None).unwrap();
        let document = annotated(&item, &world, None);
        let lee = document.people.first().unwrap();
        let span = Span { start: 0, end: 1 };
        let actor = |code: &str| {
            let mut all = document.principals.iter().copied();
            all.find(|&one| world.code(one) == code).unwrap()
        };
        let mut found: Vec<Commitment> = mentions
            .iter()
            .map(|(kind, bound, named, same_as)| Commitment {
                part: Part::Body,
                evidence: span,
                kind: *kind,
                hedged: false,
                voice: Voice::Narrated,
                committer: bound
                    .split(' ')
                    .map(|code| Named::actor(actor(code), span))
                    .collect(),
                person: named.then(|| lee.clone()),
                speaker: None,
                addressee: Vec::new(),
                lemma: String::new(),
                action: span,
                condition: None,
                due: None,
                same_as: *same_as,
                codes: Codes::default(),
                confidence: 1.0,
                rule: String::new(),
            })
            .collect();
        share(&mut found);
        let named = found
            .iter()
            .enumerate()
            .filter(|(_, one)| one.person.is_some());
        let named: Vec<usize> = named.map(|(at, _)| at).collect();
        assert_eq!(named, expected, "{mentions:?}");
    }

    #[test]
    fn who_acts_is_known_to_all_mentions_that_bind_the_same() {
        use Kind::{Agreement, Promise};
        let named = (Promise, "PER", true, Some(0));
        check(&[(Promise, "PER", false, None), named], &[0, 1]);
        check(
            &[
                (Promise, "PER", true, None),
                (Promise, "PER", false, Some(0)),
            ],
            &[0, 1],
        );
        check(
            &[(Promise, "PER", false, None), (Promise, "PER", true, None)],
            &[1],
        );
        check(&[(Promise, "CHL", false, None), named], &[1]);
        check(&[(Agreement, "CHL PER", false, None), named], &[1]);
    }
}
