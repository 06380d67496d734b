//! Where learning starts.

use crate::text::network::Network;

/// Uniform weights scaled to the widths they join; biases stay zero but for the gates.
pub fn randomise(network: &mut Network, random: &mut fastrand::Rng) {
    let mut fill = |rows: usize, columns: usize, values: &mut [f32]| {
        let scale = (6.0 / (rows + columns) as f32).sqrt();
        values
            .iter_mut()
            .for_each(|value| *value = (random.f32() * 2.0 - 1.0) * scale);
    };
    for layer in &mut network.layers {
        let (rows, hidden) = (layer.weights.rows(), layer.hidden);
        fill(rows, hidden, layer.weights.values_mut());
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
        let (rows, columns) = (linear.weights.rows(), linear.weights.columns());
        fill(rows, columns, linear.weights.values_mut());
    }
    let width = network.root.len();
    fill(width, 1, &mut network.root);
}
