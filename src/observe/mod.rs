//! Floor 8: what is seen from outside: logs and the HTTP port.

pub mod logs;
