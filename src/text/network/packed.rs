//! Weights in 16-bit steps for reading: half the cost of the product in `f32`.
//!
//! Inputs are rounded row by row, sums are whole numbers, so every machine gives the same result.

use super::matrix::{LANES, Matrix, Product, ROWS};

/// Steps that the weights of one column may have in all: times the largest input, the sum of a
/// column then still fits 32 bits.
const COLUMN_STEPS: f32 = 65_000.0;
/// Steps of the largest input of a row, and the most steps of one weight.
const STEPS: f32 = 32_767.0;
/// Adding and taking away 1.5 · 2²³ rounds a small float to a whole number.
const ROUNDER: f32 = 12_582_912.0;
/// Widest input: rounded rows lie on the stack.
pub const DEPTH_MAX: usize = 256;

/// Rows of rounded input.
type Rounded = [[i16; DEPTH_MAX]; ROWS];

/// Two steps of input for each of [`LANES`] columns.
type Pair = [i16; 2 * LANES];

/// A matrix for reading. Pairs of rows are interleaved, as the product wants them.
#[derive(Clone, Debug)]
pub struct Packed {
    depth: usize,
    columns: usize,
    /// Tile by tile of columns, then pair by pair of rows.
    pairs: Vec<Pair>,
    /// What one step is worth, per column.
    scales: Vec<f32>,
}

impl Packed {
    /// Rounds the weights of a matrix of at most [`DEPTH_MAX`] rows, in full tiles of [`LANES`].
    pub fn of(matrix: &Matrix) -> Self {
        let (depth, columns) = (matrix.rows().min(DEPTH_MAX), matrix.columns());
        let weight = |row: usize, column: usize| {
            if row < depth {
                matrix.values()[row * columns + column]
            } else {
                0.0
            }
        };
        let scales: Vec<f32> = (0..columns)
            .map(|column| step((0..depth).map(|row| weight(row, column))))
            .collect();
        let mut pairs = Vec::new();
        for tile in (0..columns).step_by(LANES) {
            for row in (0..depth).step_by(2) {
                pairs.push(std::array::from_fn(|index| {
                    let column = tile + index / 2;
                    (weight(row + index % 2, column) / scales[column]).trunc() as i16
                }));
            }
        }
        Self {
            depth,
            columns,
            pairs,
            scales,
        }
    }
}

/// The step for a column: fine, but so that neither one weight nor their sum is too large.
fn step(weights: impl Iterator<Item = f32> + Clone) -> f32 {
    let sum: f32 = weights.clone().map(f32::abs).sum();
    let largest = weights.fold(0f32, |largest, weight| largest.max(weight.abs()));
    let step = (sum / COLUMN_STEPS).max(largest / STEPS);
    if step > 0.0 { step } else { 1.0 }
}

impl Product for Packed {
    fn depth(&self) -> usize {
        self.depth
    }

    fn multiply_add(&self, left: &[f32], out: &mut [f32]) {
        if self.depth == 0 || self.columns == 0 {
            return;
        }
        let rows = left
            .chunks_exact(self.depth * ROWS)
            .zip(out.chunks_exact_mut(self.columns * ROWS));
        #[cfg(target_arch = "x86_64")]
        if let Some(simd) = pulp::x86::V3::try_new() {
            rows.for_each(|(left, out)| {
                pulp::Simd::vectorize(
                    simd,
                    Wide {
                        simd,
                        packed: self,
                        left,
                        out,
                    },
                )
            });
            return;
        }
        rows.for_each(|(left, out)| multiply_rows(self, left, out, portable));
    }
}

/// [`ROWS`] rows by all columns; `sums` computes one tile.
#[inline(always)]
fn multiply_rows(
    packed: &Packed,
    left: &[f32],
    out: &mut [f32],
    sums: impl Fn(&Rounded, &[Pair]) -> [[i32; LANES]; ROWS],
) {
    let mut inputs: Rounded = [[0; DEPTH_MAX]; ROWS];
    let mut input_steps = [0f32; ROWS];
    for row in 0..ROWS {
        input_steps[row] = round_row(
            &left[row * packed.depth..][..packed.depth],
            &mut inputs[row],
        );
    }
    let pairs = packed.depth.div_ceil(2);
    let tiles = packed
        .pairs
        .chunks_exact(pairs)
        .zip(packed.scales.chunks_exact(LANES));
    for (tile, (pairs, scales)) in tiles.enumerate() {
        let sums = sums(&inputs, pairs);
        for row in 0..ROWS {
            let out = &mut out[row * packed.columns + tile * LANES..][..LANES];
            for lane in 0..LANES {
                out[lane] += sums[row][lane] as f32 * (input_steps[row] * scales[lane]);
            }
        }
    }
}

/// Rounds a row; gives what one step is worth.
#[inline(always)]
fn round_row(row: &[f32], out: &mut [i16; DEPTH_MAX]) -> f32 {
    let mut parts = [0f32; LANES];
    for chunk in row.chunks_exact(LANES) {
        for (part, value) in parts.iter_mut().zip(chunk) {
            *part = if value.abs() > *part {
                value.abs()
            } else {
                *part
            };
        }
    }
    let largest = parts
        .iter()
        .fold(1e-9f32, |largest, &part| largest.max(part));
    let factor = STEPS / largest;
    for (slot, value) in out.iter_mut().zip(row) {
        *slot = (value * factor + ROUNDER).to_bits() as i16;
    }
    largest / STEPS
}

/// One tile on any machine.
fn portable(inputs: &Rounded, pairs: &[Pair]) -> [[i32; LANES]; ROWS] {
    let mut sums = [[0i32; LANES]; ROWS];
    for (index, pair) in pairs.iter().enumerate() {
        for row in 0..ROWS {
            let (first, second) = (inputs[row][2 * index], inputs[row][2 * index + 1]);
            for lane in 0..LANES {
                sums[row][lane] += i32::from(first) * i32::from(pair[2 * lane])
                    + i32::from(second) * i32::from(pair[2 * lane + 1]);
            }
        }
    }
    sums
}

/// [`ROWS`] rows by all columns in 256-bit vectors.
#[cfg(target_arch = "x86_64")]
struct Wide<'a> {
    simd: pulp::x86::V3,
    packed: &'a Packed,
    left: &'a [f32],
    out: &'a mut [f32],
}

#[cfg(target_arch = "x86_64")]
impl pulp::WithSimd for Wide<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: pulp::Simd>(self, _simd: S) {
        let simd = self.simd;
        multiply_rows(
            self.packed,
            self.left,
            self.out,
            #[inline(always)]
            |inputs, pairs| wide(simd, inputs, pairs),
        );
    }
}

/// One tile with eight sums to a vector.
#[cfg(target_arch = "x86_64")]
#[inline(always)]
fn wide(simd: pulp::x86::V3, inputs: &Rounded, pairs: &[Pair]) -> [[i32; LANES]; ROWS] {
    let inputs: &[[i32; DEPTH_MAX / 2]; ROWS] = pulp::bytemuck::cast_ref(inputs);
    let mut sums = [[simd.splat_i32x8(0); 2]; ROWS];
    for (index, pair) in pairs.iter().enumerate() {
        let [low, high]: [pulp::i16x16; 2] = pulp::cast(*pair);
        for row in 0..ROWS {
            let input: pulp::i16x16 = pulp::cast(simd.splat_i32x8(inputs[row][index]));
            for (sum, weights) in sums[row].iter_mut().zip([low, high]) {
                let products = simd.multiply_wrapping_add_adjacent_i16x16(input, weights);
                *sum = simd.wrapping_add_i32x8(*sum, products);
            }
        }
    }
    sums.map(pulp::cast)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn product_is_near_that_of_floats_and_the_same_on_any_machine() {
        let mut random = fastrand::Rng::with_seed(2);
        let (depth, columns) = (80, 40);
        let mut matrix = Matrix::zeros(depth, columns);
        matrix
            .values_mut()
            .iter_mut()
            .for_each(|value| *value = random.f32() - 0.5);
        let left: Vec<f32> = (0..ROWS * depth)
            .map(|_| random.f32() * 4.0 - 2.0)
            .collect();
        let packed = Packed::of(&matrix);
        let mut exact = vec![0.5; ROWS * matrix.columns()];
        let (mut rounded, mut plain) = (exact.clone(), exact.clone());
        matrix.multiply_add(&left, &mut exact);
        packed.multiply_add(&left, &mut rounded);
        multiply_rows(&packed, &left, &mut plain, portable);
        assert_eq!(rounded, plain);
        for (exact, rounded) in exact.iter().zip(&rounded) {
            assert!((exact - rounded).abs() < 0.02, "{exact} {rounded}");
        }
    }
}
