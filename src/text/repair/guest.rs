//! Guests. In "Peru's president and visiting Chilean ministers" nobody visits ministers: behind "and" or a
//! preposition and before a noun without an article, the participle describes the noun, which the parser takes
//! for its object.

use crate::text::relation::Relation;
use crate::text::tag::Upos;
use crate::text::word::Word;

/// Words behind which a guest is told of.
const BEFORE: &[&str] = &["and", "between", "by", "with"];

/// Makes the participle "visiting" the modifier of its noun. `forms` are the words. Cost: linear, but for each such
/// participle.
pub fn describe<'w>(words: &mut [Word], forms: impl Iterator<Item = &'w str>) {
    let mut before = "";
    for (at, form) in forms.enumerate() {
        if form == "visiting"
            && BEFORE.contains(&before)
            && let Some(noun) = object(words, at)
        {
            make_modifier(words, at, noun);
        }
        before = form;
    }
}

/// The object of a participle when no article parts them.
fn object(words: &[Word], participle: usize) -> Option<usize> {
    let after = words.iter().enumerate().skip(participle + 1);
    let mut own = after.filter(|(_, word)| word.head == Some(participle));
    let (noun, word) = own.next()?;
    let between = words.get(participle + 1..noun)?;
    let is_bare = between
        .iter()
        .all(|word| !matches!(word.relation, Relation::Det | Relation::NmodPoss));
    (word.relation == Relation::Obj && is_bare).then_some(noun)
}

/// The noun takes the place of the participle, and what hung on this.
fn make_modifier(words: &mut [Word], participle: usize, noun: usize) {
    let Some(place) = words.get(participle).copied() else {
        return;
    };
    let is_joined = words
        .get(participle - 1)
        .is_some_and(|word| word.relation == Relation::Cc);
    let subject = words.iter().position(|word| {
        word.relation == Relation::Nsubj && word.head.is_some() && word.head == place.head
    });
    // "and visiting ministers met": joined to the subject of what they did.
    let joined = subject.filter(|&subject| is_joined && subject < participle);
    let above = place.head.and_then(|head| words.get(head));
    let of_noun = above.is_some_and(|word| matches!(word.tag.upos, Upos::Noun | Upos::Propn));
    let (head, relation) = match (joined, place.relation) {
        (Some(subject), _) => (Some(subject), Relation::Conj),
        (None, Relation::Advcl | Relation::Acl) if of_noun => (place.head, Relation::Nmod),
        (None, Relation::Advcl | Relation::Acl) => (place.head, Relation::Obl),
        (None, relation) => (place.head, relation),
    };
    for (at, word) in words.iter_mut().enumerate() {
        if at == participle {
            (word.head, word.relation) = (Some(noun), Relation::Amod);
        } else if at == noun {
            (word.head, word.relation) = (head, relation);
        } else if word.head == Some(participle) {
            // What is behind the noun was said of the deed.
            word.head = if at > noun { place.head } else { Some(noun) };
            if word.relation == Relation::Mark {
                word.relation = Relation::Case;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::text::repair::cases::check;

    #[test]
    fn guests_are_joined_to_their_hosts() {
        let text = "Norwegian Prime Minister Kari Dahl and visiting Peruvian minister Ann Lee agreed on Monday to meet.";
        check(text, "visiting", "amod", "minister");
        let text = "President Sol and visiting Peruvian President Ann Lee met on Monday.";
        check(text, "Ann", "conj", "Sol");
        check(text, "visiting", "amod", "Ann");
        let text = "Chinese Premier Li Wen held talks with visiting Chadian President Idriss Nour on Monday.";
        check(text, "visiting", "amod", "Idriss");
        check(text, "Monday", "obl", "held");
    }

    #[test]
    fn who_visits_somebody_is_left_alone() {
        check(
            "The king came home after visiting Peruvian ministers.",
            "ministers",
            "obj",
            "visiting",
        );
        check(
            "The king ended his tour by visiting the Peruvian ministers.",
            "ministers",
            "obj",
            "visiting",
        );
    }
}
