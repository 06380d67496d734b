//! Floor 7: Apache Kafka: client settings, source, transactional sink, dead letters.
//!
//! Knows brokers and transactions; knows nothing of what an item means.

mod properties;
mod secret;
mod settings;

pub use properties::{Properties, is_secret, refusal};
pub use secret::{MASK, Secret};
pub use settings::{Delivery, Settings, Start};
