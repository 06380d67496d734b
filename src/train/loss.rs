//! The loss of one sentence: how far the scores are from the gold tree.

use super::backward::Slopes;
use super::examples::Example;
use crate::text::network::{Activations, Network};

/// Scores everything for the gold tree and leaves the slopes of the loss. Gives the loss.
pub fn score_and_blame(
    network: &Network,
    example: &Example,
    state: &mut Activations,
    slopes: &mut Slopes,
) -> f32 {
    let count = example.words.len();
    network
        .tag
        .forward(&state.layers[1].output, count, &mut state.tags);
    network.score_arcs(count, state);
    network.share_labels(count, state);
    network.score_relations(&example.heads, state);
    let arcs = state.keys.columns();
    let mut loss = 0.0;
    loss += blame(
        &state.tags,
        network.tag.bias.len(),
        network.shape.tags,
        &example.tags,
        &mut slopes.tags,
        false,
    );
    loss += blame(
        &state.arcs,
        arcs,
        count + 1,
        &example.heads,
        &mut slopes.arcs,
        true,
    );
    let width = network.label.bias.len();
    loss += blame(
        &state.relations,
        width,
        network.shape.relations,
        &example.relations,
        &mut slopes.relations,
        false,
    );
    loss
}

/// Cross-entropy of every row against its gold column, and its slopes. With `not_self`, column
/// `row + 1` is left out: no word is its own head.
fn blame(
    scores: &[f32],
    stride: usize,
    used: usize,
    gold: &[usize],
    slopes: &mut Vec<f32>,
    not_self: bool,
) -> f32 {
    slopes.clear();
    slopes.resize(scores.len(), 0.0);
    let mut loss = 0.0;
    for (row, &gold) in gold.iter().enumerate() {
        let scores = &scores[row * stride..][..used];
        let out = &mut slopes[row * stride..][..used];
        let largest = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        let mut sum = 0.0;
        for (column, (slot, &score)) in out.iter_mut().zip(scores).enumerate() {
            if !(not_self && column == row + 1) {
                *slot = (score - largest).exp();
                sum += *slot;
            }
        }
        out.iter_mut().for_each(|slot| *slot /= sum);
        loss -= out[gold].max(1e-9).ln();
        out[gold] -= 1.0;
    }
    loss
}
