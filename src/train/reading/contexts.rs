//! Sentences with candidates, for the network that reads words in context: what it learns from, and how it
//! scores candidates that it has not learnt from.

use std::panic::resume_unwind;
use std::thread;

use crate::commitment::{Draft, context as places};
use crate::judgement::{Activations, Context, Known, Parts};
use crate::text::Meanings;
use crate::train::context::{Sentence, Settings, Target, context};
use crate::train::reading::part_of;

/// Documents are learnt from in so many parts, each scored by a network that learnt from the others.
const PARTS: u64 = 4;

/// How much a soft label counts beside what people say of a candidate.
const SOFT_WEIGHT: f32 = 1.0;

/// Sentences to learn from.
#[derive(Default)]
pub struct Contexts {
    sentences: Vec<Taught>,
}

struct Taught {
    sentence: Sentence,
    /// The part of its document; none where nobody asks for scores.
    part: Option<u64>,
}

/// What was learnt.
pub struct Learnt {
    /// A network that learnt from all.
    pub parts: Parts,
    /// The scores of the candidates of annotated items that had a target, in their order, by networks that
    /// have not seen their documents.
    pub out_of_fold: Vec<f64>,
}

impl Contexts {
    /// Adds the drafts of an annotated item that have a target. `targets` are as many as the drafts.
    pub fn add(
        &mut self,
        id: &str,
        drafts: &[Draft],
        targets: &[Option<Target>],
        meanings: &Meanings,
    ) {
        self.add_all(Some(part_of(id, PARTS)), drafts, targets, meanings);
    }

    /// Adds the drafts of an item that somebody else has thought about.
    pub fn add_soft(
        &mut self,
        drafts: &[Draft],
        probabilities: &[Option<f32>],
        meanings: &Meanings,
    ) {
        let target = |probability: f32| Target {
            probability,
            weight: SOFT_WEIGHT,
        };
        let targets = probabilities.iter().map(|one| one.map(target));
        let targets: Vec<Option<Target>> = targets.collect();
        self.add_all(None, drafts, &targets, meanings);
    }

    fn add_all(
        &mut self,
        part: Option<u64>,
        drafts: &[Draft],
        targets: &[Option<Target>],
        meanings: &Meanings,
    ) {
        let mut targets = targets.iter();
        for drafts in places::by_sentence(drafts) {
            let of_sentence = drafts.iter().zip(targets.by_ref());
            let taught = of_sentence.filter_map(|(draft, target)| Some((draft, (*target)?)));
            let (places, targets): (Vec<_>, Vec<Target>) = taught
                .map(|(draft, target)| (places::place(draft), target))
                .unzip();
            let Some(first) = drafts.first().filter(|_| !places.is_empty()) else {
                continue;
            };
            let words = places::words(first.proposal.candidate.sentence);
            let sentence = Sentence {
                words: words
                    .map(|word| Known::of(&word, meanings.words()))
                    .collect(),
                places,
                targets,
            };
            self.sentences.push(Taught { sentence, part });
        }
    }

    /// Learns one network from all and one without each part, side by side.
    pub fn learn(&self, meanings: &Meanings) -> Learnt {
        let without = |part: Option<u64>| {
            let taught = self.sentences.iter();
            let taught = taught.filter(|one| part.is_none() || one.part != part);
            let taught: Vec<&Sentence> = taught.map(|one| &one.sentence).collect();
            context(&taught, meanings, &Settings::default())
        };
        thread::scope(|scope| {
            let parts: Vec<_> = (0..PARTS)
                .map(|part| scope.spawn(move || Context::of_parts(without(Some(part)))))
                .collect();
            let all = without(None);
            let parts = parts.into_iter().map(thread::ScopedJoinHandle::join);
            let parts = parts.map(|part| part.unwrap_or_else(|panic| resume_unwind(panic)));
            let parts: Vec<Context> = parts.collect();
            Learnt {
                parts: all,
                out_of_fold: self.scores(&parts),
            }
        })
    }

    fn scores(&self, networks: &[Context]) -> Vec<f64> {
        let mut state = Activations::default();
        let mut found = Vec::new();
        for Taught { sentence, part } in &self.sentences {
            let Some(network) = part.and_then(|part| networks.get(part as usize)) else {
                continue;
            };
            let words = sentence.words.iter().copied();
            let scores = network.scores(words, &sentence.places, &mut state);
            found.extend(scores.iter().copied().map(f64::from));
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::news::{Item, Limits};
    use crate::pipeline::{Data, Reader, Settings as Reading};

    #[test]
    fn what_is_taught_is_scored_in_its_order_and_soft_labels_are_not() {
        let reader = Reader::new(&Data::embedded(), Reading::default()).unwrap();
        let body =
            "Peru will pay Chile. Chile agreed to open its ports and promised to lower tariffs.";
        let value = serde_json::json!({"id": "a", "title": "News of the day", "body": body, "language": "en"});
        let item = Item::parse(value.to_string().as_bytes(), &Limits::default()).unwrap();
        let target = |probability: f32| {
            Some(Target {
                probability,
                weight: 1.0,
            })
        };
        let mut contexts = Contexts::default();
        let learnt = reader.with_drafts(&item, None, |_, rules, drafts, _| {
            assert!(drafts.len() >= 3, "{}", drafts.len());
            for (id, probability) in [("a", 1.0), ("d", 0.0)] {
                let mut targets = vec![target(probability); drafts.len()];
                targets[1] = None;
                contexts.add(id, drafts, &targets, rules.meanings());
            }
            contexts.add_soft(drafts, &vec![Some(0.5); drafts.len()], rules.meanings());
            let learnt = contexts.learn(rules.meanings());
            assert_eq!(learnt.out_of_fold.len(), 2 * (drafts.len() - 1));
            learnt
        });
        let sentences = &contexts.sentences;
        assert_eq!(sentences.len(), 6);
        assert_eq!(sentences[4].part, None);
        let parts = [part_of("a", PARTS), part_of("d", PARTS)];
        assert_ne!(parts[0], parts[1], "choose other ids");
        // Each document is scored by the network that has seen the other alone.
        let (first, second) = learnt.out_of_fold.split_at(learnt.out_of_fold.len() / 2);
        assert!(first.iter().sum::<f64>() < second.iter().sum::<f64>());
    }
}
