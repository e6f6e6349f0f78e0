//! The figures are earned: they follow the plan, the calendar and the consumers, and nothing else.

use std::time::Duration;

use chrono::NaiveDate;
use motcua::demo::plan::{Plan, Targets};
use motcua::demo::seed::catalogue;

use crate::embedded::{Change, played};
use crate::year::assert_counted_as_planned;

#[tokio::test(flavor = "multi_thread")]
async fn another_seed_moves_moments_and_agencies_but_never_the_totals() {
    let data = tempfile::tempdir().unwrap();
    let (one, other) = (Plan::year(2022, 0.004).unwrap(), Plan::year(7, 0.004).unwrap());
    let (expected, moved) =
        (serde_json::to_value(one.expected()).unwrap(), serde_json::to_value(other.expected()).unwrap());
    assert_ne!(expected["byAgency"], moved["byAgency"]);
    let outcome = played(data.path(), other.clone(), Change::default()).await.unwrap();
    assert_counted_as_planned(&other, &outcome);
    let counted = serde_json::to_value(&outcome).unwrap();
    for group in ["received", "resolved", "inProcess", "ratings"] {
        assert_eq!(counted[group], expected[group], "{group}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_odd_plan_is_followed_exactly() {
    let data = tempfile::tempdir().unwrap();
    let small = Targets::default().scaled(0.006);
    let targets =
        Targets { late: 31, on_time: small.on_time + small.late - 31, refused_results: 17, open_overdue: 14, ..small };
    let plan = Plan::build(11, 0.006, targets).unwrap();
    let outcome = played(data.path(), plan.clone(), Change::default()).await.unwrap();
    assert_counted_as_planned(&plan, &outcome);
    assert_eq!(outcome.review.resolved.late, 31);
    assert_eq!(outcome.review.in_process.overdue, 14);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_holiday_missing_from_the_platforms_calendar_changes_the_figures() {
    let data = tempfile::tempdir().unwrap();
    let plan = Plan::year(2022, 0.01).unwrap();
    let mut changed = catalogue();
    let kings = NaiveDate::from_ymd_opt(2022, 4, 11).unwrap();
    assert!(changed.calendar.overrides.remove(&kings).is_some());
    let outcome = played(data.path(), plan.clone(), Change { catalogue: changed, ..Change::default() }).await.unwrap();
    let expected = serde_json::to_value(plan.expected()).unwrap();
    let counted = serde_json::to_value(&outcome).unwrap();
    assert_eq!(counted["received"], expected["received"]);
    assert_eq!(counted["resolved"]["total"], expected["resolved"]["total"]);
    assert_ne!(counted["resolved"], expected["resolved"], "early, on time and late come from the platform's calendar");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_service_that_hears_nothing_makes_the_run_fail() {
    for deaf in ["intake", "routing", "processing", "results", "ratings", "reporting"] {
        let data = tempfile::tempdir().unwrap();
        let plan = Plan::year(2022, 0.0005).unwrap();
        let change = Change { deaf: Some(deaf), patience: Duration::from_secs(3), ..Change::default() };
        let error = played(data.path(), plan, change).await.expect_err(deaf).to_string();
        assert!(error.contains("nothing moved"), "{deaf}: {error}");
    }
}
