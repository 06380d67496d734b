//! Free loopback ports.

use std::net::TcpListener;

/// `N` loopback ports that nobody listens on, all different. Somebody may take one before its user
/// does: who starts a server on it tries again with others.
pub fn free<const N: usize>() -> std::io::Result<[u16; N]> {
    let mut held = Vec::with_capacity(N);
    let mut ports = [0; N];
    for port in &mut ports {
        let listener = TcpListener::bind(("127.0.0.1", 0))?;
        *port = listener.local_addr()?.port();
        held.push(listener);
    }
    Ok(ports)
}
