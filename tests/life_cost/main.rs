//! What a further *life* costs. A life is all that happens to one dossier of the demonstration, from its submission to
//! its rating; it is measured in both shapes, with the driver that sends its requests. A small and a larger year are
//! played and subtracted, because the ticks of a year cost the same for any number of lives. Times are printed and never
//! asserted. `make bench` runs it longer and optimised.

#![expect(clippy::unwrap_used, reason = "a measurement fails by panicking, its helpers too")]

#[path = "../it/cluster.rs"]
#[expect(dead_code, reason = "the tests of the whole system read its databases")]
mod cluster;
mod counters;
#[path = "../it/embedded.rs"]
#[expect(dead_code, reason = "the tests of the whole system disable consumers, and run plans to their end")]
mod embedded;
#[path = "../it/programs.rs"]
mod programs;

use std::sync::{Arc, Mutex};

use motcua_demonstration::plan::Plan;
use motcua_demonstration::{OnProgress, RunConfig, RunProgress, run};
use motcua_testkit::Deadline;

use counters::{Counters, Life, Used};
use embedded::Variation;

/// The counters when the first dossiers of the year are submitted, and the newest ones.
#[derive(Default)]
struct Window(Mutex<Option<[(u64, Counters); 2]>>);

impl Window {
    fn record(&self, lives: u64) {
        let now = (lives, Counters::now());
        let mut window = self.0.lock().unwrap();
        let first = window.as_ref().map_or(&now, |[first, _]| first).clone();
        *window = Some([first, now]);
    }

    fn used(&self) -> Used {
        let window = self.0.lock().unwrap();
        let [(first, before), (last, after)] = window.as_ref().unwrap();
        after.since(before, last - first)
    }
}

/// Setting up the catalogue costs the same for any number of lives: the window begins behind it.
fn watched(config: RunConfig, window: &Arc<Window>) -> RunConfig {
    let window = window.clone();
    let on_progress: OnProgress = Box::new(move |progress| match progress {
        RunProgress::Playing { dossiers, .. } => window.record(dossiers),
        RunProgress::PracticeReady | RunProgress::Finished { .. } => {}
    });
    RunConfig { on_progress: Some(on_progress), ..config }
}

async fn embedded_year(plan: &Plan) -> Used {
    let (data, window) = (tempfile::tempdir().unwrap(), Arc::<Window>::default());
    let platform = embedded::platform(data.path(), plan, None).await;
    let config = watched(embedded::config(&platform, data.path(), Variation::default()), &window);
    run(Arc::new(plan.clone()), config).await.unwrap();
    platform.stop().await;
    window.used()
}

async fn cluster_year(plan: &Plan) -> Used {
    let (data, window) = (tempfile::tempdir().unwrap(), Arc::<Window>::default());
    let running = cluster::start().await;
    let config = watched(cluster::config(&running, data.path()), &window);
    run(Arc::new(plan.clone()), config).await.unwrap();
    window.used()
}

#[tokio::main(flavor = "multi_thread")]
async fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    // As with any test: names on the command line select, and none of them is this one.
    if arguments.iter().any(|argument| !argument.starts_with("--")) {
        return;
    }
    let _deadline = Deadline::start();
    let is_long = arguments.iter().any(|argument| argument == "--long");
    let scales = if is_long { [0.02, 0.1] } else { [0.001, 0.003] };
    let [small, large] = scales.map(|scale| Plan::year(2022, scale).unwrap());
    println!("a further life, from years of {} and {} dossiers", small.dossiers.len(), large.dossiers.len());
    let embedded = Life::further(&embedded_year(&small).await, &embedded_year(&large).await);
    println!("embedded    {embedded}");
    let cluster = Life::further(&cluster_year(&small).await, &cluster_year(&large).await);
    println!("cluster     {cluster}");
    assert!(embedded.lives > 0 && embedded.lives == cluster.lives, "both shapes lived the same lives");
}
