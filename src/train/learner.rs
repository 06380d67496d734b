//! Learning to tag and parse: batches of sentences, slopes of the loss, steps of the optimiser.

use super::Material;
use super::backward::{Slopes, Turned, heads_back};
use super::backward_layer::layer_back;
use super::dropout::{hide, mask};
use super::examples::{Example, Labels, counts_of, examples};
use super::initial::randomise;
use super::loss::score_and_blame;
use super::optimiser::Descent;
use super::settings::Settings;
use super::tables::{Shown, Tables};
use crate::text::conllu::GoldSentence;
use crate::text::lexicon::Vocabulary;
use crate::text::model_file::Parts;
use crate::text::network::matrix::padded_rows;
use crate::text::network::{Activations, Network, Shape};
use crate::text::spelling::Case;

/// A word this rare is often hidden behind the unknown word: p = HIDE / (HIDE + count).
const HIDE: f32 = 0.3;
/// The same where there are vectors: they say much of a word whose own row is hidden.
const HIDE_BESIDE_VECTORS: f32 = 1.0;
/// Words of the treebanks that are seen less often have no row of their own.
const GOLD_COUNT_MIN: usize = 2;
/// The same for the raw text, of which there is more.
const SILVER_COUNT_MIN: usize = 5;
/// Share of sentences that are read In Title Case, and again IN CAPITALS.
const CASE_SHARE: f32 = 0.06;

/// Everything that changes while learning.
pub struct Learner {
    settings: Settings,
    vocabulary: Vocabulary,
    /// Occurrences in the training data of the words that have some; the vocabulary begins with them.
    counts: Vec<f32>,
    labels: Labels,
    tables: Tables,
    network: Network,
    gradient: Network,
    descent: Descent,
    random: fastrand::Rng,
    state: Activations,
    slopes: Slopes,
}

impl Learner {
    /// A learner of random weights for these sentences: gold ones, and silver ones by teachers.
    pub fn new(material: &Material, silver: &[GoldSentence], settings: Settings) -> Self {
        let Material { gold, vectors, .. } = material;
        let mut random = fastrand::Rng::with_seed(settings.seed);
        let mut counts = counts_of(gold, GOLD_COUNT_MIN);
        for (word, count) in counts_of(silver, SILVER_COUNT_MIN) {
            *counts.entry(word).or_insert(0) += count;
        }
        let kept: Vec<(&String, &usize)> = counts.iter().collect();
        let taught = kept.iter().map(|(word, _)| word.as_str());
        let added = vectors
            .most_frequent(settings.vector_words)
            .filter(|word| !counts.contains_key(*word));
        let vocabulary = Vocabulary::of_words(taught.chain(added));
        let labels = Labels::of(gold);
        let shape = Shape {
            input: settings.input,
            hidden: settings.hidden,
            arc: settings.arc,
            label: settings.label,
            tags: labels.tags.len(),
            relations: labels.relations.len(),
        };
        let mut network = Network::zeros(shape);
        randomise(&mut network, &mut random);
        let mut gradient = Network::zeros(shape);
        Self {
            counts: kept.iter().map(|(_, count)| **count as f32).collect(),
            tables: Tables::random(
                kept.len(),
                (vectors.centred(&vocabulary), vectors.width()),
                settings.input,
                &mut random,
            ),
            descent: Descent::of(&gradient.tables_mut()),
            settings,
            vocabulary,
            labels,
            network,
            gradient,
            random,
            state: Activations::default(),
            slopes: Slopes::default(),
        }
    }

    /// Learns from these sentences, which must be those of [`Learner::new`]. `told` hears of every
    /// epoch, from 1, and its mean loss per word.
    pub fn run(
        &mut self,
        gold: &[GoldSentence],
        silver: &[GoldSentence],
        mut told: impl FnMut(usize, f32),
    ) {
        let mut all = examples(gold, &self.vocabulary, &self.labels);
        all.extend(examples(silver, &self.vocabulary, &self.labels));
        let words = |sentences: &[GoldSentence]| {
            sentences
                .iter()
                .map(|sentence| sentence.words.len())
                .sum::<usize>() as f32
        };
        let share = self.settings.silver_share * words(gold) / words(silver).max(1.0);
        let slice = silver.len().min((share * silver.len() as f32) as usize);
        let mut order: Vec<usize> = (gold.len()..all.len()).collect();
        self.random.shuffle(&mut order);
        let epochs = self.settings.epochs;
        for epoch in 0..epochs {
            // All of the gold, and the next slice of the silver.
            let mut seen: Vec<usize> = (0..gold.len()).collect();
            seen.extend(order.iter().take(slice));
            order.rotate_left(slice);
            let at = |epoch| epoch as f32 / epochs as f32;
            let loss = self.epoch(&all, seen, (at(epoch), at(epoch + 1)));
            told(epoch + 1, loss);
        }
    }

    /// Sees the examples of these indices once in random order; `progress` is the share of training
    /// done before and after. Gives the mean loss per word.
    fn epoch(&mut self, examples: &[Example], mut order: Vec<usize>, progress: (f32, f32)) -> f32 {
        self.random.shuffle(&mut order);
        let (mut loss, mut total) = (0.0, 0);
        let (mut batch, mut words) = (Vec::new(), 0);
        for (seen, &index) in order.iter().enumerate() {
            words += examples[index].words.len();
            batch.push(&examples[index]);
            if words >= self.settings.batch_words || seen + 1 == order.len() {
                let share = seen as f32 / order.len() as f32;
                let done = progress.0 + (progress.1 - progress.0) * share;
                loss += self.batch(&batch, words, done);
                total += words;
                batch.clear();
                words = 0;
            }
        }
        loss / total.max(1) as f32
    }

    fn batch(&mut self, batch: &[&Example], words: usize, done: f32) -> f32 {
        let turned = Turned::of(&self.network);
        let loss = batch
            .iter()
            .map(|example| self.learn(example, &turned))
            .sum();
        let step = self.descent.step(
            self.network.tables_mut(),
            self.gradient.tables_mut(),
            (self.settings.rate, done),
            1.0 / words as f32,
        );
        self.tables.step(step.scale, step.rate, step.number);
        loss
    }

    /// Hides rows and vectors of some words, so that words without them are learnt as well.
    fn show(&mut self, words: &[usize]) -> Vec<Shown> {
        let (unknown, none) = (self.counts.len(), self.vocabulary.len());
        let beside = !self.tables.vectors.is_empty();
        let hide = if beside { HIDE_BESIDE_VECTORS } else { HIDE };
        let mut shown = Vec::with_capacity(words.len());
        for &word in words {
            let row = match self.counts.get(word) {
                Some(count) if self.random.f32() >= hide / (hide + count) => word,
                _ => unknown,
            };
            let hidden = beside && self.random.f32() < self.settings.vector_hide;
            let vector = if hidden { none } else { word };
            shown.push(Shown { row, vector });
        }
        shown
    }

    /// Reads one sentence with parts of it hidden and adds its slopes. Gives its loss.
    fn learn(&mut self, example: &Example, turned: &Turned) -> f32 {
        let count = example.words.len();
        let case = match self.random.f32() / CASE_SHARE {
            share if share < 1.0 => Case::Title,
            share if share < 2.0 => Case::Upper,
            _ => Case::Kept,
        };
        let words = self.show(&example.words);
        let masks = [
            mask(
                self.settings.input,
                self.settings.input_dropout,
                &mut self.random,
            ),
            mask(
                2 * self.settings.hidden,
                self.settings.layer_dropout,
                &mut self.random,
            ),
            mask(
                2 * self.settings.hidden,
                self.settings.layer_dropout,
                &mut self.random,
            ),
        ];
        let state = &mut self.state;
        state.input.clear();
        state
            .input
            .resize(padded_rows(count) * self.settings.input, 0.0);
        self.tables
            .describe(example, &words, case, &mut state.input);
        hide(&mut state.input, &masks[0]);
        let [first, second] = &mut state.layers;
        self.network.layers[0].forward(&state.input, count, first);
        hide(&mut first.output, &masks[1]);
        self.network.layers[1].forward(&first.output, count, second);
        hide(&mut second.output, &masks[2]);
        let loss = score_and_blame(&self.network, example, state, &mut self.slopes);
        let slopes = &mut self.slopes;
        heads_back(
            &self.network,
            turned,
            state,
            &example.heads,
            slopes,
            &mut self.gradient,
        );
        hide(&mut slopes.way.encoded, &masks[2]);
        let [first, second] = &state.layers;
        layer_back(
            (&self.network.layers[1], &turned.layers[1]),
            &first.output,
            count,
            second,
            &mut slopes.way,
            &mut self.gradient.layers[1],
        );
        hide(&mut slopes.way.encoded, &masks[1]);
        layer_back(
            (&self.network.layers[0], &turned.layers[0]),
            &state.input,
            count,
            first,
            &mut slopes.way,
            &mut self.gradient.layers[0],
        );
        hide(&mut slopes.way.encoded, &masks[0]);
        self.tables
            .blame(example, &words, case, &slopes.way.encoded);
        loss
    }

    /// The model as it stands, still without lemmas.
    pub fn parts(&self) -> Parts {
        Parts {
            lexicon: self.tables.lexicon(&self.vocabulary),
            network: self.network.clone(),
            tags: self.labels.tags.clone(),
            relations: self.labels.relations.clone(),
            lemmas: Vec::new(),
        }
    }
}
