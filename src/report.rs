//! Floor 5: the output's wire form, version 1, and nothing else.
