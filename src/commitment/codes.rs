//! Classes of acts, and the event codes of CAMEO and PLOVER from one table.

use std::collections::HashMap;

use serde::Deserialize;

use crate::commitment::Kind;
use crate::world::{DataError, parse};

/// Codes of event ontologies.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Codes {
    /// CAMEO.
    pub cameo: Option<String>,
    /// PLOVER.
    pub plover: Option<String>,
}

/// The table, by the lemma of the act.
pub struct CodeTable {
    class_of: HashMap<String, String>,
    entries: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    class: Vec<Class>,
    #[serde(default)]
    code: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Class {
    id: String,
    words: Vec<toml::Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    #[serde(rename = "type")]
    kind: Option<Kind>,
    class: Option<toml::Spanned<String>>,
    cameo: Option<String>,
    plover: Option<String>,
}

impl CodeTable {
    /// Reads the table; a word in two classes and an entry for an unknown class are refused.
    pub fn load(file: &str, text: &str) -> Result<Self, DataError> {
        let parsed: File = parse(file, text)?;
        let mut class_of = HashMap::new();
        for class in &parsed.class {
            for word in &class.words {
                if class_of
                    .insert(word.get_ref().clone(), class.id.clone())
                    .is_some()
                {
                    let reason = format!("the word \"{}\" is in two classes", word.get_ref());
                    return Err(DataError::at(file, text, word.span().start, reason));
                }
            }
        }
        for class in parsed.code.iter().filter_map(|entry| entry.class.as_ref()) {
            if !parsed
                .class
                .iter()
                .any(|known| known.id == *class.get_ref())
            {
                let reason = format!("unknown class \"{}\"", class.get_ref());
                return Err(DataError::at(file, text, class.span().start, reason));
            }
        }
        Ok(Self {
            class_of,
            entries: parsed.code,
        })
    }

    /// Whether the lemma is an act of some class.
    pub fn class_of(&self, lemma: &str) -> Option<&str> {
        self.class_of.get(lemma).map(String::as_str)
    }

    /// The codes of an undertaking: those of the first entry that fits.
    pub fn codes(&self, kind: Kind, lemma: &str) -> Codes {
        let class = self.class_of.get(lemma);
        let fits = |entry: &&Entry| {
            entry.kind.is_none_or(|wanted| wanted == kind)
                && entry
                    .class
                    .as_ref()
                    .is_none_or(|wanted| Some(wanted.get_ref()) == class)
        };
        let entry = self.entries.iter().find(fits);
        entry.map_or_else(Codes::default, |entry| Codes {
            cameo: entry.cameo.clone(),
            plover: entry.plover.clone(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = r#"
        [[class]]
        id = "meet"
        words = ["visit"]
        [[code]]
        type = "refusal"
        class = "meet"
        cameo = "125"
        [[code]]
        type = "refusal"
        cameo = "120"
        plover = "REJECT"
        [[code]]
        cameo = "030""#;

    #[test]
    fn the_first_entry_that_fits_is_taken() {
        let table = CodeTable::load("codes.toml", FILE).unwrap();
        let check = |kind, lemma, cameo: &str| {
            assert_eq!(table.codes(kind, lemma).cameo.as_deref(), Some(cameo))
        };
        check(Kind::Refusal, "visit", "125");
        check(Kind::Refusal, "help", "120");
        check(Kind::Promise, "visit", "030");
        assert_eq!(
            (table.class_of("visit"), table.class_of("help")),
            (Some("meet"), None)
        );
    }

    #[test]
    fn what_contradicts_itself_is_refused_with_its_line() {
        let twice =
            "[[class]]\nid = \"a\"\nwords = [\"x\"]\n[[class]]\nid = \"b\"\nwords = [\"x\"]";
        assert_eq!(
            CodeTable::load("codes.toml", twice).err().unwrap().line,
            Some(6)
        );
        assert_eq!(
            CodeTable::load("codes.toml", "[[code]]\nclass = \"z\"")
                .err()
                .unwrap()
                .line,
            Some(2)
        );
    }
}
