//! Floor 8: the subcommands.
