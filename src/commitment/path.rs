//! The way from a trigger to the act, as rules write it.
//!
//! A path is a list of steps with `/` between them. A step is a relation (`xcomp`, or `obl:*` with its
//! subtypes), `^` and a relation (up to the head of which the word is that), or `self`. Behind a step
//! words in brackets must mark its end: `acl[to]`, `nmod[of|to]`.

use std::str::FromStr;

use crate::news::Sentence;
use crate::text::Relation;

/// What marks a word: its preposition, subjunction or infinitive marker.
const MARKERS: &[Relation] = &[Relation::Case, Relation::Mark];

/// A way through a tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Path(Vec<Step>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Step {
    up: bool,
    /// Empty for the word itself.
    relations: Vec<Relation>,
    /// Words of which one must mark the end; empty when any or none may.
    marks: Vec<String>,
}

impl Path {
    /// Where the path leads from a word: the first word of the tree that fits every step.
    pub fn end(&self, sentence: &Sentence, from: usize) -> Option<usize> {
        walk(&self.0, sentence, from)
    }
}

fn walk(steps: &[Step], sentence: &Sentence, at: usize) -> Option<usize> {
    let Some((step, rest)) = steps.split_first() else {
        return Some(at);
    };
    if step.relations.is_empty() {
        return walk(rest, sentence, at);
    }
    if step.up {
        let head = sentence.head(at)?;
        let fits = sentence.is_relation(at, &step.relations) && step.is_marked(sentence, head);
        return fits.then(|| walk(rest, sentence, head))?;
    }
    let mut ends = sentence.children_in(at, &step.relations);
    ends.find_map(|end| {
        step.is_marked(sentence, end)
            .then(|| walk(rest, sentence, end))?
    })
}

impl Step {
    fn is_marked(&self, sentence: &Sentence, at: usize) -> bool {
        self.marks.is_empty()
            || sentence
                .children_in(at, MARKERS)
                .any(|mark| self.marks.iter().any(|word| word == sentence.word(mark)))
    }
}

impl FromStr for Path {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let steps: Result<Vec<Step>, String> = text.split('/').map(step).collect();
        steps.map(Self)
    }
}

fn step(text: &str) -> Result<Step, String> {
    let (name, marks) = match text.split_once('[') {
        Some((name, marks)) => {
            let marks = marks
                .strip_suffix(']')
                .ok_or_else(|| format!("\"{text}\" lacks its closing bracket"))?;
            (name, marks.split('|').map(str::to_owned).collect())
        }
        None => (text, Vec::new()),
    };
    let (up, name) = match name.strip_prefix('^') {
        Some(name) => (true, name),
        None => (false, name),
    };
    let relations = match name {
        "self" => Vec::new(),
        _ => relations(name).ok_or_else(|| format!("\"{name}\" is no relation"))?,
    };
    Ok(Step {
        up,
        relations,
        marks,
    })
}

fn relations(name: &str) -> Option<Vec<Relation>> {
    let Some(base) = name.strip_suffix(":*") else {
        let known = Relation::ALL.into_iter().find(|known| known.name() == name);
        return known.map(|relation| vec![relation]);
    };
    let all = Relation::ALL.into_iter();
    let found: Vec<Relation> = all.filter(|known| known.base_name() == base).collect();
    (!found.is_empty()).then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Result<(bool, usize, usize), &str>) {
        let found = text.parse::<Path>().map(|path| {
            let last = path.0.last().unwrap();
            (last.up, last.relations.len(), last.marks.len())
        });
        match expected {
            Ok(shape) => assert_eq!(found, Ok(shape), "{text}"),
            Err(words) => assert!(found.unwrap_err().contains(words), "{text}"),
        }
    }

    #[test]
    fn paths_are_read_or_refused() {
        check("xcomp", Ok((false, 1, 0)));
        check("obj/acl[to]", Ok((false, 1, 1)));
        check("nmod[of|to|for]", Ok((false, 1, 3)));
        check("obl:*", Ok((false, 3, 0)));
        check("^aux", Ok((true, 1, 0)));
        check("self", Ok((false, 0, 0)));
        check("xkomp", Err("no relation"));
        check("acl[to", Err("bracket"));
        check("foo:*", Err("no relation"));
    }
}
