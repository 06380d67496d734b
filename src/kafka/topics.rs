//! The topics: checked at start, made where that was asked for.

use std::collections::BTreeMap;
use std::time::Duration;

use rdkafka::ClientConfig;
use rdkafka::admin::{
    AdminClient, AdminOptions, NewTopic, OwnedResourceSpecifier, ResourceSpecifier,
    TopicReplication,
};
use rdkafka::client::DefaultClientContext;
use rdkafka::error::{KafkaError, RDKafkaErrorCode};
use rdkafka::metadata::{Metadata, MetadataBroker};
use tracing::{info, warn};

use super::limits::Limits;
use super::reach::Asker;
use super::{Settings, client, ladder};
use crate::flow::Failure;

/// How long the cluster may take to answer one question about its topics.
const ANSWER_WITHIN: Duration = Duration::from_secs(10);

/// Where the broker does not say: Kafka's own default of `max.message.bytes`.
const MESSAGE_BYTES_DEFAULT: usize = 1_048_588;

/// How often a topic that was just made is looked for until all brokers know it.
const LOOKS_FOR_NEW_TOPICS_MAX: u32 = 50;

/// Says where the topics' limits lie, or which topics are missing.
pub(super) fn check(settings: &Settings) -> Result<Limits, Failure> {
    let metadata = asker(settings)?.metadata()?;
    let admin = admin(settings)?;
    let mut missing = Vec::new();
    for topic in names(settings) {
        match partitions(&metadata, topic)? {
            Some(partitions) => info!(topic, partitions, "topic found"),
            None => missing.push(topic),
        }
    }
    if !missing.is_empty() {
        let missing = missing.join(", ");
        return Err(Failure::Fatal(format!(
            "topics that do not exist, or that the user may not Describe: {missing}; make them, or \
            start with --create-topics, or grant the right"
        )));
    }
    let sizes = message_bytes_max(&admin, &metadata, settings);
    let of = |topic: &str| sizes.get(topic).copied().unwrap_or(MESSAGE_BYTES_DEFAULT);
    Ok(Limits {
        input_bytes_max: of(&settings.input_topic),
        output_bytes_max: of(&settings.output_topic),
        dead_letter_bytes_max: of(&settings.dead_letter_topic),
        audit_bytes_max: settings.audit_topic.as_deref().map(of),
    })
}

/// Makes the topics that are missing: outputs with as many partitions as the input, so that the order
/// of a partition is easy to follow.
pub(super) fn create(settings: &Settings) -> Result<(), Failure> {
    let asker = asker(settings)?;
    let found = asker.metadata()?;
    let admin = admin(settings)?;
    let mut wanted = Vec::new();
    let input = partitions(&found, &settings.input_topic)?;
    for topic in names(settings) {
        if partitions(&found, topic)?.is_none() {
            // -1 lets the broker choose its own default.
            let count = input.map_or(-1, |count| i32::try_from(count).unwrap_or(i32::MAX));
            let topic = NewTopic::new(topic, count, TopicReplication::Fixed(-1));
            // Dead letters bear the times of their inputs: retention would delete old ones at once.
            let kept = topic.name == settings.dead_letter_topic;
            wanted.push(if kept {
                topic.set("retention.ms", "-1")
            } else {
                topic
            });
        }
    }
    if wanted.is_empty() {
        return Ok(());
    }
    let options = AdminOptions::new().operation_timeout(Some(ANSWER_WITHIN));
    for made in wait(admin.create_topics(&wanted, &options))?.map_err(|e| unreachable(&e))? {
        match made {
            Ok(topic) => info!(topic, "topic made"),
            Err((topic, RDKafkaErrorCode::TopicAlreadyExists)) => {
                info!(topic, "topic made meanwhile")
            }
            Err((topic, code)) => {
                return Err(Failure::Fatal(format!(
                    "topic {topic} cannot be made: {code}"
                )));
            }
        }
    }
    await_all(&asker, settings)
}

/// Waits until the cluster knows the topics that it has made.
fn await_all(asker: &Asker, settings: &Settings) -> Result<(), Failure> {
    for _ in 0..LOOKS_FOR_NEW_TOPICS_MAX {
        let found = asker.metadata()?;
        let mut counts = names(settings).map(|topic| partitions(&found, topic));
        if counts.all(|count| matches!(count, Ok(Some(_)))) {
            return Ok(());
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    Err(Failure::Rebuild(
        "the topics just made are not known yet".into(),
    ))
}

type Admin = AdminClient<DefaultClientContext>;

/// Each topic once: a cluster refuses a question that names one twice.
fn names(settings: &Settings) -> impl Iterator<Item = &str> {
    let always = [
        &settings.input_topic,
        &settings.output_topic,
        &settings.dead_letter_topic,
    ];
    let all = always.into_iter().chain(&settings.audit_topic);
    let mut names: Vec<&str> = Vec::new();
    for name in all {
        if !names.contains(&name.as_str()) {
            names.push(name);
        }
    }
    names.into_iter()
}

fn asker(settings: &Settings) -> Result<Asker, Failure> {
    Asker::new(&config(settings))
}

fn admin(settings: &Settings) -> Result<Admin, Failure> {
    let made = config(settings).create();
    made.map_err(|error| ladder::refused("the clients' settings", &error))
}

/// These clients live for a question or two; nobody reads their statistics.
fn config(settings: &Settings) -> ClientConfig {
    let mut config = client::common(settings);
    config.set("statistics.interval.ms", "0");
    config
}

/// Partitions of a topic; none where it does not exist.
fn partitions(metadata: &Metadata, topic: &str) -> Result<Option<usize>, Failure> {
    let Some(found) = metadata.topics().iter().find(|found| found.name() == topic) else {
        return Ok(None);
    };
    match found.error().map(RDKafkaErrorCode::from) {
        None => Ok(Some(found.partitions().len()).filter(|count| *count > 0)),
        Some(code) => match ladder::remedy(code) {
            Some(remedy) => Err(Failure::Fatal(format!("topic {topic}: {code}; {remedy}"))),
            None => Ok(None),
        },
    }
}

/// `max.message.bytes` by topic. Asking needs the right to describe configurations; without it the
/// default is assumed, and said.
fn message_bytes_max(
    admin: &Admin,
    metadata: &Metadata,
    settings: &Settings,
) -> BTreeMap<String, usize> {
    // Any broker knows; librdkafka would ask the controller, which may be one that is never to be seen.
    let broker = metadata.brokers().first().map(MetadataBroker::id);
    let asked: Vec<_> = names(settings).map(ResourceSpecifier::Topic).collect();
    let options = AdminOptions::new()
        .request_timeout(Some(ANSWER_WITHIN))
        .broker_id(broker);
    let answers = wait(admin.describe_configs(&asked, &options));
    let answers = answers.and_then(|answers| answers.map_err(|error| unreachable(&error)));
    let mut sizes = BTreeMap::new();
    let answers = answers
        .unwrap_or_default()
        .into_iter()
        .filter_map(Result::ok);
    for resource in answers {
        let entry = resource
            .get("max.message.bytes")
            .and_then(|entry| entry.value.clone());
        if let (OwnedResourceSpecifier::Topic(topic), Some(bytes)) = (
            &resource.specifier,
            entry.and_then(|value| value.parse().ok()),
        ) {
            sizes.insert(topic.clone(), bytes);
        }
    }
    for topic in names(settings).filter(|topic| !sizes.contains_key(*topic)) {
        warn!(
            topic,
            assumed = MESSAGE_BYTES_DEFAULT,
            "max.message.bytes cannot be read"
        );
    }
    sizes
}

/// Runs one of the admin client's futures to its end; they are driven by a thread of its own.
fn wait<T>(answer: impl Future<Output = T>) -> Result<T, Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread().build();
    let runtime = runtime.map_err(|error| Failure::Fatal(format!("no runtime: {error}")))?;
    Ok(runtime.block_on(answer))
}

fn unreachable(error: &KafkaError) -> Failure {
    let said = format!("asking for topics: {error}");
    ladder::denied(error, &said).unwrap_or(Failure::Rebuild(said))
}
