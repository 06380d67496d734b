//! Adam: steps along the gradient, each weight at its own pace.

/// Decay of the mean of gradients.
const MEAN_DECAY: f32 = 0.9;
/// Decay of the mean of their squares; shorter than usual, since training is short.
const SQUARE_DECAY: f32 = 0.98;
/// Keeps the division away from zero.
const EPSILON: f32 = 1e-8;

/// Means of gradients and squares for one table of weights.
#[derive(Clone, Debug)]
pub struct Moments {
    mean: Vec<f32>,
    square: Vec<f32>,
}

impl Moments {
    /// For `length` weights.
    pub fn zeros(length: usize) -> Self {
        Self {
            mean: vec![0.0; length],
            square: vec![0.0; length],
        }
    }

    /// One step over the weights from `start` on; the gradient is set to zero. `step` counts from 1.
    pub fn step(
        &mut self,
        start: usize,
        weights: &mut [f32],
        gradient: &mut [f32],
        rate: f32,
        step: u32,
    ) {
        let mean_bias = 1.0 - MEAN_DECAY.powi(step as i32);
        let square_bias = 1.0 - SQUARE_DECAY.powi(step as i32);
        let rate = rate * square_bias.sqrt() / mean_bias;
        let means = self.mean[start..].iter_mut().zip(&mut self.square[start..]);
        for ((weight, slope), (mean, square)) in weights.iter_mut().zip(gradient).zip(means) {
            *mean = MEAN_DECAY * *mean + (1.0 - MEAN_DECAY) * *slope;
            *square = SQUARE_DECAY * *square + (1.0 - SQUARE_DECAY) * *slope * *slope;
            *weight -= rate * *mean / (square.sqrt() + EPSILON);
            *slope = 0.0;
        }
    }
}
