//! The year at a small scale, embedded: the platform counts what was planned, and a recount agrees.

use motcua_demonstration::RunResult;
use motcua_demonstration::plan::Plan;

use crate::embedded::{Variation, run_plan};
use crate::recount::{of_review, recount, sqlite};

/// What the plan expects and what the platform counted, as the same JSON.
pub fn assert_counted_as_planned(plan: &Plan, result: &RunResult) {
    let expected = serde_json::to_value(plan.expected()).unwrap();
    let counted = serde_json::to_value(result).unwrap();
    for group in ["received", "resolved", "inProcess", "ratings"] {
        assert_eq!(counted[group], expected[group], "{group}");
    }
    for agency in expected["byAgency"].as_array().unwrap() {
        let same = counted["byAgency"].as_array().unwrap().iter().find(|row| row["code"] == agency["code"]).unwrap();
        for group in ["received", "resolved", "inProcess"] {
            assert_eq!(same[group], agency[group], "{} {group}", agency["code"]);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_platform_counts_what_was_planned_and_a_recount_agrees() {
    let data = tempfile::tempdir().unwrap();
    let plan = Plan::year(2022, 0.01).unwrap();
    let result = run_plan(data.path(), plan.clone(), Variation::default()).await.unwrap();
    assert_counted_as_planned(&plan, &result);
    let review = &result.review;
    assert_eq!(
        review["catalogue"],
        serde_json::json!({
            "procedures": 1481, "departments": 15, "companies": 2, "centralAgencies": 3, "onTheSpot": 92
        })
    );
    let resolved = review["resolved"]["total"].as_u64().unwrap();
    assert!(result.run.commands >= 7 * resolved, "{} commands for {resolved} resolved", result.run.commands);

    assert_recount_agrees(review, &sqlite(data.path())).await;
    assert_due_dates_are_recomputed(data.path()).await;
}

/// Recomputing the explanation of every due date gives the same due date.
async fn assert_due_dates_are_recomputed(data: &std::path::Path) {
    let url = format!("sqlite://{}/routing.sqlite", data.display());
    let found = motcua_routing::recount(&motcua_kit::Db::connect(&url, 1).await.unwrap()).await.unwrap();
    assert!(found.due_dates >= found.dossiers && found.dossiers > 400, "{found:?}");
    assert_eq!(found.different, Vec::<String>::new());
}

/// A recount from the owners' databases agrees with reporting, per agency and in total, and all columns add up.
pub async fn assert_recount_agrees(review: &serde_json::Value, urls: &[String; 2]) {
    for row in review["byAgency"].as_array().unwrap() {
        let reported = of_review(row);
        assert!(reported.adds_up(), "{}: {reported:?}", row["code"]);
        assert_eq!(recount(urls, Some(row["code"].as_str().unwrap())).await, reported, "{}", row["code"]);
    }
    let reported = of_review(review);
    assert!(reported.adds_up(), "{reported:?}");
    assert_eq!(recount(urls, None).await, reported);
}
