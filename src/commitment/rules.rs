//! The declarative rules, read from data files and indexed by their triggers' lemmas.

use std::collections::HashMap;

use serde::Deserialize;
use toml::Spanned;

use crate::commitment::Kind;
use crate::commitment::path::Path;
use crate::news::{Part, Sentence};
use crate::text::{Relation, Tense, Upos, forms};
use crate::world::{DataError, parse};

/// All rules. Built once; reading changes nothing in it.
pub struct RuleBook {
    /// In the order of the files.
    pub rules: Vec<Rule>,
    /// From a trigger's first lemma to the rules that it may start.
    index: HashMap<String, Vec<Trigger>>,
}

/// One rule.
#[derive(Debug)]
pub struct Rule {
    /// Its name.
    pub id: String,
    /// What kind of undertaking it proposes.
    pub kind: Kind,
    /// What kind of words its triggers are; the judgement knows classes, so that a new rule is judged too.
    pub class: String,
    /// The trigger's part of speech.
    pub upos: Upos,
    /// The ways from the trigger to the act; the first that leads somewhere is taken.
    pub act: Vec<Path>,
    /// Whether the wording weakens what is undertaken.
    pub hedged: bool,
    /// Who is bound where the trigger is a passive.
    pub passive: Passive,
    /// The only tense of the trigger that will do.
    pub tense: Option<Tense>,
    /// The only text in which it holds.
    pub part: Option<Part>,
    /// Log-odds that what it proposes is an undertaking, for judging without a model.
    pub weight: f64,
    /// Texts in which it must find something.
    pub matches: Vec<Example>,
    /// Texts in which it must propose nothing.
    pub misses: Vec<String>,
    /// The file it stands in and its line there, for errors.
    pub place: (String, usize),
}

/// Who is bound by a trigger in the passive.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub enum Passive {
    /// Who does it: "aid was promised by Peru".
    #[default]
    Agent,
    /// Of whom it is said: "Peru is expected to help".
    Subject,
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
}

/// One trigger of one rule: its lemmas, the first of which is the index's.
struct Trigger {
    lemmas: Vec<String>,
    rule: usize,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    rule: Vec<Written>,
}

/// A rule as written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    id: Spanned<String>,
    #[serde(rename = "type")]
    kind: Kind,
    class: String,
    upos: Spanned<String>,
    trigger: Vec<String>,
    act: Vec<Spanned<String>>,
    #[serde(default)]
    hedged: bool,
    #[serde(default)]
    passive: Passive,
    tense: Option<WrittenTense>,
    part: Option<WrittenPart>,
    weight: f64,
    matches: Vec<Example>,
    misses: Vec<String>,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum WrittenTense {
    Present,
    Past,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum WrittenPart {
    Title,
    Body,
}

impl RuleBook {
    /// Reads rule files (pairs of name and text). Refused with their place: bad TOML, an id given
    /// twice, a path that is none, a rule without triggers or examples.
    pub fn load(files: &[(&str, &str)]) -> Result<Self, DataError> {
        let mut book = Self {
            rules: Vec::new(),
            index: HashMap::new(),
        };
        for &(file, text) in files {
            for written in parse::<File>(file, text)?.rule {
                book.add(file, text, written)?;
            }
        }
        Ok(book)
    }

    fn add(&mut self, file: &str, text: &str, written: Written) -> Result<(), DataError> {
        let at = written.id.span().start;
        if let Some(reason) = self.fault(&written) {
            return Err(DataError::at(file, text, at, reason));
        }
        let upos = Upos::ALL
            .into_iter()
            .find(|upos| upos.name() == written.upos.get_ref())
            .ok_or_else(|| {
                let reason = format!("\"{}\" is no part of speech", written.upos.get_ref());
                DataError::at(file, text, written.upos.span().start, reason)
            })?;
        let path = |path: &Spanned<String>| {
            let read = path.get_ref().parse();
            read.map_err(|reason: String| DataError::at(file, text, path.span().start, reason))
        };
        let act = written.act.iter().map(path).collect::<Result<_, _>>()?;
        let rule = self.rules.len();
        for trigger in &written.trigger {
            let lemmas: Vec<String> = trigger.split_whitespace().map(str::to_owned).collect();
            let Some(first) = lemmas.first().cloned() else {
                continue;
            };
            self.index
                .entry(first)
                .or_default()
                .push(Trigger { lemmas, rule });
        }
        self.rules.push(Rule {
            id: written.id.get_ref().clone(),
            kind: written.kind,
            class: written.class,
            upos,
            act,
            hedged: written.hedged,
            passive: written.passive,
            tense: written.tense.map(|tense| match tense {
                WrittenTense::Present => Tense::Pres,
                WrittenTense::Past => Tense::Past,
            }),
            part: written.part.map(|part| match part {
                WrittenPart::Title => Part::Title,
                WrittenPart::Body => Part::Body,
            }),
            weight: written.weight,
            matches: written.matches,
            misses: written.misses,
            place: (
                file.to_owned(),
                DataError::at(file, text, at, "").line.unwrap_or(0),
            ),
        });
        Ok(())
    }

    fn fault(&self, written: &Written) -> Option<String> {
        let id = written.id.get_ref();
        if self.rules.iter().any(|known| known.id == *id) {
            return Some(format!("the rule \"{id}\" is given twice"));
        }
        if written
            .trigger
            .iter()
            .all(|trigger| trigger.trim().is_empty())
        {
            return Some(format!("the rule \"{id}\" has no triggers"));
        }
        if written.act.is_empty() {
            return Some(format!("the rule \"{id}\" has no way to the act"));
        }
        if written.matches.is_empty() || written.misses.is_empty() {
            return Some(format!(
                "the rule \"{id}\" needs examples that match and such that miss"
            ));
        }
        (!written.weight.is_finite())
            .then(|| format!("the weight of the rule \"{id}\" is no number"))
    }

    /// The rules that the word at `at` of a text triggers, with their numbers.
    pub fn triggered(
        &self,
        part: Part,
        sentence: &Sentence,
        at: usize,
    ) -> impl Iterator<Item = (usize, &Rule)> {
        let starting = self.index.get(sentence.lemma(at));
        starting.into_iter().flatten().filter_map(move |trigger| {
            let rule = self.rules.get(trigger.rule)?;
            let fits = rule.part.is_none_or(|only| only == part)
                && fits(rule, sentence, at)
                && trigger.stands_at(sentence, at);
            fits.then_some((trigger.rule, rule))
        })
    }

    /// Every form of the lemmas that triggers begin with, each once, sorted: an item with none of these
    /// words carries nothing that a rule sees.
    pub fn trigger_forms(&self) -> Vec<String> {
        let mut found: Vec<String> = self.index.keys().flat_map(|lemma| forms(lemma)).collect();
        found.sort_unstable();
        found.dedup();
        found
    }
}

/// What is said of a date that holds no more.
const SUPERSEDED: &[&str] = &["formerly", "initially", "originally", "previously"];

/// Whether the word is of the rule's part of speech, and no part of another expression. Participles that the
/// parser takes for adjectives ("prepared", "scheduled"), and nouns in names, are both.
fn fits(rule: &Rule, sentence: &Sentence, at: usize) -> bool {
    if rule
        .tense
        .is_some_and(|only| sentence.tense(at) != Some(only))
    {
        return false;
    }
    // "Set off for Peru".
    let schedules_nothing =
        || sentence.child_in(at, &[Relation::CompoundPrt]).is_some() || is_purpose(sentence, at);
    // "Due to the storm".
    let is_fixed = sentence.child_in(at, &[Relation::Fixed]).is_some();
    // "Originally scheduled for Friday" is so no more.
    let is_superseded = matches!(rule.class.as_str(), "schedule" | "plan")
        && sentence.has_child(at, &[Relation::Advmod], SUPERSEDED);
    if is_fixed || is_superseded || (rule.class == "schedule" && schedules_nothing()) {
        return false;
    }
    match rule.upos {
        Upos::Noun => sentence.is_upos(at, &[Upos::Noun, Upos::Propn]),
        upos => sentence.is_upos(at, &[upos]),
    }
}

/// Whether a copula says what something is for: "This is to let the ships in".
fn is_purpose(sentence: &Sentence, at: usize) -> bool {
    let subject = sentence.word_before(at);
    let opens = at == 1 || matches!(sentence.word(at.saturating_sub(2)), "\"" | "“" | "," | "``");
    sentence.lemma(at) == "be" && (subject == "this" || (subject == "that" && opens))
}

impl Trigger {
    /// The later words follow the first, or the second is its particle ("ruled them out").
    fn stands_at(&self, sentence: &Sentence, at: usize) -> bool {
        let rest = self.lemmas.get(1..).unwrap_or_default();
        let follows = |(step, lemma): (usize, &String)| sentence.lemma(at + 1 + step) == lemma;
        if rest.iter().enumerate().all(follows) {
            return true;
        }
        let [particle] = rest else { return false };
        sentence
            .children_in(at, &[Relation::CompoundPrt, Relation::Advmod])
            .any(|child| sentence.word(child) == particle)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(id: &str, trigger: &str, misses: &str) -> String {
        format!(
            "[[rule]]\nid = \"{id}\"\ntype = \"offer\"\nclass = \"ready\"\nupos = \"ADJ\"\nact = [\"xcomp\"]\nweight = 1.0\n\
             trigger = [{trigger}]\nmatches = [{{ text = \"x\", evidence = \"x\", committer = [] }}]\nmisses = [{misses}]\n"
        )
    }

    #[test]
    fn rules_are_indexed_by_their_first_lemmas() {
        let text = rule("a", "\"ready\", \"up for\"", "\"y\"");
        let book = RuleBook::load(&[("rules/a.toml", &text)]).unwrap();
        let forms = book.trigger_forms();
        assert!(forms.contains(&"ready".to_owned()) && forms.contains(&"up".to_owned()));
        assert!(!forms.contains(&"for".to_owned()));
        assert_eq!(book.rules[0].place, ("rules/a.toml".to_owned(), 2));
    }

    #[test]
    fn what_is_no_rule_is_refused_with_its_place() {
        let check = |text: String, line: usize, words: &str| {
            let error = RuleBook::load(&[("rules/a.toml", &text)]).err().unwrap();
            assert_eq!(error.line, Some(line), "{error}");
            assert!(error.reason.contains(words), "{error}");
        };
        let good = rule("a", "\"ready\"", "\"y\"");
        check(good.clone() + &good, 12, "twice");
        check(rule("a", "", "\"y\""), 2, "no triggers");
        check(rule("a", "\"ready\"", ""), 2, "examples");
        check(good.replace("xcomp", "xkomp"), 6, "no relation");
        check(good.replace("ADJ", "ADJEKTIV"), 5, "part of speech");
        check(good.replace("\"offer\"", "\"thus\""), 3, "thus");
    }
}
