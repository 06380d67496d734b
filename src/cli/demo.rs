//! `communique demo`: the service on samples, with a broker inside the process.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::Duration;

use clap::Args;
use rdkafka::error::KafkaError;

use crate::app::{Service, Started, Versions};
use crate::cli::options::{Options, complain, configure, ended, flag, reader};
use crate::cli::read::print_report;
use crate::config::{Config, Sources};
use crate::kafka::EmbeddedCluster;
use crate::observe::{Exit, logs};
use crate::pipeline::samples;
use crate::report::{AuditRecord, Report};

/// How long the follower waits for the next record before it looks whether the service has ended.
const FOLLOW_WAIT: Duration = Duration::from_millis(200);

/// The audit topic of the demo: it tells when every sample is answered.
const AUDIT_TOPIC: &str = "communique.audit";

/// Arguments of `demo`.
#[derive(Args, Clone, Debug, Default)]
#[command(after_long_help = "\
Examples:
  communique demo                         feed the samples, go on, serve metrics
  communique demo --once                  end after the samples
  communique demo --listen 127.0.0.1:0    serve metrics on a free port

The broker of the demo lives in this process and cannot isolate transactions, so the demo delivers
at least once; `serve` with Apache Kafka delivers exactly once.")]
pub struct DemoArgs {
    /// Layers of the configuration.
    #[command(flatten)]
    pub options: Options,

    /// End when every sample was answered
    #[arg(long)]
    pub once: bool,

    /// Where metrics and health are served; empty for nowhere (key http.listen)
    #[arg(long, value_name = "IP:PORT")]
    pub listen: Option<String>,

    /// What is logged; the demo is to be read, so only warnings by default [log.level]
    #[arg(
        long,
        value_name = "FILTER",
        default_value = "warn,communique::kafka=error"
    )]
    pub log_level: String,
}

impl DemoArgs {
    /// All layers of the configuration; what a mock broker cannot do is not left to chance.
    pub fn sources(&self) -> Sources {
        let own = [
            flag("demo", "delivery", Some(&"at_least_once")),
            flag("demo", "kafka.audit_topic", Some(&AUDIT_TOPIC)),
            flag("--listen", "http.listen", self.listen.as_ref()),
            flag("--log-level", "log.level", Some(&self.log_level)),
        ];
        self.options.sources(own.into_iter().flatten())
    }
}

/// Feeds the samples through the service and prints what arrives.
pub fn run(args: &DemoArgs) -> Exit {
    match show(args) {
        Ok(exit) => exit,
        Err(exit) => exit,
    }
}

fn show(args: &DemoArgs) -> Result<Exit, Exit> {
    let (mut config, _) = configure(&args.sources())?;
    let reader = reader(&config)?;
    logs::start(&config.logs).map_err(|error| {
        complain(error);
        Exit::Usage
    })?;
    let demo = Demo::start(&mut config).map_err(failed)?;
    let started = Service {
        config,
        versions: Versions::of(reader.versions()),
        judge: Arc::new(reader),
        successor: None,
        create_topics: false,
    }
    .start()?;
    demo.run(started, args.once)
}

fn failed(error: KafkaError) -> Exit {
    complain(format!("the broker of the demo: {error}"));
    Exit::Failed
}

/// A cluster that holds the samples, and what the service is to make of it.
struct Demo {
    cluster: EmbeddedCluster,
    output_topic: String,
}

impl Demo {
    /// Starts the cluster, points the service at it, and feeds the samples.
    fn start(config: &mut Config) -> Result<Self, KafkaError> {
        let kafka = &mut config.kafka;
        let topics = [
            &*kafka.input_topic,
            &*kafka.output_topic,
            &*kafka.dead_letter_topic,
            AUDIT_TOPIC,
        ];
        let cluster = EmbeddedCluster::start(&topics)?;
        cluster.feed(&kafka.input_topic, samples().map(str::as_bytes))?;
        kafka.brokers = cluster.brokers();
        Ok(Self {
            cluster,
            output_topic: kafka.output_topic.clone(),
        })
    }

    /// Runs the service beside the printing of what it publishes.
    fn run(&self, started: Started, once: bool) -> Result<Exit, Exit> {
        let stop = started.stopper();
        let service = std::thread::spawn(move || started.run());
        let printed = self.print(once, &service);
        stop();
        let exit = service.join().unwrap_or(Exit::Failed);
        match ended(printed) {
            Exit::Ok => Ok(exit),
            failed => Err(failed),
        }
    }

    /// Prints reports as they arrive, until the service ends or, if that was asked for, until every
    /// sample is answered.
    fn print(&self, once: bool, service: &JoinHandle<Exit>) -> io::Result<()> {
        let mut out = io::stdout().lock();
        let follower = self.cluster.follow(&[&self.output_topic, AUDIT_TOPIC]);
        let follower = follower.map_err(io::Error::other)?;
        let mut seen = Seen::default();
        let mut summed_up = false;
        while !(service.is_finished() || once && summed_up) {
            let Some((topic, value)) = follower.next(FOLLOW_WAIT).map_err(io::Error::other)? else {
                continue;
            };
            if topic == self.output_topic {
                let report: Report = serde_json::from_slice(&value)?;
                print_report(&mut out, report)?;
                seen.reports += 1;
            } else {
                seen.note(serde_json::from_slice(&value)?);
            }
            if !summed_up && seen.is_all(samples().count()) {
                summed_up = true;
                seen.write(&mut out, once)?;
            }
        }
        Ok(())
    }
}

/// What has arrived. The two topics have no order between them.
#[derive(Default)]
struct Seen {
    reports: usize,
    verdicts: BTreeMap<String, usize>,
    reports_due: usize,
}

impl Seen {
    fn note(&mut self, audit: AuditRecord) {
        self.reports_due += usize::from(["report", "withdrawn"].contains(&&*audit.verdict));
        let reason = audit.reason.map(|reason| format!(" ({reason})"));
        let verdict = format!("{}{}", audit.verdict, reason.unwrap_or_default());
        *self.verdicts.entry(verdict).or_default() += 1;
    }

    fn is_all(&self, samples: usize) -> bool {
        self.verdicts.values().sum::<usize>() >= samples && self.reports >= self.reports_due
    }

    fn write(&self, out: &mut dyn Write, once: bool) -> io::Result<()> {
        let counts = self
            .verdicts
            .iter()
            .map(|(verdict, count)| format!("{count} {verdict}"));
        let counts = counts.collect::<Vec<_>>().join(", ");
        writeln!(out, "Every sample is answered: {counts}.")?;
        if !once {
            writeln!(out, "The service goes on; end it with Ctrl-C.")?;
        }
        out.flush()
    }
}
