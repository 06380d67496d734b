//! A test binary in its second role: the service under test, with a judge for tests.

use std::process::ExitCode;
use std::sync::Arc;

use communique::app::{Service, Versions};
use communique::config::{Config, Sources, gather};
use communique::flow::Judge;
use communique::observe::logs;

use super::Outcome;
use super::judge::TestJudge;
use super::service::ROLE;

/// Runs the service with the judge that the arguments name, if they ask for it; its settings come
/// from the environment.
pub fn run_if_asked() -> Option<ExitCode> {
    run_with(|name| Ok(Arc::new(name.parse::<TestJudge>()?)))
}

/// As [`run_if_asked`], with a binary's own judges by their names.
pub fn run_with(judge: impl Fn(&str) -> Outcome<Arc<dyn Judge>>) -> Option<ExitCode> {
    let mut arguments = std::env::args().skip(1);
    if arguments.next()? != ROLE {
        return None;
    }
    match judge(&arguments.next()?).and_then(service) {
        Ok(service) => Some(service.run().into()),
        Err(error) => {
            eprintln!("{error}");
            Some(ExitCode::FAILURE)
        }
    }
}

fn service(judge: Arc<dyn Judge>) -> Outcome<Service> {
    let raw = gather(&Sources::of_process(None, Vec::new()));
    let config = Config::from_raw(&raw).map_err(|error| error.to_string())?;
    logs::start(&config.logs)?;
    Ok(Service {
        config,
        judge,
        versions: Versions::default(),
        successor: None,
        create_topics: false,
    })
}
