//! What is said of a coordination's last member alone, and what is no member of it. The parser hangs a relative
//! clause on the first member, whatever its number ("Peru and its ally Chile, which has promised ..."), and takes
//! what describes all of them for one more ("Peru and Chile, both neighbours of Bolivia, ...").

use crate::text::relation::Relation;
use crate::text::tag::{Number, Tense, Upos};
use crate::text::word::Word;

/// Pronouns that begin a relative clause.
const RELATIVES: &[&str] = &["that", "which", "who"];

/// Words that are singular wherever they are finite.
const SINGULAR: &[&str] = &["does", "has", "is", "was"];

/// Gives each relative clause and each description the place that number and commas tell. `forms` are the words.
/// Cost: linear, but for each relative clause and each member without a conjunction.
pub fn settle<'w>(words: &mut [Word], forms: impl Iterator<Item = &'w str> + Clone) {
    for at in 0..words.len() {
        let Some(word) = words.get(at).copied() else {
            continue;
        };
        let Some(head) = word.head.filter(|&head| head < at) else {
            continue;
        };
        match word.relation {
            Relation::AclRelcl => {
                let last = last_member(words, head, at);
                if let Some(last) = last.filter(|&last| describes(words, &forms, at, last)) {
                    words[at].head = Some(last);
                }
            }
            Relation::Conj if is_beside(words, &forms, at, head) => {
                words[at].relation = Relation::Appos;
            }
            _ => {}
        }
    }
}

fn children(words: &[Word], of: usize) -> impl Iterator<Item = usize> {
    let numbered = words.iter().enumerate();
    numbered
        .filter(move |(_, word)| word.head == Some(of))
        .map(|(at, _)| at)
}

/// The last member of the coordination that begins at `first`, before a word.
fn last_member(words: &[Word], first: usize, before: usize) -> Option<usize> {
    let members = children(words, first).filter(|&at| words[at].relation == Relation::Conj);
    members.take_while(|&at| at < before).last()
}

/// Whether a relative clause stands right behind a member and tells of one.
fn describes<'w>(
    words: &[Word],
    forms: &(impl Iterator<Item = &'w str> + Clone),
    clause: usize,
    member: usize,
) -> bool {
    let mut behind = forms.clone().enumerate().skip(member + 1);
    let is_outside = |(at, form): &(usize, &str)| {
        *form != ","
            && words
                .get(*at)
                .is_none_or(|word| word.relation != Relation::Flat)
    };
    let begins = behind.find(is_outside).is_some_and(|(at, form)| {
        let is_subject = words.get(at).is_some_and(|word| {
            word.head == Some(clause)
                && matches!(word.relation, Relation::Nsubj | Relation::NsubjPass)
        });
        is_subject && RELATIVES.contains(&form)
    });
    let is_singular = |at: usize| {
        words.get(at).is_some_and(|word| {
            word.tag.number == Some(Number::Sing) && word.tag.tense == Some(Tense::Pres)
        })
    };
    let helps = children(words, clause).any(|at| {
        matches!(
            words[at].relation,
            Relation::Aux | Relation::AuxPass | Relation::Cop
        ) && forms
            .clone()
            .nth(at)
            .is_some_and(|form| SINGULAR.contains(&form))
    });
    begins && (helps || is_singular(clause))
}

/// Whether a member without a conjunction stands behind a comma and the member that closes the coordination.
fn is_beside<'w>(
    words: &[Word],
    forms: &(impl Iterator<Item = &'w str> + Clone),
    at: usize,
    first: usize,
) -> bool {
    let has_conjunction =
        |at: usize| children(words, at).any(|child| words[child].relation == Relation::Cc);
    let is_nominal = |at: usize| {
        matches!(
            words[at].tag.upos,
            Upos::Noun | Upos::Propn | Upos::Num | Upos::Pron
        )
    };
    let members = || children(words, first).filter(|&at| words[at].relation == Relation::Conj);
    let is_closed = members().any(|member| member < at && has_conjunction(member));
    let goes_on = members().any(|member| member > at);
    let begin = children(words, at)
        .next()
        .filter(|&child| child < at)
        .unwrap_or(at);
    let comma = begin
        .checked_sub(1)
        .and_then(|before| forms.clone().nth(before));
    is_closed
        && !goes_on
        && !has_conjunction(at)
        && comma == Some(",")
        && is_nominal(at)
        && is_nominal(first)
}

#[cfg(test)]
mod tests {
    use crate::text::repair::cases::check;

    #[test]
    fn what_is_said_of_one_is_said_of_the_last() {
        let text = "Germany and its ally Poland, which has agreed to host the missiles, are wary.";
        check(text, "agreed", "acl:relcl", "Poland");
        let text = "Germany and Poland, which have agreed to host the missiles, are wary.";
        check(text, "agreed", "acl:relcl", "Germany");
    }

    #[test]
    fn what_describes_all_members_is_none_of_them() {
        let text =
            "Hungary and Slovakia, both members of the EU, will not take part in the deliveries.";
        check(text, "members", "appos", "Hungary");
        check(
            "Hungary, Slovakia and Poland will not take part in the deliveries.",
            "Poland",
            "conj",
            "Hungary",
        );
    }
}
