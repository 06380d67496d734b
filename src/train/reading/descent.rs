//! Finds the lowest point of a smooth convex function: L-BFGS with a backtracking line search.

/// Steps at most; the functions of this folder need some tens.
const STEPS_MAX: usize = 300;
/// Pairs of steps and changes of gradient that are remembered: the usual choice.
const MEMORY: usize = 10;
/// Done when no partial derivative is greater: below what four written digits show.
const GRADIENT_MAX: f64 = 1e-3;
/// Halvings of one step at most: below, rounding is all that is left.
const HALVINGS_MAX: usize = 40;
/// Share of the promised fall that a step must bring (Armijo).
const FALL_SHARE: f64 = 1e-4;

/// The point where `function` is lowest, from `start`. `function` gives its value and fills the
/// gradient, which has as many numbers as the point.
pub fn lowest(start: Vec<f64>, function: impl Fn(&[f64], &mut [f64]) -> f64) -> Vec<f64> {
    let mut point = start;
    let mut gradient = vec![0.0; point.len()];
    let mut value = function(&point, &mut gradient);
    let mut memory: Vec<Pair> = Vec::new();
    for _ in 0..STEPS_MAX {
        if gradient.iter().all(|slope| slope.abs() <= GRADIENT_MAX) {
            break;
        }
        let mut way = direction(&gradient, &memory);
        if dot(&way, &gradient) >= 0.0 {
            memory.clear();
            way = gradient.iter().map(|slope| -slope).collect();
        }
        let promised = dot(&way, &gradient);
        // Without memory the length of the gradient says nothing of the length of the step.
        let mut length = if memory.is_empty() {
            1.0 / promised.abs().sqrt().max(1.0)
        } else {
            1.0
        };
        let mut next_gradient = vec![0.0; point.len()];
        let mut found = None;
        for _ in 0..HALVINGS_MAX {
            let next = along(&point, &way, length);
            let next_value = function(&next, &mut next_gradient);
            if next_value <= value + FALL_SHARE * length * promised {
                found = Some((next, next_value));
                break;
            }
            length /= 2.0;
        }
        let Some((next, next_value)) = found else {
            break;
        };
        let step: Vec<f64> = difference(&next, &point);
        let change: Vec<f64> = difference(&next_gradient, &gradient);
        let curvature = dot(&step, &change);
        if curvature > 0.0 {
            if memory.len() == MEMORY {
                memory.remove(0);
            }
            memory.push(Pair {
                step,
                change,
                curvature,
            });
        }
        (point, value, gradient) = (next, next_value, next_gradient);
    }
    point
}

struct Pair {
    step: Vec<f64>,
    change: Vec<f64>,
    curvature: f64,
}

/// The two loops of L-BFGS.
fn direction(gradient: &[f64], memory: &[Pair]) -> Vec<f64> {
    let mut way: Vec<f64> = gradient.iter().map(|slope| -slope).collect();
    let mut shares = Vec::with_capacity(memory.len());
    for pair in memory.iter().rev() {
        let share = dot(&pair.step, &way) / pair.curvature;
        add(&mut way, -share, &pair.change);
        shares.push(share);
    }
    if let Some(last) = memory.last() {
        let scale = last.curvature / dot(&last.change, &last.change);
        way.iter_mut().for_each(|part| *part *= scale);
    }
    for (pair, share) in memory.iter().zip(shares.into_iter().rev()) {
        let back = dot(&pair.change, &way) / pair.curvature;
        add(&mut way, share - back, &pair.step);
    }
    way
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

fn add(to: &mut [f64], factor: f64, what: &[f64]) {
    to.iter_mut()
        .zip(what)
        .for_each(|(to, what)| *to += factor * what);
}

fn along(point: &[f64], way: &[f64], length: f64) -> Vec<f64> {
    let parts = point.iter().zip(way);
    parts.map(|(point, way)| point + length * way).collect()
}

fn difference(a: &[f64], b: &[f64]) -> Vec<f64> {
    a.iter().zip(b).map(|(a, b)| a - b).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_narrow_valley_is_walked_to_its_end() {
        // (x - 3)² + 100 (y + x)²: lowest at (3, -3).
        let found = lowest(vec![0.0, 0.0], |point, gradient| {
            let (x, y) = (point[0], point[1]);
            gradient[0] = 2.0 * (x - 3.0) + 200.0 * (y + x);
            gradient[1] = 200.0 * (y + x);
            (x - 3.0).powi(2) + 100.0 * (y + x).powi(2)
        });
        assert!(
            (found[0] - 3.0).abs() < 1e-5 && (found[1] + 3.0).abs() < 1e-5,
            "{found:?}"
        );
    }

    #[test]
    fn nothing_to_find_is_found_at_once() {
        assert!(lowest(Vec::new(), |_, _| 0.0).is_empty());
        assert_eq!(lowest(vec![2.0], |_, _| 1.0), [2.0]);
    }
}
