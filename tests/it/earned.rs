//! The figures depend on the plan, the calendar and the consumers, and on nothing else.

use std::time::Duration;

use chrono::NaiveDate;
use motcua_demonstration::plan::{Plan, Targets};
use motcua_demonstration::seed::catalogue;

use crate::embedded::{Variation, run_plan};
use crate::year::assert_counted_as_planned;

#[tokio::test(flavor = "multi_thread")]
async fn another_seed_changes_moments_and_agencies_but_not_the_totals() {
    let data = tempfile::tempdir().unwrap();
    let (one, other) = (Plan::year(2022, 0.004).unwrap(), Plan::year(7, 0.004).unwrap());
    let (expected, moved) =
        (serde_json::to_value(one.expected()).unwrap(), serde_json::to_value(other.expected()).unwrap());
    assert_ne!(expected["byAgency"], moved["byAgency"]);
    let result = run_plan(data.path(), other.clone(), Variation::default()).await.unwrap();
    assert_counted_as_planned(&other, &result);
    let counted = serde_json::to_value(&result).unwrap();
    for group in ["received", "resolved", "inProcess", "ratings"] {
        assert_eq!(counted[group], expected[group], "{group}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn unusual_targets_are_reached_exactly() {
    let data = tempfile::tempdir().unwrap();
    let small = Targets::default().scaled(0.006);
    let targets =
        Targets { late: 31, on_time: small.on_time + small.late - 31, refused_results: 17, open_overdue: 14, ..small };
    let plan = Plan::build(11, 0.006, targets).unwrap();
    let result = run_plan(data.path(), plan.clone(), Variation::default()).await.unwrap();
    assert_counted_as_planned(&plan, &result);
    assert_eq!(result.review["resolved"]["late"], 31);
    assert_eq!(result.review["inProcess"]["overdue"], 14);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_holiday_missing_from_the_platforms_calendar_changes_the_figures() {
    let data = tempfile::tempdir().unwrap();
    let plan = Plan::year(2022, 0.01).unwrap();
    let mut changed = catalogue();
    let kings = NaiveDate::from_ymd_opt(2022, 4, 11).unwrap();
    assert!(changed.calendar.overrides.remove(&kings).is_some());
    let result =
        run_plan(data.path(), plan.clone(), Variation { catalogue: changed, ..Variation::default() }).await.unwrap();
    let expected = serde_json::to_value(plan.expected()).unwrap();
    let counted = serde_json::to_value(&result).unwrap();
    assert_eq!(counted["received"], expected["received"]);
    assert_eq!(counted["resolved"]["total"], expected["resolved"]["total"]);
    assert_ne!(counted["resolved"], expected["resolved"], "early, on time and late come from the platform's calendar");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_disabled_consumer_makes_the_run_fail() {
    for disabled in ["intake", "routing", "processing", "results", "ratings", "reporting"] {
        let data = tempfile::tempdir().unwrap();
        let plan = Plan::year(2022, 0.0005).unwrap();
        let variation = Variation {
            disabled_consumer: Some(disabled),
            stall_timeout: Duration::from_secs(3),
            ..Variation::default()
        };
        let error = run_plan(data.path(), plan, variation).await.expect_err(disabled).to_string();
        assert!(error.contains("no progress"), "{disabled}: {error}");
    }
}
