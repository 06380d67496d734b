//! Dropout: what is hidden in turn, so that no unit leans on another.

/// A mask that hides a share of the columns and strengthens the rest in turn.
pub fn mask(width: usize, share: f32, random: &mut fastrand::Rng) -> Vec<f32> {
    let keep = 1.0 - share;
    (0..width)
        .map(|_| if random.f32() < keep { 1.0 / keep } else { 0.0 })
        .collect()
}

/// Multiplies every row by the mask.
pub fn hide(rows: &mut [f32], mask: &[f32]) {
    for row in rows.chunks_exact_mut(mask.len()) {
        for (value, &factor) in row.iter_mut().zip(mask) {
            *value *= factor;
        }
    }
}
