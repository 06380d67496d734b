//! A bidirectional recurrent layer whose costly half is one matrix product for the whole sentence.
//!
//! Per direction and unit, with inputs z, f, r from the product and the cell c of the word before:
//! forget = σ(f + m_f·c), read = σ(r + m_r·c), c' = forget·c + (1 − forget)·z, out = read·tanh(c').
//! Only this cheap part runs word by word (a "simple recurrent unit" with peepholes).

use super::activation::{sigmoid, tanh};
use super::matrix::{Matrix, Product, padded_rows};
use super::packed::Packed;

/// Inputs of one unit: candidate, forget gate, read gate.
pub const GATES: usize = 3;
/// Reading left to right and right to left.
pub const DIRECTIONS: usize = 2;

/// The weights of one layer.
#[derive(Clone, Debug)]
pub struct Recurrent<W = Matrix> {
    /// Units per direction.
    pub hidden: usize,
    /// Input width × (2 directions · 3 gates · hidden), direction-major, then gate.
    pub weights: W,
    /// One per column of `weights`.
    pub bias: Vec<f32>,
    /// Peepholes m_f and m_r: 2 directions · 2 gates · hidden.
    pub peephole: Vec<f32>,
}

/// What one layer computed for one sentence; kept so that the trainer can walk back through it.
#[derive(Clone, Debug, Default)]
pub struct LayerState {
    /// Gate inputs with peepholes added, words × (6 · hidden).
    pub gates: Vec<f32>,
    /// Cells, words × (2 · hidden).
    pub cells: Vec<f32>,
    /// Outputs, padded words × (2 · hidden).
    pub output: Vec<f32>,
}

impl Recurrent {
    /// All zeros.
    pub fn zeros(input: usize, hidden: usize) -> Self {
        Self {
            hidden,
            weights: Matrix::zeros(input, DIRECTIONS * GATES * hidden),
            bias: vec![0.0; DIRECTIONS * GATES * hidden],
            peephole: vec![0.0; DIRECTIONS * 2 * hidden],
        }
    }

    /// Its tables of weights in the one order in which files and trainers list them.
    pub fn tables_mut(&mut self) -> [&mut [f32]; 3] {
        [
            self.weights.values_mut(),
            &mut self.bias,
            &mut self.peephole,
        ]
    }

    /// The same layer for reading.
    pub fn packed(&self) -> Recurrent<Packed> {
        Recurrent {
            hidden: self.hidden,
            weights: Packed::of(&self.weights),
            bias: self.bias.clone(),
            peephole: self.peephole.clone(),
        }
    }
}

impl<W: Product> Recurrent<W> {
    /// Reads `words` rows of `input` (padded to full tiles). Cost: linear in `words`.
    pub fn forward(&self, input: &[f32], words: usize, state: &mut LayerState) {
        let rows = padded_rows(words);
        state.gates.clear();
        for _ in 0..rows {
            state.gates.extend_from_slice(&self.bias);
        }
        self.weights.multiply_add(input, &mut state.gates);
        let width = DIRECTIONS * self.hidden;
        state.cells.clear();
        state.cells.resize(words * width, 0.0);
        state.output.clear();
        state.output.resize(rows * width, 0.0);
        pulp::Arch::new().dispatch(Walk {
            hidden: self.hidden,
            peephole: &self.peephole,
            words,
            state,
        });
    }
}

struct Walk<'a> {
    hidden: usize,
    peephole: &'a [f32],
    words: usize,
    state: &'a mut LayerState,
}

impl pulp::WithSimd for Walk<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: pulp::Simd>(self, _simd: S) {
        for direction in 0..DIRECTIONS {
            let mut before = None;
            for step in 0..self.words {
                let word = if direction == 0 {
                    step
                } else {
                    self.words - 1 - step
                };
                step_unit(
                    (self.hidden, self.peephole),
                    direction,
                    word,
                    before,
                    self.state,
                );
                before = Some(word);
            }
        }
    }
}

/// One word in one direction; `before` is the word read before it.
#[inline(always)]
fn step_unit(
    (hidden, peephole): (usize, &[f32]),
    direction: usize,
    word: usize,
    before: Option<usize>,
    state: &mut LayerState,
) {
    let width = DIRECTIONS * hidden;
    let gates =
        &mut state.gates[(word * DIRECTIONS + direction) * GATES * hidden..][..GATES * hidden];
    let (candidate, gates) = gates.split_at_mut(hidden);
    let (forget, read) = gates.split_at_mut(hidden);
    let (keep_forget, keep_read) =
        peephole[direction * 2 * hidden..][..2 * hidden].split_at(hidden);
    let at = word * width + direction * hidden;
    if let Some(before) = before {
        let from = before * width + direction * hidden;
        state.cells.copy_within(from..from + hidden, at);
    }
    let cells = &mut state.cells[at..at + hidden];
    let output = &mut state.output[at..at + hidden];
    for unit in 0..hidden {
        let cell = cells[unit];
        forget[unit] += keep_forget[unit] * cell;
        read[unit] += keep_read[unit] * cell;
        let keep = sigmoid(forget[unit]);
        let cell = keep * cell + (1.0 - keep) * candidate[unit];
        cells[unit] = cell;
        output[unit] = sigmoid(read[unit]) * tanh(cell);
    }
}
