//! Where learning starts.

use crate::text::network::Network;

/// Uniform weights, scaled to the `(rows, columns)` that they join.
pub fn scaled((rows, columns): (usize, usize), values: &mut [f32], random: &mut fastrand::Rng) {
    let scale = (6.0 / (rows + columns) as f32).sqrt();
    for value in values {
        *value = (random.f32() * 2.0 - 1.0) * scale;
    }
}

/// Uniform weights; biases stay zero.
pub fn randomise(network: &mut Network, random: &mut fastrand::Rng) {
    for layer in &mut network.layers {
        let shape = (layer.weights.rows(), layer.hidden);
        scaled(shape, layer.weights.values_mut(), random);
    }
    for linear in [
        &mut network.tag,
        &mut network.dependent,
        &mut network.meeting,
        &mut network.head,
        &mut network.label_dependent,
        &mut network.label_head,
        &mut network.label,
    ] {
        let shape = (linear.weights.rows(), linear.weights.columns());
        scaled(shape, linear.weights.values_mut(), random);
    }
    let width = network.root.len();
    scaled((width, 1), &mut network.root, random);
}
