//! Frozen word vectors as a part of the rows of words: only how they are turned into it is learnt.

use super::optimiser::Moments;

/// Weights at the start lie within this, either way.
const START: f32 = 0.1;
/// Vectors are this long: the longer, the more a step of the weights moves a row.
const SCALE: f32 = 3.0;

/// A learnt map from the numbers of a vector to those of a row.
pub struct Projection {
    /// Numbers of a vector.
    depth: usize,
    /// Numbers of a row.
    width: usize,
    /// Vector after vector; never changed.
    vectors: Vec<f32>,
    /// A row for every number of a vector.
    values: Vec<f32>,
    gradient: Vec<f32>,
    moments: Moments,
}

impl Projection {
    /// Small random weights over these vectors, of `depth` numbers each.
    pub fn random(
        vectors: Vec<f32>,
        depth: usize,
        width: usize,
        random: &mut fastrand::Rng,
    ) -> Self {
        let length = depth * width;
        Self {
            depth,
            width,
            vectors: vectors.into_iter().map(|value| value * SCALE).collect(),
            values: (0..length)
                .map(|_| (random.f32() * 2.0 - 1.0) * START)
                .collect(),
            gradient: vec![0.0; length],
            moments: Moments::zeros(length),
        }
    }

    /// Whether there are no vectors at all.
    pub fn is_empty(&self) -> bool {
        self.vectors.is_empty()
    }

    /// Adds what the vector of this index gives; one that does not exist adds nothing.
    pub fn add_to(&self, index: usize, out: &mut [f32]) {
        let vector = vector(&self.vectors, self.depth, index);
        let rows = self.values.chunks_exact(self.width);
        for (&factor, row) in vector.iter().zip(rows) {
            for (slot, &value) in out.iter_mut().zip(row) {
                *slot += factor * value;
            }
        }
    }

    /// Hands the gradient of a row back to the weights.
    pub fn blame(&mut self, index: usize, gradient: &[f32]) {
        let vector = vector(&self.vectors, self.depth, index);
        let rows = self.gradient.chunks_exact_mut(self.width);
        for (&factor, row) in vector.iter().zip(rows) {
            for (slot, &value) in row.iter_mut().zip(gradient) {
                *slot += factor * value;
            }
        }
    }

    /// One step of the optimiser; gradients are multiplied by `scale` first.
    pub fn step(&mut self, scale: f32, rate: f32, step: u32) {
        self.gradient.iter_mut().for_each(|value| *value *= scale);
        self.moments
            .step(0, &mut self.values, &mut self.gradient, rate, step);
    }
}

/// One of `vectors` of `depth` numbers each; none that does not exist.
fn vector(vectors: &[f32], depth: usize, index: usize) -> &[f32] {
    let vector = vectors.get(index * depth..(index + 1) * depth);
    vector.unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_lead_to_the_row_that_is_wanted() {
        let mut random = fastrand::Rng::with_seed(1);
        let mut projection = Projection::random(vec![0.6, -0.8, 0.0, 0.0], 2, 3, &mut random);
        let wanted = [1.0, -0.5, 0.25];
        let mut found = [0.0; 3];
        for step in 1..=500 {
            found = [0.0; 3];
            projection.add_to(0, &mut found);
            let slopes: Vec<f32> = found.iter().zip(wanted).map(|(f, w)| f - w).collect();
            projection.blame(0, &slopes);
            projection.step(1.0, 0.01, step);
        }
        for (found, wanted) in found.iter().zip(wanted) {
            assert!((found - wanted).abs() < 0.01, "{found} for {wanted}");
        }
        // A word without a vector, and one that is hidden.
        for index in [1, 2] {
            let mut nothing = [0.0; 3];
            projection.add_to(index, &mut nothing);
            assert_eq!(nothing, [0.0; 3]);
        }
    }
}
