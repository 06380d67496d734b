//! The HTTP port: `/metrics`, `/livez`, `/readyz`, `/version`, and nothing else.
//!
//! It stands open to whoever reaches it, so everything a client can do is bounded: connections,
//! the head's size and time, and the time of the whole exchange. One connection, one request.
//! When all connections are taken the oldest gives way: a probe asks and is answered within a moment,
//! and whoever only holds a connection must not keep it from that.

use std::collections::VecDeque;
use std::convert::Infallible;
use std::io;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use http_body_util::Full;
use hyper::body::{Bytes, Incoming};
use hyper::header::{ALLOW, CACHE_CONTROL, CONTENT_TYPE, HeaderValue};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Method, Request, Response, StatusCode};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, watch};
use tokio::task::AbortHandle;
use tokio::time::{sleep, timeout};
use tracing::{debug, warn};

/// What is shown, asked anew for each request; must answer at once and without blocking.
pub struct Probes {
    /// All metrics in Prometheus' text form.
    pub metrics: Box<dyn Fn() -> String + Send + Sync>,
    /// Does the process beat? Otherwise why not.
    pub live: Box<dyn Fn() -> Result<(), String> + Send + Sync>,
    /// Does it take part in the work? Otherwise why not.
    pub ready: Box<dyn Fn() -> Result<(), String> + Send + Sync>,
    /// What runs here.
    pub version: Box<dyn Fn() -> serde_json::Value + Send + Sync>,
}

/// A port that listens but does not answer yet.
pub struct Port {
    listener: TcpListener,
    limits: Limits,
}

/// What clients may take.
#[derive(Clone, Copy)]
struct Limits {
    connections_max: usize,
    head_time_max: Duration,
    exchange_time_max: Duration,
}

const LIMITS: Limits = Limits {
    // A handful of scrapers and probes at once; beyond that the oldest gives way.
    connections_max: 64,
    // A probe's head is one packet; this is for a bad network, not for a slow client.
    head_time_max: Duration::from_secs(5),
    // Head and answer together; the metrics are some tens of kilobytes.
    exchange_time_max: Duration::from_secs(10),
};

/// The least that hyper's buffer can be; a probe's head is a few hundred bytes.
const HEAD_BYTES_MAX: usize = 8192;

/// Proxies and scrapers send a dozen.
const HEADERS_MAX: usize = 32;

/// Pause after a failed accept, as when descriptors have run out, so that it does not spin.
const ACCEPT_PAUSE: Duration = Duration::from_millis(100);

impl Port {
    /// Listens; port 0 takes a free one. Fails when the address cannot be had.
    pub async fn bind(listen: SocketAddr) -> io::Result<Self> {
        Ok(Self {
            listener: TcpListener::bind(listen).await?,
            limits: LIMITS,
        })
    }

    /// Where it listens in fact.
    pub fn address(&self) -> io::Result<SocketAddr> {
        self.listener.local_addr()
    }

    /// Answers until `stop` is over, then finishes the requests that are under way.
    pub async fn serve(self, probes: Probes, stop: impl Future<Output = ()>) {
        let Self { listener, limits } = self;
        let probes = Arc::new(probes);
        let free = Arc::new(Semaphore::new(limits.connections_max));
        let mut open: VecDeque<AbortHandle> = VecDeque::new();
        let (stopping, _) = watch::channel(());
        let mut stop = pin!(stop);
        loop {
            let accepted = tokio::select! {
                () = &mut stop => break,
                accepted = accept(&listener) => accepted,
            };
            let Some(stream) = accepted else {
                continue;
            };
            open.retain(|one| !one.is_finished());
            if open.len() >= limits.connections_max
                && let Some(oldest) = open.pop_front()
            {
                oldest.abort();
            }
            let Ok(permit) = Arc::clone(&free).acquire_owned().await else {
                break;
            };
            let (probes, stopped) = (Arc::clone(&probes), stopping.subscribe());
            let conversation = tokio::spawn(async move {
                converse(stream, limits, probes, stopped).await;
                drop(permit);
            });
            open.push_back(conversation.abort_handle());
        }
        drop(stopping);
        // All permits back: nobody is being answered any more.
        let all = u32::try_from(limits.connections_max).unwrap_or(u32::MAX);
        let _ = timeout(limits.exchange_time_max, free.acquire_many(all)).await;
    }
}

/// The next client.
async fn accept(listener: &TcpListener) -> Option<TcpStream> {
    match listener.accept().await {
        Ok((stream, _)) => Some(stream),
        Err(error) => {
            warn!(%error, "http connection not accepted");
            sleep(ACCEPT_PAUSE).await;
            None
        }
    }
}

/// One request and its answer. When `stopped` ends, a client that has not asked yet is sent away.
async fn converse(
    stream: TcpStream,
    limits: Limits,
    probes: Arc<Probes>,
    mut stopped: watch::Receiver<()>,
) {
    let service = service_fn(move |request| {
        let response = answer(&probes, &request);
        async move { Ok::<_, Infallible>(response) }
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(limits.head_time_max)
        .max_buf_size(HEAD_BYTES_MAX)
        .max_headers(HEADERS_MAX)
        .keep_alive(false)
        .serve_connection(TokioIo::new(stream), service);
    let mut connection = pin!(connection);
    let exchange = async {
        tokio::select! {
            ended = connection.as_mut() => return ended,
            _ = stopped.changed() => connection.as_mut().graceful_shutdown(),
        }
        connection.await
    };
    match timeout(limits.exchange_time_max, exchange).await {
        Ok(Ok(())) => {}
        Ok(Err(error)) => debug!(%error, "http exchange failed"),
        Err(_) => debug!("http exchange took too long"),
    }
}

fn answer(probes: &Probes, request: &Request<Incoming>) -> Response<Full<Bytes>> {
    const TEXT: &str = "text/plain; charset=utf-8";
    let path = request.uri().path();
    if !matches!(path, "/metrics" | "/livez" | "/readyz" | "/version") {
        return response(StatusCode::NOT_FOUND, TEXT, "not found\n".to_owned());
    }
    if request.method() != Method::GET {
        let mut refused = response(
            StatusCode::METHOD_NOT_ALLOWED,
            TEXT,
            "only GET is answered\n".to_owned(),
        );
        refused
            .headers_mut()
            .insert(ALLOW, HeaderValue::from_static("GET"));
        return refused;
    }
    match path {
        "/metrics" => {
            let exposition = "text/plain; version=0.0.4; charset=utf-8";
            response(StatusCode::OK, exposition, (probes.metrics)())
        }
        "/version" => {
            let body = format!("{}\n", (probes.version)());
            response(StatusCode::OK, "application/json", body)
        }
        health => {
            let probe = if health == "/livez" {
                &probes.live
            } else {
                &probes.ready
            };
            match probe() {
                Ok(()) => response(StatusCode::OK, TEXT, "ok\n".to_owned()),
                Err(why) => response(StatusCode::SERVICE_UNAVAILABLE, TEXT, format!("{why}\n")),
            }
        }
    }
}

fn response(status: StatusCode, kind: &'static str, body: String) -> Response<Full<Bytes>> {
    let mut response = Response::new(Full::new(Bytes::from(body)));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Write};
    use std::net;
    use std::time::Instant;

    use tokio::sync::oneshot;
    use tokio::task::{JoinHandle, spawn_blocking};

    use super::*;

    struct Running {
        address: SocketAddr,
        stop: oneshot::Sender<()>,
        served: JoinHandle<()>,
    }

    /// Two connections, a second and a half for a head: the limits' effect without their length.
    async fn run() -> Running {
        let listen = SocketAddr::from(([127, 0, 0, 1], 0));
        let mut port = Port::bind(listen).await.unwrap();
        port.limits = Limits {
            connections_max: 2,
            head_time_max: Duration::from_millis(1500),
            exchange_time_max: Duration::from_secs(8),
        };
        let probes = Probes {
            metrics: Box::new(|| "communique_up 1\n".to_owned()),
            live: Box::new(|| Ok(())),
            ready: Box::new(|| Err("group not joined".to_owned())),
            version: Box::new(|| serde_json::json!({"version": "9.8.7"})),
        };
        let address = port.address().unwrap();
        let (stop, stopped) = oneshot::channel();
        let served = tokio::spawn(port.serve(probes, async move {
            let _ = stopped.await;
        }));
        Running {
            address,
            stop,
            served,
        }
    }

    async fn ask(address: SocketAddr, request: &[u8]) -> String {
        let request = request.to_vec();
        let asked = spawn_blocking(move || {
            let mut stream = net::TcpStream::connect(address).unwrap();
            // The server may hang up on what it refuses before all is written.
            let _ = stream.write_all(&request);
            let mut answer = Vec::new();
            let _ = stream.read_to_end(&mut answer);
            String::from_utf8(answer).unwrap()
        });
        asked.await.unwrap()
    }

    #[tokio::test]
    async fn routes_answer() {
        let running = run().await;
        let cases = [
            ("GET /metrics", "200 OK", "communique_up 1"),
            ("GET /metrics?a=b", "200 OK", "communique_up 1"),
            ("GET /livez", "200 OK", "ok"),
            ("GET /readyz", "503 Service Unavailable", "group not joined"),
            ("GET /version", "200 OK", r#"{"version":"9.8.7"}"#),
            ("GET /", "404 Not Found", "not found"),
            ("GET /livez/", "404 Not Found", "not found"),
            (
                "POST /livez",
                "405 Method Not Allowed",
                "only GET is answered",
            ),
            ("HEAD /metrics", "405 Method Not Allowed", ""),
        ];
        for (line, status, body) in cases {
            let request = format!("{line} HTTP/1.1\r\nhost: x\r\n\r\n");
            let answer = ask(running.address, request.as_bytes()).await;
            let (head, got) = answer.split_once("\r\n\r\n").unwrap();
            assert!(
                head.starts_with(&format!("HTTP/1.1 {status}")),
                "{line}: {head}"
            );
            assert_eq!(got.trim_end(), body, "{line}");
        }
    }

    #[tokio::test]
    async fn too_much_is_refused() {
        let running = run().await;
        let long_path = format!("GET /{} HTTP/1.1\r\n\r\n", "a".repeat(20_000));
        let large_head = format!("GET /livez HTTP/1.1\r\nx: {}\r\n\r\n", "a".repeat(20_000));
        let many_headers = format!("GET /livez HTTP/1.1\r\n{}\r\n", "x: y\r\n".repeat(40));
        for request in [
            long_path,
            large_head,
            many_headers,
            "nonsense\r\n\r\n".to_owned(),
        ] {
            let answer = ask(running.address, request.as_bytes()).await;
            let refused = answer.is_empty() || answer.starts_with("HTTP/1.1 4");
            assert!(refused, "{answer}");
        }
        let still = ask(running.address, b"GET /livez HTTP/1.1\r\nhost: x\r\n\r\n").await;
        assert!(still.ends_with("ok\n"), "{still}");
    }

    #[tokio::test]
    async fn a_slow_client_is_sent_away() {
        let running = run().await;
        let began = Instant::now();
        let answer = ask(running.address, b"GET /livez HT").await;
        assert!(!answer.contains("200"), "{answer}");
        assert!(
            began.elapsed() >= Duration::from_millis(1400),
            "{:?}",
            began.elapsed()
        );
        assert!(
            began.elapsed() < Duration::from_secs(7),
            "{:?}",
            began.elapsed()
        );
    }

    #[tokio::test]
    async fn the_oldest_gives_way_when_all_connections_are_taken() {
        let running = run().await;
        let mut silent = Vec::new();
        for _ in 0..2 {
            silent.push(net::TcpStream::connect(running.address).unwrap());
            sleep(Duration::from_millis(50)).await;
        }
        let began = Instant::now();
        let answer = ask(running.address, b"GET /livez HTTP/1.1\r\nhost: x\r\n\r\n").await;
        assert!(answer.ends_with("ok\n"), "{answer}");
        assert!(began.elapsed() < Duration::from_secs(1));
        let ended = silent.iter_mut().map(|stream| {
            stream.set_nonblocking(true).unwrap();
            stream.read(&mut [0; 8]).is_ok_and(|read| read == 0)
        });
        assert_eq!(ended.collect::<Vec<_>>(), [true, false]);
    }

    #[tokio::test]
    async fn stopping_sends_idle_clients_away_and_frees_the_port() {
        let running = run().await;
        let mut idle = net::TcpStream::connect(running.address).unwrap();
        sleep(Duration::from_millis(50)).await;
        running.stop.send(()).unwrap();
        timeout(Duration::from_secs(1), running.served)
            .await
            .unwrap()
            .unwrap();
        assert_eq!(idle.read(&mut [0; 8]).unwrap(), 0);
        assert!(net::TcpStream::connect(running.address).is_err());
    }
}
