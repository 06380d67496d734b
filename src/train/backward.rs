//! The way back through tags, heads and relations: from the slopes of the loss to those of the weights
//! and of the last layer. [`super::backward_layer`] goes on from there.

use super::backward_layer::Way;
use super::slopes::{linear_weights, products, rectify_back, turned, zeroed};
use crate::text::network::matrix::{Matrix, Product, padded_rows};
use crate::text::network::{Activations, Network, distance_index};

/// Transposed weights, made anew for every batch.
pub struct Turned {
    /// Of the two layers.
    pub layers: [Matrix; 2],
    tag: Matrix,
    dependent: Matrix,
    meeting: Matrix,
    head: Matrix,
    label_dependent: Matrix,
    label_head: Matrix,
    label: Matrix,
}

impl Turned {
    /// Transposes all weights.
    pub fn of(network: &Network) -> Self {
        Self {
            layers: [
                turned(&network.layers[0].weights),
                turned(&network.layers[1].weights),
            ],
            tag: turned(&network.tag.weights),
            dependent: turned(&network.dependent.weights),
            meeting: turned(&network.meeting.weights),
            head: turned(&network.head.weights),
            label_dependent: turned(&network.label_dependent.weights),
            label_head: turned(&network.label_head.weights),
            label: turned(&network.label.weights),
        }
    }
}

/// Slopes of the loss by the outputs of the network, and working memory.
#[derive(Default)]
pub struct Slopes {
    /// By the scores of tags.
    pub tags: Vec<f32>,
    /// By the scores of heads.
    pub arcs: Vec<f32>,
    /// By the scores of relations.
    pub relations: Vec<f32>,
    /// The way back below the heads.
    pub way: Way,
    joint: Vec<f32>,
    label_head: Vec<f32>,
    meeting: Vec<f32>,
    dependent: Vec<f32>,
    head: Vec<f32>,
    keys: Matrix,
}

/// From the slopes of all scores to those of the weights of the heads, and of the last layer's output,
/// left in `slopes.way.encoded`.
pub fn heads_back(
    network: &Network,
    turned: &Turned,
    state: &Activations,
    heads: &[usize],
    slopes: &mut Slopes,
    gradient: &mut Network,
) {
    let words = heads.len();
    let rows = padded_rows(words);
    let encoded = &state.layers[1].output;
    zeroed(&mut slopes.way.encoded, encoded.len());
    linear_weights(
        encoded,
        words,
        &slopes.tags,
        &mut gradient.tag,
        &mut slopes.way.turned,
    );
    turned
        .tag
        .multiply_add(&slopes.tags, &mut slopes.way.encoded);
    relations_back(network, turned, state, heads, slopes, gradient);
    arcs_back(network, turned, state, (words, rows), slopes, gradient);
}

fn relations_back(
    network: &Network,
    turned: &Turned,
    state: &Activations,
    heads: &[usize],
    slopes: &mut Slopes,
    gradient: &mut Network,
) {
    let words = heads.len();
    let width = network.label_root.len();
    let encoded = &state.layers[1].output;
    linear_weights(
        &state.label_joint,
        words,
        &slopes.relations,
        &mut gradient.label,
        &mut slopes.way.turned,
    );
    zeroed(&mut slopes.joint, padded_rows(words) * width);
    turned
        .label
        .multiply_add(&slopes.relations, &mut slopes.joint);
    rectify_back(&state.label_joint, &mut slopes.joint);
    zeroed(&mut slopes.label_head, padded_rows(words) * width);
    for (word, &head) in heads.iter().enumerate() {
        let target = match head.checked_sub(1) {
            None => &mut gradient.label_root[..],
            Some(head) => &mut slopes.label_head[head * width..][..width],
        };
        for (slot, &value) in target
            .iter_mut()
            .zip(&slopes.joint[word * width..][..width])
        {
            *slot += value;
        }
    }
    let work = &mut slopes.way.turned;
    linear_weights(
        encoded,
        words,
        &slopes.joint,
        &mut gradient.label_dependent,
        work,
    );
    linear_weights(
        encoded,
        words,
        &slopes.label_head,
        &mut gradient.label_head,
        work,
    );
    turned
        .label_dependent
        .multiply_add(&slopes.joint, &mut slopes.way.encoded);
    turned
        .label_head
        .multiply_add(&slopes.label_head, &mut slopes.way.encoded);
}

fn arcs_back(
    network: &Network,
    turned: &Turned,
    state: &Activations,
    (words, rows): (usize, usize),
    slopes: &mut Slopes,
    gradient: &mut Network,
) {
    let width = network.root.len();
    let stride = state.keys.columns();
    let encoded = &state.layers[1].output;
    for word in 0..words {
        for other in 0..words {
            gradient.distance[distance_index(word, other)] +=
                slopes.arcs[word * stride + other + 1];
        }
    }
    // Seekers: slopes · keysᵀ, with keysᵀ padded to the stride of the slopes.
    slopes.keys.reshape(stride, width);
    for (row, line) in state.keys.values().chunks_exact(stride).enumerate() {
        for (column, &value) in line.iter().take(words + 1).enumerate() {
            slopes.keys.values_mut()[column * width + row] = value;
        }
    }
    zeroed(&mut slopes.meeting, rows * width);
    slopes.keys.multiply_add(&slopes.arcs, &mut slopes.meeting);
    // Heads: slopesᵀ · seekers; row 0 is the root's.
    slopes.keys.reshape(stride, width);
    products(
        &slopes.arcs,
        words,
        stride,
        &state.meeting,
        width,
        slopes.keys.values_mut(),
        &mut slopes.way.turned,
    );
    for (slot, &value) in gradient.root.iter_mut().zip(slopes.keys.values()) {
        *slot += value;
    }
    zeroed(&mut slopes.head, rows * width);
    slopes.head[..words * width].copy_from_slice(&slopes.keys.values()[width..][..words * width]);
    rectify_back(&state.head, &mut slopes.head);
    linear_weights(
        encoded,
        words,
        &slopes.head,
        &mut gradient.head,
        &mut slopes.way.turned,
    );
    turned
        .head
        .multiply_add(&slopes.head, &mut slopes.way.encoded);
    linear_weights(
        &state.dependent,
        words,
        &slopes.meeting,
        &mut gradient.meeting,
        &mut slopes.way.turned,
    );
    zeroed(&mut slopes.dependent, rows * width);
    turned
        .meeting
        .multiply_add(&slopes.meeting, &mut slopes.dependent);
    rectify_back(&state.dependent, &mut slopes.dependent);
    linear_weights(
        encoded,
        words,
        &slopes.dependent,
        &mut gradient.dependent,
        &mut slopes.way.turned,
    );
    turned
        .dependent
        .multiply_add(&slopes.dependent, &mut slopes.way.encoded);
}
