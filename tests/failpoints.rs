//! Failpoints are in the binary where the feature `failpoints` put them, and nowhere else.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::string_slice,
    reason = "tests fail by panicking"
)]

#[path = "support/mod.rs"]
mod support;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::time::Duration;

use support::failpoints::{STEPS, VARIABLE, missing, texts};
use support::service::{Reader, Service};
use support::{port, wait};

const SHIPS_THEM: bool = cfg!(feature = "failpoints");
/// From start to the first answer, or to the crash.
const START_LIMIT: Duration = Duration::from_secs(60);
/// Long against the way from the first answer to the first look at the cluster.
const LIVES_ON: Duration = Duration::from_secs(3);

#[test]
fn the_list_of_steps_is_complete() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/kafka");
    let mut named = BTreeSet::new();
    for entry in fs::read_dir(folder).unwrap() {
        let text = fs::read_to_string(entry.unwrap().path()).unwrap();
        let calls = text.split("around!(").skip(1);
        let names = calls.filter_map(|rest| rest.trim_start().strip_prefix('"')?.split('"').next());
        named.extend(names.map(str::to_owned));
    }
    let listed: BTreeSet<_> = STEPS.iter().map(|step| (*step).to_owned()).collect();
    assert_eq!(named, listed);
}

#[test]
fn their_names_are_in_a_binary_only_with_the_feature() {
    let expected = if SHIPS_THEM { Vec::new() } else { texts() };
    assert_eq!(missing().unwrap(), expected);
}

#[test]
fn the_variable_is_obeyed_only_with_the_feature() {
    let [nobody] = port::free::<1>().unwrap();
    let brokers = format!("127.0.0.1:{nobody}");
    let settings = vec![("kafka.brokers".to_owned(), brokers)];
    let armed = [(VARIABLE, "connect.before=return(crash)")];
    let name = "failpoints-armed";
    let mut service = Service::start_in(name, Reader::Real, &settings, &[], &armed).unwrap();
    if SHIPS_THEM {
        let ended = wait::until_true("it crashes", START_LIMIT, || service.is_running().is_err());
        ended.unwrap();
    } else {
        let answered = wait::until("it answers", START_LIMIT, || service.get("/livez").ok());
        assert_eq!(answered.unwrap().0, 200);
        std::thread::sleep(LIVES_ON);
        service.is_running().unwrap();
    }
}
