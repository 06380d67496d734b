//! Floor 8: the wiring of the service: judge, workers, clients, HTTP port, signals.

mod probes;
mod reload;
mod session;
mod signals;

use std::sync::Arc;

use tokio::runtime::Runtime;
use tracing::{error, info};

pub use reload::{MakeSuccessor, Successor};

use reload::Office;
use session::Sessions;
use signals::Switch;

use crate::config::Config;
use crate::flow::{Failure, Judge, Metrics, Workers};
use crate::kafka::Connector;
use crate::observe::Exit;
use crate::observe::http::{Port, Probes};
use crate::report::ReaderVersions;

/// What is said of the service beside its configuration.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Versions {
    /// Of the crate.
    pub version: String,
    /// Of the model; `none` where none is loaded.
    pub model: String,
    /// Of the rules.
    pub rules: String,
    /// Of the world's data.
    pub world: String,
}

impl Versions {
    /// Those of a reader.
    pub fn of(reader: &ReaderVersions) -> Self {
        Self {
            version: reader.version.clone(),
            model: reader.model.clone().unwrap_or_else(|| "none".into()),
            rules: reader.rules.clone(),
            world: reader.world.clone(),
        }
    }
}

/// A service that is ready to run: whoever judges, under which versions.
pub struct Service {
    /// The configuration.
    pub config: Config,
    /// Who answers the records, at first.
    pub judge: Arc<dyn Judge>,
    /// What `/version` and the metrics say.
    pub versions: Versions,
    /// Makes the judge's successor on SIGHUP; without it that signal is refused.
    pub successor: Option<Box<MakeSuccessor>>,
    /// Make the topics that are missing.
    pub create_topics: bool,
}

impl Service {
    /// Runs until a signal, the circuit breaker or an error that nothing here can mend ends it. Blocks;
    /// the log must have been started.
    pub fn run(self) -> Exit {
        self.start().map_or_else(|exit| exit, Started::run)
    }

    /// Starts workers, HTTP port and the ear for signals; the cluster is not asked for anything yet.
    /// What fails is in the log.
    pub fn start(self) -> Result<Started, Exit> {
        self.try_start().map_err(|failure| {
            error!(%failure, "cannot start");
            exit_of(&failure)
        })
    }

    fn try_start(self) -> Result<Started, Failure> {
        log_panics();
        let workers = self.config.flow.workers;
        let metrics = Arc::new(Metrics::new(workers).map_err(fatal)?);
        let first = Successor {
            judge: self.judge,
            versions: self.versions,
        };
        let office = Arc::new(Office::new(first, self.successor, Arc::clone(&metrics)));
        let judge = Arc::clone(&office) as Arc<dyn Judge>;
        let workers = Workers::start(workers, judge, Arc::clone(&metrics)).map_err(fatal)?;
        let workers = Arc::new(workers);
        let connector = Connector::new(
            self.config.kafka.clone(),
            self.config.pipeline.item_bytes_max,
            Arc::clone(&metrics),
        );
        let switch = Arc::new(Switch::new(connector.status()));
        let probes = probes::probes(&metrics, &workers, &switch, &office);
        let runtime = outside(&self.config, Arc::clone(&switch), office, probes)?;
        let sessions = Sessions {
            connector,
            workers,
            metrics,
            switch,
            config: self.config,
        };
        Ok(Started {
            sessions,
            create_topics: self.create_topics,
            _outside: runtime,
        })
    }
}

/// A service whose threads stand and whose port answers.
pub struct Started {
    sessions: Sessions,
    create_topics: bool,
    /// Drives the HTTP port and hears the signals, as long as it lives.
    _outside: Runtime,
}

impl Started {
    /// A way to end it from another thread, as a signal does.
    pub fn stopper(&self) -> impl Fn() + Send + use<> {
        let switch = Arc::clone(&self.sessions.switch);
        move || switch.ask()
    }

    /// Connects and runs until it ends. Blocks.
    pub fn run(self) -> Exit {
        let exit = self.sessions.run(self.create_topics);
        info!(exit = exit.code(), "stopped");
        exit
    }
}

/// Starts what is seen and heard from outside.
fn outside(
    config: &Config,
    switch: Arc<Switch>,
    office: Arc<Office>,
    probes: Probes,
) -> Result<Runtime, Failure> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build()
        .map_err(fatal)?;
    runtime.spawn(signals::listen(switch, config.flow.drain_budget));
    runtime.spawn(signals::listen_for_reloads(office));
    if let Some(listen) = config.http_listen {
        let port = runtime
            .block_on(Port::bind(listen))
            .map_err(|error| Failure::Fatal(format!("http.listen {listen}: {error}")))?;
        let address = port.address().map_err(fatal)?;
        info!(%address, "metrics and health are served");
        runtime.spawn(port.serve(probes, std::future::pending()));
    }
    Ok(runtime)
}

/// How a failure ends the process, once nothing is tried any more.
fn exit_of(failure: &Failure) -> Exit {
    match failure {
        Failure::Fenced(_) => Exit::Fenced,
        Failure::DataLost(_) => Exit::DataLost,
        Failure::Abort(_) | Failure::Rebuild(_) | Failure::Fatal(_) => Exit::Failed,
    }
}

fn fatal(error: impl std::fmt::Display) -> Failure {
    Failure::Fatal(error.to_string())
}

/// Panics go to the log like everything else. Where it happened is for everybody; its words may quote
/// an item, so they are for debugging.
fn log_panics() {
    std::panic::set_hook(Box::new(|panic| {
        let at = panic
            .location()
            .map(ToString::to_string)
            .unwrap_or_default();
        let thread = std::thread::current().name().unwrap_or("").to_owned();
        error!(at, thread, "panic");
        tracing::debug!(at, %panic, "panic in words");
    }));
}
