//! The binary `communique`.

fn main() {}
