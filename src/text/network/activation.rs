//! The two squashing functions of the network, cheap enough to be exact everywhere.
//!
//! `tanh` is its Padé approximant x(27+x²)/(27+9x²), which meets ±1 with zero slope at ±3 and is
//! held there; training and reading use the same function, so nothing is lost by the approximation.

/// Beyond this the approximant is held at ±1.
const LIMIT: f32 = 3.0;

/// The squashing to −1 … 1.
#[inline(always)]
pub fn tanh(x: f32) -> f32 {
    let x = x.clamp(-LIMIT, LIMIT);
    let square = x * x;
    x * (27.0 + square) / (27.0 + 9.0 * square)
}

/// The slope of [`tanh`] at `x`.
#[inline(always)]
pub fn tanh_slope(x: f32) -> f32 {
    let x = x.clamp(-LIMIT, LIMIT);
    let square = x * x;
    let root = (9.0 - square) / (9.0 + 3.0 * square);
    root * root
}

/// The squashing to 0 … 1.
#[inline(always)]
pub fn sigmoid(x: f32) -> f32 {
    0.5 + 0.5 * tanh(0.5 * x)
}

/// The slope of [`sigmoid`] at `x`.
#[inline(always)]
pub fn sigmoid_slope(x: f32) -> f32 {
    0.25 * tanh_slope(0.5 * x)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slopes_agree_with_differences() {
        for step in -40..40 {
            let x = step as f32 * 0.1 + 0.03;
            let difference = (tanh(x + 0.01) - tanh(x - 0.01)) / 0.02;
            assert!((difference - tanh_slope(x)).abs() < 2e-3, "tanh at {x}");
            let difference = (sigmoid(x + 0.01) - sigmoid(x - 0.01)) / 0.02;
            assert!(
                (difference - sigmoid_slope(x)).abs() < 2e-3,
                "sigmoid at {x}"
            );
        }
    }
}
