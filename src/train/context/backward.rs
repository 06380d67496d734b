//! The way back from scores of places to what the last layer said of the words.

use crate::judgement::{Activations, Network, VIEWS};
use crate::text::network::matrix::{Matrix, Product};
use crate::train::backward_layer::Way;
use crate::train::slopes::{add_rows, products, rectify_back, turned, zeroed};

/// Transposed weights, made anew for every batch.
pub struct Turned {
    /// Of the layers.
    pub layers: Vec<Matrix>,
    views: [Matrix; VIEWS],
}

impl Turned {
    /// Transposes all weights.
    pub fn of(network: &Network) -> Self {
        let layers = network.layers.iter().map(|layer| turned(&layer.weights));
        Self {
            layers: layers.collect(),
            views: network.views.each_ref().map(turned),
        }
    }
}

/// Slopes of the loss by what the network computed, and working memory.
#[derive(Default)]
pub struct Slopes {
    /// By the scores, one per place.
    pub scores: Vec<f32>,
    /// The way back below the views.
    pub way: Way,
    joint: Vec<f32>,
    view: Vec<f32>,
}

/// From the slopes of the scores to those of the weights above the layers, and of the last layer's output,
/// left in `slopes.way.encoded`.
pub fn places_back(
    network: &Network,
    turned: &Turned,
    state: &Activations,
    slopes: &mut Slopes,
    gradient: &mut Network,
) {
    let places = slopes.scores.len();
    let width = network.bias.len();
    zeroed(&mut slopes.joint, state.joint.len());
    let rows = state.joint.chunks_exact(width);
    let slots = slopes.joint.chunks_exact_mut(width);
    for ((&slope, row), out) in slopes.scores.iter().zip(rows).zip(slots) {
        gradient.offset.iter_mut().for_each(|slot| *slot += slope);
        for (unit, slot) in out.iter_mut().enumerate() {
            gradient.last[unit] += slope * row[unit];
            *slot = slope * network.last[unit];
        }
    }
    rectify_back(&state.joint, &mut slopes.joint);
    add_rows(&slopes.joint, places, width, &mut gradient.bias);
    let encoded = state.layers.last().map_or(0, |layer| layer.output.len());
    zeroed(&mut slopes.way.encoded, encoded);
    for view in 0..VIEWS {
        let depth = network.views[view].rows();
        products(
            &state.views[view],
            places,
            depth,
            &slopes.joint,
            width,
            gradient.views[view].values_mut(),
            &mut slopes.way.turned,
        );
        zeroed(&mut slopes.view, state.views[view].len());
        turned.views[view].multiply_add(&slopes.joint, &mut slopes.view);
        let from = state.words[view].iter().zip(&slopes.view);
        for (at, (&word, &slope)) in from.enumerate() {
            slopes.way.encoded[word * depth + at % depth] += slope;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::judgement::{Place, Shape};
    use crate::text::network::matrix::padded_rows;
    use crate::train::backward_layer::layer_back;

    const WORDS: usize = 5;

    fn scores(network: &Network, places: &[Place], state: &mut Activations) -> Vec<f32> {
        network.encode(WORDS, state);
        network.score(WORDS, places, state).to_vec()
    }

    #[test]
    fn slopes_agree_with_differences() {
        let mut random = fastrand::Rng::with_seed(4);
        let mut network = Network::zeros(Shape {
            input: 16,
            hidden: 16,
            layers: 2,
            joint: 16,
        });
        for table in network.tables_mut() {
            table
                .iter_mut()
                .for_each(|weight| *weight = (random.f32() - 0.5) * 0.6);
        }
        let place = |trigger, act, first, last| Place {
            trigger,
            act,
            first,
            last,
        };
        let places = [place(0, 2, 1, 3), place(4, 4, 4, 4)];
        let mut state = Activations {
            input: (0..padded_rows(WORDS) * 16)
                .map(|_| random.f32() * 2.0 - 1.0)
                .collect(),
            ..Activations::default()
        };
        // The loss is the first score less twice the second.
        let loss = |found: Vec<f32>| found[0] - 2.0 * found[1];
        scores(&network, &places, &mut state);
        let turned = Turned::of(&network);
        let mut gradient = Network::zeros(network.shape);
        let mut slopes = Slopes {
            scores: vec![1.0, -2.0],
            ..Slopes::default()
        };
        places_back(&network, &turned, &state, &mut slopes, &mut gradient);
        for at in [1, 0] {
            let input = match at {
                0 => &state.input,
                _ => &state.layers[0].output,
            };
            layer_back(
                (&network.layers[at], &turned.layers[at]),
                input,
                WORDS,
                &state.layers[at],
                &mut slopes.way,
                &mut gradient.layers[at],
            );
        }
        let mut seen = 0;
        for table in 0..gradient.tables_mut().len() {
            for _ in 0..24 {
                let at = random.usize(..gradient.tables_mut()[table].len());
                let expected = gradient.tables_mut()[table][at];
                let mut nudged = |step: f32| {
                    network.tables_mut()[table][at] += step;
                    loss(scores(&network, &places, &mut state))
                };
                let (up, down) = (nudged(0.002), nudged(-0.004));
                nudged(0.002);
                let difference = (up - down) / 0.004;
                let allowed = 0.03 + 0.05 * expected.abs();
                assert!(
                    (difference - expected).abs() < allowed,
                    "table {table}: {difference} {expected}"
                );
                seen += usize::from(expected.abs() > 0.01);
            }
        }
        assert!(seen > 60, "only {seen} slopes were steep enough to tell");
    }
}
