//! Floor 8: layered configuration: file, environment, flags → one trusted value.
