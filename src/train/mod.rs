//! Learning from treebanks and raw text. Uses floors 1 to 5; nothing uses it but the command line.
//!
//! Everything random starts from one seed: the same data, seed and program give the same file.

mod backward;
mod backward_layer;
pub mod context;
mod dropout;
mod examples;
mod initial;
mod learner;
mod loss;
mod meanings;
mod optimiser;
mod projection;
pub mod reading;
mod settings;
mod slopes;
mod tables;
mod teachers;
mod vectors;

pub use meanings::meanings;
pub use settings::Settings;
pub use vectors::{VectorError, Vectors};

use crate::text::conllu::GoldSentence;
use crate::text::model_file::Parts;
use crate::text::{Syntax, lemma_exceptions};
use learner::Learner;
use std::sync::Mutex;
use std::thread;

/// What the syntax model learns from.
#[derive(Clone, Debug, Default)]
pub struct Material {
    /// Sentences with their trees by people.
    pub gold: Vec<GoldSentence>,
    /// Raw texts, read by teachers first. May be empty: then there are no teachers.
    pub raw: Vec<String>,
    /// Word vectors that others learnt. May be empty: then rows start from nothing.
    pub vectors: Vectors,
}

/// How far it has come.
#[derive(Clone, Debug, PartialEq)]
pub enum Progress {
    /// One model saw its sentences once more.
    Epoch {
        /// The teacher's number, from 1; 0 for the model itself.
        teacher: usize,
        /// Counted from 1.
        epoch: usize,
        /// How many there will be.
        epochs: usize,
        /// Mean loss per word.
        loss: f32,
    },
    /// The teachers have read the raw texts.
    Silver {
        /// Sentences on whose trees they agree.
        sentences: usize,
        /// Their words.
        words: usize,
    },
}

/// Trains a model; `progress` is told how far it has come, from any of the threads.
/// Cost: see `config/models/README.md`; minutes.
pub fn syntax(
    material: &Material,
    settings: &Settings,
    progress: impl FnMut(Progress) + Send,
) -> Parts {
    let progress = Mutex::new(progress);
    let tell = |step| {
        if let Ok(mut progress) = progress.lock() {
            progress(step);
        }
    };
    let mut silver = Vec::new();
    if !material.raw.is_empty() {
        let teachers = teach(material, settings, &tell);
        silver = teachers::silver(&material.raw, &teachers);
        let words = silver.iter().map(|sentence| sentence.words.len()).sum();
        tell(Progress::Silver {
            sentences: silver.len(),
            words,
        });
    }
    let mut learner = Learner::new(material, &silver, settings.clone());
    learner.run(&material.gold, &silver, |epoch, loss| {
        tell(Progress::Epoch {
            teacher: 0,
            epoch,
            epochs: settings.epochs,
            loss,
        });
    });
    let mut parts = learner.parts();
    let words = material.gold.iter().flat_map(|sentence| &sentence.words);
    let gold = words.map(|word| (word.form.as_str(), word.tag, word.lemma.as_str()));
    parts.lemmas = lemma_exceptions(gold, |word| parts.lexicon.knows(word));
    parts
}

/// Trains the teachers, as many at a time as there may be threads.
fn teach(
    material: &Material,
    settings: &Settings,
    tell: &(impl Fn(Progress) + Sync),
) -> Vec<Syntax> {
    let numbers: Vec<usize> = (1..=settings.teachers).collect();
    let mut teachers = Vec::new();
    for numbers in numbers.chunks(settings.threads.max(1)) {
        let taught = thread::scope(|scope| {
            let threads: Vec<_> = numbers
                .iter()
                .map(|&number| {
                    scope.spawn(move || {
                        let settings = settings.of_teacher(number);
                        let mut learner = Learner::new(material, &[], settings.clone());
                        learner.run(&material.gold, &[], |epoch, loss| {
                            let epochs = settings.epochs;
                            tell(Progress::Epoch {
                                teacher: number,
                                epoch,
                                epochs,
                                loss,
                            });
                        });
                        Syntax::of_parts(learner.parts())
                    })
                })
                .collect();
            // A teacher that panicked is missing from the vote; the panic itself has been told.
            threads
                .into_iter()
                .filter_map(|thread| thread.join().ok())
                .collect::<Vec<_>>()
        });
        teachers.extend(taught);
    }
    teachers
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::conllu;
    use crate::text::model_file::write;
    use crate::text::{Scratch, Tag};

    const TREEBANK: &str = include_str!("../../tests/data/envoys.conllu");

    fn settings() -> Settings {
        Settings {
            epochs: 150,
            rate: 1e-2,
            batch_words: 8,
            input: 16,
            hidden: 16,
            arc: 16,
            label: 16,
            input_dropout: 0.0,
            layer_dropout: 0.0,
            ..Settings::default()
        }
    }

    #[test]
    fn a_small_treebank_is_learnt_and_twice_the_same() {
        let material = Material {
            gold: conllu::read(TREEBANK).unwrap(),
            ..Material::default()
        };
        let mut losses = Vec::new();
        let mut parts = syntax(&material, &settings(), |progress| {
            if let Progress::Epoch { loss, .. } = progress {
                losses.push(loss);
            }
        });
        assert_eq!(losses.len(), 150);
        assert!(losses[149] < losses[0] / 4.0, "{losses:?}");
        let file = write(&mut parts);
        assert!(
            file == write(&mut syntax(&material, &settings(), drop)),
            "the seed is not all"
        );
        let other = Settings {
            seed: 2,
            ..settings()
        };
        assert!(
            file != write(&mut syntax(&material, &other, drop)),
            "the seed is nothing"
        );
        let model = Syntax::of_bytes(&file).unwrap();
        let gold = &material.gold[2];
        let mut scratch = Scratch::new();
        let found = model.analyse(
            gold.words.iter().map(|word| word.form.as_str()),
            &mut scratch,
        );
        for (word, gold) in found.iter().zip(&gold.words) {
            let head = word.head.map_or(0, |head| head + 1);
            assert_eq!(
                (word.relation, head, word.tag),
                (gold.relation, gold.head, gold.tag)
            );
        }
    }

    #[test]
    fn words_by_their_vectors_are_read_but_not_taught() {
        let vectors = "envoys 1 0\nenvoy 0.9 0.1\nrare 0 1\n";
        let material = Material {
            gold: conllu::read(TREEBANK).unwrap(),
            vectors: Vectors::read(vectors.as_bytes()).unwrap(),
            ..Material::default()
        };
        let settings = Settings {
            epochs: 2,
            vector_words: 2,
            ..settings()
        };
        let lexicon = syntax(&material, &settings, drop).lexicon;
        // "envoys" is in the treebank, "envoy" is added, "rare" is too rare.
        for (word, known, taught) in [
            ("envoys", true, true),
            ("envoy", true, false),
            ("rare", false, false),
        ] {
            assert_eq!(lexicon.vocabulary.index(word).is_some(), known, "{word}");
            assert_eq!(lexicon.knows(word), taught, "{word}");
        }
        assert!(lexicon.fits());
    }

    #[test]
    fn teachers_hand_on_what_they_read() {
        let gold = conllu::read(TREEBANK).unwrap();
        let raw = vec!["The envoys signed a treaty. They don't wait.".to_owned(); 2];
        let mut silver = None;
        let quick = Settings {
            epochs: 2,
            teachers: 2,
            threads: 2,
            ..settings()
        };
        let material = Material {
            gold,
            raw,
            ..Material::default()
        };
        let parts = syntax(&material, &quick, |progress| {
            if let Progress::Silver { sentences, words } = progress {
                silver = Some((sentences, words));
            }
        });
        // Two sentences, each once; those on which the teachers quarrel are left out.
        assert!(silver.unwrap().0 <= 2);
        assert!(parts.tags.contains(&Tag::of_columns("PUNCT", "_").unwrap()));
    }
}
