//! The port of the service itself under clients that mean no good: bounded in number, time and bytes, and
//! a good client is answered meanwhile.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "that is how a test fails, its helpers included"
)]

#[path = "support/mod.rs"]
mod support;

use std::io::{ErrorKind, Read, Write};
use std::net::TcpStream;
use std::sync::Mutex;
use std::thread;
use std::time::{Duration, Instant};

use support::service::{Reader, Service};
use support::{port, wait};

const START_LIMIT: Duration = Duration::from_secs(60);
/// A probe gives up after a second.
const PROBE_LIMIT: Duration = Duration::from_secs(1);
/// The whole exchange takes no longer, on a busy machine.
const EXCHANGE_LIMIT: Duration = Duration::from_secs(15);
/// As the port's own limit, and those connections that it is about to leave.
const CONNECTIONS_MAX: f64 = 64.0 + 16.0;
/// What all these connections may take: their buffers are a few kilobytes each.
const GROWTH_BYTES_MAX: f64 = 16e6;

/// The tests measure memory and connections of their service: one at a time.
static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());

/// Runs a test on a service that looks for its broker in vain.
fn with_service(name: &str, test: impl FnOnce(&Service)) {
    let _alone = ONE_AT_A_TIME
        .lock()
        .unwrap_or_else(std::sync::PoisonError::into_inner);
    let [nobody] = port::free::<1>().unwrap();
    let settings = [("kafka.brokers".to_owned(), format!("127.0.0.1:{nobody}"))].to_vec();
    let service = Service::start(name, Reader::Real, &settings, &[]).unwrap();
    wait::until_true("it answers", START_LIMIT, || service.get("/livez").is_ok()).unwrap();
    test(&service);
}

fn connect(service: &Service) -> TcpStream {
    let stream = TcpStream::connect(("127.0.0.1", service.port())).unwrap();
    stream.set_read_timeout(Some(EXCHANGE_LIMIT)).unwrap();
    stream
}

fn expect_alive(service: &Service) {
    let asked = Instant::now();
    let (status, body) = service.get("/livez").unwrap();
    assert_eq!((status, body.as_str()), (200, "ok\n"));
    assert!(asked.elapsed() < PROBE_LIMIT, "after {:?}", asked.elapsed());
}

fn memory(service: &Service) -> f64 {
    service
        .metric("process_resident_memory_bytes", &[])
        .unwrap()
}

fn files(service: &Service) -> f64 {
    service.metric("process_open_fds", &[]).unwrap()
}

/// Hundreds of connections whose heads come byte by byte: probes are answered all the while, the number
/// stays bounded, and each is sent away in time.
#[test]
fn many_slow_heads_keep_nobody_from_being_answered() {
    with_service("http-slow", |service| {
        let (files_before, memory_before) = (files(service), memory(service));
        let head =
            b"GET /metrics HTTP/1.1\r\nx: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
        let mut slow: Vec<TcpStream> = (0..300).map(|_| connect(service)).collect();
        for byte in head.iter().take(30) {
            for stream in &mut slow {
                // Who was sent away cannot write any more.
                let _ = stream.write_all(&[*byte]);
            }
            expect_alive(service);
            let more = files(service) - files_before;
            assert!(more <= CONNECTIONS_MAX, "{more} connections");
            thread::sleep(Duration::from_millis(100));
        }
        let more = memory(service) - memory_before;
        assert!(more < GROWTH_BYTES_MAX, "{more} bytes");
        for mut stream in slow {
            assert_ended(&mut stream);
        }
        expect_alive(service);
    });
}

/// Thousands of connections one after the other, none of which asks or is closed by its client.
#[test]
fn a_flood_of_connections_is_survived() {
    with_service("http-flood", |service| {
        let (files_before, memory_before) = (files(service), memory(service));
        let mut held = Vec::new();
        for n in 0..4_000 {
            held.push(connect(service));
            if n % 500 == 0 {
                expect_alive(service);
            }
            if held.len() > 400 {
                held.drain(..200);
            }
        }
        let (files, memory) = (
            files(service) - files_before,
            memory(service) - memory_before,
        );
        assert!(files <= CONNECTIONS_MAX, "{files} connections");
        assert!(memory < GROWTH_BYTES_MAX, "{memory} bytes");
        expect_alive(service);
    });
}

/// Silence, an idle connection after its answer, and an answer that nobody reads: each ends in time.
#[test]
fn nobody_stays() {
    with_service("http-idle", |service| {
        let mut silent = connect(service);
        let mut idle = connect(service);
        let twice = "GET /livez HTTP/1.1\r\nhost: x\r\nconnection: keep-alive\r\n\r\n".repeat(2);
        idle.write_all(twice.as_bytes()).unwrap();
        let asked = Instant::now();
        let mut answers = Vec::new();
        // Closed with a request unread, the connection may be reset after the answer.
        let _ = idle.read_to_end(&mut answers);
        let answers = String::from_utf8(answers).unwrap();
        assert_eq!(answers.matches("HTTP/1.1 200 OK").count(), 1, "{answers}");
        assert!(asked.elapsed() < PROBE_LIMIT, "{:?}", asked.elapsed());
        let mut unread = connect(service);
        unread
            .write_all(b"GET /metrics HTTP/1.1\r\nhost: x\r\n\r\n")
            .unwrap();
        assert_ended(&mut silent);
        assert_ended(&mut unread);
    });
}

/// What is too large is refused, or cut off, before much of it was taken in.
#[test]
fn large_requests_are_refused() {
    const MIB: usize = 1 << 20;
    let large = [
        (
            "a request line",
            format!("GET /{} HTTP/1.1\r\n\r\n", "a".repeat(4 * MIB)),
        ),
        (
            "one header",
            format!("GET /livez HTTP/1.1\r\nx: {}\r\n\r\n", "a".repeat(4 * MIB)),
        ),
        (
            "many headers",
            format!("GET /livez HTTP/1.1\r\n{}\r\n", "x: y\r\n".repeat(MIB)),
        ),
        (
            "a body",
            format!(
                "POST /livez HTTP/1.1\r\nhost: x\r\ncontent-length: {}\r\n\r\n{}",
                64 * MIB,
                "a".repeat(64 * MIB)
            ),
        ),
        (
            "a body in chunks",
            format!(
                "GET /livez HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n{}",
                format!("{MIB:x}\r\n{}\r\n", "a".repeat(MIB)).repeat(32)
            ),
        ),
    ];
    with_service("http-large", |service| {
        let before = memory(service);
        for (what, request) in large {
            let mut stream = connect(service);
            stream.set_write_timeout(Some(EXCHANGE_LIMIT)).unwrap();
            // It may hang up before all is written.
            let written = stream.write_all(request.as_bytes());
            let hung_up = written.is_err_and(|error| error.kind() != ErrorKind::WouldBlock);
            let mut answer = Vec::new();
            let ended = stream.read_to_end(&mut answer);
            let answer = String::from_utf8_lossy(&answer);
            let refused = answer.starts_with("HTTP/1.1 4") || hung_up || ended.is_err();
            assert!(refused || what.contains("chunks"), "{what}: {answer}");
            let more = memory(service) - before;
            assert!(more < GROWTH_BYTES_MAX, "{what}: {more} bytes");
            expect_alive(service);
        }
    });
}

/// The other end hangs up before the exchange's time is over, whatever it had to say.
fn assert_ended(stream: &mut TcpStream) {
    let mut rest = Vec::new();
    if let Err(error) = stream.read_to_end(&mut rest) {
        let waited = matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut);
        assert!(!waited, "still open");
    }
}
