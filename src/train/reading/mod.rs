//! Learning what judges the reading: weights of [`judgement`](crate::judgement) from annotated items.
//!
//! One module for each thing that is learnt gathers [`Examples`] and hands them to [`learn_linear`] or
//! [`learn_choice`]; [`learn_all`] learns them all. Nothing is random: the same examples give the same file.

mod addressees;
mod annotated;
mod commitment_beliefs;
mod commitments;
mod contexts;
mod descent;
mod examples;
mod figures;
mod folds;
mod learn;
pub mod lessons;
mod logistic;
mod marked;
mod meeting_beliefs;
mod meeting_items;
mod meeting_parts;
mod meetings;
mod mixture;
mod same_as;
mod soft_labels;
mod whole;

pub use annotated::Annotated;
pub use examples::{Example, Examples, Origin, part_of};
pub use figures::{Figure, Mistake};
pub use learn::{ChoiceLearnt, LinearLearnt, learn_choice, learn_linear};
pub use soft_labels::{SoftLabelled, SoftLabels};
pub use whole::{Learnt, learn_all};
