//! The way back through one recurrent layer, word by word against its direction.

use super::slopes::{add_rows, products, zeroed};
use crate::text::network::activation::{sigmoid, sigmoid_slope, tanh, tanh_slope};
use crate::text::network::matrix::{Matrix, Product, padded_rows};
use crate::text::network::recurrent::{DIRECTIONS, GATES, LayerState, Recurrent};

/// Slopes of the loss on the way back through layers, and working memory.
#[derive(Default)]
pub struct Way {
    /// By the output of the layer that comes next on the way back.
    pub encoded: Vec<f32>,
    /// By the gate inputs of a layer.
    gates: Vec<f32>,
    /// Working memory for transposed inputs.
    pub turned: Matrix,
}

/// Through a layer, whose weights come transposed too, from the slopes of its output (`way.encoded`) to
/// those of its input, which take their place.
pub fn layer_back(
    (layer, turned): (&Recurrent, &Matrix),
    input: &[f32],
    words: usize,
    state: &LayerState,
    way: &mut Way,
    gradient: &mut Recurrent,
) {
    zeroed(&mut way.gates, state.gates.len());
    pulp::Arch::new().dispatch(WalkBack {
        layer,
        words,
        state,
        output: &way.encoded,
        gates: &mut way.gates,
        peephole: &mut gradient.peephole,
    });
    let width = layer.bias.len();
    add_rows(&way.gates, words, width, &mut gradient.bias);
    let depth = layer.weights.rows();
    products(
        input,
        words,
        depth,
        &way.gates,
        width,
        gradient.weights.values_mut(),
        &mut way.turned,
    );
    zeroed(&mut way.encoded, padded_rows(words) * depth);
    turned.multiply_add(&way.gates, &mut way.encoded);
}

struct WalkBack<'a> {
    layer: &'a Recurrent,
    words: usize,
    state: &'a LayerState,
    output: &'a [f32],
    gates: &'a mut [f32],
    peephole: &'a mut [f32],
}

impl pulp::WithSimd for WalkBack<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: pulp::Simd>(mut self, _simd: S) {
        for direction in 0..DIRECTIONS {
            let mut carried = vec![0.0; self.layer.hidden];
            for step in (0..self.words).rev() {
                self.step(direction, step, &mut carried);
            }
        }
    }
}

impl WalkBack<'_> {
    #[inline(always)]
    fn step(&mut self, direction: usize, step: usize, carried: &mut [f32]) {
        let hidden = self.layer.hidden;
        let width = DIRECTIONS * hidden;
        let word = if direction == 0 {
            step
        } else {
            self.words - 1 - step
        };
        let before = match (step, direction) {
            (0, _) => None,
            (_, 0) => Some(word - 1),
            _ => Some(word + 1),
        };
        let at = (word * DIRECTIONS + direction) * GATES * hidden;
        let inputs = &self.state.gates[at..][..GATES * hidden];
        let slopes = &mut self.gates[at..][..GATES * hidden];
        let place = word * width + direction * hidden;
        let pair = direction * 2 * hidden;
        for unit in 0..hidden {
            let (candidate, forget, read) = (
                inputs[unit],
                inputs[hidden + unit],
                inputs[2 * hidden + unit],
            );
            let cell = self.state.cells[place + unit];
            let cell_before = before.map_or(0.0, |before| {
                self.state.cells[before * width + direction * hidden + unit]
            });
            let output = self.output[place + unit];
            let keep = sigmoid(forget);
            let by_cell = carried[unit] + output * sigmoid(read) * tanh_slope(cell);
            let by_read = output * tanh(cell) * sigmoid_slope(read);
            let by_forget = by_cell * (cell_before - candidate) * sigmoid_slope(forget);
            slopes[unit] = by_cell * (1.0 - keep);
            slopes[hidden + unit] = by_forget;
            slopes[2 * hidden + unit] = by_read;
            self.peephole[pair + unit] += by_forget * cell_before;
            self.peephole[pair + hidden + unit] += by_read * cell_before;
            carried[unit] = by_cell * keep
                + by_forget * self.layer.peephole[pair + unit]
                + by_read * self.layer.peephole[pair + hidden + unit];
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::backward::{Slopes, Turned, heads_back};
    use super::super::examples::Example;
    use super::super::initial::randomise;
    use super::super::loss::score_and_blame;
    use super::*;
    use crate::text::network::{Activations, Network, Shape};

    const SHAPE: Shape = Shape {
        input: 16,
        hidden: 16,
        arc: 16,
        label: 16,
        tags: 3,
        relations: 4,
    };

    fn loss(
        network: &Network,
        example: &Example,
        state: &mut Activations,
        slopes: &mut Slopes,
    ) -> f32 {
        let [first, second] = &mut state.layers;
        network.layers[0].forward(&state.input, 5, first);
        network.layers[1].forward(&first.output, 5, second);
        score_and_blame(network, example, state, slopes)
    }

    #[test]
    fn slopes_agree_with_differences() {
        let mut random = fastrand::Rng::with_seed(9);
        let mut network = Network::zeros(SHAPE);
        randomise(&mut network, &mut random);
        for table in network.tables_mut() {
            table
                .iter_mut()
                .for_each(|weight| *weight += random.f32() * 0.2 - 0.1);
        }
        let example = Example {
            words: vec![0; 5],
            affixes: Vec::new(),
            shapes: Default::default(),
            tags: vec![0, 1, 2, 1, 0],
            heads: vec![2, 0, 2, 5, 2],
            relations: vec![1, 0, 2, 3, 1],
        };
        let mut state = Activations::default();
        let mut slopes = Slopes::default();
        state.input = (0..padded_rows(5) * 16)
            .map(|_| random.f32() * 2.0 - 1.0)
            .collect();
        loss(&network, &example, &mut state, &mut slopes);
        let turned = Turned::of(&network);
        let mut gradient = Network::zeros(SHAPE);
        heads_back(
            &network,
            &turned,
            &state,
            &example.heads,
            &mut slopes,
            &mut gradient,
        );
        let [first, second] = &state.layers;
        layer_back(
            (&network.layers[1], &turned.layers[1]),
            &first.output,
            5,
            second,
            &mut slopes.way,
            &mut gradient.layers[1],
        );
        layer_back(
            (&network.layers[0], &turned.layers[0]),
            &state.input,
            5,
            first,
            &mut slopes.way,
            &mut gradient.layers[0],
        );
        let by_input = slopes.way.encoded.clone();
        let tables = gradient.tables_mut().len();
        let mut seen = 0;
        for table in 0..tables {
            for _ in 0..12 {
                let at = random.usize(..gradient.tables_mut()[table].len());
                let expected = gradient.tables_mut()[table][at];
                let mut nudged = |step: f32| {
                    network.tables_mut()[table][at] += step;
                    loss(&network, &example, &mut state, &mut slopes)
                };
                let (up, down) = (nudged(0.004), nudged(-0.008));
                nudged(0.004);
                let difference = (up - down) / 0.008;
                let allowed = 0.03 + 0.05 * expected.abs();
                assert!(
                    (difference - expected).abs() < allowed,
                    "table {table}: {difference} {expected}"
                );
                seen += usize::from(expected.abs() > 0.01);
            }
        }
        assert!(seen > 60, "only {seen} slopes were steep enough to tell");
        state.input[20] += 0.01;
        let up = loss(&network, &example, &mut state, &mut slopes);
        state.input[20] -= 0.02;
        let down = loss(&network, &example, &mut state, &mut slopes);
        assert!(((up - down) / 0.02 - by_input[20]).abs() < 0.02);
    }
}
