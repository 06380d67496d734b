//! Family names of an item: where a capital says nothing, at the head of a sentence and in a headline, a word
//! is still a name if the item has somebody of that name ("Rao said" beside "Minister Ann Rao").

use std::collections::HashSet;

use crate::news::named::Named;
use crate::news::section::Section;
use crate::text::Upos;

/// Bytes of a family name at least: shorter ones are too often words.
const NAME_BYTES_MIN: usize = 3;

/// The last words, in lower case, of the names that have several.
pub fn surnames(section: &Section, names: &[Vec<Named>]) -> HashSet<String> {
    let sentences = section.sentences.iter().zip(names);
    let lasts = sentences.flat_map(|(sentence, names)| {
        let whole = names
            .iter()
            .filter(|named| named.run.to - named.run.from > 1);
        whole.map(|named| sentence.word(named.run.to - 1))
    });
    let long = lasts.filter(|word| word.len() >= NAME_BYTES_MIN);
    long.map(str::to_owned).collect()
}

/// Notes in each sentence where one of these names stands with a capital and is not taken for a name; whether one
/// does.
pub fn note_surnames(section: &mut Section, surnames: &HashSet<String>) -> bool {
    let text = section.text;
    for sentence in &mut section.sentences {
        let is_one = |&at: &usize| {
            let form = sentence.tokens.get(at).map(|token| token.span.of(text));
            form.is_some_and(|form| form.starts_with(char::is_uppercase))
                && !sentence.is_upos(at, &[Upos::Propn])
                && surnames.contains(sentence.word(at))
        };
        sentence.surnames = (0..sentence.tokens.len()).filter(is_one).collect();
    }
    let mut sentences = section.sentences.iter();
    sentences.any(|sentence| !sentence.surnames.is_empty())
}
