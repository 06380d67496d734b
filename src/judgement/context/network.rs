//! The weights: recurrent layers over a sentence, then what stands at a place, joined to one score.
//!
//! Everything it computes stays in [`Activations`], which the trainer walks back through.

use crate::text::network::matrix::{Matrix, Product, padded_columns, padded_rows};
use crate::text::network::packed::Packed;
use crate::text::network::rectify;
use crate::text::network::recurrent::{DIRECTIONS, LayerState, Recurrent};

/// What is looked at for a place: its two words, the strongest of its words, the strongest of the sentence.
pub const VIEWS: usize = 4;

/// Widths of the parts, all multiples of sixteen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shape {
    /// Numbers that describe one word on entry.
    pub input: usize,
    /// Units per direction and layer.
    pub hidden: usize,
    /// Layers.
    pub layers: usize,
    /// Units in which the views of a place are joined.
    pub joint: usize,
}

/// A place in a sentence; words by their numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The word that says that something is there.
    pub trigger: usize,
    /// The word for what it is.
    pub act: usize,
    /// The first of its words.
    pub first: usize,
    /// The last of its words.
    pub last: usize,
}

impl Place {
    /// The same within a sentence of so many words.
    fn within(self, words: usize) -> Self {
        let end = words.saturating_sub(1);
        let last = self.last.min(end);
        Self {
            trigger: self.trigger.min(end),
            act: self.act.min(end),
            first: self.first.min(last),
            last,
        }
    }
}

/// All weights: as floats while they are learnt, packed for reading.
#[derive(Clone, Debug)]
pub struct Network<W = Matrix> {
    /// The widths.
    pub shape: Shape,
    /// The layers.
    pub layers: Vec<Recurrent<W>>,
    /// Each view of a place → its share in the joint.
    pub views: [W; VIEWS],
    /// One per unit of the joint.
    pub bias: Vec<f32>,
    /// The joint, rectified → the score.
    pub last: Vec<f32>,
    /// Added to the score: one number.
    pub offset: Vec<f32>,
}

/// What the network computed for one sentence. Reused from sentence to sentence.
#[derive(Clone, Debug, Default)]
pub struct Activations {
    /// Rows that describe the words, padded words × input.
    pub input: Vec<f32>,
    /// The layers.
    pub layers: Vec<LayerState>,
    /// What each view shows of every place, padded places × (2 · hidden).
    pub views: [Vec<f32>; VIEWS],
    /// From which word each number of a view comes, as the views.
    pub words: [Vec<usize>; VIEWS],
    /// The joint, rectified, padded places × joint.
    pub joint: Vec<f32>,
    /// One score per place.
    pub scores: Vec<f32>,
}

impl Network {
    /// All zeros.
    pub fn zeros(shape: Shape) -> Self {
        let width = DIRECTIONS * shape.hidden;
        let layer = |at: usize| {
            let input = if at == 0 { shape.input } else { width };
            Recurrent::zeros(input, shape.hidden)
        };
        Self {
            shape,
            layers: (0..shape.layers).map(layer).collect(),
            views: std::array::from_fn(|_| Matrix::zeros(width, shape.joint)),
            bias: vec![0.0; padded_columns(shape.joint)],
            last: vec![0.0; padded_columns(shape.joint)],
            offset: vec![0.0],
        }
    }

    /// Every table of weights in the one order in which files and the trainer list them.
    pub fn tables_mut(&mut self) -> Vec<&mut [f32]> {
        let mut tables: Vec<&mut [f32]> = Vec::new();
        for layer in &mut self.layers {
            tables.extend(layer.tables_mut());
        }
        tables.extend(self.views.iter_mut().map(Matrix::values_mut));
        tables.push(&mut self.bias);
        tables.push(&mut self.last);
        tables.push(&mut self.offset);
        tables
    }

    /// The same network for reading: faster, and rounded.
    pub fn packed(&self) -> Network<Packed> {
        Network {
            shape: self.shape,
            layers: self.layers.iter().map(Recurrent::packed).collect(),
            views: std::array::from_fn(|view| Packed::of(&self.views[view])),
            bias: self.bias.clone(),
            last: self.last.clone(),
            offset: self.offset.clone(),
        }
    }
}

impl<W: Product> Network<W> {
    /// Reads the `words` rows of `state.input`.
    pub fn encode(&self, words: usize, state: &mut Activations) {
        state
            .layers
            .resize_with(self.layers.len(), Default::default);
        for (at, layer) in self.layers.iter().enumerate() {
            self.read_layer(at, layer, words, state);
        }
    }

    /// Reads what layer `at` reads: the input, or the output of the layer below.
    pub fn read_layer(
        &self,
        at: usize,
        layer: &Recurrent<W>,
        words: usize,
        state: &mut Activations,
    ) {
        let (below, above) = state.layers.split_at_mut(at);
        if let Some(own) = above.first_mut() {
            let input = below.last().map_or(&state.input, |below| &below.output);
            layer.forward(input, words, own);
        }
    }

    /// Scores places of the sentence of `words` words that was read last, in their order.
    pub fn score<'s>(
        &self,
        words: usize,
        places: &[Place],
        state: &'s mut Activations,
    ) -> &'s [f32] {
        self.look(words, places, state);
        let Activations {
            views,
            joint,
            scores,
            ..
        } = state;
        joint.clear();
        for _ in 0..padded_rows(places.len()) {
            joint.extend_from_slice(&self.bias);
        }
        for (weights, view) in self.views.iter().zip(views) {
            weights.multiply_add(view, joint);
        }
        rectify(joint);
        let offset = self.offset.first().copied().unwrap_or(0.0);
        scores.clear();
        for row in joint.chunks_exact(self.bias.len()).take(places.len()) {
            let terms = row.iter().zip(&self.last);
            scores.push(offset + terms.map(|(value, weight)| value * weight).sum::<f32>());
        }
        scores
    }

    /// Fills the views of the places.
    fn look(&self, words: usize, places: &[Place], state: &mut Activations) {
        let width = DIRECTIONS * self.shape.hidden;
        let Activations {
            layers,
            views,
            words: from,
            ..
        } = state;
        let encoded = layers.last().map_or(&[][..], |layer| &layer.output);
        for (view, (values, from)) in views.iter_mut().zip(from).enumerate() {
            values.clear();
            from.clear();
            for place in places.iter().map(|place| place.within(words)) {
                let (first, last) = match view {
                    0 => (place.trigger, place.trigger),
                    1 => (place.act, place.act),
                    2 => (place.first, place.last),
                    _ => (0, words.saturating_sub(1)),
                };
                strongest(encoded, width, (first, last), values, from);
            }
            values.resize(padded_rows(places.len()) * width, 0.0);
        }
    }
}

/// Adds, of each of `width` columns, the largest number of the rows from `first` to `last`, and its row.
fn strongest(
    rows: &[f32],
    width: usize,
    (first, last): (usize, usize),
    values: &mut Vec<f32>,
    from: &mut Vec<usize>,
) {
    let start = values.len();
    let row = |at: usize| rows.get(at * width..(at + 1) * width).unwrap_or_default();
    values.extend_from_slice(row(first));
    values.resize(start + width, 0.0);
    from.resize(start + width, first);
    for at in first + 1..=last {
        let slots = values[start..].iter_mut().zip(&mut from[start..]);
        for ((value, from), &other) in slots.zip(row(at)) {
            if other > *value {
                *value = other;
                *from = at;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_strongest_of_each_column_is_found() {
        let rows = [1.0, 5.0, 3.0, 2.0, 3.0, 9.0];
        let check = |range: (usize, usize), values: [f32; 2], from: [usize; 2]| {
            let (mut found, mut places) = (vec![7.0; 2], vec![7; 2]);
            strongest(&rows, 2, range, &mut found, &mut places);
            assert_eq!((&found[2..], &places[2..]), (&values[..], &from[..]));
        };
        check((0, 2), [3.0, 9.0], [1, 2]);
        check((0, 1), [3.0, 5.0], [1, 0]);
        check((1, 1), [3.0, 2.0], [1, 1]);
    }

    #[test]
    fn places_outside_of_a_sentence_are_brought_in() {
        let place = Place {
            trigger: 9,
            act: 1,
            first: 5,
            last: 8,
        };
        let expected = Place {
            trigger: 2,
            act: 1,
            first: 2,
            last: 2,
        };
        assert_eq!(place.within(3), expected);
    }
}
