//! `communique serve`: the long-lived service.

use std::sync::Arc;

use clap::Args;

use crate::app::{MakeSuccessor, Service, Successor, Versions};
use crate::cli::options::{Options, ReadingFlags, complain, configure, flag, make_reader, reader};
use crate::config::{Config, Sources};
use crate::observe::{Exit, logs};

/// Arguments of `serve`. All keys may also stand in the file or the environment.
#[derive(Args, Clone, Debug, Default)]
#[command(after_long_help = "\
Examples:
  communique serve --brokers broker-1:9092,broker-2:9092
  COMMUNIQUE__KAFKA__BROKERS=broker:9092 COMMUNIQUE__SCOPE=all communique serve
  communique serve --config communique.toml --create-topics
  communique serve --set 'kafka.properties.security.protocol=SASL_SSL' \\
      --set 'kafka.properties_from_files.sasl.password=/run/secrets/kafka'

SIGTERM and SIGINT end it in order: what is in flight is answered and committed, and the group is
left. A second signal ends it at once, and loses nothing but time.
SIGHUP reads rules and world of the data directory again; what cannot be used is refused, and the old
stay in force.")]
pub struct ServeArgs {
    /// Layers of the configuration.
    #[command(flatten)]
    pub options: Options,

    /// Bootstrap servers, separated by commas (key kafka.brokers)
    #[arg(long, value_name = "HOST:PORT,…")]
    pub brokers: Option<String>,

    /// Consumer group (key kafka.group_id)
    #[arg(long, value_name = "ID")]
    pub group_id: Option<String>,

    /// News items are read from here (key kafka.input_topic)
    #[arg(long, value_name = "TOPIC")]
    pub input_topic: Option<String>,

    /// Reports are written here (key kafka.output_topic)
    #[arg(long, value_name = "TOPIC")]
    pub output_topic: Option<String>,

    /// Rejected items are written here (key kafka.dead_letter_topic)
    #[arg(long, value_name = "TOPIC")]
    pub dead_letter_topic: Option<String>,

    /// One small record per input is written here (key kafka.audit_topic)
    #[arg(long, value_name = "TOPIC")]
    pub audit_topic: Option<String>,

    /// Where a group without offsets begins: earliest, latest or an RFC 3339 time (key kafka.start)
    #[arg(long, value_name = "WHERE")]
    pub start: Option<String>,

    /// exactly_once or at_least_once (key delivery)
    #[arg(long, value_name = "HOW")]
    pub delivery: Option<String>,

    /// How items are read.
    #[command(flatten)]
    pub reading: ReadingFlags,

    /// Where metrics and health are served; empty for nowhere (key http.listen)
    #[arg(long, value_name = "IP:PORT")]
    pub listen: Option<String>,

    /// human or json (key log.format)
    #[arg(long, value_name = "FORM")]
    pub log_format: Option<String>,

    /// What is logged, such as info or communique::kafka=debug (key log.level)
    #[arg(long, value_name = "FILTER")]
    pub log_level: Option<String>,

    /// Make the topics that do not exist
    #[arg(long)]
    pub create_topics: bool,
}

/// Serves until it is told to stop, or cannot go on.
pub fn run(args: &ServeArgs) -> Exit {
    match prepare(args) {
        Ok(service) => service.run(),
        Err(exit) => exit,
    }
}

fn prepare(args: &ServeArgs) -> Result<Service, Exit> {
    let (config, _) = configure(&args.sources())?;
    let reader = reader(&config)?;
    logs::start(&config.logs).map_err(|error| {
        complain(error);
        Exit::Usage
    })?;
    Ok(Service {
        successor: Some(successor(&config)),
        config,
        versions: Versions::of(reader.versions()),
        judge: Arc::new(reader),
        create_topics: args.create_topics,
    })
}

/// A reload reads the data directory, and nothing else: a changed configuration needs a restart. Every rule
/// is tried on its own examples first, as `check` does.
fn successor(config: &Config) -> Box<MakeSuccessor> {
    let (data_dir, settings) = (config.data_dir.clone(), config.pipeline);
    Box::new(move || {
        let reader = make_reader(data_dir.as_deref(), settings)?;
        let failed = reader.check_examples();
        if !failed.is_empty() {
            let lines: Vec<_> = failed.iter().map(ToString::to_string).collect();
            return Err(lines.join("\n"));
        }
        Ok(Successor {
            versions: Versions::of(reader.versions()),
            judge: Arc::new(reader),
        })
    })
}

impl ServeArgs {
    /// All layers of the configuration.
    pub fn sources(&self) -> Sources {
        let own = [
            flag("--brokers", "kafka.brokers", self.brokers.as_ref()),
            flag("--group-id", "kafka.group_id", self.group_id.as_ref()),
            flag(
                "--input-topic",
                "kafka.input_topic",
                self.input_topic.as_ref(),
            ),
            flag(
                "--output-topic",
                "kafka.output_topic",
                self.output_topic.as_ref(),
            ),
            flag(
                "--dead-letter-topic",
                "kafka.dead_letter_topic",
                self.dead_letter_topic.as_ref(),
            ),
            flag(
                "--audit-topic",
                "kafka.audit_topic",
                self.audit_topic.as_ref(),
            ),
            flag("--start", "kafka.start", self.start.as_ref()),
            flag("--delivery", "delivery", self.delivery.as_ref()),
            flag("--listen", "http.listen", self.listen.as_ref()),
            flag("--log-format", "log.format", self.log_format.as_ref()),
            flag("--log-level", "log.level", self.log_level.as_ref()),
        ];
        let own = own.into_iter().flatten();
        self.options.sources(own.chain(self.reading.flags()))
    }
}

#[cfg(test)]
mod tests {
    use clap::{Args, Command, FromArgMatches};

    use super::*;
    use crate::config::KEYS;

    #[test]
    fn every_flag_sets_the_key_that_its_help_names() {
        let command = ServeArgs::augment_args(Command::new("serve"));
        for arg in command.get_arguments() {
            let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
            let Some((_, key)) = help.trim_end_matches(')').rsplit_once(" (key ") else {
                continue;
            };
            let name = format!("--{}", arg.get_long().unwrap());
            let given = command.clone().get_matches_from(["serve", &name, "given"]);
            let sources = ServeArgs::from_arg_matches(&given).unwrap().sources();
            let [flag] = sources.flags.as_slice() else {
                panic!("{name}: {:?}", sources.flags)
            };
            assert_eq!(
                (flag.flag.as_str(), flag.key.as_str(), flag.value.expose()),
                (&*name, key, "given")
            );
            assert!(KEYS.iter().any(|known| known.name == key), "{key}");
        }
    }
}
