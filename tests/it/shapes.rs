//! The same year in both shapes gives the same counts.

use std::sync::Arc;

use motcua_demonstration::plan::Plan;
use motcua_demonstration::run;

use crate::cluster;
use crate::embedded::{Variation, run_plan};
use crate::year::{assert_counted_as_planned, assert_recount_agrees};

const SCALE: f64 = 0.02;

#[tokio::test(flavor = "multi_thread")]
async fn both_shapes_count_the_same_year_the_same() {
    let plan = Plan::year(2022, SCALE).unwrap();
    let (here, there) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let embedded = run_plan(here.path(), plan.clone(), Variation::default()).await.unwrap();
    assert_counted_as_planned(&plan, &embedded);

    let running = cluster::start().await;
    let clustered = run(Arc::new(plan.clone()), cluster::config(&running, there.path())).await.unwrap();
    assert_counted_as_planned(&plan, &clustered);
    assert_eq!(embedded.review, clustered.review);
    assert_recount_agrees(&clustered.review, &running.databases).await;
}
