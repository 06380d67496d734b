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
    let mut arguments = std::env::args().skip(1);
    if arguments.next()? != ROLE {
        return None;
    }
    match service(&arguments.next()?) {
        Ok(service) => Some(service.run().into()),
        Err(error) => {
            eprintln!("{error}");
            Some(ExitCode::FAILURE)
        }
    }
}

fn service(judge: &str) -> Outcome<Service> {
    let judge: Arc<dyn Judge> = Arc::new(judge.parse::<TestJudge>()?);
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
