//! The year at a small scale, embedded: the platform counts what was planned, and a recount agrees.

use motcua::demo::plan::Plan;

use crate::embedded::{Change, played};
use crate::recount::{of_review, recount, sqlite};

/// What the plan expects and what the platform counted, as the same JSON.
pub fn assert_counted_as_planned(plan: &Plan, outcome: &motcua::demo::run::Outcome) {
    let expected = serde_json::to_value(plan.expected()).unwrap();
    let counted = serde_json::to_value(outcome).unwrap();
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
    let outcome = played(data.path(), plan.clone(), Change::default()).await.unwrap();
    assert_counted_as_planned(&plan, &outcome);
    let review = serde_json::to_value(&outcome.review).unwrap();
    assert_eq!(
        review["catalogue"],
        serde_json::json!({
            "procedures": 1481, "departments": 15, "companies": 2, "centralAgencies": 3, "onTheSpot": 92
        })
    );
    let resolved = review["resolved"]["total"].as_u64().unwrap();
    assert!(outcome.run.commands >= 7 * resolved, "{} commands for {resolved} resolved", outcome.run.commands);

    recounted(&review, &sqlite(data.path())).await;
    every_due_date_is_counted_again(data.path()).await;
}

/// The explanation of every due date of the year gives the same moment again.
async fn every_due_date_is_counted_again(data: &std::path::Path) {
    let url = format!("sqlite://{}/routing.sqlite", data.display());
    let found = motcua_routing::recount(&motcua_kit::Db::connect(&url, 1).await.unwrap()).await.unwrap();
    assert!(found.due_dates >= found.dossiers && found.dossiers > 400, "{found:?}");
    assert_eq!(found.different, Vec::<String>::new());
}

/// A recount from the owners' databases says the same as reporting, per agency and in total, and all of it adds up.
pub async fn recounted(review: &serde_json::Value, urls: &[String; 2]) {
    for row in review["byAgency"].as_array().unwrap() {
        let said = of_review(row);
        assert!(said.adds_up(), "{}: {said:?}", row["code"]);
        assert_eq!(recount(urls, Some(row["code"].as_str().unwrap())).await, said, "{}", row["code"]);
    }
    let said = of_review(review);
    assert!(said.adds_up(), "{said:?}");
    assert_eq!(recount(urls, None).await, said);
}
