//! How soon the service is there, and what it holds when it has nothing to do.

use std::fmt;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::measure::process::memory_mb;
use crate::measure::run::{self, PARTITIONS, Run};
use crate::measure::spread::{Spread, number};
use crate::support::Outcome;
use crate::support::cluster;
use crate::support::service::Reader;
use crate::variant::Variant;

/// A start costs nothing but its time, so there are more than rounds.
const STARTS: usize = 7;
/// Between two questions whether it is ready.
const ASK_EVERY: Duration = Duration::from_millis(2);
const READY_LIMIT: Duration = Duration::from_secs(60);

/// The figures of all starts.
#[derive(Default)]
pub struct Figures {
    ready_ms: Spread,
    idle_memory_mb: Spread,
    version_ms: Spread,
}

/// Starts it on an empty topic, and for its version alone.
pub fn measure(brokers: &str) -> Outcome<Figures> {
    let mut figures = Figures::default();
    let input = format!("empty-{:08x}", fastrand::u32(..));
    run::create(brokers, &input, PARTITIONS)?;
    for _ in 0..STARTS {
        figures.version_ms.push(milliseconds_of_version()?);
        let run = Run::new(brokers, &input)?;
        let begin = Instant::now();
        let service = run.start(Reader::Real, &Variant::ORDINARY.settings())?;
        while !service
            .get("/readyz")
            .is_ok_and(|(status, _)| status == 200)
        {
            if begin.elapsed() > READY_LIMIT {
                return Err(service.with_tail("the service does not become ready"));
            }
            thread::sleep(ASK_EVERY);
        }
        figures
            .ready_ms
            .push(begin.elapsed().as_secs_f64() * 1000.0);
        figures.idle_memory_mb.push(memory_mb(service.pid())?);
        service.kill()?;
        run.clear()?;
    }
    cluster::delete_topics(brokers, &[&input])?;
    Ok(figures)
}

fn milliseconds_of_version() -> Outcome<f64> {
    let begin = Instant::now();
    let mut command = Command::new(env!("CARGO_BIN_EXE_communique"));
    let status = command.arg("--version").stdout(Stdio::null()).status();
    let status = status.map_err(|error| error.to_string())?;
    if !status.success() {
        return Err(format!("communique --version: {status}"));
    }
    Ok(begin.elapsed().as_secs_f64() * 1000.0)
}

impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "Ready {} ms after its start, partitions assigned, and holding {} MB then; `communique --version` takes {} ms \
             ({STARTS} starts).",
            self.ready_ms,
            number(self.idle_memory_mb.median()),
            self.version_ms,
        )
    }
}
