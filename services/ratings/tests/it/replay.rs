//! The history folded again is the stage that is stored.

use motcua_ratings::domain::{Event, Stage, evolve};
use motcua_testkit::on_both;
use sea_orm::{ConnectionTrait, Statement};
use serde_json::json;

use crate::people::{People, code};

#[tokio::test(flavor = "multi_thread")]
async fn folding_the_history_gives_the_stored_stage() {
    on_both(async |engine| {
        let people = People::gather(engine).await;
        people.returned("H35.05", 1, false).await;
        let body = json!({"code": code("H35.05", 1), "score": "notSatisfied", "reason": "waiting"});
        people.rate(&people.kiosk, &body).await.expect(201);
        let read = async |sql: &str| {
            let db = people.rig.database.db.read();
            let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), sql)).await.unwrap();
            rows.iter().map(|row| row.try_get_by_index::<String>(0).unwrap()).collect::<Vec<_>>()
        };
        let history = read("SELECT event FROM history ORDER BY version").await;
        assert_eq!(history.len(), 2);
        let last: Event = serde_json::from_str(&history[1]).unwrap();
        let stored: Stage = serde_json::from_str(&read("SELECT stage FROM rating_right").await[0]).unwrap();
        assert_eq!(evolve(&last), stored);
        assert_eq!(read("SELECT name FROM history ORDER BY version").await, ["opened", "rated"]);
    })
    .await;
}
