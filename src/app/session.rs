//! Sessions with the cluster, one after the other: each builds its clients, runs, and says why it ended.

use std::sync::Arc;
use std::time::{Duration, Instant};

use crossbeam_channel::{bounded, unbounded};
use tracing::{error, info, warn};

use super::exit_of;
use super::signals::Switch;
use crate::config::Config;
use crate::flow::{BatchSettings, Ending, Failure, InFlight, Metrics, Runner, Workers};
use crate::kafka::Connector;
use crate::observe::Exit;

/// The wait before the clients are built again; it doubles with each failure in a row.
const REBUILD_WAIT_MIN: Duration = Duration::from_millis(250);

/// The longest such wait: a broker that is back should not be waited for much longer.
const REBUILD_WAIT_MAX: Duration = Duration::from_secs(10);

/// A session that lasted so long was a good one; the next failure is the first again.
const GOOD_SESSION: Duration = Duration::from_secs(60);

/// Fenced twice within this time: another instance is alive and uses the same identity, and taking it
/// back and forth helps nobody.
const FENCED_AGAIN_WITHIN: Duration = Duration::from_secs(300);

/// How long the process stays after its breaker opened, out of the group and not ready: longer than one
/// scrape of the metrics takes to come round, so that somebody learns of it, and long enough that a
/// supervisor which starts it again at once does not fill the dead letters bit by bit.
const BREAKER_SHOWN_FOR: Duration = Duration::from_secs(20);

/// How long clients may take to end. librdkafka waits for its own threads without a limit, and may wait for ever.
const END_WITHIN: Duration = Duration::from_secs(60);

/// Everything that outlives a session.
pub(super) struct Sessions {
    pub connector: Connector,
    pub workers: Arc<Workers>,
    pub metrics: Arc<Metrics>,
    pub switch: Arc<Switch>,
    pub config: Config,
}

impl Sessions {
    /// Runs session after session until there is a reason to end.
    pub fn run(&self, create_topics: bool) -> Exit {
        let mut wait = REBUILD_WAIT_MIN;
        let mut fenced: Option<Instant> = None;
        let mut topics_wanted = create_topics;
        while !self.switch.is_asked() {
            let began = Instant::now();
            let failure = match self.session(&mut topics_wanted) {
                Ok(exit) => return exit,
                Err(failure) => failure,
            };
            self.switch.status().disconnected();
            self.metrics.disconnected();
            let again = fenced.is_some_and(|at| at.elapsed() < FENCED_AGAIN_WITHIN);
            match &failure {
                Failure::Fenced(_) => {
                    self.metrics.fenced();
                    if again {
                        error!(%failure, "another instance uses this identity; leaving it to that one");
                        return Exit::Fenced;
                    }
                    fenced = Some(Instant::now());
                }
                Failure::Fatal(_) | Failure::DataLost(_) => {
                    error!(%failure, "cannot go on");
                    return exit_of(&failure);
                }
                Failure::Abort(_) | Failure::Rebuild(_) => {}
            }
            if self.switch.is_asked() {
                break;
            }
            if began.elapsed() >= GOOD_SESSION {
                wait = REBUILD_WAIT_MIN;
            }
            warn!(%failure, wait_ms = wait.as_millis(), "building the clients anew");
            self.metrics.rebuilt();
            self.switch.sleep(wait);
            wait = (wait * 2).min(REBUILD_WAIT_MAX);
        }
        Exit::Ok
    }

    /// One session: how it ends the process, or why another one is needed.
    fn session(&self, topics_wanted: &mut bool) -> Result<Exit, Failure> {
        if *topics_wanted {
            self.connector.create_topics()?;
            *topics_wanted = false;
        }
        let (events, inbox) = unbounded();
        let flow = &self.config.flow;
        let in_flight = InFlight::new(flow.in_flight_items_max, flow.in_flight_bytes_max);
        let in_flight = Arc::new(in_flight);
        let gone = || Failure::Fatal("the workers are gone".into());
        let desk = self.workers.desk(events.clone()).ok_or_else(gone)?;
        let (mut source, mut sink) = self
            .connector
            .connect(events.clone(), Arc::clone(&in_flight))?;
        self.switch.attach(events);
        info!(delivery = ?self.config.kafka.delivery, "connected");
        let runner = Runner {
            source: &mut source,
            sink: &mut sink,
            desk,
            events: inbox,
            in_flight,
            metrics: Arc::clone(&self.metrics),
            settings: flow.clone(),
            batches: BatchSettings {
                interval: self.config.kafka.commit_interval,
                items_max: self.config.kafka.transaction_items_max,
            },
        };
        let ending = runner.run();
        // The producer goes first: nothing is committed from here on, and the group can be left.
        end((sink, source));
        match ending {
            Ending::Drained { left_over } => {
                if left_over > 0 {
                    warn!(
                        left_over,
                        "the drain budget is over; others will read these again"
                    );
                }
                Ok(Exit::Ok)
            }
            Ending::BreakerOpen(reason) => {
                error!(
                    reason,
                    "circuit breaker open: stopping before the dead letters fill up"
                );
                self.switch.status().disconnected();
                self.switch.sleep(BREAKER_SHOWN_FOR);
                Ok(Exit::BreakerOpen)
            }
            Ending::Failed(failure) => Err(failure),
        }
    }
}

/// Drops clients, and leaves them behind where they do not end: new ones fence them.
fn end<T: Send + 'static>(clients: T) {
    let (ended, ends) = bounded(1);
    let ending = std::thread::Builder::new().name("clients-end".into());
    let ending = ending.spawn(move || {
        drop(clients);
        let _nobody_waits = ended.send(());
    });
    if ending.is_ok() && ends.recv_timeout(END_WITHIN).is_err() {
        warn!("the clients do not end; leaving them behind");
    }
}
