//! `communique replay`: dead letters back to the input topic.

use std::io::IsTerminal;
use std::time::{Duration, Instant};

use clap::Args;
use clap::builder::PossibleValuesParser;
use indicatif::{ProgressBar, ProgressStyle};

use crate::cli::options::{Options, complain, configure, flag, print};
use crate::flow::Failure;
use crate::kafka::{Replay, Tally};
use crate::observe::{Exit, logs};
use crate::pipeline::Rejected;

/// Without a terminal, a line says how far it is, no oftener than this.
const TELL_EVERY: Duration = Duration::from_secs(5);

/// Arguments of `replay`.
#[derive(Args, Clone, Debug, Default)]
#[command(after_long_help = "\
Examples:
  communique replay --config communique.toml --reason panic --dry-run
  communique replay --config communique.toml --reason panic --reason too_large
  communique replay --brokers broker:9092 --reason not_json

Copies and the place in the dead letters are one transaction, under the group GROUP.replay.REASON: no
letter goes back twice. It ends at the end that the topic has when it begins. Letters whose value was
left out, that do not fit the input topic or come from another are counted and stay.")]
pub struct ReplayArgs {
    /// Layers of the configuration: those of the service.
    #[command(flatten)]
    pub options: Options,

    /// Replay letters of this reason; may be repeated
    #[arg(long, required = true, value_name = "REASON", value_parser = reasons())]
    pub reason: Vec<String>,

    /// Count what would be copied, and write nothing
    #[arg(long)]
    pub dry_run: bool,

    /// Bootstrap servers, separated by commas (key kafka.brokers)
    #[arg(long, value_name = "HOST:PORT,…")]
    pub brokers: Option<String>,

    /// The service's consumer group (key kafka.group_id)
    #[arg(long, value_name = "ID")]
    pub group_id: Option<String>,

    /// Letters go back to this topic (key kafka.input_topic)
    #[arg(long, value_name = "TOPIC")]
    pub input_topic: Option<String>,

    /// Letters are read from here (key kafka.dead_letter_topic)
    #[arg(long, value_name = "TOPIC")]
    pub dead_letter_topic: Option<String>,
}

fn reasons() -> PossibleValuesParser {
    PossibleValuesParser::new(Rejected::ALL.iter().map(|reason| reason.name()))
}

/// Replays the letters of each reason in turn, and says what became of them.
pub fn run(args: &ReplayArgs) -> Exit {
    let own = [
        flag("--brokers", "kafka.brokers", args.brokers.as_ref()),
        flag("--group-id", "kafka.group_id", args.group_id.as_ref()),
        flag(
            "--input-topic",
            "kafka.input_topic",
            args.input_topic.as_ref(),
        ),
        flag(
            "--dead-letter-topic",
            "kafka.dead_letter_topic",
            args.dead_letter_topic.as_ref(),
        ),
    ];
    let config = match configure(&args.options.sources(own.into_iter().flatten())) {
        Ok((config, _)) => config,
        Err(exit) => return exit,
    };
    if let Err(error) = logs::start(&config.logs) {
        complain(error);
        return Exit::Usage;
    }
    let asked = |reason: &&Rejected| args.reason.iter().any(|name| name == reason.name());
    for reason in Rejected::ALL.iter().filter(asked) {
        let mut progress = Progress::new(reason.name());
        let replay = Replay::new(&config.kafka, *reason, args.dry_run);
        let done = replay.run(&mut |tally| progress.tell(tally));
        progress.bar.finish_and_clear();
        let said = match done {
            Ok(tally) => print(summary(reason.name(), &tally, args.dry_run).as_bytes()),
            Err(failure) => failed(&failure),
        };
        if said != Exit::Ok {
            return said;
        }
    }
    Exit::Ok
}

fn failed(failure: &Failure) -> Exit {
    complain(format!(
        "{failure}; what was committed stays copied, and another run goes on there"
    ));
    match failure {
        Failure::Fenced(_) => Exit::Fenced,
        _ => Exit::Failed,
    }
}

fn summary(reason: &str, tally: &Tally, rehearsal: bool) -> String {
    let verb = if rehearsal { "to be copied" } else { "copied" };
    let stays = [
        (tally.other_reason, "of other reasons"),
        (tally.other_topic, "of other topics"),
        (tally.value_left_out, "without their value"),
        (tally.too_large, "too large for the input topic"),
    ];
    let stays = stays.iter().filter(|(count, _)| *count > 0);
    let stays: String = stays
        .map(|(count, what)| format!(", {count} {what} stay"))
        .collect();
    format!("{reason}: {} {verb}{stays}\n", tally.copied)
}

/// A bar on a terminal, lines elsewhere.
struct Progress {
    reason: &'static str,
    bar: ProgressBar,
    told: Instant,
}

impl Progress {
    fn new(reason: &'static str) -> Self {
        let bar = if std::io::stderr().is_terminal() {
            ProgressBar::new(0)
        } else {
            ProgressBar::hidden()
        };
        let template = "{prefix} {wide_bar} {pos}/{len} letters, {msg} copied, {eta} left";
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        bar.set_prefix(reason);
        Self {
            reason,
            bar,
            told: Instant::now(),
        }
    }

    fn tell(&mut self, tally: &Tally) {
        self.bar.set_length(tally.total);
        self.bar.set_position(tally.passed);
        self.bar.set_message(tally.copied.to_string());
        if self.bar.is_hidden() && self.told.elapsed() >= TELL_EVERY {
            self.told = Instant::now();
            let Tally {
                passed,
                total,
                copied,
                ..
            } = tally;
            complain(format!(
                "{}: {passed} of {total} letters, {copied} copied",
                self.reason
            ));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_summary_says_what_stays_and_why() {
        let tally = Tally {
            total: 9,
            passed: 9,
            copied: 2,
            other_reason: 3,
            value_left_out: 1,
            ..Tally::default()
        };
        assert_eq!(
            summary("panic", &tally, false),
            "panic: 2 copied, 3 of other reasons stay, 1 without their value stay\n"
        );
        assert_eq!(
            summary("panic", &Tally::default(), true),
            "panic: 0 to be copied\n"
        );
    }
}
