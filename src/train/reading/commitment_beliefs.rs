//! What the guidelines make one believe of commitments before an item is seen: see
//! [`meeting_beliefs`](super::meeting_beliefs).

/// A rule's type with its polarity is mostly right; a fixed contact of several binds all of them.
pub const TYPE: &[(&str, &str, f64)] = &[
    ("promise", "drafted=promise", 1.0),
    ("agreement", "drafted=agreement", 1.0),
    ("offer", "drafted=offer", 1.5),
    ("intention", "drafted=intention", 1.5),
    ("refusal", "drafted=refusal", 2.5),
    // Who refuses to meet, meets nobody; who invites has not been accepted yet.
    ("refusal", "class=refuse&drafted=refusal", 3.0),
    ("refusal", "class=reject&drafted=refusal", 3.0),
    ("offer", "class=invitation&drafted=offer", 3.0),
    ("agreement", "contact=2", 1.0),
    ("agreement", "contact=3", 1.0),
    ("promise", "contact=none", 0.5),
];
