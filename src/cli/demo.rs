//! `communique demo`: its arguments.

use clap::Args;

use crate::cli::options::{Options, flag};
use crate::config::Sources;

/// Arguments of `demo`.
#[derive(Args, Clone, Debug, Default)]
#[command(after_long_help = "\
Examples:
  communique demo                         feed the samples, go on, serve metrics
  communique demo --once                  end after the samples
  communique demo --listen 127.0.0.1:0    serve metrics on a free port

The broker of the demo lives in this process and cannot isolate transactions, so the demo delivers
at least once; `serve` with Apache Kafka delivers exactly once.")]
pub struct DemoArgs {
    /// Layers of the configuration.
    #[command(flatten)]
    pub options: Options,

    /// End when every sample was answered
    #[arg(long)]
    pub once: bool,

    /// Where metrics and health are served; empty for nowhere (key http.listen)
    #[arg(long, value_name = "IP:PORT")]
    pub listen: Option<String>,
}

impl DemoArgs {
    /// All layers of the configuration; what a mock broker cannot do is not left to chance.
    pub fn sources(&self) -> Sources {
        let own = [
            flag("demo", "delivery", Some(&"at_least_once")),
            flag("--listen", "http.listen", self.listen.as_ref()),
        ];
        self.options.sources(own.into_iter().flatten())
    }
}
