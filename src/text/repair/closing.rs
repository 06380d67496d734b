//! The mark that closes a sentence belongs to its root. The parser hangs some on a clause before the root
//! ("Peru will pay, Chile said."), which would make the clause as long as the sentence.

use crate::text::relation::Relation;
use crate::text::word::Word;

/// Marks that close a sentence.
const CLOSING: &[&str] = &[".", "!", "?"];

/// Hangs the last word on the root where it is a closing mark that hangs on a word before. `last` is its form.
pub fn close(words: &mut [Word], last: &str) {
    let root = words
        .iter()
        .position(|word| word.relation == Relation::Root);
    let (Some(root), Some((word, before))) = (root, words.split_last_mut()) else {
        return;
    };
    let crosses = word.head.is_some_and(|head| head < root) && root < before.len();
    if crosses && word.relation == Relation::Punct && CLOSING.contains(&last) {
        word.head = Some(root);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Tag, Upos};

    fn check(last: &str, relation: Relation, expected: usize) {
        let word = |head, relation| Word {
            tag: Tag::bare(Upos::X),
            head,
            relation,
        };
        let mut words = [
            word(Some(1), Relation::Ccomp),
            word(None, Relation::Root),
            word(Some(0), relation),
        ];
        close(&mut words, last);
        assert_eq!(words[2].head, Some(expected), "{last}");
    }

    #[test]
    fn only_a_closing_mark_is_moved() {
        check(".", Relation::Punct, 1);
        check("?", Relation::Punct, 1);
        check(",", Relation::Punct, 0);
        check("\"", Relation::Punct, 0);
        check(".", Relation::Obj, 0);
        close(&mut [], ".");
    }
}
