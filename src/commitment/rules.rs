//! The declarative rules, read from data files and indexed by their triggers' first words.

use std::collections::HashMap;

use serde::Deserialize;
use toml::Spanned;

use crate::commitment::codes::CodeTable;
use crate::commitment::{Kind, Voice};
use crate::world::{DataError, parse};

/// All rules with the acts and codes that they need. Built once; reading changes nothing in it.
pub struct Rules {
    pub(super) rules: Vec<Rule>,
    pub(super) codes: CodeTable,
    /// From a trigger's first word to the rules that it may start.
    index: HashMap<String, Vec<Trigger>>,
    triggers: Vec<String>,
}

/// One rule as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    pub id: Spanned<String>,
    #[serde(rename = "type")]
    pub kind: Kind,
    pub voice: Voice,
    #[serde(default)]
    pub hedged: bool,
    pub triggers: Vec<String>,
    pub then: Then,
    #[serde(default = "one")]
    pub committers_min: usize,
    /// Log-odds from which the judgement starts.
    pub weight: f64,
    pub matches: Vec<Example>,
    pub misses: Vec<String>,
    /// The file it stands in and its line there, for errors.
    #[serde(skip)]
    pub place: (String, usize),
}

/// What must follow a trigger.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub enum Then {
    /// A noun group.
    Object,
    /// "to" and a verb.
    To,
    /// A verb that is an act.
    Verb,
    /// "that it would" and a verb.
    That,
    /// "that it would not" and a verb.
    ThatNot,
}

/// A text in which a rule must find something.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Example {
    pub text: String,
    pub evidence: String,
    pub committer: Vec<String>,
    #[serde(default)]
    pub condition: Option<String>,
    #[serde(default)]
    pub hedged: bool,
}

/// One trigger of one rule.
pub(super) struct Trigger {
    pub words: Vec<String>,
    pub rule: usize,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    rule: Vec<Rule>,
}

fn one() -> usize {
    1
}

impl Rules {
    /// Reads rule files (pairs of name and text) and the table of codes. Refused with their place:
    /// bad TOML, an id given twice, a rule without triggers or examples.
    pub fn load(files: &[(&str, &str)], codes: (&str, &str)) -> Result<Self, DataError> {
        let mut rules: Vec<Rule> = Vec::new();
        for &(file, text) in files {
            for mut rule in parse::<File>(file, text)?.rule {
                let at = rule.id.span().start;
                let line = DataError::at(file, text, at, "").line.unwrap_or(0);
                rule.place = (file.to_owned(), line);
                if let Some(reason) = fault(&rule, &rules) {
                    return Err(DataError::at(file, text, at, reason));
                }
                rules.push(rule);
            }
        }
        let codes = CodeTable::load(codes.0, codes.1)?;
        let mut index: HashMap<String, Vec<Trigger>> = HashMap::new();
        let mut triggers = Vec::new();
        for (place, rule) in rules.iter().enumerate() {
            for trigger in &rule.triggers {
                let words: Vec<String> =
                    trigger.split_whitespace().map(str::to_lowercase).collect();
                let Some(first) = words.first().cloned() else {
                    continue;
                };
                triggers.extend(longest(&words));
                index
                    .entry(first)
                    .or_default()
                    .push(Trigger { words, rule: place });
            }
        }
        triggers.sort();
        triggers.dedup();
        Ok(Self {
            rules,
            codes,
            index,
            triggers,
        })
    }

    /// The longest word of each trigger, lower case, each once: an item with none of them carries no
    /// commitment that the rules could find.
    pub fn triggers(&self) -> &[String] {
        &self.triggers
    }

    /// The rules' ids, in the order of the files.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.rules.iter().map(|rule| rule.id.get_ref().as_str())
    }

    /// The triggers that may start with this word.
    pub(super) fn starting_with(&self, word: &str) -> &[Trigger] {
        self.index.get(word).map_or(&[], Vec::as_slice)
    }
}

/// The longest word, which tells most; of a clitic's two parts the first ("won't" holds "wo").
fn longest(words: &[String]) -> Option<String> {
    words
        .iter()
        .filter(|word| !word.contains("n't"))
        .max_by_key(|word| word.len())
        .cloned()
}

fn fault(rule: &Rule, earlier: &[Rule]) -> Option<String> {
    let id = rule.id.get_ref();
    if earlier.iter().any(|known| known.id.get_ref() == id) {
        return Some(format!("the rule \"{id}\" is given twice"));
    }
    if rule
        .triggers
        .iter()
        .all(|trigger| trigger.trim().is_empty())
    {
        return Some(format!("the rule \"{id}\" has no triggers"));
    }
    if rule.matches.is_empty() || rule.misses.is_empty() {
        return Some(format!(
            "the rule \"{id}\" needs examples that match and such that miss"
        ));
    }
    (!rule.weight.is_finite()).then(|| format!("the weight of the rule \"{id}\" is no number"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(id: &str, triggers: &str, misses: &str) -> String {
        format!(
            "[[rule]]\nid = \"{id}\"\ntype = \"offer\"\nvoice = \"quote\"\nthen = \"that-not\"\nweight = 1.0\n\
             triggers = [{triggers}]\nmatches = [{{ text = \"x\", evidence = \"x\", committer = [] }}]\nmisses = [{misses}]\n"
        )
    }

    #[test]
    fn rules_are_indexed_by_their_first_words() {
        let text = rule("a", "\"is Ready\", \"offers\"", "\"y\"");
        let rules = Rules::load(&[("rules/a.toml", &text)], ("codes.toml", "")).unwrap();
        assert_eq!(rules.triggers(), ["offers", "ready"]);
        assert_eq!(rules.starting_with("is")[0].words, ["is", "ready"]);
        assert_eq!(rules.rules[0].place, ("rules/a.toml".to_owned(), 2));
    }

    #[test]
    fn what_is_no_rule_is_refused_with_its_place() {
        let check = |text: String, line: usize, words: &str| {
            let error = Rules::load(&[("rules/a.toml", &text)], ("codes.toml", ""))
                .err()
                .unwrap();
            assert_eq!(error.line, Some(line), "{error}");
            assert!(error.reason.contains(words), "{error}");
        };
        check(
            rule("a", "\"is\"", "\"y\"") + &rule("a", "\"is\"", "\"y\""),
            11,
            "twice",
        );
        check(rule("a", "", "\"y\""), 2, "no triggers");
        check(rule("a", "\"is\"", ""), 2, "examples");
        check(
            rule("a", "\"is\"", "\"y\"").replace("that-not", "thus"),
            5,
            "thus",
        );
    }
}
