//! Floor 8: layered configuration: file, environment, flags → one trusted value.
//!
//! [`gather`] reads the layers into a [`Raw`] form that remembers who said what; [`Config::from_raw`]
//! makes the trusted value from it, without IO, or tells all that is wrong with its exact places.

pub mod data;
mod effective;
mod error;
mod file;
mod gather;
mod keys;
mod raw;
mod reference;
mod shape;
mod variables;

use std::net::SocketAddr;
use std::path::PathBuf;

pub use effective::effective;
pub use error::{ConfigError, ConfigErrors, Place};
pub use gather::{FILE_VARIABLE, Sources, gather};
pub use keys::{KEYS, Key};
pub use raw::{Entry, Raw, Scalar};
pub use reference::{default_file, markdown_table};
pub use shape::Shape;
pub use variables::{Flag, variable_of};

use crate::kafka::Delivery;
use crate::observe::logs;
use crate::pipeline::UnknownScope;
use crate::{flow, kafka, pipeline};

/// All that was decided, checked; each floor owns its part.
#[derive(Clone, Debug, PartialEq)]
pub struct Config {
    /// Reading.
    pub pipeline: pipeline::Settings,
    /// The runner.
    pub flow: flow::Settings,
    /// Kafka.
    pub kafka: kafka::Settings,
    /// The log.
    pub logs: logs::Settings,
    /// Where metrics and health are served, if anywhere.
    pub http_listen: Option<SocketAddr>,
    /// Data files that replace or add to the embedded ones.
    pub data_dir: Option<PathBuf>,
}

impl Config {
    /// The trusted value, or all that is wrong with the raw one.
    pub fn from_raw(raw: &Raw) -> Result<Self, ConfigErrors> {
        let mut errors = raw.errors.clone();
        let reader = Reader { raw };
        let made = reader.config(&mut errors);
        match made {
            Ok(config) => {
                reader.compare(&config, &mut errors);
                if errors.is_empty() {
                    Ok(config)
                } else {
                    Err(ConfigErrors(errors))
                }
            }
            Err(error) => {
                errors.push(error);
                Err(ConfigErrors(errors))
            }
        }
    }
}

/// Takes typed values out of the raw form, whose shapes are checked already.
struct Reader<'r> {
    raw: &'r Raw,
}

impl Reader<'_> {
    fn config(&self, errors: &mut Vec<ConfigError>) -> Result<Config, ConfigError> {
        Ok(Config {
            pipeline: pipeline::Settings {
                scope: self.read("scope", |text| {
                    text.parse()
                        .map_err(|error: UnknownScope| error.to_string())
                })?,
                min_confidence: self.read("min_confidence", shape::ratio)?,
                item_bytes_max: self.read("item_bytes_max", shape::count)?,
            },
            flow: self.flow()?,
            kafka: self.kafka(errors)?,
            logs: logs::Settings {
                format: self.read("log.format", |text| word(text, &FORMATS))?,
                level: self.text("log.level")?,
            },
            http_listen: self.read("http.listen", shape::address)?,
            data_dir: self.optional("data_dir")?.map(PathBuf::from),
        })
    }

    fn flow(&self) -> Result<flow::Settings, ConfigError> {
        let workers = self.read("workers", shape::count)?;
        Ok(flow::Settings {
            workers: if workers == 0 {
                self.raw.cores.max(1)
            } else {
                workers
            },
            in_flight_items_max: self.read("flow.in_flight_items_max", shape::count)?,
            in_flight_bytes_max: self.read("flow.in_flight_bytes_max", shape::count)?,
            drain_budget: self.read("flow.drain_budget_ms", shape::milliseconds)?,
            breaker: flow::BreakerSettings {
                ratio_max: self.read("flow.breaker_ratio_max", shape::ratio)?,
                window_items: self.read("flow.breaker_window_items", shape::count)?,
                run_length_max: self.read("flow.breaker_run_length_max", shape::count)?,
            },
        })
    }

    fn kafka(&self, errors: &mut Vec<ConfigError>) -> Result<kafka::Settings, ConfigError> {
        Ok(kafka::Settings {
            brokers: self.text("kafka.brokers")?,
            group_id: self.text("kafka.group_id")?,
            input_topic: self.text("kafka.input_topic")?,
            output_topic: self.text("kafka.output_topic")?,
            dead_letter_topic: self.text("kafka.dead_letter_topic")?,
            audit_topic: self.optional("kafka.audit_topic")?,
            start: self.read("kafka.start", shape::start)?,
            transactional_id: self.optional("kafka.transactional_id")?,
            group_instance_id: self.optional("kafka.group_instance_id")?,
            commit_interval: self.read("kafka.commit_interval_ms", shape::milliseconds)?,
            transaction_items_max: self.read("kafka.transaction_items_max", shape::count)?,
            delivery: self.read("delivery", |text| word(text, &DELIVERIES))?,
            source: self.text("kafka.source")?,
            header_prefix: self.optional("kafka.header_prefix")?,
            session_timeout: self.read("kafka.session_timeout_ms", shape::milliseconds)?,
            transaction_timeout: self.read("kafka.transaction_timeout_ms", shape::milliseconds)?,
            revoke_budget: self.read("kafka.revoke_budget_ms", shape::milliseconds)?,
            properties: self.properties("kafka.properties", errors),
            consumer_properties: self.properties("kafka.consumer_properties", errors),
            producer_properties: self.properties("kafka.producer_properties", errors),
        })
    }

    /// What only makes sense together.
    fn compare(&self, config: &Config, errors: &mut Vec<ConfigError>) {
        let kafka = &config.kafka;
        let mut wrong = |name: &str, message: String| {
            errors.push(ConfigError {
                place: self.place(name),
                message: format!("{name}: {message}"),
            });
        };
        let topics = [
            ("kafka.input_topic", Some(&kafka.input_topic)),
            ("kafka.output_topic", Some(&kafka.output_topic)),
            ("kafka.dead_letter_topic", Some(&kafka.dead_letter_topic)),
            ("kafka.audit_topic", kafka.audit_topic.as_ref()),
        ];
        for (at, (name, topic)) in topics.iter().enumerate() {
            let earlier = topics
                .iter()
                .take(at)
                .find(|(_, other)| other == topic && topic.is_some());
            if let Some((other, _)) = earlier {
                wrong(
                    name,
                    format!("is the same topic as {other}; their records would mix"),
                );
            }
        }
        for (name, timeout) in [
            ("kafka.session_timeout_ms", kafka.session_timeout),
            ("kafka.transaction_timeout_ms", kafka.transaction_timeout),
        ] {
            if kafka.revoke_budget >= timeout {
                wrong(
                    "kafka.revoke_budget_ms",
                    format!("must be below {name}, {}", timeout.as_millis()),
                );
            }
        }
        if kafka.commit_interval >= kafka.transaction_timeout {
            let timeout = kafka.transaction_timeout.as_millis();
            wrong(
                "kafka.commit_interval_ms",
                format!("must be below kafka.transaction_timeout_ms, {timeout}"),
            );
        }
    }

    fn properties(&self, table: &str, errors: &mut Vec<ConfigError>) -> kafka::Properties {
        let mut properties = kafka::Properties::default();
        for (name, entry) in self.raw.table(table) {
            if let Err(reason) = properties.insert(name, entry.text.clone()) {
                let message = format!("{table}: {name} is not passed through: {reason}");
                errors.push(ConfigError {
                    place: entry.place.clone(),
                    message,
                });
            }
        }
        properties
    }

    fn text(&self, name: &str) -> Result<String, ConfigError> {
        self.read(name, |text| Ok(text.to_owned()))
    }

    fn optional(&self, name: &str) -> Result<Option<String>, ConfigError> {
        self.text(name)
            .map(|text| (!text.is_empty()).then_some(text))
    }

    fn read<T>(
        &self,
        name: &str,
        parse: impl Fn(&str) -> Result<T, String>,
    ) -> Result<T, ConfigError> {
        let scalar = keys::find(name).map(|key| self.raw.scalar(key));
        let parsed = scalar
            .ok_or_else(|| "is no key".to_owned())
            .and_then(|scalar| parse(&scalar.text));
        parsed.map_err(|message| ConfigError {
            place: self.place(name),
            message: format!("{name}: {message}"),
        })
    }

    fn place(&self, name: &str) -> Place {
        keys::find(name).map_or(Place::Default, |key| self.raw.scalar(key).place)
    }
}

const FORMATS: [(&str, logs::Format); 2] =
    [("human", logs::Format::Human), ("json", logs::Format::Json)];
const DELIVERIES: [(&str, Delivery); 2] = [
    ("exactly_once", Delivery::ExactlyOnce),
    ("at_least_once", Delivery::AtLeastOnce),
];

fn word<T: Copy>(text: &str, words: &[(&str, T)]) -> Result<T, String> {
    let found = words.iter().find(|(word, _)| *word == text);
    found
        .map(|(_, value)| *value)
        .ok_or_else(|| format!("{text:?} is not a word it knows"))
}

#[cfg(test)]
mod tests;
