//! A TCP proxy before one broker. Knows of Kafka's protocol where a request ends and which it is, so
//! that it can cut a connection at a chosen one.

use std::io::{self, Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use crate::schedule::Request;

/// The broker's time to take in a request whose answer is to be lost.
const TAKEN_IN: Duration = Duration::from_millis(300);
/// A broker that is being killed or restarted refuses; a client comes again.
const CONNECT_LIMIT: Duration = Duration::from_secs(2);

/// What to cut, shared by the proxies of a cluster: whoever meets it first.
#[derive(Clone, Debug, Default)]
pub struct Trap(Arc<Mutex<Option<(i16, bool)>>>);

impl Trap {
    /// Cuts at the next such request; `answer`: when the broker has it.
    pub fn set(&self, at: Request, answer: bool) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some((at.api_key(), answer));
    }

    /// Whether it has snapped since it was set.
    pub fn has_snapped(&self) -> bool {
        let set = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        set.is_none()
    }

    fn snaps(&self, api_key: i16) -> Option<bool> {
        let mut set = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        set.take_if(|(wanted, _)| *wanted == api_key)
            .map(|(_, answer)| answer)
    }
}

/// Passes on from `listener` to a port of the loopback, as long as the test binary lives.
pub fn start(listener: TcpListener, to: u16, trap: Trap) {
    thread::spawn(move || {
        for client in listener.incoming().flatten() {
            let trap = trap.clone();
            thread::spawn(move || {
                // An end of either side is the end of both.
                let _ended = connect(client, to, &trap);
            });
        }
    });
}

fn connect(client: TcpStream, to: u16, trap: &Trap) -> io::Result<()> {
    let broker = TcpStream::connect_timeout(&([127, 0, 0, 1], to).into(), CONNECT_LIMIT)?;
    client.set_nodelay(true)?;
    broker.set_nodelay(true)?;
    let (mut answers, mut back) = (broker.try_clone()?, client.try_clone()?);
    thread::spawn(move || {
        let _ended = io::copy(&mut answers, &mut back);
        let _closed = back.shutdown(Shutdown::Both);
    });
    let passed = pass_on(&client, &broker, trap);
    let _closed = client.shutdown(Shutdown::Both);
    let _closed = broker.shutdown(Shutdown::Both);
    passed
}

/// Request by request; returns where the trap snapped.
fn pass_on(mut client: &TcpStream, mut broker: &TcpStream, trap: &Trap) -> io::Result<()> {
    let mut head = [0; 6];
    loop {
        client.read_exact(&mut head)?;
        let [a, b, c, d, key @ ..] = head;
        let rest = u64::from(u32::from_be_bytes([a, b, c, d])).saturating_sub(2);
        let snaps = trap.snaps(i16::from_be_bytes(key));
        if snaps == Some(false) {
            return Ok(());
        }
        broker.write_all(&head)?;
        if io::copy(&mut client.take(rest), &mut broker)? < rest {
            return Ok(());
        }
        if snaps == Some(true) {
            client.shutdown(Shutdown::Both)?;
            thread::sleep(TAKEN_IN);
            return Ok(());
        }
    }
}
