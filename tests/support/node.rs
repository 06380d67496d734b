//! One Apache Kafka node, broker and controller in one, on loopback ports of its own; or the cluster
//! that `COMMUNIQUE_TEST_BROKERS` names.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use rdkafka::ClientConfig;
use rdkafka::consumer::{BaseConsumer, Consumer};
use tempfile::TempDir;

use super::children::{Guarded, Signal};
use super::{Outcome, jars, port, wait};

/// Names a running cluster to use instead of an own node.
const GIVEN: &str = "COMMUNIQUE_TEST_BROKERS";
/// Another process may take the ports between their choice and their use.
const START_ATTEMPTS: usize = 3;
/// From start to the first answer: 3 s on an idle machine, many times that on a busy one.
const ANSWER_LIMIT: Duration = Duration::from_secs(90);
/// One question about metadata.
const QUESTION_LIMIT: Duration = Duration::from_millis(1000);
/// How much of the node's log stands in the error when it does not start.
const TAIL_LINES: usize = 30;
/// Any would do: every node formats a folder of its own.
const CLUSTER_ID: &str = "Y29tbXVuaXF1ZS10ZXN0cw";

/// A node that answers. Dropping it stops it and removes its data.
#[derive(Debug)]
pub struct Node {
    brokers: String,
    /// None for a given cluster.
    own: Option<Own>,
}

/// What belongs to a node that was started here.
#[derive(Debug)]
struct Own {
    /// None while it is killed.
    java: Option<Guarded>,
    classes: PathBuf,
    log: PathBuf,
    /// The last to be dropped: its properties and its data.
    folder: TempDir,
}

/// What makes a node another than the usual one.
#[derive(Clone, Copy)]
struct Special<'a> {
    brokers: &'a str,
    properties: &'a str,
    format: &'a [String],
}

impl Node {
    /// Starts a node, or looks for the given cluster, and waits until it answers. Its log is written
    /// to `NAME.node.log` in cargo's folder for tests.
    pub fn start(name: &str) -> Outcome<Self> {
        if let Ok(brokers) = std::env::var(GIVEN) {
            wait::until_true("the given cluster answers", ANSWER_LIMIT, || {
                answers(&brokers)
            })?;
            return Ok(Self { brokers, own: None });
        }
        let classes = jars::folder()?;
        let mut error = String::new();
        for _ in 0..START_ATTEMPTS {
            match Self::start_own(name, &classes, None) {
                Ok(node) => return Ok(node),
                Err(why) => error = why,
            }
        }
        Err(error)
    }

    /// Starts an own node with these lines behind its properties, which win over the usual ones and name
    /// `brokers` as a listener; whether a cluster is given or not.
    pub fn start_own_with(name: &str, brokers: &str, properties: &str) -> Outcome<Self> {
        Self::start_own_formatted(name, brokers, properties, &[])
    }

    /// As [`Node::start_own_with`], with more arguments for the format of its disk, such as users.
    pub fn start_own_formatted(
        name: &str,
        brokers: &str,
        properties: &str,
        format: &[String],
    ) -> Outcome<Self> {
        let special = Special {
            brokers,
            properties,
            format,
        };
        Self::start_own(name, &jars::folder()?, Some(special))
    }

    /// Where clients connect.
    pub fn brokers(&self) -> &str {
        &self.brokers
    }

    /// Whether it was started here: only then can it be killed, restarted and frozen.
    pub fn is_own(&self) -> bool {
        self.own.is_some()
    }

    /// Ends it at once, as a crash does.
    pub fn kill(&mut self) -> Outcome {
        let own = self.own()?;
        let mut java = own.java.take().ok_or("the node is killed already")?;
        java.kill().map(drop)
    }

    /// Starts it again on its data and ports after [`Node::kill`], and waits until it answers.
    pub fn restart(&mut self) -> Outcome {
        let brokers = self.brokers.clone();
        self.own()?.run(&brokers)
    }

    /// Freezes it (`Signal::Stop`) or thaws it (`Signal::Continue`).
    pub fn signal(&mut self, signal: Signal) -> Outcome {
        self.own()?
            .java
            .as_mut()
            .ok_or("the node is killed")?
            .signal(signal)
    }

    fn own(&mut self) -> Outcome<&mut Own> {
        self.own
            .as_mut()
            .ok_or_else(|| format!("a cluster given by {GIVEN} is left alone"))
    }

    fn start_own(name: &str, classes: &Path, special: Option<Special<'_>>) -> Outcome<Self> {
        let scratch = Path::new(env!("CARGO_TARGET_TMPDIR"));
        let folder = tempfile::Builder::new()
            .prefix("kafka-node-")
            .tempdir_in(scratch);
        let folder = folder.map_err(|error| error.to_string())?;
        let ports = port::free::<2>().map_err(|error| error.to_string())?;
        let properties =
            properties(ports, folder.path()) + special.map_or("", |special| special.properties);
        fs::write(folder.path().join(PROPERTIES), properties).map_err(|error| error.to_string())?;
        let mut own = Own {
            java: None,
            classes: classes.to_path_buf(),
            log: scratch.join(format!("{name}.node.log")),
            folder,
        };
        own.format(special.map_or(&[], |special| special.format))?;
        let brokers = special.map_or_else(
            || format!("127.0.0.1:{}", ports[0]),
            |special| special.brokers.to_owned(),
        );
        own.run(&brokers)?;
        Ok(Self {
            brokers,
            own: Some(own),
        })
    }
}

const PROPERTIES: &str = "server.properties";

impl Own {
    fn format(&self, more: &[String]) -> Outcome {
        let mut command = java(&self.classes);
        command.args([
            "kafka.tools.StorageTool",
            "format",
            "-t",
            CLUSTER_ID,
            "-c",
            PROPERTIES,
        ]);
        let output = command.args(more).current_dir(self.folder.path()).output();
        let output = output.map_err(|error| format!("java: {error}; {}", jars::ADVICE))?;
        if output.status.success() {
            return Ok(());
        }
        let said = String::from_utf8_lossy(&output.stderr);
        Err(format!(
            "kafka.tools.StorageTool ({}): {said}",
            output.status
        ))
    }

    fn run(&mut self, brokers: &str) -> Outcome {
        let log = File::create(&self.log).map_err(|error| error.to_string())?;
        let error_log = log.try_clone().map_err(|error| error.to_string())?;
        let mut command = java(&self.classes);
        command
            .args(["-Xmx512m", "kafka.Kafka", PROPERTIES])
            .current_dir(self.folder.path());
        command
            .stdout(Stdio::from(log))
            .stderr(Stdio::from(error_log));
        let mut java = Guarded::spawn(&mut command).map_err(|error| format!("java: {error}"))?;
        let answer = wait::until("the node answers", ANSWER_LIMIT, || {
            let ended = java
                .status()
                .map(|status| Err(format!("the node ended: {status}")));
            ended.or_else(|| answers(brokers).then_some(Ok(())))
        });
        answer
            .and_then(|answer| answer)
            .map_err(|error| self.with_tail(&error))?;
        self.java = Some(java);
        Ok(())
    }

    fn with_tail(&self, error: &str) -> String {
        let text = fs::read_to_string(&self.log).unwrap_or_default();
        let lines: Vec<&str> = text.lines().collect();
        let tail = lines[lines.len().saturating_sub(TAIL_LINES)..].join("\n");
        format!("{error}; the end of {}:\n{tail}", self.log.display())
    }
}

/// The Java machine with Kafka's classes and a plain log on standard error.
fn java(classes: &Path) -> Command {
    let program = std::env::var_os("JAVA_HOME")
        .map(|home| Path::new(&home).join("bin/java"))
        .filter(|program| program.exists())
        .unwrap_or_else(|| PathBuf::from("java"));
    let mut command = Command::new(program);
    command.arg("-Dorg.slf4j.simpleLogger.showDateTime=true");
    command.arg("-cp").arg(classes.join("*"));
    command
}

fn answers(brokers: &str) -> bool {
    let mut config = ClientConfig::new();
    config
        .set("bootstrap.servers", brokers)
        .set("group.id", "communique-tests-look");
    let consumer: Result<BaseConsumer, _> = config.create();
    consumer.is_ok_and(|consumer| consumer.fetch_metadata(None, QUESTION_LIMIT).is_ok())
}

/// A node for tests: one replica of everything, few internal partitions since each costs time at the
/// start, no delay before a group forms, no topic that nobody made, deleted topics gone from the disk
/// and a killed node let in again after
/// seconds, and transactions that a killed process left open ended soon after their timeout.
fn properties([port, controller]: [u16; 2], folder: &Path) -> String {
    format!(
        "process.roles=broker,controller\n\
         node.id=1\n\
         controller.quorum.voters=1@127.0.0.1:{controller}\n\
         listeners=PLAINTEXT://127.0.0.1:{port},CONTROLLER://127.0.0.1:{controller}\n\
         advertised.listeners=PLAINTEXT://127.0.0.1:{port}\n\
         controller.listener.names=CONTROLLER\n\
         listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT\n\
         log.dirs={}\n\
         auto.create.topics.enable=false\n\
         offsets.topic.num.partitions=4\n\
         offsets.topic.replication.factor=1\n\
         transaction.state.log.num.partitions=4\n\
         transaction.state.log.replication.factor=1\n\
         transaction.state.log.min.isr=1\n\
         transaction.abort.timed.out.transaction.cleanup.interval.ms=500\n\
         share.coordinator.state.topic.num.partitions=1\n\
         share.coordinator.state.topic.replication.factor=1\n\
         share.coordinator.state.topic.min.isr=1\n\
         group.initial.rebalance.delay.ms=0\n\
         broker.heartbeat.interval.ms=500\n\
         broker.session.timeout.ms=3000\n\
         log.segment.delete.delay.ms=1000\n",
        folder.join("data").display()
    )
}
