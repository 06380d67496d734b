//! Floor 8: the wiring of the service.
