//! What every way back is made of: slopes of products, of the rectifier, and of biases.

use crate::text::network::matrix::{Matrix, multiply_add_tables, transpose_into};
use crate::text::network::{LEAK, Linear};

/// A matrix, transposed.
pub fn turned(matrix: &Matrix) -> Matrix {
    let mut out = Matrix::zeros(0, 0);
    matrix.transpose_into(matrix.columns(), &mut out);
    out
}

/// Takes this length, all zeros.
pub fn zeroed(values: &mut Vec<f32>, length: usize) {
    values.clear();
    values.resize(length, 0.0);
}

/// Undoes the rectifier whose output was `output`.
pub fn rectify_back(output: &[f32], slopes: &mut [f32]) {
    for (slope, &value) in slopes.iter_mut().zip(output) {
        if value < 0.0 {
            *slope *= LEAK;
        }
    }
}

/// Adds up the first `words` rows: the slopes of a bias.
pub fn add_rows(slopes: &[f32], words: usize, width: usize, bias: &mut [f32]) {
    for row in slopes.chunks_exact(width).take(words) {
        for (slot, &value) in bias.iter_mut().zip(row) {
            *slot += value;
        }
    }
}

/// Slopes of a linear part's weights from the slopes of its output.
pub fn linear_weights(
    input: &[f32],
    words: usize,
    slopes: &[f32],
    gradient: &mut Linear,
    work: &mut Matrix,
) {
    let (depth, width) = (gradient.weights.rows(), gradient.weights.columns());
    add_rows(slopes, words, width, &mut gradient.bias);
    products(
        input,
        words,
        depth,
        slopes,
        width,
        gradient.weights.values_mut(),
        work,
    );
}

/// `out` += inputᵀ · slopes over `words` rows.
pub fn products(
    input: &[f32],
    words: usize,
    depth: usize,
    slopes: &[f32],
    width: usize,
    out: &mut [f32],
    work: &mut Matrix,
) {
    transpose_into(input, words, depth, depth, work);
    // The transposed rows are padded with zeros, and so must be the rows that they meet.
    let padded = work.columns();
    if slopes.len() >= padded * width {
        multiply_add_tables(work.values(), slopes, (padded, width), out);
        return;
    }
    let mut longer = slopes.to_vec();
    longer.resize(padded * width, 0.0);
    multiply_add_tables(work.values(), &longer, (padded, width), out);
}
