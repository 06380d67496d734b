//! The network that reads a sentence: two recurrent layers, then tags, heads and relations.
//!
//! It sees rows of numbers and gives rows of scores; it knows no words, no labels, no files.
//! Everything it computes stays in [`Activations`], which the trainer walks back through.

pub mod activation;
pub mod arborescence;

pub mod matrix;
pub mod packed;
pub mod recurrent;

use matrix::{Matrix, Product, padded_columns, padded_rows};
use packed::Packed;
use recurrent::{DIRECTIONS, LayerState, Recurrent};

/// Slope of the rectifier below zero: small, so that no unit dies in training.
pub const LEAK: f32 = 0.1;
/// Distances between a word and its head beyond this count as this.
const DISTANCE_MAX: isize = 24;
/// One learnt preference per signed distance.
const DISTANCES: usize = 2 * DISTANCE_MAX as usize + 1;

/// Widths of the parts; all but `tags` and `relations` are multiples of eight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shape {
    /// Numbers that describe one word on entry.
    pub input: usize,
    /// Units per direction and layer.
    pub hidden: usize,
    /// Numbers in which a word and a possible head are compared.
    pub arc: usize,
    /// Units of the layer that names a relation.
    pub label: usize,
    /// Known tags.
    pub tags: usize,
    /// Known relations.
    pub relations: usize,
}

/// A matrix with a bias per column.
#[derive(Clone, Debug)]
pub struct Linear<W = Matrix> {
    /// Input width × output width.
    pub weights: W,
    /// One per column.
    pub bias: Vec<f32>,
}

impl Linear {
    /// All zeros.
    pub fn zeros(input: usize, output: usize) -> Self {
        Self {
            weights: Matrix::zeros(input, output),
            bias: vec![0.0; padded_columns(output)],
        }
    }

    /// The same part for reading.
    pub fn packed(&self) -> Linear<Packed> {
        Linear {
            weights: Packed::of(&self.weights),
            bias: self.bias.clone(),
        }
    }
}

impl<W: Product> Linear<W> {
    /// `out` = `input` · weights + bias, for `words` rows padded to full tiles.
    pub fn forward(&self, input: &[f32], words: usize, out: &mut Vec<f32>) {
        out.clear();
        for _ in 0..padded_rows(words) {
            out.extend_from_slice(&self.bias);
        }
        self.weights.multiply_add(input, out);
    }
}

/// All weights: as floats while they are learnt, packed for reading.
#[derive(Clone, Debug)]
pub struct Network<W = Matrix> {
    /// The widths.
    pub shape: Shape,
    /// The two layers.
    pub layers: [Recurrent<W>; 2],
    /// Last layer → tags.
    pub tag: Linear<W>,
    /// Last layer → the word as one that seeks a head.
    pub dependent: Linear<W>,
    /// The seeker turned to meet its head.
    pub meeting: Linear<W>,
    /// Last layer → the word as a possible head.
    pub head: Linear<W>,
    /// The root as a possible head.
    pub root: Vec<f32>,
    /// Preference per signed distance to the head.
    pub distance: Vec<f32>,
    /// Last layer → the dependent's share in the relation.
    pub label_dependent: Linear<W>,
    /// Last layer → the head's share in the relation.
    pub label_head: Linear<W>,
    /// The root's share in the relation.
    pub label_root: Vec<f32>,
    /// Both shares, rectified → relations.
    pub label: Linear<W>,
}

/// What the network computed for one sentence. Reused from sentence to sentence.
#[derive(Clone, Debug, Default)]
pub struct Activations {
    /// Rows that describe the words, padded words × input.
    pub input: Vec<f32>,
    /// The two layers.
    pub layers: [LayerState; 2],
    /// Scores of tags, padded words × padded tags.
    pub tags: Vec<f32>,
    /// Rectified words as seekers, padded words × arc.
    pub dependent: Vec<f32>,
    /// Seekers turned to meet their heads, padded words × arc.
    pub meeting: Vec<f32>,
    /// Rectified words as heads, padded words × arc.
    pub head: Vec<f32>,
    /// All possible heads as columns (the root first), arc × padded (words + 1).
    pub keys: Matrix,
    /// Scores of heads, padded words × padded (words + 1); column 0 is the root.
    pub arcs: Vec<f32>,
    /// Dependents' shares in the relation, padded words × label.
    pub label_dependent: Vec<f32>,
    /// Heads' shares in the relation, padded words × label.
    pub label_head: Vec<f32>,
    /// Both shares, rectified, padded words × label.
    pub label_joint: Vec<f32>,
    /// Scores of relations, padded words × padded relations.
    pub relations: Vec<f32>,
}

impl Default for Matrix {
    fn default() -> Self {
        Self::zeros(0, 0)
    }
}

impl Network {
    /// All zeros.
    pub fn zeros(shape: Shape) -> Self {
        let width = DIRECTIONS * shape.hidden;
        Self {
            shape,
            layers: [
                Recurrent::zeros(shape.input, shape.hidden),
                Recurrent::zeros(width, shape.hidden),
            ],
            tag: Linear::zeros(width, shape.tags),
            dependent: Linear::zeros(width, shape.arc),
            meeting: Linear::zeros(shape.arc, shape.arc),
            head: Linear::zeros(width, shape.arc),
            root: vec![0.0; shape.arc],
            distance: vec![0.0; DISTANCES],
            label_dependent: Linear::zeros(width, shape.label),
            label_head: Linear::zeros(width, shape.label),
            label_root: vec![0.0; shape.label],
            label: Linear::zeros(shape.label, shape.relations),
        }
    }

    /// Every table of weights in the one order in which files and the trainer list them.
    pub fn tables_mut(&mut self) -> Vec<&mut [f32]> {
        let mut tables: Vec<&mut [f32]> = Vec::new();
        for layer in &mut self.layers {
            tables.extend(layer.tables_mut());
        }
        for linear in [
            &mut self.tag,
            &mut self.dependent,
            &mut self.meeting,
            &mut self.head,
            &mut self.label_dependent,
            &mut self.label_head,
            &mut self.label,
        ] {
            tables.push(linear.weights.values_mut());
            tables.push(&mut linear.bias);
        }
        tables.push(&mut self.root);
        tables.push(&mut self.distance);
        tables.push(&mut self.label_root);
        tables
    }

    /// The same network for reading: faster, and rounded.
    pub fn packed(&self) -> Network<Packed> {
        Network {
            shape: self.shape,
            layers: [self.layers[0].packed(), self.layers[1].packed()],
            tag: self.tag.packed(),
            dependent: self.dependent.packed(),
            meeting: self.meeting.packed(),
            head: self.head.packed(),
            root: self.root.clone(),
            distance: self.distance.clone(),
            label_dependent: self.label_dependent.packed(),
            label_head: self.label_head.packed(),
            label_root: self.label_root.clone(),
            label: self.label.packed(),
        }
    }
}

impl<W: Product> Network<W> {
    /// Scores every possible head of the words whose last layer lies in `state`.
    pub fn score_arcs(&self, words: usize, state: &mut Activations) {
        let Activations {
            layers,
            dependent,
            meeting,
            head,
            keys,
            arcs,
            ..
        } = state;
        let encoded = &layers[1].output;
        self.dependent.forward(encoded, words, dependent);
        rectify(dependent);
        self.meeting.forward(dependent, words, meeting);
        self.head.forward(encoded, words, head);
        rectify(head);
        let width = self.head.bias.len();
        keys.reshape(width, words + 1);
        let stride = keys.columns();
        for (row, line) in keys.values_mut().chunks_exact_mut(stride).enumerate() {
            line[0] = self.root[row];
            for word in 0..words {
                line[word + 1] = head[word * width + row];
            }
        }
        arcs.clear();
        arcs.resize(padded_rows(words) * stride, 0.0);
        for word in 0..words {
            let line = &mut arcs[word * stride..][..words + 1];
            for (other, slot) in line.iter_mut().skip(1).enumerate() {
                *slot = self.distance[distance_index(word, other)];
            }
        }
        keys.multiply_add(meeting, arcs);
    }

    /// Computes both shares of every word in its relation, before heads are known.
    pub fn share_labels(&self, words: usize, state: &mut Activations) {
        let encoded = &state.layers[1].output;
        self.label_dependent
            .forward(encoded, words, &mut state.label_dependent);
        self.label_head
            .forward(encoded, words, &mut state.label_head);
    }

    /// Scores the relations of every word to its head; `heads` holds 0 for the root, else word + 1.
    pub fn score_relations(&self, heads: &[usize], state: &mut Activations) {
        let width = self.label_root.len();
        let Activations {
            label_dependent,
            label_head,
            label_joint,
            relations,
            ..
        } = state;
        label_joint.clear();
        label_joint.extend_from_slice(label_dependent);
        for (word, &head) in heads.iter().enumerate() {
            let share = match head.checked_sub(1) {
                None => &self.label_root[..],
                Some(head) => &label_head[head * width..][..width],
            };
            for (slot, &value) in label_joint[word * width..][..width].iter_mut().zip(share) {
                *slot += value;
            }
        }
        rectify(label_joint);
        self.label.forward(label_joint, heads.len(), relations);
    }
}

/// The index of the learnt preference for a head at `head` of the word at `word`.
pub fn distance_index(word: usize, head: usize) -> usize {
    let distance = (head as isize - word as isize).clamp(-DISTANCE_MAX, DISTANCE_MAX);
    (distance + DISTANCE_MAX) as usize
}

/// The leaky rectifier in place.
pub fn rectify(values: &mut [f32]) {
    for value in values {
        *value = value.max(*value * LEAK);
    }
}
