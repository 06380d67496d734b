//! The service at a node that requires TLS, passwords and rights: it works with the right ones, and with
//! any wrong one says so once, in words that an operator can act on.

mod place;
mod secrets;

use std::sync::{Arc, OnceLock};
use std::thread;
use std::time::Duration;

use libtest_mimic::{Failed, Trial};

use crate::support::checker::check;
use crate::support::judge::{TestJudge, expected};
use crate::support::route::{Route, Shape};
use crate::support::service::{Reader, Service};
use crate::support::{Outcome, inputs, wait};
use place::Place;

const READY_LIMIT: Duration = Duration::from_secs(60);
const DONE_LIMIT: Duration = Duration::from_secs(60);
const STOP_LIMIT: Duration = Duration::from_secs(30);

/// An operator who looks at the log learns what is wrong by then: two seconds, on a busy machine more.
const TOLD_LIMIT: Duration = Duration::from_secs(15);
/// Where the service does not give up, it is watched for so long.
const WATCHED_FOR: Duration = Duration::from_secs(15);
/// Lines above the level `info` in all that time: the error itself, librdkafka's own word of it, and that
/// the clients are built anew.
const LINES_MAX: usize = 8;

/// How a service that cannot do its work behaves.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Then {
    /// It ends, and not as if all were well.
    Ends,
    /// It stays, is not ready, and tries again.
    Tries,
}

/// A case: its name, what is wrong, what is said of it in one line, what the service does.
struct Case {
    name: &'static str,
    wrong: fn(&Place) -> Vec<(&'static str, String)>,
    said: &'static [&'static str],
    then: Then,
}

fn cases() -> Vec<Case> {
    use Then::{Ends, Tries};
    let case = |name, wrong, said, then| Case {
        name,
        wrong,
        said,
        then,
    };
    vec![
        case(
            "a_wrong_password",
            |_| vec![("sasl.password", "not it".to_owned())],
            &["sasl.password"],
            Ends,
        ),
        case(
            "an_unknown_user",
            |_| vec![("sasl.username", "nobody".to_owned())],
            &["sasl.username"],
            Ends,
        ),
        case(
            "another_mechanism",
            |_| vec![("sasl.mechanism", "PLAIN".to_owned())],
            &["sasl.mechanism", "SCRAM-SHA-512"],
            Ends,
        ),
        case(
            "an_expired_server_certificate",
            |place| vec![("kafka.brokers", place.expired().to_owned())],
            &["certificate", "expired"],
            Ends,
        ),
        case(
            "another_authority",
            |place| vec![("ssl.ca.location", place.file(place::STRANGER))],
            &["certificate", "ssl.ca.location"],
            Ends,
        ),
        case(
            "an_authority_that_is_not_there",
            |_| vec![("ssl.ca.location", "/nowhere/ca.pem".to_owned())],
            &["ssl.ca.location"],
            Ends,
        ),
        case(
            "a_wrong_passphrase",
            |_| vec![("ssl.key.password", "not it".to_owned())],
            &["ssl.key.location", "passphrases"],
            Ends,
        ),
        case(
            "no_certificate_of_its_own",
            |_| {
                vec![
                    ("ssl.certificate.location", String::new()),
                    ("ssl.key.location", String::new()),
                    ("ssl.key.password", String::new()),
                ]
            },
            &["certificate", "from here"],
            Ends,
        ),
        case(
            "no_tls",
            |_| vec![("security.protocol", "SASL_PLAINTEXT".to_owned())],
            &["Disconnected", "security.protocol"],
            Tries,
        ),
        case(
            "tls_where_there_is_none",
            |place| vec![("kafka.brokers", place.brokers().to_owned())],
            &["PLAINTEXT", "security.protocol"],
            Tries,
        ),
        case(
            "no_right_to_write",
            |_| vec![("sasl.username", place::NO_WRITE.to_owned())],
            &["Write", "topic"],
            Ends,
        ),
        case(
            "no_right_to_write_at_least_once",
            |_| {
                vec![
                    ("sasl.username", place::NO_WRITE.to_owned()),
                    ("delivery", "at_least_once".to_owned()),
                ]
            },
            &["Write", "topic"],
            Ends,
        ),
        case(
            "no_right_to_the_transactional_id",
            |_| vec![("sasl.username", place::NO_TRANSACTION.to_owned())],
            &["Write", "transactional"],
            Ends,
        ),
        case(
            "no_right_to_the_group",
            |_| vec![("sasl.username", place::NO_GROUP.to_owned())],
            &["Read", "group"],
            Ends,
        ),
        case(
            "no_right_at_all",
            |_| vec![("sasl.username", place::NOTHING.to_owned())],
            &["Describe", "topic"],
            Ends,
        ),
    ]
}

/// One trial for each case, and one where nothing is wrong; they share a node that the first one starts.
pub fn trials() -> Vec<Trial> {
    let place = Arc::<OnceLock<Outcome<Place>>>::default();
    let trial = |name: &str, test: Box<dyn Fn(&Place) -> Outcome + Send>| {
        let place = Arc::clone(&place);
        Trial::test(format!("guarded::{name}"), move || {
            let place = place.get_or_init(Place::start).as_ref();
            place
                .map_err(String::clone)
                .and_then(&test)
                .map_err(Failed::from)
        })
    };
    let mut trials = vec![trial("with_the_right_ones_it_works", Box::new(it_works))];
    let unseen: fn(&Place) -> Outcome = secrets::are_told_nowhere;
    trials.push(trial("secrets_are_told_nowhere", Box::new(unseen)));
    for case in cases() {
        trials.push(trial(
            case.name,
            Box::new(move |place| is_told(place, &case)),
        ));
    }
    trials
}

fn it_works(place: &Place) -> Outcome {
    let route = Route::create(place.brokers(), "guarded-works", Shape::default())?;
    let made = inputs::make(&route.name, 40, 1);
    let sent = inputs::send(place.brokers(), &route.input, &made, true)?;
    let reader = Reader::Test(TestJudge::ById);
    let mut service = Service::start("guarded-works", reader, &place.settings(&route, &[]), &[])?;
    service.wait_ready(READY_LIMIT)?;
    route.wait_done_by(&mut service, DONE_LIMIT)?;
    let log = service.log();
    service.stop(STOP_LIMIT)?;
    check(&sent, &route.seen(&sent)?, expected).none()?;
    let loud = loud(&log);
    if loud.is_empty() {
        Ok(())
    } else {
        Err(format!("said although all is well: {}", loud.join("\n")))
    }
}

fn is_told(place: &Place, case: &Case) -> Outcome {
    let name = format!("guarded-{}", case.name.replace('_', "-"));
    let route = Route::create(place.brokers(), &name, Shape::default())?;
    let made = inputs::make(&route.name, 5, 1);
    inputs::send(place.brokers(), &route.input, &made, false)?;
    let settings = place.settings(&route, &(case.wrong)(place));
    let reader = Reader::Test(TestJudge::ById);
    let mut service = Service::start(&name, reader, &settings, &[])?;
    let told = |log: &str| {
        let says = |line: &&&str| case.said.iter().all(|words| line.contains(words));
        loud(log).iter().filter(says).count()
    };
    let is_told = wait::until_true("it is told", TOLD_LIMIT, || told(&service.log()) > 0);
    is_told.map_err(|error| service.with_tail(&error))?;
    match case.then {
        Then::Ends => {
            if service.exit_code(STOP_LIMIT)? == 0 {
                return Err(service.with_tail("it ended as if all were well"));
            }
        }
        Then::Tries => {
            thread::sleep(WATCHED_FOR);
            let (status, _) = service.get("/readyz")?;
            if status != 503 {
                return Err(service.with_tail(&format!("/readyz says {status}")));
            }
        }
    }
    let (log, committed) = (service.log(), route.committed()?);
    let lines = loud(&log).len();
    if lines > LINES_MAX {
        return Err(service.with_tail(&format!("{lines} lines")));
    }
    if !committed.is_empty() {
        return Err(service.with_tail(&format!("committed {committed:?}")));
    }
    Ok(())
}

/// The lines above the level `info`.
fn loud(log: &str) -> Vec<&str> {
    let is_loud = |line: &&str| line.contains(" WARN ") || line.contains(" ERROR ");
    log.lines().filter(is_loud).collect()
}
