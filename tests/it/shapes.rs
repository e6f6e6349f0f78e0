//! The same year in both shapes gives the same counts.

use std::sync::Arc;

use motcua::demo::plan::Plan;
use motcua::demo::run::play;

use crate::cluster;
use crate::embedded::{Change, played};
use crate::year::{assert_counted_as_planned, recounted};

const SCALE: f64 = 0.02;

#[tokio::test(flavor = "multi_thread")]
async fn both_shapes_count_the_same_year_the_same() {
    let plan = Plan::year(2022, SCALE).unwrap();
    let (here, there) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let embedded = played(here.path(), plan.clone(), Change::default()).await.unwrap();
    assert_counted_as_planned(&plan, &embedded);

    let running = cluster::start().await;
    let clustered = play(Arc::new(plan.clone()), cluster::stage(&running, there.path())).await.unwrap();
    assert_counted_as_planned(&plan, &clustered);
    assert_eq!(serde_json::to_value(&embedded.review).unwrap(), serde_json::to_value(&clustered.review).unwrap());
    recounted(&serde_json::to_value(&clustered.review).unwrap(), &running.databases).await;
}
