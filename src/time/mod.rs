//! Floor 2: temporal expressions and the intervals they mean, counted from an anchor date.
//!
//! Knows dates (by `jiff`) and words; never the clock, never what an item is.
