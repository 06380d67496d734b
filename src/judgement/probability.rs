//! Scores as probabilities: what models that are loaded and models that are learnt have in common.

/// How likely a thing is by its log-odds, 0 to 1.
pub fn sigmoid(score: f64) -> f64 {
    1.0 / (1.0 + (-score).exp())
}

/// How likely each of several classes is by its score; they sum to one.
pub fn softmax(scores: &[f64]) -> Vec<f64> {
    let greatest = scores.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let powers: Vec<f64> = scores
        .iter()
        .map(|score| (score - greatest).exp())
        .collect();
    let sum: f64 = powers.iter().sum();
    powers.iter().map(|power| power / sum).collect()
}

/// The place of the greatest of several probabilities, and that one; of equals the first.
pub fn likeliest(probabilities: &[f64]) -> Option<(usize, f64)> {
    let numbered = probabilities.iter().copied().enumerate();
    numbered.reduce(|best, next| if next.1 > best.1 { next } else { best })
}
