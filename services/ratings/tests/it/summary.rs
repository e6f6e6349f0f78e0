//! The counts of a period and the response rate.

use motcua_testkit::{Engine, on_both};
use serde_json::json;

use crate::fixture::{Fixture, code};

/// Three returned on 14 March (one of them by another agency), one on 15 March; four rated, the first one late.
async fn rated(engine: Engine) -> Fixture {
    let fixture = Fixture::start(engine).await;
    fixture.returned("H35.05", 1, false).await;
    fixture.returned("H35.05", 2, false).await;
    fixture.returned("H35.06", 3, false).await;
    let rate = async |agency: &str, number, score: &str| {
        let body = json!({"code": code(agency, number), "score": score});
        fixture.rate(&fixture.kiosk, &body).await.expect(201);
    };
    rate("H35.05", 2, "verySatisfied").await;
    rate("H35.06", 3, "notSatisfied").await;
    // One second after midnight in Viet Nam is 15 March, though still 14 March by UTC.
    fixture.service.set_clock("2022-03-15 00:01");
    fixture.returned("H35.05", 4, false).await;
    rate("H35.05", 1, "satisfied").await;
    fixture
}

#[tokio::test(flavor = "multi_thread")]
async fn ratings_count_by_their_own_time_and_the_rate_by_returned_dossiers() {
    on_both(async |engine| {
        let fixture = rated(engine).await;
        let sum =
            async |query: &str| fixture.service.get(&format!("/v1/ratings/summary?{query}"), "").await.expect(200);
        let day = sum("from=2022-03-14&to=2022-03-14").await;
        assert_eq!(day["ratings"], json!({"total": 2, "verySatisfied": 1, "satisfied": 0, "notSatisfied": 1}));
        assert_eq!((&day["returned"], &day["responded"]), (&json!(3), &json!(2)));
        assert_eq!(day["responseRate"], 0.6667);
        let next = sum("from=2022-03-15&to=2022-03-15").await;
        assert_eq!(next["ratings"]["total"], 1);
        assert_eq!((&next["returned"], &next["responded"]), (&json!(1), &json!(0)));
        let both = sum("from=2022-03-14&to=2022-03-15&agency=H35.05").await;
        assert_eq!(
            (&both["ratings"]["total"], &both["returned"], &both["responded"]),
            (&json!(2), &json!(3), &json!(2))
        );
        let empty = sum("from=2021-01-01&to=2021-12-31").await;
        assert_eq!((&empty["returned"], empty.get("responseRate")), (&json!(0), None));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invalid_period_is_refused() {
    on_both(async |engine| {
        let fixture = Fixture::start(engine).await;
        let far = "from=-262143-01-01&to=%2B262142-12-31";
        for query in [
            "from=2022-03-15&to=2022-03-14",
            far,
            "from=2022-03-14",
            "from=x&to=y",
            "from=2022-01-01&to=2022-01-02&agency=%00",
        ] {
            fixture.service.get(&format!("/v1/ratings/summary?{query}"), "").await.expect(422);
        }
    })
    .await;
}
