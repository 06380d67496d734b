//! Batches of sentences, slopes of the loss, steps of the optimiser.

use super::backward::{Slopes, Turned, places_back};
use super::rows::Tables;
use super::{Sentence, Settings};
use crate::judgement::{Activations, Network, Parts, Shape, sigmoid};
use crate::text::Meanings;
use crate::text::network::matrix::padded_rows;
use crate::train::backward_layer::layer_back;
use crate::train::dropout::{hide, mask};
use crate::train::initial::scaled;
use crate::train::optimiser::Descent;

/// Everything that changes while learning.
pub struct Learner<'m> {
    settings: Settings,
    meanings: &'m Meanings,
    tables: Tables,
    network: Network,
    gradient: Network,
    descent: Descent,
    random: fastrand::Rng,
    state: Activations,
    slopes: Slopes,
}

impl<'m> Learner<'m> {
    /// A learner of random weights for these sentences.
    pub fn new(sentences: &[&Sentence], meanings: &'m Meanings, settings: Settings) -> Self {
        let mut random = fastrand::Rng::with_seed(settings.seed);
        let mut counts = vec![0.0; meanings.len()];
        for word in sentences.iter().flat_map(|sentence| &sentence.words) {
            if let Some(count) = counts.get_mut(word.row) {
                *count += 1.0;
            }
        }
        let shape = Shape {
            input: settings.input,
            hidden: settings.hidden,
            layers: settings.layers,
            joint: settings.joint,
        };
        let mut network = Network::zeros(shape);
        for layer in &mut network.layers {
            let shape = (layer.weights.rows(), layer.hidden);
            scaled(shape, layer.weights.values_mut(), &mut random);
        }
        for view in &mut network.views {
            let shape = (view.rows(), settings.joint);
            scaled(shape, view.values_mut(), &mut random);
        }
        scaled((settings.joint, 1), &mut network.last, &mut random);
        let mut gradient = Network::zeros(shape);
        Self {
            tables: Tables::random(counts, meanings, settings.input, &mut random),
            descent: Descent::of(&gradient.tables_mut()),
            settings,
            meanings,
            network,
            gradient,
            random,
            state: Activations::default(),
            slopes: Slopes::default(),
        }
    }

    /// Sees all sentences as often as the settings say, each time in another order.
    pub fn run(&mut self, sentences: &[&Sentence]) {
        let epochs = self.settings.epochs;
        let mut order: Vec<&Sentence> = sentences.to_vec();
        for epoch in 0..epochs {
            self.random.shuffle(&mut order);
            let mut batch: Vec<&Sentence> = Vec::new();
            let mut words = 0;
            for (seen, &sentence) in order.iter().enumerate() {
                words += sentence.words.len();
                batch.push(sentence);
                if words >= self.settings.batch_words || seen + 1 == order.len() {
                    let share = seen as f32 / order.len() as f32;
                    self.batch(&batch, (epoch as f32 + share) / epochs as f32);
                    batch.clear();
                    words = 0;
                }
            }
        }
    }

    fn batch(&mut self, batch: &[&Sentence], done: f32) {
        let turned = Turned::of(&self.network);
        let mut places = 0;
        for sentence in batch {
            self.learn(sentence, &turned);
            places += sentence.places.len();
        }
        let step = self.descent.step(
            self.network.tables_mut(),
            self.gradient.tables_mut(),
            (self.settings.rate, done),
            1.0 / places.max(1) as f32,
        );
        self.tables.step(step.scale, step.rate, step.number);
    }

    /// Reads one sentence with parts of it hidden and adds its slopes.
    fn learn(&mut self, sentence: &Sentence, turned: &Turned) {
        let settings = &self.settings;
        let count = sentence.words.len();
        let shown = self
            .tables
            .show(&sentence.words, settings.point_hide, &mut self.random);
        let state = &mut self.state;
        state.input.clear();
        state.input.resize(padded_rows(count) * settings.input, 0.0);
        self.tables.describe(&shown, &mut state.input);
        let below = mask(settings.input, settings.input_dropout, &mut self.random);
        hide(&mut state.input, &below);
        let layers = &self.network.layers;
        let mut masks = vec![below];
        state.layers.resize_with(layers.len(), Default::default);
        for (at, layer) in layers.iter().enumerate() {
            self.network.read_layer(at, layer, count, state);
            let above = mask(
                2 * settings.hidden,
                settings.layer_dropout,
                &mut self.random,
            );
            if let Some(own) = state.layers.get_mut(at) {
                hide(&mut own.output, &above);
            }
            masks.push(above);
        }
        let scores = self.network.score(count, &sentence.places, state);
        self.slopes.scores.clear();
        for (&score, target) in scores.iter().zip(&sentence.targets) {
            let missed = sigmoid(f64::from(score)) as f32 - target.probability;
            self.slopes.scores.push(missed * target.weight);
        }
        let slopes = &mut self.slopes;
        places_back(&self.network, turned, state, slopes, &mut self.gradient);
        let layers = layers.iter().zip(&turned.layers);
        let layers = layers.zip(&mut self.gradient.layers).enumerate();
        for ((at, (layer, gradient)), above) in layers.rev().zip(masks.iter().rev()) {
            hide(&mut slopes.way.encoded, above);
            let input = match at.checked_sub(1) {
                None => &state.input,
                Some(below) => &state.layers[below].output,
            };
            let own = &state.layers[at];
            layer_back(layer, input, count, own, &mut slopes.way, gradient);
        }
        hide(&mut slopes.way.encoded, &masks[0]);
        self.tables.blame(&shown, &slopes.way.encoded);
    }

    /// The model as it stands.
    pub fn parts(&self) -> Parts {
        let (rows, labels) = self.tables.rows();
        Parts {
            words: self.meanings.words().clone(),
            rows,
            labels,
            network: self.network.clone(),
        }
    }
}
