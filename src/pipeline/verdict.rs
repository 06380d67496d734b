//! What becomes of an input: one of four verdicts, each with a reason from a closed list.

/// The answer to one input. `R` is the report's form: the typed one on this floor, bytes beyond.
#[derive(Clone, Debug, PartialEq)]
pub enum Verdict<R> {
    /// A report for the output topic.
    Report(R),
    /// A report that takes an earlier one back; output topic.
    Withdrawn(Withdrawn, R),
    /// Nothing to report; counted.
    Dropped(Dropped),
    /// Could not be answered; dead letters, with words for people.
    Rejected(Rejected, String),
}

impl<R> Verdict<R> {
    /// The verdict's name on the wire: `report`, `withdrawn`, `dropped`, `rejected`.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Report(_) => "report",
            Self::Withdrawn(..) => "withdrawn",
            Self::Dropped(_) => "dropped",
            Self::Rejected(..) => "rejected",
        }
    }

    /// The reason's name on the wire; a report needs none.
    pub fn reason(&self) -> Option<&'static str> {
        match self {
            Self::Report(_) => None,
            Self::Withdrawn(why, _) => Some(why.name()),
            Self::Dropped(why) => Some(why.name()),
            Self::Rejected(why, _) => Some(why.name()),
        }
    }

    /// The same verdict with its report in another form.
    pub fn map<S>(self, form: impl FnOnce(R) -> S) -> Verdict<S> {
        match self {
            Self::Report(report) => Verdict::Report(form(report)),
            Self::Withdrawn(why, report) => Verdict::Withdrawn(why, form(report)),
            Self::Dropped(why) => Verdict::Dropped(why),
            Self::Rejected(why, message) => Verdict::Rejected(why, message),
        }
    }
}

/// A closed list of reasons: the enum, its names on the wire and all of them in order.
macro_rules! reasons {
    ($(#[$about:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $wire:literal,)+ }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum $name { $($(#[$doc])* $variant,)+ }

        impl $name {
            /// All reasons of this list.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The name on the wire.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $wire),+ }
            }
        }
    };
}

reasons! {
    /// Why an earlier report is taken back.
    Withdrawn {
        /// The publisher cancelled the item.
        Cancelled = "cancelled",
        /// The publisher withholds the item.
        Withheld = "withheld",
    }
}

reasons! {
    /// Why an input needs no report.
    Dropped {
        /// A null value: the log's way to forget a key.
        Tombstone = "tombstone",
        /// A language that is not read.
        Language = "language",
        /// Not worth reading under this scope.
        Gate = "gate",
        /// Read: neither a meeting nor a commitment.
        NothingFound = "nothing_found",
        /// Only candidates under the confidence threshold.
        BelowConfidence = "below_confidence",
        /// Commitments, but no meeting, under scope `meetings`.
        OutOfScope = "out_of_scope",
    }
}

reasons! {
    /// Why an input went to the dead letters.
    Rejected {
        /// No bytes, or white space alone.
        Empty = "empty",
        /// More bytes than `item_bytes_max`.
        TooLarge = "too_large",
        /// Not UTF-8.
        NotUtf8 = "not_utf8",
        /// Not JSON, or not an object of one of the two forms.
        NotJson = "not_json",
        /// Nested deeper than the limit.
        TooDeep = "too_deep",
        /// Without an id.
        NoId = "no_id",
        /// Neither title nor body.
        NoText = "no_text",
        /// A time that is none.
        BadTime = "bad_time",
        /// The report does not fit the output topic.
        ReportTooLarge = "report_too_large",
        /// The reading panicked; a bug to report.
        Panic = "panic",
    }
}
