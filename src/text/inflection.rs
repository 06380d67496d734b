//! The forms that a lemma may take in a text: more than it has, and none too few.

use crate::text::irregular::verb_forms;

/// Forms of "be" and "will" beside those of the list.
const OTHERS: &[(&str, &[&str])] = &[
    ("be", &["am", "is", "are", "'s", "'re", "'m"]),
    ("will", &["'ll", "wo"]),
    ("would", &["'d"]),
    ("can", &["ca"]),
    ("shall", &["sha"]),
];

/// The lemma, and every form that a verb or noun of it may have. A few are of no word: whoever looks for
/// them in a text finds nothing more by that.
pub fn forms(lemma: &str) -> Vec<String> {
    let mut found = vec![lemma.to_owned()];
    let stem = lemma.strip_suffix('e').unwrap_or(lemma);
    let doubled = lemma
        .chars()
        .next_back()
        .map(|last| format!("{lemma}{last}"));
    let short = lemma.strip_suffix('y').map(|stem| format!("{stem}i"));
    let stems = [Some(stem.to_owned()), doubled, short]
        .into_iter()
        .flatten();
    for stem in stems {
        found.extend(["ed", "ing", "es"].map(|ending| format!("{stem}{ending}")));
    }
    found.extend([format!("{lemma}s"), format!("{lemma}ing")]);
    found.extend(verb_forms(lemma).into_iter().map(str::to_owned));
    let others = OTHERS.iter().filter(|(known, _)| *known == lemma);
    found.extend(others.flat_map(|(_, forms)| forms.iter().map(|form| (*form).to_owned())));
    found.sort();
    found.dedup();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_lemma_are_all_there() {
        for (lemma, expected) in [
            ("promise", &["promised", "promises", "promising"][..]),
            ("deny", &["denied", "denies", "denying"]),
            ("plan", &["planned", "planning", "plans"]),
            ("meet", &["met", "meeting", "meets"]),
            ("reach", &["reaches", "reached"]),
            ("be", &["is", "are", "was", "were", "been"]),
            ("will", &["'ll", "wo"]),
        ] {
            let forms = forms(lemma);
            for form in expected {
                assert!(forms.iter().any(|known| known == form), "{lemma}: {form}");
            }
        }
        assert!(!forms("plan").contains(&"planet".to_owned()));
    }
}
