//! Words as the network sees them.

use crate::text::lexicon::Vocabulary;
use crate::text::{Relation, Upos};

/// How many labels a word may have: what it is to its head, its part of speech, and that it acts.
pub const LABELS: usize = Relation::ALL.len() + Upos::ALL.len() + 1;

/// A word in its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word<'w> {
    /// The word in lower case.
    pub form: &'w str,
    /// What it is to its head.
    pub relation: Relation,
    /// Its part of speech.
    pub upos: Upos,
    /// Whether it stands for somebody who can act among states.
    pub is_actor: bool,
}

/// A word as the numbers of its rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Known {
    /// Its row among the words; that behind the last one for a name or a word that is not known.
    pub row: usize,
    relation: Relation,
    upos: Upos,
    is_actor: bool,
}

impl Known {
    /// Looks a word up; a name, or the adjective of one, is not.
    pub fn of(word: &Word, words: &Vocabulary) -> Self {
        let is_name = match word.upos {
            Upos::Propn => true,
            Upos::Adj => word.is_actor,
            _ => false,
        };
        let row = words.index(word.form).filter(|_| !is_name);
        Self {
            row: row.unwrap_or(words.len()),
            relation: word.relation,
            upos: word.upos,
            is_actor: word.is_actor,
        }
    }

    /// The rows of its labels, all below [`LABELS`].
    pub fn labels(&self) -> impl Iterator<Item = usize> {
        let upos = Relation::ALL.len() + self.upos as usize;
        let actor = self.is_actor.then_some(LABELS - 1);
        [self.relation as usize, upos].into_iter().chain(actor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_seen_as_names_alone() {
        let words = Vocabulary::of_words(["turkey", "sign"]);
        let check = |form: &str, upos: Upos, is_actor: bool, row: usize, labels: usize| {
            let word = Word {
                form,
                relation: Relation::Nsubj,
                upos,
                is_actor,
            };
            let known = Known::of(&word, &words);
            assert_eq!(known.row, row, "{form}");
            assert_eq!(known.labels().count(), labels, "{form}");
        };
        check("turkey", Upos::Noun, false, 0, 2);
        check("turkey", Upos::Propn, false, 2, 2);
        check("turkey", Upos::Adj, true, 2, 3);
        check("turkey", Upos::Noun, true, 0, 3);
        check("unheard", Upos::Verb, false, 2, 2);
    }

    #[test]
    fn every_label_has_a_row_of_its_own() {
        let of = |relation: Relation, upos: Upos| {
            let word = Word {
                form: "",
                relation,
                upos,
                is_actor: true,
            };
            let known = Known::of(&word, &Vocabulary::default());
            known.labels().collect::<Vec<_>>()
        };
        let mut seen: Vec<usize> = Vec::new();
        for relation in Relation::ALL {
            seen.extend(of(relation, Upos::X).first());
        }
        for upos in Upos::ALL {
            seen.extend(of(Relation::Dep, upos).get(1));
        }
        seen.extend(of(Relation::Dep, Upos::X).get(2));
        seen.sort_unstable();
        assert_eq!(seen, (0..LABELS).collect::<Vec<_>>());
    }
}
