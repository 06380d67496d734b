//! Adam: steps along the gradient, each weight at its own pace.

/// Decay of the mean of gradients.
const MEAN_DECAY: f32 = 0.9;
/// Decay of the mean of their squares; shorter than usual, since training is short.
const SQUARE_DECAY: f32 = 0.98;
/// Keeps the division away from zero.
const EPSILON: f32 = 1e-8;
/// Slopes longer than this are shortened, so that no odd batch throws training off.
const SLOPE_LENGTH_MAX: f32 = 5.0;
/// The first steps are small, until the optimiser has seen how steep the ground is.
const WARM_STEPS: f32 = 100.0;

/// All weights of a network on their way.
pub struct Descent {
    moments: Vec<Moments>,
    steps: u32,
}

/// One step that was made, for tables that step in their own way.
#[derive(Clone, Copy, Debug)]
pub struct Step {
    /// What slopes were multiplied by.
    pub scale: f32,
    /// How far it went.
    pub rate: f32,
    /// Counted from 1.
    pub number: u32,
}

impl Descent {
    /// For tables of these lengths.
    pub fn of(tables: &[&mut [f32]]) -> Self {
        let moments = tables.iter().map(|table| Moments::zeros(table.len()));
        Self {
            moments: moments.collect(),
            steps: 0,
        }
    }

    /// One step of all weights; the slopes are multiplied by `share` and then set to zero. The step size
    /// begins at `rate` and falls along a cosine to nothing at `done` = 1.
    pub fn step(
        &mut self,
        weights: Vec<&mut [f32]>,
        gradient: Vec<&mut [f32]>,
        (rate, done): (f32, f32),
        share: f32,
    ) -> Step {
        self.steps += 1;
        let cosine = 0.5 + 0.5 * (done * std::f32::consts::PI).cos();
        let warm = (self.steps as f32 / WARM_STEPS).min(1.0);
        let rate = rate * cosine * warm;
        let values = gradient.iter().flat_map(|table| table.iter());
        let length = values.map(|value| value * value).sum::<f32>();
        let scale = share * (SLOPE_LENGTH_MAX / (length.sqrt() * share)).min(1.0);
        let tables = weights.into_iter().zip(gradient);
        for ((weights, slopes), moments) in tables.zip(&mut self.moments) {
            slopes.iter_mut().for_each(|slope| *slope *= scale);
            moments.step(0, weights, slopes, rate, self.steps);
        }
        Step {
            scale,
            rate,
            number: self.steps,
        }
    }
}

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
