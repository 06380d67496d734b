//! Floor 4, below meetings and commitments: how a small learnt model judges what rules cannot decide.
//!
//! Knows named features and their weights, which are read from data files; knows nothing of what the
//! features speak of, of news or of wire forms.
//!
//! Whoever wants a judgement fills a bag of [`Features`] ("trigger=promise", "density" 0.3) and asks a
//! [`Linear`] how likely a thing is, or a [`Choice`] which of several classes it is; a [`Mixture`] asks several
//! witnesses of one thing and hears each as far as it speaks of it. What no list of features
//! tells, how words stand together in a sentence, a [`Context`] scores; its score is one feature among others.

mod choice;
mod context;
mod features;
mod file;
mod keys;
mod linear;
mod mixture;
mod probability;

pub use choice::Choice;
pub use context::network::{Activations, Network, Place, Shape, VIEWS};
pub use context::{Context, Known, LABELS, Parts, Word};
pub use features::{Features, is_of_point};
pub use file::{ChoiceFile, LinearFile};
pub use linear::{Contribution, Linear};
pub use mixture::{Heard, Mixture, Witness, mixed};
pub use probability::{likeliest, sigmoid, softmax};
