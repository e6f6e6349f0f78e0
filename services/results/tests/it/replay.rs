//! The history folded again is the stage that is stored, and names no person.

use motcua_results::domain::{Event, Stage, evolve};
use motcua_testkit::on_both;
use sea_orm::{ConnectionTrait, Statement};

use crate::office::{Office, collected};

#[tokio::test(flavor = "multi_thread")]
async fn folding_the_history_gives_the_stored_stage() {
    on_both(async |engine| {
        let office = Office::open(engine).await;
        let dossier = office.ready(1).await;
        office.hand_over(dossier, &collected()).await.expect(200);
        let read = async |sql: &str| {
            let db = office.rig.database.db.read();
            let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), sql)).await.unwrap();
            rows.iter().map(|row| row.try_get_by_index::<String>(0).unwrap()).collect::<Vec<_>>()
        };
        let history = read("SELECT event FROM history ORDER BY version").await;
        assert_eq!(history.len(), 4);
        assert!(!history.concat().contains("Mai"), "{history:?}");
        let last: Event = serde_json::from_str(&history[3]).unwrap();
        let stored: Stage = serde_json::from_str(&read("SELECT stage FROM result_document").await[0]).unwrap();
        assert_eq!(evolve(&last), stored);
        let trail = read("SELECT name FROM history ORDER BY version").await;
        assert_eq!(trail, ["drafted", "issued", "hand_over_opened", "returned"]);
    })
    .await;
}
