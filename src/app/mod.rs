//! Floor 8: the wiring of the service: judge, workers, clients, HTTP port, signals.

mod exit;
mod probes;
mod session;
mod signals;

use std::sync::Arc;

use tracing::{error, info};

pub use exit::Exit;

use crate::config::Config;
use crate::flow::{Failure, Judge, Metrics, Workers};
use crate::kafka::Connector;
use crate::observe::http::Port;

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

/// A service that is ready to run: whoever judges, under which versions.
pub struct Service {
    /// The configuration.
    pub config: Config,
    /// Who answers the records.
    pub judge: Arc<dyn Judge>,
    /// What `/version` and the metrics say.
    pub versions: Versions,
    /// Make the topics that are missing.
    pub create_topics: bool,
}

impl Service {
    /// Runs until a signal, the circuit breaker or an error that nothing here can mend ends it. Blocks;
    /// the log must have been started.
    pub fn run(self) -> Exit {
        match self.start() {
            Ok(exit) => exit,
            Err(failure) => {
                error!(%failure, "cannot start");
                Exit::of(&failure)
            }
        }
    }

    fn start(self) -> Result<Exit, Failure> {
        log_panics();
        let workers = self.config.flow.workers;
        let metrics = Arc::new(Metrics::new(workers).map_err(fatal)?);
        let said = &self.versions;
        metrics.versions(&said.version, &said.model, &said.rules, &said.world);
        let workers = Workers::start(workers, self.judge, Arc::clone(&metrics)).map_err(fatal)?;
        let workers = Arc::new(workers);
        let connector = Connector::new(
            self.config.kafka.clone(),
            self.config.pipeline.item_bytes_max,
            Arc::clone(&metrics),
        );
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()
            .map_err(fatal)?;
        let switch = Arc::new(signals::Switch::new(connector.status()));
        let drain_budget = self.config.flow.drain_budget;
        runtime.spawn(signals::listen(Arc::clone(&switch), drain_budget));
        let _serving = if let Some(listen) = self.config.http_listen {
            let port = runtime
                .block_on(Port::bind(listen))
                .map_err(|error| Failure::Fatal(format!("http.listen {listen}: {error}")))?;
            info!(address = %port.address().map_err(fatal)?, "metrics and health are served");
            let probes = probes::probes(&metrics, &workers, &switch, &self.versions);
            Some(runtime.spawn(port.serve(probes, std::future::pending())))
        } else {
            None
        };
        let sessions = session::Sessions {
            connector,
            workers,
            metrics,
            switch,
            config: self.config,
        };
        let exit = sessions.run(self.create_topics);
        info!(exit = exit.code(), "stopped");
        Ok(exit)
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
