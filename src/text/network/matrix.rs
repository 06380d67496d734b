//! Dense matrices and the one product that everything else is made of.
//!
//! Plain `f32` with separate multiply and add, in a fixed order: the result is the same to the bit
//! whether the processor offers 128- or 256-bit vectors, so trees do not depend on the machine.

/// Columns of every matrix come in multiples of this, one tile of the product.
pub const LANES: usize = 16;
/// Rows of the left operand that one tile handles; buffers are padded to multiples of it.
/// Four rows by sixteen columns fill eight 256-bit registers, which was the fastest tile measured.
pub const ROWS: usize = 4;

/// `count` rounded up to full tiles of rows.
pub const fn padded_rows(count: usize) -> usize {
    count.div_ceil(ROWS) * ROWS
}

/// `count` rounded up to full tiles of columns.
pub const fn padded_columns(count: usize) -> usize {
    count.div_ceil(LANES) * LANES
}

/// Something that a table of rows can be multiplied by.
pub trait Product {
    /// Width of the input.
    fn depth(&self) -> usize;

    /// `out += left · self`. `left` is a row-major table of [`Product::depth`] columns whose row
    /// count is a multiple of [`ROWS`]; `out` has as many rows.
    fn multiply_add(&self, left: &[f32], out: &mut [f32]);
}

/// A row-major matrix whose column count is a multiple of [`LANES`].
#[derive(Clone, Debug, PartialEq)]
pub struct Matrix {
    rows: usize,
    columns: usize,
    values: Vec<f32>,
}

impl Matrix {
    /// All zeros; `columns` is rounded up to full tiles.
    pub fn zeros(rows: usize, columns: usize) -> Self {
        let columns = padded_columns(columns);
        Self {
            rows,
            columns,
            values: vec![0.0; rows * columns],
        }
    }

    /// Number of rows, the width of the input.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// Number of columns with their padding, the width of the output.
    pub fn columns(&self) -> usize {
        self.columns
    }

    /// The values, row after row.
    pub fn values(&self) -> &[f32] {
        &self.values
    }

    /// The values, to change them.
    pub fn values_mut(&mut self) -> &mut [f32] {
        &mut self.values
    }

    /// Takes the shape `rows` × `columns` (rounded up) and forgets the values; keeps the memory.
    pub fn reshape(&mut self, rows: usize, columns: usize) {
        self.rows = rows;
        self.columns = padded_columns(columns);
        self.values.clear();
        self.values.resize(self.rows * self.columns, 0.0);
    }

    /// The transpose; its column count is rounded up and the padding is zero.
    pub fn transpose_into(&self, used_columns: usize, out: &mut Matrix) {
        transpose_into(&self.values, self.rows, self.columns, used_columns, out);
    }
}

/// Turns the `rows` × `stride` table `values`, of which `used` columns count, into a matrix.
pub fn transpose_into(values: &[f32], rows: usize, stride: usize, used: usize, out: &mut Matrix) {
    out.reshape(used, rows);
    let width = out.columns;
    for (row, line) in values.chunks_exact(stride).take(rows).enumerate() {
        for (column, &value) in line.iter().take(used).enumerate() {
            if let Some(slot) = out.values.get_mut(column * width + row) {
                *slot = value;
            }
        }
    }
}

impl Product for Matrix {
    fn depth(&self) -> usize {
        self.rows
    }

    fn multiply_add(&self, left: &[f32], out: &mut [f32]) {
        multiply_add_tables(left, &self.values, (self.rows, self.columns), out);
    }
}

/// [`Product::multiply_add`] for a right operand that is a bare table of `(rows, columns)`, columns a multiple
/// of [`LANES`].
pub fn multiply_add_tables(
    left: &[f32],
    right: &[f32],
    (depth, width): (usize, usize),
    out: &mut [f32],
) {
    if depth > 0 && width > 0 && right.len() >= depth * width {
        pulp::Arch::new().dispatch(Tiles {
            left,
            right,
            depth,
            width,
            out,
        });
    }
}

struct Tiles<'a> {
    left: &'a [f32],
    right: &'a [f32],
    depth: usize,
    width: usize,
    out: &'a mut [f32],
}

impl pulp::WithSimd for Tiles<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: pulp::Simd>(self, _simd: S) {
        let (depth, width) = (self.depth, self.width);
        for (left, out) in self
            .left
            .chunks_exact(depth * ROWS)
            .zip(self.out.chunks_exact_mut(width * ROWS))
        {
            for column in (0..width).step_by(LANES) {
                tile(left, self.right, depth, width, column, out);
            }
        }
    }
}

/// One tile of [`ROWS`] × [`LANES`] results, its sums held in registers.
#[inline(always)]
fn tile(left: &[f32], right: &[f32], depth: usize, width: usize, column: usize, out: &mut [f32]) {
    let inputs: [&[f32]; ROWS] = std::array::from_fn(|row| &left[row * depth..(row + 1) * depth]);
    let mut sums: [[f32; LANES]; ROWS] =
        std::array::from_fn(|row| lanes(&out[row * width + column..]));
    for step in 0..depth {
        let weights = lanes(&right[step * width + column..]);
        for row in 0..ROWS {
            let input = inputs[row][step];
            for lane in 0..LANES {
                sums[row][lane] += input * weights[lane];
            }
        }
    }
    for row in 0..ROWS {
        out[row * width + column..row * width + column + LANES].copy_from_slice(&sums[row]);
    }
}

#[inline(always)]
fn lanes(values: &[f32]) -> [f32; LANES] {
    values.first_chunk().copied().unwrap_or([0.0; LANES])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn product_equals_the_schoolbook_sum() {
        let (rows, depth, columns) = (6, 5, 19);
        let mut right = Matrix::zeros(depth, columns);
        let width = right.columns();
        for (index, value) in right.values_mut().iter_mut().enumerate() {
            *value = (index % 11) as f32 - 5.0;
        }
        let left: Vec<f32> = (0..padded_rows(rows) * depth)
            .map(|i| (i % 7) as f32 - 3.0)
            .collect();
        let mut out = vec![1.0; padded_rows(rows) * width];
        right.multiply_add(&left, &mut out);
        for row in 0..rows {
            for column in 0..columns {
                let expected: f32 = 1.0
                    + (0..depth)
                        .map(|k| left[row * depth + k] * right.values()[k * width + column])
                        .sum::<f32>();
                assert_eq!(
                    out[row * width + column],
                    expected,
                    "row {row}, column {column}"
                );
            }
        }
    }

    #[test]
    fn transpose_swaps_rows_and_columns() {
        let mut matrix = Matrix::zeros(2, 3);
        let width = matrix.columns();
        matrix.values_mut()[width + 2] = 7.0;
        let mut turned = Matrix::zeros(0, 0);
        matrix.transpose_into(3, &mut turned);
        assert_eq!(
            (turned.rows(), turned.values()[2 * turned.columns() + 1]),
            (3, 7.0)
        );
    }
}
