//! What the guidelines make one believe of meetings before an item is seen. Learning begins here, and
//! leaves it as far as the examples tell; of what is rare among them it tells little.

/// What the item is about is mostly what stands out in it.
pub const FOCUS: &[(&str, f64)] = &[("tier=main", 1.0)];

/// What rules say of a contact is mostly so.
pub const CONTACT: &[(&str, &str, f64)] = &[
    ("held", "rule=held", 1.5),
    ("ongoing", "rule=ongoing", 1.5),
    ("planned", "rule=planned", 1.5),
    ("proposed", "rule=proposed", 1.5),
    ("postponed", "rule=postponed", 1.5),
    ("cancelled", "rule=cancelled", 1.5),
];

/// What contacts tell is mostly so.
pub const STATUS: &[(&str, &str, f64)] = &[
    ("held", "told-held", 1.0),
    ("held", "headline=readout", 1.0),
    ("ongoing", "told-ongoing", 1.0),
    ("planned", "told-planned", 1.0),
    ("proposed", "told-proposed", 1.0),
    ("postponed", "told-postponed", 1.0),
    ("cancelled", "told-cancelled", 1.0),
];

/// The words for a kind of contact name its format.
pub const FORMAT: &[(&str, &str, f64)] = &[
    ("bilateral", "kind=meet&heads=0", 0.5),
    ("bilateral", "kind=talks&heads=0", 0.5),
    ("call", "main-kind=call", 1.5),
    ("call", "title-word=call", 1.0),
    ("call", "share-call", 1.5),
    ("mediation", "main-kind=mediation", 1.0),
    ("mediation", "zone=lead&kind=mediation", 1.0),
    ("mediation", "title-word=mediation", 1.0),
    ("mediation", "share-mediation", 1.5),
    ("multilateral", "main-kind=conference", 1.0),
    ("multilateral", "main-sides=3", 0.7),
    ("multilateral", "sides=4", 0.7),
    ("multilateral", "sides=6", 0.7),
    ("session", "main-kind=session", 1.0),
    ("session", "sitting=title", 1.0),
    ("session", "sitting=lead", 0.5),
    ("summit", "main-kind=summit", 1.0),
    ("summit", "title-word=summit", 1.0),
    ("summit", "core-heads=2", 1.5),
    ("summit", "core-heads=3", 1.5),
    ("visit", "main-kind=visit", 1.0),
    ("visit", "title-word=visit", 1.0),
    ("visit", "share-visit", 1.0),
];

/// Who takes part in the main contact is a party.
pub const PARTY: &[(&str, f64)] = &[
    ("core-role=subject", 0.7),
    ("core-role=object", 0.7),
    ("core-role=with", 0.7),
    ("core-role=of", 0.5),
    ("in-no-contact", -0.7),
    ("only-located", -0.7),
];

/// Who stands in the main contact takes part; who speaks for others does not.
pub const PARTICIPANT: &[(&str, f64)] = &[
    ("in-core-contact", 1.0),
    ("spokesperson", -1.5),
    ("former", -1.5),
    ("another-of-the-party-is-in-core-contact", -0.7),
    ("in-no-contact", -0.7),
];

/// A meeting is where its words say that it is; one that did not come about is not where it was written of.
pub const PLACE: &[(&str, f64)] = &[
    ("tier=main&link=at", 1.0),
    ("tier=core&link=at", 1.0),
    ("tier=main&link=goal", 0.7),
    ("tier=core&link=goal", 0.7),
    ("tier=main&link=names", 0.7),
    ("tier=none&link=near", -0.7),
    ("status=planned&link=dateline", -0.7),
    ("status=proposed&link=dateline", -2.0),
    ("status=postponed&link=dateline", -2.0),
    ("status=cancelled&link=dateline", -2.0),
    ("kind=city&main=call", -1.0),
    ("dateline-and-text", 0.7),
    ("dateline-beside-linked", -1.0),
    ("has-a-city-named", -0.7),
];

/// A time that hangs on the contact is its time; the time of what is said of it is not, and what is
/// ahead lies ahead.
pub const DATE: &[(&str, f64)] = &[
    ("link=hangs&tier=main", 1.0),
    ("link=hangs&tier=core", 1.0),
    ("governor=speech", -1.0),
    ("governor=dealing", -1.0),
    ("status=proposed&governor=speech", -1.0),
    ("status=postponed&governor=speech", -1.0),
    ("status=cancelled&governor=speech", -1.0),
    ("status=planned&lies=after", 1.0),
    ("status=planned&lies=long-after", 0.7),
    ("status=planned&lies=around", 0.5),
    ("status=planned&lies=same-day", -0.7),
    ("status=planned&lies=before", -1.0),
    ("status=proposed&lies=same-day", -0.7),
    ("status=held&lies=after", -1.0),
    ("status=held&lies=long-before", -0.7),
    ("lasts=several", 0.5),
    ("lasts=one", -0.5),
    ("within-another", 0.3),
    ("holds-another", -0.5),
];
