//! Applying the history again gives the stored stage.

use motcua_contracts::AgencyCode;
use motcua_contracts::ids::DossierId;
use motcua_ratings::domain::{Event, Proof, RatingRight, Stage};
use motcua_testkit::on_both;
use sea_orm::{ConnectionTrait, Statement};
use serde_json::json;

use crate::fixture::{Fixture, code};

#[tokio::test(flavor = "multi_thread")]
async fn applying_the_history_gives_the_stored_stage() {
    on_both(async |engine| {
        let fixture = Fixture::start(engine).await;
        fixture.returned("H35.05", 1, false).await;
        let body = json!({"code": code("H35.05", 1), "score": "notSatisfied", "reason": "waiting"});
        fixture.rate(&fixture.kiosk, &body).await.expect(201);
        let read = async |sql: &str| {
            let db = fixture.service.database.db.read();
            let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), sql)).await.unwrap();
            rows.iter().map(|row| row.try_get::<String>("", "text").unwrap()).collect::<Vec<_>>()
        };
        let history = read("SELECT event AS text FROM history ORDER BY version").await;
        assert_eq!(history.len(), 2);
        let proof = Proof { account: None, lookup_mac: Vec::new() };
        let mut right = RatingRight::new(DossierId::mint(), code("H35.05", 1), AgencyCode::new("H35.05"), proof);
        for event in &history {
            right.apply(&serde_json::from_str::<Event>(event).unwrap());
        }
        let stored: Stage = serde_json::from_str(&read("SELECT stage AS text FROM rating_right").await[0]).unwrap();
        assert_eq!(right.stage, stored);
        assert_eq!(read("SELECT name AS text FROM history ORDER BY version").await, ["opened", "rated"]);
    })
    .await;
}
